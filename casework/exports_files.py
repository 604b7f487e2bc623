"""How exports are written: rows to CSV or JSONL, in chunks, and files as a whole or not at all.

CSV is UTF-8 with LF line ends. A cell that a spreadsheet would take for a formula (it begins
with = + - @, tab or carriage return) gets an apostrophe before it (OWASP, CSV Injection).
Two things keep the file fit for programs: the columns `key`, `unit` and `target` are never
touched (a key begins with the name of its kind, so it can't be a formula), and `+` before
nothing but digits, a phone number, stays (a spreadsheet reads it as that number). With
for_spreadsheet the latter gets its apostrophe too, so that the plus stays on the screen, and
the file begins with a byte order mark, so that Excel reads Vietnamese. JSONL is exact always.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

import orjson
import pandas as pd

from graph.errors import InvalidInputError

Format = Literal["csv", "jsonl"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

CHUNK_ROWS = 10_000
"""Rows held in memory at a time."""

EXACT_COLUMNS = frozenset({"key", "unit", "target"})
"""Keys: never altered, never a formula."""

_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""OWASP's list, with line feed and the full-width forms that Excel reads alike."""

_PLAIN_PHONE = re.compile(r"\+[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and a stream of rows."""

    columns: tuple[str, ...]
    rows: Iterable[Row]


@contextlib.contextmanager
def open_output(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Give a file to write to; a path is replaced only when all went well.

    The file is written beside its place, flushed to the disk and renamed; it is readable by
    its owner alone, since it holds personal data. A device or pipe is written as it is.

    Args:
        out: an open binary file, which stays open, or a path.

    Raises:
        InvalidInputError: the path can't be written (no folder, no permission, disk full).
    """
    if not isinstance(out, Path):
        yield out
        return
    try:
        with _open_path(out.resolve()) as file:
            yield file
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInputError(
            what_vi=f"Không ghi được tệp {str(out)!r} ({reason}). Tệp cũ, nếu có, vẫn còn "
            "nguyên. Hãy kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa.",
            what_en=f"Cannot write the file {str(out)!r} ({reason}). An older file is as it "
            "was. Check the folder, its permissions and the space on the disk.",
        ) from error


@contextlib.contextmanager
def _open_path(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as device:
            yield device
        return
    number, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_table(
    table: Table, file: BinaryIO, form: Format, *, for_spreadsheet: bool = False
) -> None:
    """Write a table in chunks; nothing is written before its first rows are there.

    Args:
        table: what to write; an empty CSV has its header.
        file: open for bytes; stays open.
        form: CSV or JSONL (one object per row; empty cells are left out).
        for_spreadsheet: see the module; CSV only.
    """
    rows = iter(table.rows)
    chunk = list(islice(rows, CHUNK_ROWS))
    header = True
    while chunk or header:
        if form == "jsonl":
            file.write(_to_jsonl(table.columns, chunk))
        else:
            file.write(_to_csv(table.columns, chunk, header=header, spreadsheet=for_spreadsheet))
        header = False
        chunk = list(islice(rows, CHUNK_ROWS))
    file.flush()


def _to_jsonl(columns: tuple[str, ...], rows: list[Row]) -> bytes:
    return b"".join(
        orjson.dumps(
            {name: cell for name, cell in zip(columns, row, strict=True) if cell is not None},
            option=orjson.OPT_APPEND_NEWLINE,
        )
        for row in rows
    )


def _to_csv(columns: tuple[str, ...], rows: list[Row], *, header: bool, spreadsheet: bool) -> bytes:
    cells = [
        [
            cell if name in EXACT_COLUMNS else _disarm(cell, spreadsheet=spreadsheet)
            for name, cell in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    # As objects: else a column of numbers with a gap would be written as 5.0.
    frame = pd.DataFrame(cells, columns=list(columns), dtype=object)
    text = frame.to_csv(index=False, header=header, lineterminator="\n", quoting=_quoting(rows))
    mark = "\ufeff" if header and spreadsheet else ""
    return (mark + text).encode()


def _disarm(cell: Cell, *, spreadsheet: bool) -> Cell:
    if not isinstance(cell, str) or not _FORMULA.match(cell):
        return cell
    if _PLAIN_PHONE.match(cell) and not spreadsheet:
        return cell
    return f"'{cell}"


def _quoting(rows: list[Row]) -> Literal[0, 2]:
    """Quote all texts where one holds a carriage return: Python's writer leaves it bare."""
    bare = any("\r" in cell for row in rows for cell in row if isinstance(cell, str))
    return csv.QUOTE_NONNUMERIC if bare else csv.QUOTE_MINIMAL
