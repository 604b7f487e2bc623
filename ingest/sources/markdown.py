"""Read a Markdown file: each row of its tables by named columns, each other line as a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from ingest.rejects import Reason, Reject, reject_row
from ingest.sources.content import Content
from ingest.sources.flaws import find_flaw
from ingest.sources.lines import LongLine, read_lines
from ingest.sources.options import MAX_COLUMNS, MAX_MESSAGE_CHARACTERS
from ingest.sources.row import Row
from ingest.sources.table import name_columns
from ingest.sources.text import COLUMN
from ingest.sources.window import Window

_RULE = re.compile(r"[ \t]*+\|?(?:[ \t]*+:?-+:?[ \t]*+\|)*+(?:[ \t]*+:?-+:?[ \t]*+)?+\r?\n?")
_PIPE = re.compile(r"(?<!\\)\|")
_LINK = re.compile(
    r"!?\[[^\[\]]*+\]\([ \t]*+<?((?:[^()\s<>]|\([^()\s]*+\))++)>?"
    r"(?:[ \t]++\"[^\"]*+\")?+[ \t]*+\)"
)
_BREAK = re.compile(r"<br[ \t]*/?>", re.I)
_BETWEEN_LINKS = " \t,;·`*"
_LOOK_AT = 1000

Cell = tuple[str, ...]
"""What a cell holds: one text, or several where it is a list of links."""


def has_table(head: str) -> bool:
    """Say whether a text has a table: a line of cells above a line of dashes.

    Args:
        head: the beginning of the file.
    """
    return any(_is_header(one, other) for one, other in pairwise(head.split("\n")))


class MarkdownReader:
    """Reads the tables and the lines of a Markdown file.

    A row of a table lacks the columns that it has no cell for, and one with more cells than
    its header is rejected. A cell of nothing but links stands for what they lead to.

    Args:
        content: what to read.
        name: of the source.
    """

    def __init__(self, content: Content, name: str) -> None:
        """Keep what to read."""
        self._content, self._name = content, name

    def find_problem(self) -> Reject | None:
        """Return None: any text can be read."""
        return None

    def columns(self) -> tuple[str, ...]:
        """Return `text`, and the names in the headers of the first tables."""
        seen: dict[str, None] = {}
        for _, found in islice(self._items(self._content.window()), _LOOK_AT):
            if not isinstance(found, Reject):
                seen.update(dict.fromkeys(found))
        return tuple(seen)

    def rows(self, window: Window) -> Iterator[Row | Reject]:
        """Yield the lines and the rows of tables, in order."""
        check = not self._content.is_clean
        for number, (line, found) in enumerate(self._items(window), start=1):
            locator = f"line {line}"
            if isinstance(found, Reject):
                yield found
                continue
            cells = {name: values[0] for name, values in found.items() if len(values) == 1}
            many = {name: values for name, values in found.items() if len(values) > 1}
            flaw = find_flaw(self._name, locator, _pairs(found)) if check else None
            yield flaw or Row(number, locator, cells, many)

    def _items(self, window: Window) -> Iterator[tuple[int, dict[str, Cell] | Reject]]:
        columns: tuple[str, ...] = ()
        above: tuple[int, str] | None = None  # perhaps a header
        for number, line in enumerate(read_lines(self._content, window), start=1):
            if isinstance(line, str) and columns and "|" in line:
                yield number, self._row(columns, line, number)
                continue
            if above and isinstance(line, str) and _is_header(above[1], line):
                columns, above = name_columns([COLUMN, *_split(above[1])])[1:], None
                continue
            columns = ()
            yield from self._text(above)
            above = None
            if isinstance(line, LongLine):
                yield number, self._too_long(number, line.beginning)
            else:
                above = (number, line)
        yield from self._text(above)

    def _row(self, columns: tuple[str, ...], line: str, number: int) -> dict[str, Cell] | Reject:
        cells = _split(line)
        if len(cells) <= len(columns):
            return dict(zip(columns, map(read_cell, cells), strict=False))
        detail = (
            f"Dòng {number} của tệp có {len(cells):,} ô, tiêu đề có {len(columns):,}.",
            f"Line {number} of the file has {len(cells):,} cells, the header {len(columns):,}.",
        )
        return reject_row(
            self._name, f"line {number}", Reason.ROW_SHAPE, value=line.strip(), detail=detail
        )

    def _text(
        self, above: tuple[int, str] | None
    ) -> Iterator[tuple[int, dict[str, Cell] | Reject]]:
        if above is None or not above[1].strip():
            return
        number, line = above
        if len(line) > MAX_MESSAGE_CHARACTERS:
            yield number, self._too_long(number, line)
        else:
            yield number, {COLUMN: (line.strip("\r\n"),)}

    def _too_long(self, number: int, beginning: str) -> Reject:
        return reject_row(
            self._name, f"line {number}", Reason.TOO_LONG, value=beginning, column=COLUMN
        )


def read_cell(cell: str) -> Cell:
    """Return what a cell holds: where the links lead if there is nothing else, else its text.

    >>> read_cell("[a.com](https://a.com/x) <br> [b.com](https://b.com)")
    ('https://a.com/x', 'https://b.com')
    >>> read_cell("pretends to be [A](https://a.com)")
    ('pretends to be [A](https://a.com)',)
    """
    if _LINK.sub("", _BREAK.sub("", cell)).strip(_BETWEEN_LINKS) == "":
        return tuple(_LINK.findall(cell)) or ("",)
    parts = [part.strip(_BETWEEN_LINKS) for part in _BREAK.split(cell)]
    if len(parts) > 1 and not any(" " in part or "[" in part for part in parts):
        return tuple(part for part in parts if part) or ("",)
    return (cell,)


def _is_header(line: str, below: str) -> bool:
    if "|" not in line or "|" not in below or not _RULE.fullmatch(below):
        return False
    width = len(_split(line))
    return width <= MAX_COLUMNS and len(_split(below)) == width


def _split(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _PIPE.split(inner)]


def _pairs(found: dict[str, Cell]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, values in found.items() for text in values)
