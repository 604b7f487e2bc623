"""A folder with all that the importer needs: tables, its options, and the schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidInputError
from graph.store.archive import Archive
from graph.store.neo4j.import_files.judged import Judged
from graph.store.neo4j.import_files.reports import write_reports
from graph.store.neo4j.import_files.rest import (
    write_identifiers,
    write_runs,
    write_sources,
    write_store,
)
from graph.store.neo4j.import_files.tables import (
    DELIMITERS,
    DelimiterTakenError,
    Tables,
    create,
)
from graph.store.neo4j.schema import MIGRATIONS
from graph.store.port import GraphStore

OPTIONS = "import.args"
SCHEMA = "schema.cypher"
_SCHEMA_SAYS = """// Constraints and indexes. The first command of truyvet that opens the imported
// database makes them by itself; this is for whoever wants to look at it before.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        folder: where.
        nodes, relationships: how many.
    """

    folder: Path
    nodes: int
    relationships: int


def write_import_files(store: GraphStore, folder: Path) -> Written:
    """Write a store as files for `neo4j-admin database import full`.

    The database made of them equals one that was loaded online with the same, but for the count
    of writing transactions. Nothing is left where something goes wrong.

    Args:
        store: to read, while its writers wait.
        folder: made where it is missing; else empty.

    Raises:
        InvalidInputError: the folder holds files or can't be written, or a text holds each of
            the characters that could stand between texts.
        StoreError: the store's, also where what was read was not of one state.
    """
    try:
        _prepare(folder)
        for delimiter in DELIMITERS:
            with suppress(DelimiterTakenError), _cleaning(folder), store.archive() as archive:
                return _write(archive, folder, delimiter)
    except OSError as error:
        raise _unwritable(folder, error.strerror or type(error).__name__) from error
    raise InvalidInputError(
        what_vi="Có trường chứa mọi ký tự có thể dùng để ngăn cách. Hãy nạp thẳng vào máy chủ: "
        "truyvet ingest.",
        what_en="Some texts contain every character that could stand between them. Load into the "
        "server itself: truyvet ingest.",
    )


def _prepare(folder: Path) -> None:
    if folder.is_file():
        raise InvalidInputError(
            what_vi=f"{folder.name!r} là một tệp. Hãy chọn một thư mục mới.",
            what_en=f"{folder.name!r} is a file. Choose a new folder.",
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise InvalidInputError(
            what_vi=f"Thư mục {folder.name!r} không trống. Hãy chọn một thư mục mới.",
            what_en=f"The folder {folder.name!r} is not empty. Choose a new one.",
        )


@contextmanager
def _cleaning(folder: Path) -> Iterator[None]:
    """Remove what was written where not all of it could be."""
    try:
        yield
    except BaseException:
        for file in folder.iterdir():
            file.unlink()
        raise


def _write(archive: Archive, folder: Path, delimiter: str) -> Written:
    with closing(Tables(folder, delimiter)) as tables:
        judged = Judged(tables, archive)
        write_store(tables, archive)
        write_sources(tables, archive, judged)
        write_identifiers(tables, archive, judged)
        write_reports(tables, archive, judged)
        write_runs(tables, archive, judged)
        judged.write(archive)
        tables.finish()
        rows = tables.rows()
        _write_text(folder / OPTIONS, _options(tables))
    _write_text(folder / SCHEMA, _schema())
    nodes = sum(count for table, count in rows.items() if table.is_nodes)
    return Written(folder, nodes, sum(rows.values()) - nodes)


def _options(tables: Tables) -> str:
    """Return the importer's options, one a line, as it reads them by `@import.args`."""
    return "\n".join((
        "--id-type=integer",
        f"--array-delimiter=U+{ord(tables.delimiter):04X}",
        "--multiline-fields=true",
        "--bad-tolerance=0",
        f"--read-buffer-size={tables.buffer_bytes()}",
        *(table.option for table in tables.rows()),
        "",
    ))  # fmt: skip


def _schema() -> str:
    statements = [statement for _, found in MIGRATIONS for statement in found]
    return _SCHEMA_SAYS + "".join(f"{statement};\n" for statement in statements)


def _write_text(path: Path, text: str) -> None:
    with create(path) as file:
        file.write(text.encode())


def _unwritable(folder: Path, reason: str) -> InvalidInputError:
    return InvalidInputError(
        what_vi=f"Không ghi được vào thư mục {folder.name!r} ({reason}). Hãy kiểm tra quyền ghi "
        "và chỗ trống trên đĩa.",
        what_en=f"Cannot write to the folder {folder.name!r} ({reason}). Check its permissions "
        "and the space on the disk.",
    )
