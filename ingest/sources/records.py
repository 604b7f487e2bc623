"""CSV records with exact line numbers; a damaged one costs itself, not what follows it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.rejects import Reason
from ingest.sources.lines import LongLine
from ingest.sources.options import (
    MAX_CELL_CHARACTERS,
    MAX_RECORD_CHARACTERS,
    MAX_RECORD_LINES,
)

_REPAIR_BUDGET_CHARACTERS = 64 * 1024 * 1024
_UNCLOSED = (
    "Dấu nháy kép mở ở đây không được đóng đúng chỗ.",
    "A double quote that opens here is not closed where it should be.",
)
_STRAY_QUOTE = (
    "Sau dấu nháy kép đóng phải là dấu phân cách hoặc hết dòng; "
    'dấu nháy trong ô phải viết đôi ("").',
    "A closing double quote must be followed by the delimiter or the line's end; "
    'a quote inside a cell is written twice ("").',
)
_STRAY_RETURN = (
    "Có ký tự về đầu dòng (CR) giữa ô không có dấu nháy.",
    "A carriage return stands inside a cell without quotes.",
)
_LONG_CELL = (
    f"Có ô dài hơn {MAX_CELL_CHARACTERS:,} ký tự.",
    f"A cell is longer than {MAX_CELL_CHARACTERS:,} characters.",
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be read.

    Attributes:
        line: 1-based, where it began.
        reason: why.
        value: its beginning.
        detail: what is wrong, (Vietnamese, English).
    """

    line: int
    reason: Reason
    value: str
    detail: tuple[str, str]


class _RecordTooLongError(Exception):
    """A record goes on beyond the limits: most likely its quote was never closed."""


class RecordReader:
    """Reads records from lines, going on after each damaged one.

    A record that breaks (a quote that is never closed, or that closes in the middle of a cell)
    is given up, and reading goes on with the line after the one where it began: what it had
    swallowed is read again as rows. Reading again is bounded: beyond 64 Mi characters in one
    file, no record may span lines any more.

    Args:
        lines: with their line ends.
        delimiter: one character.
        skip: lines at the beginning that are none of the table's.

    Attributes:
        line: 1-based number of the last physical line of the current record.
        repaired: a record before was broken, so that this one may be a fragment of it; the
            caller resets it once a record looks whole.
    """

    def __init__(self, lines: Iterable[str | LongLine], delimiter: str, *, skip: int = 0) -> None:
        """Begin before the first line of the table."""
        self._lines = islice(lines, skip, None)
        self._again: deque[str | LongLine] = deque()
        self._delimiter = delimiter
        self._budget = _REPAIR_BUDGET_CHARACTERS
        self._open: list[str] = []
        self._open_characters = 0
        self.line = skip
        self.repaired = False

    def __iter__(self) -> Iterator[list[str] | Broken]:
        """Yield the cells of each record, or what is wrong with it; a blank line gives []."""
        clear = self._open.clear
        while True:
            try:
                for record in csv.reader(self._feed(), delimiter=self._delimiter, strict=True):
                    yield record
                    clear()
            except csv.Error as error:
                yield self._break(*_explain(str(error), len(self._open)))
                continue
            except _RecordTooLongError:
                yield self._break(Reason.UNPARSABLE, _UNCLOSED)
                continue
            if not self._again:
                return
            yield self._skip_long_line()

    def _feed(self) -> Iterator[str]:
        """Yield lines to the csv module, keeping those of the open record; end at a long one."""
        opened = self._open
        while self._again:
            if isinstance(self._again[0], LongLine) and not opened:
                return
            yield self._take(self._again.popleft())
        for line in self._lines:
            if opened:
                yield self._take(line)
            elif isinstance(line, LongLine):
                self._again.append(line)
                return
            else:
                self.line += 1
                opened.append(line)
                yield line

    def _take(self, line: str | LongLine) -> str:
        """Return a line, if the open record has room for it."""
        if isinstance(line, LongLine) or not self._has_room(line):
            self._again.appendleft(line)
            raise _RecordTooLongError
        self.line += 1
        self._open.append(line)
        return line

    def _has_room(self, line: str) -> bool:
        opened = self._open
        if not opened:
            return True
        known = len(opened[0]) if len(opened) == 1 else self._open_characters
        self._open_characters = known + len(line)
        limit = MAX_RECORD_LINES if self._budget > 0 else 1
        return self._open_characters <= MAX_RECORD_CHARACTERS and len(opened) < limit

    def _break(self, reason: Reason, detail: tuple[str, str]) -> Broken:
        first, rest = self._open[0], self._open[1:]
        self.line -= len(rest)
        self._budget -= sum(map(len, rest))
        self._again.extendleft(reversed(rest))
        self._open.clear()
        self.repaired = True
        return Broken(self.line, reason, first, detail)

    def _skip_long_line(self) -> Broken:
        line = self._again.popleft()
        self.line += 1
        size, shown = (line.size_bytes, line.beginning) if isinstance(line, LongLine) else (0, "")
        detail = (
            f"Dòng dài {size:,} byte; giới hạn là 1 MiB.",
            f"The line has {size:,} bytes; the limit is 1 MiB.",
        )
        return Broken(self.line, Reason.TOO_LONG, shown, detail)


def _explain(message: str, line_count: int) -> tuple[Reason, tuple[str, str]]:
    if "field limit" in message:
        # A long cell over many lines is a lost quote rather than a long text.
        return (Reason.TOO_LONG, _LONG_CELL) if line_count == 1 else (Reason.UNPARSABLE, _UNCLOSED)
    if "unexpected end" in message:
        return Reason.UNPARSABLE, _UNCLOSED
    if "new-line" in message:
        return Reason.UNPARSABLE, _STRAY_RETURN
    return Reason.UNPARSABLE, _STRAY_QUOTE
