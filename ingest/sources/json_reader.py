"""Read JSON documents, and JSONL line by line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import cast

from ingest.rejects import Reason, Reject, reject_row
from ingest.sources.content import Content
from ingest.sources.cursor import Cursor
from ingest.sources.flatten import TOO_DEEP, Node, build_row
from ingest.sources.json_cursor import JsonCursor, make_decoder
from ingest.sources.lines import LongLine, read_lines
from ingest.sources.options import ReadOptions
from ingest.sources.reader import columns_of
from ingest.sources.row import Row
from ingest.sources.shape import LOOK_BYTES
from ingest.sources.tree import TreeReader
from ingest.sources.window import Window, buffered

_SAMPLE_ROWS = 1000


class _JsonDocuments:
    """The one document of a JSON file."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def beginning(self) -> Iterator[Cursor]:
        return self.open(self._content.window(LOOK_BYTES))

    def open(self, window: Window) -> Iterator[Cursor]:
        errors = self._content.errors
        text = io.TextIOWrapper(buffered(window), encoding="utf-8", errors=errors, newline="")
        cursor = JsonCursor(text)
        yield cursor
        cursor.finish()

    def fresh_window(self) -> Window:
        return self._content.window()


def read_json(content: Content, name: str, options: ReadOptions) -> TreeReader:
    """Return the reader of a JSON document.

    Args:
        content: what to read.
        name: of the source.
        options: records and inherit.
    """
    return TreeReader(_JsonDocuments(content), name, options)


class JsonLinesReader:
    """Reads JSONL: each line a record, or a reject that names line and column.

    Args:
        content: what to read.
        name: of the source.
    """

    def __init__(self, content: Content, name: str) -> None:
        """Keep what to read."""
        self._content, self._name = content, name
        self._decode = make_decoder().decode
        self._columns: tuple[str, ...] | None = None

    def find_problem(self) -> Reject | None:
        """Return None: what is wrong shows in its line."""
        return None

    def columns(self) -> tuple[str, ...]:
        """Return the dotted paths seen in the first 1,000 records."""
        if self._columns is None:
            self._columns = columns_of(self.rows(self._content.window()), _SAMPLE_ROWS)
        return self._columns

    def rows(self, window: Window) -> Iterator[Row | Reject]:
        """Yield a row or a reject for each line that is not blank."""
        number = 0
        for line_number, line in enumerate(read_lines(self._content, window), start=1):
            if isinstance(line, LongLine):
                number += 1
                yield self._too_long(line_number, line)
            elif not line.isspace():
                number += 1
                yield self._record(number, line_number, line)

    def _record(self, number: int, line_number: int, line: str) -> Row | Reject:
        locator = f"line {line_number}"
        try:
            node = cast("Node", self._decode(line))
        except json.JSONDecodeError as error:
            column = min(error.pos, len(line.rstrip())) + 1
            detail = (
                f"Sai cú pháp JSON ở cột {column}: {error.msg}.",
                f"Wrong JSON at column {column}: {error.msg}.",
            )
            return reject_row(
                self._name, locator, Reason.UNPARSABLE, value=line.rstrip(), detail=detail
            )
        except RecursionError:
            return reject_row(self._name, locator, Reason.UNPARSABLE, detail=TOO_DEEP)
        return build_row(self._name, number, locator, node)

    def _too_long(self, line_number: int, line: LongLine) -> Reject:
        detail = (
            f"Dòng dài {line.size_bytes:,} byte; giới hạn là 1 MiB.",
            f"The line has {line.size_bytes:,} bytes; the limit is 1 MiB.",
        )
        locator = f"line {line_number}"
        return reject_row(self._name, locator, Reason.TOO_LONG, value=line.beginning, detail=detail)
