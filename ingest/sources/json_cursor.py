"""Walk through a JSON document in bounded memory, numbers kept as the text that stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TextIO, cast

from ingest.rejects import Reason
from ingest.sources.cursor import BrokenDocumentError, Kind, NodeError
from ingest.sources.flatten import TOO_DEEP, Node, Pairs
from ingest.sources.options import MAX_NODE_BYTES, MIB

CHUNK_CHARACTERS = 256 * 1024
_BLANKS = re.compile(r"[ \t\r\n]*")
_BRACKET_OR_QUOTE = re.compile(r'["{}\[\]]')
_QUOTE_OR_ESCAPE = re.compile(r'["\\]')
_SCALAR = re.compile(r"[^,:\[\]{}\s]+")
_CUT_CHARACTERS = 16
"""An error so near the buffer's end may only mean that a token is cut: `\\u12`, `tru`."""

_EXPONENT_CHARACTERS = 2
"""Of a number's mark and sign, which say nothing without the digits behind them."""

_OPEN_STRING = "Unterminated string"
"""How the json module begins to say that a quote is never closed."""

_TOO_LONG = (
    f"Bản ghi dài hơn {MAX_NODE_BYTES // MIB} MiB.",
    f"The record is longer than {MAX_NODE_BYTES // MIB} MiB.",
)
_ENDS_EARLY = ("Tệp kết thúc giữa chừng.", "The file ends too early.")


def make_decoder() -> json.JSONDecoder:
    """Return a decoder that keeps numbers as text and doubled keys, and allows raw line ends.

    The json module decodes one record at a time in C; ijson would turn `1e5` and `-0` into
    other text, and would hold a string of any length in memory.
    """
    return json.JSONDecoder(
        object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False
    )


class JsonCursor:
    """A cursor over the text of a JSON document.

    Args:
        stream: the text; invalid bytes may stand in it as surrogates.
    """

    def __init__(self, stream: TextIO) -> None:
        """Stand before the document's one value."""
        self._stream = stream
        self._decode = make_decoder().raw_decode
        self._buffer, self._at, self._ended = "", 0, False
        self._line, self._column, self._counted = 1, 1, 0  # the place of buffer[counted]

    # ---- the buffer

    def _fill(self, count: int = CHUNK_CHARACTERS) -> bool:
        """Drop what was passed, read on; return whether there was more."""
        self._count()
        more = "" if self._ended else self._stream.read(count)
        self._ended = not more
        self._buffer, self._at, self._counted = self._buffer[self._at :] + more, 0, 0
        return bool(more)

    def _count(self) -> None:
        """Count lines up to the cursor, each character once."""
        self._line, self._column = self._place_of(self._at)
        self._counted = self._at

    def _place_of(self, at: int) -> tuple[int, int]:
        """Return line and column of a place that is not before the last one counted."""
        count = self._buffer.count("\n", self._counted, at)
        if not count:
            return self._line, self._column + at - self._counted
        return self._line + count, at - self._buffer.rfind("\n", self._counted, at)

    def _peek(self) -> str:
        """Go to the next character that is no blank; return it, or "" at the end."""
        while True:
            match = _BLANKS.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._fill():
                return ""

    def _broken(self, at: int | None = None, *, cut_off: bool = False) -> BrokenDocumentError:
        place = self._at if at is None else min(at, len(self._buffer))
        line, column = self._place_of(place)
        found = self._buffer[place : place + 1]
        if not found or cut_off:
            return BrokenDocumentError(line, column, _ENDS_EARLY)
        detail = (f"Không mong đợi {found!r} ở đây.", f"Unexpected {found!r} here.")
        return BrokenDocumentError(line, column, detail)

    def _take(self, wanted: str) -> str:
        """Pass over one of the wanted characters and return it."""
        found = self._peek()
        if not found or found not in wanted:
            raise self._broken()
        self._at += 1
        return found

    # ---- the cursor

    def line(self) -> int:
        """Return the 1-based line of the next value."""
        self._peek()
        self._count()
        return self._line

    def kind(self) -> Kind:
        """Return what the next value is."""
        found = self._peek()
        if not found:
            raise self._broken()
        return {"{": Kind.OBJECT, "[": Kind.LIST}.get(found, Kind.PLAIN)

    def keys(self) -> Iterator[str]:
        """Enter the object and yield each key."""
        self._take("{")
        if self._peek() == "}":
            self._at += 1
            return
        while True:
            if self._peek() != '"':
                raise self._broken()
            key = cast("str", self.read())
            self._take(":")
            yield key
            if self._take(",}") == "}":
                return

    def items(self) -> Iterator[int]:
        """Enter the list and yield each place."""
        self._take("[")
        if self._peek() == "]":
            self._at += 1
            return
        place = 0
        while True:
            yield place
            place += 1
            if self._take(",]") == "]":
                return

    def finish(self) -> None:
        """Check that nothing follows the document's value."""
        if self._peek():
            raise self._broken()

    def read(self) -> Node:
        """Return the next value; see Cursor.read."""
        if not self._peek():
            raise self._broken()
        while True:
            try:
                value, end = self._decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._is_cut(error):
                    cut_off = error.msg.startswith(_OPEN_STRING)
                    raise self._broken(error.pos, cut_off=cut_off) from None
            except RecursionError:
                self.skip()
                raise NodeError(Reason.UNPARSABLE, TOO_DEEP) from None
            else:
                if self._ended or not self._may_go_on(end):
                    self._at = end
                    return cast("Node", value)
            self._grow()

    def _may_go_on(self, end: int) -> bool:
        """Return whether a number that ends here may go on in the next chunk: `1`, `1.`, `1e-`."""
        left = len(self._buffer) - end
        return not left or (left <= _EXPONENT_CHARACTERS and self._buffer[end] in ".eE")

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        near_end = error.pos >= len(self._buffer) - _CUT_CHARACTERS
        return near_end or error.msg.startswith(_OPEN_STRING)

    def _grow(self) -> None:
        # Doubling keeps the work of decoding the same record again linear in its size.
        length = len(self._buffer) - self._at
        if length > MAX_NODE_BYTES:
            self.skip()
            raise NodeError(Reason.TOO_LONG, _TOO_LONG)
        self._fill(max(CHUNK_CHARACTERS, length))

    def skip(self) -> None:
        """Go behind the next value, keeping no more than one chunk of it."""
        kind = self.kind()
        if kind is Kind.PLAIN and self._buffer[self._at] != '"':
            self._skip_scalar()
            return
        depth = 0
        while True:
            mark = self._search(_BRACKET_OR_QUOTE)
            if mark == '"':
                self._skip_string()
            else:
                depth += 1 if mark in "{[" else -1
            if depth <= 0:
                return

    def _search(self, pattern: re.Pattern[str]) -> str:
        """Go behind the next match of one character and return it."""
        while True:
            match = pattern.search(self._buffer, self._at)
            if match is not None:
                self._at = match.end()
                return match[0]
            self._at = len(self._buffer)
            if not self._fill():
                raise self._broken()

    def _skip_string(self) -> None:
        while self._search(_QUOTE_OR_ESCAPE) == "\\":
            if self._at == len(self._buffer) and not self._fill():
                raise self._broken()
            self._at += 1

    def _skip_scalar(self) -> None:
        while True:
            match = _SCALAR.match(self._buffer, self._at)
            if match is None:
                return
            self._at = match.end()
            if self._at < len(self._buffer) or not self._fill():
                return
