"""How a file is to be read: by the mapping given, its folder's, a profile, or its headers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.infer import infer_mapping
from ingest.look import look_at
from ingest.mapping import DateColumn, Mapping, MappingBook
from ingest.mapping_file import read_mapping
from ingest.mapping_write import to_yaml
from ingest.observe import Orders
from ingest.profiles.known import find_profile
from ingest.rejects import Reason, Reject, reject_file
from ingest.sources.find import STDIN
from ingest.sources.open import OpenSource
from ingest.sources.options import Format
from ingest.sources.row import Row
from ingest.streams import stream_of_name
from ingest.values_dates import OrderVotes

INFERRED = "inferred"
_MAPPING_NAMES = ("mapping.yaml", "mapping.yml")


def size_of(file: Path) -> int:
    """Return the bytes of a file; 0 where that cannot be told."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A mapping, and where it comes from.

    Attributes:
        mapping: what the columns mean.
        profile: the mapping file's name, the profile's, or `inferred`.
    """

    mapping: Mapping
    profile: str


@dataclass(slots=True)
class Mappings:
    """The mappings that people wrote: one given for all files, and those beside the files.

    Attributes:
        given: goes before those of folders; None: none was given.
    """

    given: MappingBook | None
    _books: dict[Path, MappingBook | None] = field(default_factory=dict)

    def find(self, file: Path) -> Choice | None:
        """Return the mapping that serves a file, or None.

        Raises:
            InvalidMappingError: the folder's mapping file says something wrong.
        """
        found = self._choose(self.given, file)
        if found is None and file != STDIN:
            found = self._choose(self._beside(file.parent), file)
        return found

    def _choose(self, book: MappingBook | None, file: Path) -> Choice | None:
        mapping = book.find(file.name) if book else None
        return Choice(mapping, book.name) if book and mapping else None

    def _beside(self, folder: Path) -> MappingBook | None:
        if folder not in self._books:
            paths = (folder / name for name in _MAPPING_NAMES)
            # An empty one is being written: by `truyvet ingest --dry-run … > mapping.yaml`.
            path = next((path for path in paths if path.is_file() and size_of(path)), None)
            self._books[folder] = read_mapping(path) if path else None
        return self._books[folder]


def choose(source: OpenSource) -> Choice:
    """Return the mapping of a source that no mapping file serves."""
    look = look_at(source)
    profile = find_profile(look)
    if profile is not None:
        return Choice(profile.mapping, profile.name)
    return Choice(infer_mapping(look), INFERRED)


def settle_orders(mapping: Mapping, source: OpenSource) -> tuple[Orders, tuple[str, ...]]:
    """Return the order of day and month of each date column, and the columns to be asked about.

    A column whose sample does not settle it is read to the end: that costs a pass over the
    file, and saves a question.

    Args:
        mapping: of the source.
        source: open.

    Raises:
        UnreadableSourceError: the disk fails.
    """
    columns = [column for column in mapping.columns if isinstance(column, DateColumn)]
    columns += [rule.time for rule in mapping.links if rule.time]
    open_columns = {c.column: OrderVotes() for c in columns if c.order is None and not c.start}
    _count(open_columns, source.sample())
    ambiguous = {column: votes for column, votes in open_columns.items() if votes.ambiguous}
    if ambiguous:
        for row in source.rows():
            if isinstance(row, Row):
                _count(ambiguous, [row])
    orders = {column: votes.order for column, votes in open_columns.items()}
    return orders, tuple(column for column, votes in ambiguous.items() if votes.ambiguous)


def _count(votes: dict[str, OrderVotes], rows: list[Row]) -> None:
    for row in rows:
        for column, counted in votes.items():
            raw = row.cells.get(column)
            if raw and not raw.isspace():
                counted.add(raw)


def check_columns(mapping: Mapping, source: OpenSource) -> list[Reject]:
    """Return a reject for each column that the mapping names and a table lacks.

    Without its id column no row can be read; any other one may be missing, and is told.

    Args:
        mapping: of the source.
        source: open.
    """
    if source.format not in {Format.CSV, Format.TSV}:
        return []
    missing = [name for name in mapping.named_columns() if name not in source.columns]
    return [_refuse_column(source.name, name, whole=name == mapping.id_column) for name in missing]


def _refuse_column(source: str, name: str, *, whole: bool) -> Reject:
    detail = (
        f"Tệp ánh xạ nêu cột {name!r} nhưng bảng này không có.",
        f"The mapping names the column {name!r}, which this table does not have.",
    )
    mend = (
        "Sửa tên cột trong tệp ánh xạ, hoặc dùng `files` để chỉ rõ các tệp mà nó áp dụng.",
        "Correct the column's name in the mapping, or say with `files` which files it serves.",
    )
    reject = reject_file(source, Reason.ROW_SHAPE, detail=detail, mend=mend)
    return replace(reject, column=name, whole=whole)


def stream_of(given: str | None, mapping: Mapping, file: Path) -> str:
    """Return the stream of a file: given, else the mapping's, else by its name."""
    return given or mapping.stream or stream_of_name(str(file))


def to_text(choice: Choice, file: Path, stream: str, ask: tuple[str, ...]) -> str:
    """Return a file's mapping as YAML, ready to be saved.

    Args:
        choice: the mapping.
        file: which it served.
        stream: in use.
        ask: date columns whose order is open.
    """
    mapping = choice.mapping
    if not mapping.files and file != STDIN:
        mapping = replace(mapping, files=(_pattern_of(file.name),))
    return to_yaml(mapping, ask=ask, stream=stream)


def _pattern_of(name: str) -> str:
    # fnmatch has no other escape than a class of one.
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
