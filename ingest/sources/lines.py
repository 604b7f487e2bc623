"""Physical lines of a source, numbered, with none longer than what may be in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sources.content import Content
from ingest.sources.options import MAX_LINE_BYTES
from ingest.sources.window import Window, buffered

_SHOWN_BYTES = 600


@dataclass(frozen=True, slots=True)
class LongLine:
    """A line that is too long to be read.

    Attributes:
        size_bytes: of the line.
        beginning: its first characters.
    """

    size_bytes: int
    beginning: str


def read_lines(content: Content, window: Window) -> Iterator[str | LongLine]:
    """Yield every line with its end; invalid bytes stand as surrogates.

    Only LF ends a line (CR before it stays), so that line numbers agree with every editor
    that people compare them in.

    Args:
        content: which source.
        window: a fresh one of this content; tells the progress meanwhile.
    """
    if content.is_clean:
        # The fast way: decoding and splitting both happen in C.
        return iter(io.TextIOWrapper(buffered(window), encoding="utf-8", newline="\n"))
    return _read_capped(content, window)


def _read_capped(content: Content, window: Window) -> Iterator[str | LongLine]:
    stream = buffered(window)
    errors = content.errors
    while line := stream.readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line.decode("utf-8", errors)
            continue
        yield LongLine(
            len(line) + _skip_line(stream), line[:_SHOWN_BYTES].decode("utf-8", "replace")
        )


def _skip_line(stream: io.BufferedReader) -> int:
    """Read on to the line's end without keeping it; return the bytes skipped."""
    skipped = 0
    while part := stream.readline(MAX_LINE_BYTES):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped
