"""The CSV files: what the importer reads back is exactly what was written.

Every text is quoted, so that an empty one is no missing one; a missing value is an empty cell.
The elements of a list are joined by a character that none of the texts contains.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

Cell = str | int | float | datetime | Sequence[str] | Sequence[int] | None
DELIMITERS = "\x1f" + "".join(map(chr, range(0xFDD0, 0xFDF0)))
"""What may stand between the elements of lists: the unit separator, else one of the 32 characters
that Unicode gives to programs for themselves, where a hostile text has the first."""
_CHUNK_BYTES = 1 << 20
_SPARE_BYTES = 4 << 20


class DelimiterTakenError(Exception):
    """A text contains what should stand between texts; never leaves this package."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its columns, and what its rows become.

    Attributes:
        name: of the file, without ending.
        becomes: the labels of nodes, joined by colons, or the type of relationships.
        columns: as the importer wants them: `name:type`, `:ID(Space)`, `:START_ID(Space)`.
    """

    name: str
    becomes: str
    columns: tuple[str, ...]

    @property
    def file(self) -> str:
        """Return the file's name."""
        return f"{self.name}.csv"

    @property
    def is_nodes(self) -> bool:
        """Say whether its rows become nodes."""
        return self.columns[0].startswith(":ID")

    @property
    def option(self) -> str:
        """Return the importer's option for it."""
        kind = "nodes" if self.is_nodes else "relationships"
        return f"--{kind}={self.becomes}={self.file}"


@dataclass(slots=True)
class _Open:
    file: BinaryIO
    pending: list[bytes] = field(default_factory=list)
    pending_bytes: int = 0
    rows: int = 0


class Tables:
    """Writes rows to files, each made with its first row.

    Args:
        folder: where; there must be none of these files yet.
        delimiter: one of DELIMITERS.
    """

    def __init__(self, folder: Path, delimiter: str) -> None:
        """Remember the folder; nothing is written yet."""
        self.delimiter = delimiter
        self._folder = folder
        self._open: dict[Table, _Open] = {}
        self._stack = ExitStack()
        self._longest = 0

    def write(self, table: Table, *cells: Cell) -> None:
        """Add a row.

        Raises:
            DelimiterTakenError: a text of a list contains the delimiter.
        """
        row = (",".join(map(self._cell, cells)) + "\n").encode()
        self._longest = max(self._longest, len(row))
        found = self._open.get(table) or self._create(table)
        found.rows += 1
        found.pending.append(row)
        found.pending_bytes += len(row)
        if found.pending_bytes > _CHUNK_BYTES:
            _flush(found)

    def _create(self, table: Table) -> _Open:
        file = self._stack.enter_context(create(self._folder / table.file))
        found = self._open[table] = _Open(file)
        file.write((",".join(table.columns) + "\n").encode())
        return found

    def _cell(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, str):
            return _quoted(cell)
        if isinstance(cell, bool):
            return "true" if cell else "false"
        if isinstance(cell, (int, float)):
            return repr(cell)
        if isinstance(cell, datetime):
            return cell.isoformat()
        return self._list(cell)

    def _list(self, values: Sequence[str] | Sequence[int]) -> str:
        elements = [str(value) for value in values]
        joined = self.delimiter.join(elements)
        if joined.count(self.delimiter) >= max(len(elements), 1):
            raise DelimiterTakenError
        return _quoted(joined)

    def rows(self) -> dict[Table, int]:
        """Return how many rows each file has."""
        return {table: found.rows for table, found in self._open.items()}

    def buffer_bytes(self) -> int:
        """Return what the importer's buffer must hold: the longest row, and room to spare."""
        return 2 * self._longest + _SPARE_BYTES

    def finish(self) -> None:
        """Write to the disk what is still in memory."""
        for found in self._open.values():
            _flush(found)
            found.file.flush()
            os.fsync(found.file.fileno())

    def close(self) -> None:
        """Close all files."""
        self._stack.close()


def _flush(found: _Open) -> None:
    found.file.write(b"".join(found.pending))
    found.pending.clear()
    found.pending_bytes = 0


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@contextmanager
def create(path: Path) -> Iterator[BinaryIO]:
    """Make a file that only its owner can read: it holds personal data."""
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(number, "wb") as file:
        yield file
