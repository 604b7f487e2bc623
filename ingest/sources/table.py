"""Read CSV and TSV: named cells, every row a row or a reject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.rejects import Reason, Reject, reject_file, reject_row
from ingest.sources.content import Content
from ingest.sources.delimiter import NO_DELIMITER, find_delimiter
from ingest.sources.flaws import find_flaw
from ingest.sources.lines import read_lines
from ingest.sources.options import MAX_COLUMNS, ReadOptions
from ingest.sources.reader import NO_LISTS
from ingest.sources.records import Broken, RecordReader
from ingest.sources.row import Row
from ingest.sources.window import Window

_MAX_NAME_CHARACTERS = 200
_SAYS_DELIMITER = re.compile(r'"?sep=(?P<mark>[^\s"\w]|\t)"?[ ,;]*\r?\n', re.I)
"""A first line for spreadsheets; what follows is the header."""


class TableReader:
    """Reads a table.

    A first line such as `sep=;` says the delimiter, for spreadsheets, and is no row.
    A row with more cells than the header is rejected. A row with fewer is kept and lacks the
    trailing columns, unless it follows a broken record, of which it may be a fragment: until a
    whole row comes, such rows are rejected. Blank lines, and rows of which every cell is empty
    (spreadsheets leave them at the end), are passed over; the latter count as rows.

    Args:
        content: what to read.
        name: of the source.
        options: delimiter and header.
        preferred: the delimiter that the file's extension suggests.
    """

    def __init__(self, content: Content, name: str, options: ReadOptions, preferred: str) -> None:
        """Find the delimiter and the columns."""
        self._content, self._name = content, name
        self._header = options.header
        head = first_lines(content)
        said = _SAYS_DELIMITER.match(head)
        self._begins_at = 1 if said else 0
        head = head[said.end() :] if said else head
        found = said["mark"] if said else find_delimiter(head, preferred=preferred)
        self.delimiter = options.delimiter or found
        self._columns: tuple[str, ...] = ()
        self._problem = self._read_header(head)

    def find_problem(self) -> Reject | None:
        """Return why nothing can be read: the header is too wide, too long or damaged."""
        return self._problem

    def columns(self) -> tuple[str, ...]:
        """Return the header's names, made unique."""
        return self._columns

    def _records(self, window: Window) -> RecordReader:
        lines = read_lines(self._content, window)
        return RecordReader(lines, self.delimiter, skip=self._begins_at)

    def _read_header(self, head: str) -> Reject | None:
        for record in self._records(self._content.window()):
            if isinstance(record, Broken):
                return self._refuse_header(record, head)
            if not record:
                continue
            if len(record) > MAX_COLUMNS:
                return self._too_wide(len(record))
            names = record if self._header else [""] * len(record)
            self._columns = name_columns(names)
            if not self._header:
                return None
            flaw = find_flaw(self._name, "", (("", cell) for cell in record))
            return flaw and reject_file(self._name, flaw.reason, row="line 1", value=flaw.value)
        return reject_file(self._name, Reason.EMPTY_FILE)

    def _refuse_header(self, broken: Broken, head: str) -> Reject | None:
        if broken.reason is Reason.TOO_LONG:
            width = head.split("\n", 1)[0].count(self.delimiter) + 1
            if width > MAX_COLUMNS:
                return self._too_wide(width)
        return reject_file(
            self._name,
            broken.reason,
            row=f"line {broken.line}",
            value=broken.value,
            detail=broken.detail,
        )

    def _too_wide(self, width: int) -> Reject:
        detail = (
            f"Dòng tiêu đề có ít nhất {width:,} cột; giới hạn là {MAX_COLUMNS:,}.",
            f"The header has at least {width:,} columns; the limit is {MAX_COLUMNS:,}.",
        )
        return reject_file(self._name, Reason.TOO_MANY_COLUMNS, row="line 1", detail=detail)

    def rows(self, window: Window) -> Iterator[Row | Reject]:
        """Yield every record after the header."""
        records = self._records(window)
        columns, width = self._columns, len(self._columns)
        check = not self._content.is_clean
        filled = (record for record in records if record)
        for number, record in enumerate(filled, start=0 if self._header else 1):
            if not number:
                continue  # the header
            if isinstance(record, Broken):
                yield self._refuse(record)
                continue
            if len(record) == width:
                records.repaired = False
            elif (odd := self._find_misfit(record, number, records)) is not None:
                yield odd
                continue
            row = Row(number, f"row {number}", dict(zip(columns, record, strict=False)), NO_LISTS)
            flaw = find_flaw(self._name, row.locator, row.cells.items()) if check else None
            if flaw is not None:
                yield flaw
            elif any(record):
                yield row

    def _refuse(self, broken: Broken) -> Reject:
        place = f"line {broken.line}"
        return reject_row(
            self._name, place, broken.reason, value=broken.value, detail=broken.detail
        )

    def _find_misfit(self, record: list[str], number: int, records: RecordReader) -> Reject | None:
        """Return the reject of a record that does not fit the header; None: it may stay."""
        width = len(self._columns)
        if len(record) < width and not records.repaired:
            return None
        detail = (
            f"Dòng {records.line} của tệp có {len(record):,} ô, tiêu đề có {width:,}.",
            f"Line {records.line} of the file has {len(record):,} cells, the header {width:,}.",
        )
        shown = (self.delimiter if self.delimiter != NO_DELIMITER else "").join(record[:200])
        return reject_row(self._name, f"row {number}", Reason.ROW_SHAPE, value=shown, detail=detail)


def name_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Return unique names for the cells of a header.

    A blank one becomes `column 3`, by its place; a name that stood before gets its next free
    number: `phone (2)`.

    >>> name_columns(["phone", "", "phone "])
    ('phone', 'column 2', 'phone (2)')
    """
    taken: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        base = cell.strip()[:_MAX_NAME_CHARACTERS] or f"column {place}"
        name, copy = base, 1
        while name in taken:
            copy += 1
            name = f"{base} ({copy})"
        taken[name] = place
    return tuple(taken)


def first_lines(content: Content) -> str:
    """Return the whole lines among the first 64 KiB; all of it where there is only one."""
    raw = content.scan.head[content.start :]
    if len(content.scan.head) < content.scan.size_bytes and b"\n" in raw:
        raw = raw[: raw.rfind(b"\n") + 1]
    return raw.decode("utf-8", "replace")
