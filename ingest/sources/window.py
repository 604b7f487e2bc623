"""A part of an open file as a stream of its own: many readers, one descriptor, no path."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

BUFFER_BYTES = 256 * 1024


class Window(io.RawIOBase):
    """Bytes `start` to `end` of a descriptor, read by position.

    Reading by position lets several readers share the descriptor, and by descriptor instead
    of path reads what was hashed even if the path is replaced meanwhile.

    Args:
        descriptor: of a regular file; closing the window leaves it open.
        start, end: byte offsets; end is not read.
    """

    def __init__(self, descriptor: int, start: int, end: int) -> None:
        """Begin at `start`."""
        super().__init__()
        self._descriptor = descriptor
        self._start, self._end = start, max(start, end)
        self.offset = start

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the current offset; return the bytes read, 0 at the end."""
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._end - self.offset)
        if wanted <= 0:
            return 0
        count = os.preadv(self._descriptor, [view[:wanted]], self.offset)
        self.offset += count
        return count

    def progress(self) -> float:
        """Return how much was read, 0-1."""
        length = self._end - self._start
        return (self.offset - self._start) / length if length else 1.0


def buffered(window: Window) -> io.BufferedReader:
    """Return the window with a buffer."""
    return io.BufferedReader(window, BUFFER_BYTES)


def blocks(descriptor: int, start: int, end: int, size_bytes: int) -> Iterator[bytes]:
    """Yield the bytes of a part of a file in blocks.

    Args:
        descriptor: of a regular file.
        start, end: byte offsets.
        size_bytes: of a block.
    """
    while start < end:
        block = os.pread(descriptor, min(size_bytes, end - start), start)
        if not block:
            return
        start += len(block)
        yield block
