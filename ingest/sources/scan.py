"""One pass over a file in blocks: its hash, its encoding, and what is dangerous in it."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.sources.options import MAX_LINE_BYTES

HEAD_BYTES = 64 * 1024
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b")


@dataclass(slots=True)
class Scan:
    """What one pass has found.

    Attributes:
        size_bytes: of the file.
        head: its first 64 KiB.
        nul_count: NUL bytes.
        control_count: of the head: control characters that no text has.
        valid_utf8: every byte is part of valid UTF-8.
        invalid_line: 1-based line of the first byte that is not; 0 where there is none.
        has_long_line: a line is longer than MAX_LINE_BYTES.
        has_lf, has_cr: line ends that occur.
        blank: nothing but blanks and line ends.
    """

    size_bytes: int = 0
    head: bytes = b""
    nul_count: int = 0
    control_count: int = 0
    valid_utf8: bool = True
    invalid_line: int = 0
    has_long_line: bool = False
    has_lf: bool = False
    has_cr: bool = False
    blank: bool = True
    _sha: hashlib._Hash = field(default_factory=hashlib.sha256)
    _open_line: int = 0
    _lines: int = 0
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    @property
    def sha256(self) -> str:
        """Return the hash of all bytes, hex."""
        return self._sha.hexdigest()

    def feed(self, block: bytes) -> None:
        """Take the next block."""
        self._sha.update(block)
        self.size_bytes += len(block)
        if len(self.head) < HEAD_BYTES:
            self.head += block[: HEAD_BYTES - len(self.head)]
        self.nul_count += block.count(0)
        self.blank = self.blank and not block.strip()
        self.has_cr = self.has_cr or b"\r" in block
        self._measure_lines(block)
        if self.valid_utf8:
            self._check_utf8(block, final=False)

    def _measure_lines(self, block: bytes) -> None:
        # A block is no longer than the longest line allowed, so that only lines which cross a
        # block's edge can be too long: two searches a block instead of one a line.
        first = block.find(b"\n")
        if first < 0:
            self._open_line += len(block)
        else:
            self.has_lf = True
            self._open_line += first
        self.has_long_line = self.has_long_line or self._open_line > MAX_LINE_BYTES
        if first >= 0:
            self._open_line = len(block) - block.rfind(b"\n") - 1

    def _check_utf8(self, block: bytes, *, final: bool) -> None:
        try:
            self._decoder.decode(block, final)
        except UnicodeDecodeError as error:
            self.valid_utf8 = False
            # The decoder prepends what it kept of the block before: never a line end.
            self.invalid_line = 1 + self._lines + error.object.count(b"\n", 0, error.start)
        else:
            self._lines += block.count(b"\n")

    def finish(self) -> None:
        """Close the books."""
        if self.valid_utf8:
            self._check_utf8(b"", final=True)
        self.control_count = sum(map(self.head.count, _CONTROLS))


def scan_blocks(blocks: Iterable[bytes]) -> Scan:
    """Return what one pass over the blocks finds.

    Args:
        blocks: of at most MAX_LINE_BYTES each.
    """
    scan = Scan()
    for block in blocks:
        scan.feed(block)
    scan.finish()
    return scan
