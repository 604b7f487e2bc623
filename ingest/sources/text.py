"""Read plain text: one message, or several with separators between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.rejects import Reason, Reject, reject_row
from ingest.sources.content import Content
from ingest.sources.flaws import find_flaw
from ingest.sources.lines import LongLine, read_lines
from ingest.sources.options import MAX_MESSAGE_CHARACTERS, ReadOptions
from ingest.sources.reader import NO_LISTS
from ingest.sources.row import Row
from ingest.sources.window import Window

COLUMN = "text"
_SEPARATOR = re.compile(r"[ \t]*(?:-{3,}|={3,})[ \t]*\r?\n?")
_SHOWN = 600


class TextReader:
    """Reads messages.

    Messages are separated as `options.split` says; `none` splits at lines of three or more
    `-` or `=` only. Blank lines round a message are cut off, blank messages are passed over.

    Args:
        content: what to read.
        name: of the source.
        options: split.
    """

    def __init__(self, content: Content, name: str, options: ReadOptions) -> None:
        """Keep what to read."""
        self._content, self._name, self._split = content, name, options.split

    def find_problem(self) -> Reject | None:
        """Return None: any text can be read."""
        return None

    def columns(self) -> tuple[str, ...]:
        """Return the one column, `text`."""
        return (COLUMN,)

    def rows(self, window: Window) -> Iterator[Row | Reject]:
        """Yield the messages."""
        number = 0
        for message in self._messages(window):
            text = "".join(message.parts).strip("\r\n")
            if not text.strip():
                continue
            number += 1
            locator = f"message {number}"
            if message.size > MAX_MESSAGE_CHARACTERS:
                yield _refuse(self._name, locator, message, text)
                continue
            row = Row(number, locator, {COLUMN: text}, NO_LISTS)
            check = not self._content.is_clean
            yield (find_flaw(self._name, locator, row.cells.items()) if check else None) or row

    def _messages(self, window: Window) -> Iterator[_Message]:
        message = _Message(1)
        for number, line in enumerate(read_lines(self._content, window), start=1):
            if self._split == "line":
                yield message
                message = _Message(number)
            elif isinstance(line, str) and self._separates(line):
                yield message
                message = _Message(number + 1)
                continue
            message.add(line)
        yield message

    def _separates(self, line: str) -> bool:
        if _SEPARATOR.fullmatch(line):
            return True
        return self._split == "blank-line" and not line.strip()


@dataclass(slots=True)
class _Message:
    """A message as it grows; beyond the limit only its beginning is kept.

    Attributes:
        line: 1-based, where it begins.
        size: characters seen (bytes, of a line too long to be read).
        parts: its lines.
    """

    line: int
    size: int = 0
    parts: list[str] = field(default_factory=list)

    def add(self, line: str | LongLine) -> None:
        text, size = (
            (line, len(line)) if isinstance(line, str) else (line.beginning, line.size_bytes)
        )
        before, self.size = self.size, self.size + size
        if self.size <= MAX_MESSAGE_CHARACTERS:
            self.parts.append(text)
        elif before <= MAX_MESSAGE_CHARACTERS:
            self.parts = ["".join(self.parts)[:_SHOWN], text[:_SHOWN]]


def _refuse(name: str, locator: str, message: _Message, text: str) -> Reject:
    detail = (
        f"Tin nhắn bắt đầu ở dòng {message.line} dài {message.size:,} ký tự; "
        f"giới hạn là {MAX_MESSAGE_CHARACTERS:,}.",
        f"The message that begins at line {message.line} has {message.size:,} characters; "
        f"the limit is {MAX_MESSAGE_CHARACTERS:,}.",
    )
    return reject_row(name, locator, Reason.TOO_LONG, value=text, column=COLUMN, detail=detail)
