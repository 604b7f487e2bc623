"""A source made ready for its reader: opened once, hashed, in UTF-8, or known to be unusable."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.errors import UnreadableSourceError
from ingest.rejects import Reason, Reject, reject_file
from ingest.sources.magic import find_binary
from ingest.sources.options import BLOCK_BYTES, ReadOptions, find_codec
from ingest.sources.scan import Scan, scan_blocks
from ingest.sources.spool import read_blocks, spool, to_line_feeds, to_utf8, too_large
from ingest.sources.window import Window, blocks

_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(slots=True)
class Content:
    """An open file whose text is UTF-8 from `start` on.

    Attributes:
        descriptor: owned; `close` closes it.
        start: after the byte order mark.
        scan: of the bytes that readers see.
        sha256, size_bytes: of the bytes as received.
        problem: why none of it can be read; None where it can.
        errors: the codec's error handler that shows invalid bytes as surrogates.
        stamp: of the open file when it was scanned, see `has_changed`.
    """

    descriptor: int
    start: int
    scan: Scan
    sha256: str
    size_bytes: int
    problem: Reject | None
    errors: str
    stamp: tuple[int, int]

    @property
    def is_clean(self) -> bool:
        """Return whether every line is valid, short and without NUL, so that none needs a look."""
        return self.scan.valid_utf8 and not self.scan.has_long_line and not self.scan.nul_count

    def window(self, limit_bytes: int | None = None) -> Window:
        """Return a new reader of the text, at its beginning.

        Args:
            limit_bytes: of text to read at most; None is all.
        """
        end = self.scan.size_bytes
        if limit_bytes is not None:
            end = min(end, self.start + limit_bytes)
        return Window(self.descriptor, self.start, end)

    def has_changed(self) -> bool:
        """Say whether the file no longer holds what was scanned; what was added does not count.

        Its time is looked at first, and only where that has changed the bytes are hashed again.

        Raises:
            OSError: the disk fails.
        """
        if stamp_of(self.descriptor) == self.stamp:
            return False
        size = self.scan.size_bytes
        again = hashlib.sha256()
        for block in blocks(self.descriptor, 0, size, BLOCK_BYTES):
            again.update(block)
        return again.hexdigest() != self.scan.sha256

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def open_content(
    path: Path | None, stream: BinaryIO | None, name: str, options: ReadOptions
) -> Content:
    """Open, hash and judge a source; a stream or pipe is spooled to a private file first.

    Raises:
        UnreadableSourceError: it cannot be opened, is too large, or `options.encoding` is no
            encoding.
    """
    codec = _wanted_codec(name, options)
    descriptor = _open(path, stream, name, options)
    try:
        size = _checked_size(descriptor, name, options)
        stamp = stamp_of(descriptor)
        scan = scan_blocks(blocks(descriptor, 0, size, BLOCK_BYTES))
        return _prepare(descriptor, scan, name, codec, stamp)
    except OSError as error:
        os.close(descriptor)
        raise _unreadable(name, error) from error
    except BaseException:
        os.close(descriptor)
        raise


def _checked_size(descriptor: int, name: str, options: ReadOptions) -> int:
    size = os.fstat(descriptor).st_size
    if size > options.max_bytes:
        raise too_large(name, options.max_bytes)
    return size


def _wanted_codec(name: str, options: ReadOptions) -> str | None:
    if options.encoding is None:
        return None
    codec = find_codec(options.encoding)
    if codec is None:
        raise UnreadableSourceError(
            name,
            "encoding",
            f"không có bảng mã {options.encoding[:40]!r}; hãy dùng utf-8, windows-1258, utf-16…",
            f"there is no encoding {options.encoding[:40]!r}; use utf-8, windows-1258, utf-16, …",
        )
    return codec


def _open(path: Path | None, stream: BinaryIO | None, name: str, options: ReadOptions) -> int:
    if stream is not None:
        return spool(read_blocks(stream), name, options.max_bytes)
    if path is None:
        message = "open_source needs a path or a stream"
        raise TypeError(message)
    try:
        kind = path.stat().st_mode
        if stat.S_ISFIFO(kind):
            with path.open("rb") as pipe:
                return spool(read_blocks(pipe), name, options.max_bytes)
        if not stat.S_ISREG(kind):
            raise _not_a_file(name)
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(name, error) from error


def _not_a_file(name: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        name, "", "đây không phải là tệp thông thường", "it is no ordinary file"
    )


def _unreadable(name: str, error: OSError) -> UnreadableSourceError:
    return UnreadableSourceError(
        name,
        "",
        f"hệ thống báo: {error.strerror}; hãy kiểm tra đường dẫn và quyền đọc",
        f"the system says: {error.strerror}; check the path and that you may read it",
    )


def stamp_of(descriptor: int) -> tuple[int, int]:
    """Return size and time of an open file, which change when somebody writes to it."""
    found = os.fstat(descriptor)
    return found.st_size, found.st_mtime_ns


def changed(name: str) -> UnreadableSourceError:
    """Return the error of a source that somebody wrote to while it was read."""
    return UnreadableSourceError(
        name,
        "",
        "tệp bị thay đổi trong khi đang đọc; phần đã nạp vẫn còn, hãy nạp lại khi tệp đã yên",
        "the file was changed while it was read; what is loaded is kept, load it again once "
        "nobody writes to it",
    )


def _prepare(
    descriptor: int, scan: Scan, name: str, codec: str | None, stamp: tuple[int, int]
) -> Content:
    problem = _find_problem(scan, name, codec)
    content = Content(
        descriptor, 0, scan, scan.sha256, scan.size_bytes, problem, "surrogateescape", stamp
    )
    if problem is not None:
        return content
    if codec in {None, "utf-8", "utf-8-sig"} and scan.head.startswith(_UTF16_BOMS):
        codec = "utf-16"
    if codec is not None and codec not in {"utf-8", "utf-8-sig"}:
        _rewrite(content, name, to_utf8(_whole(content), codec))
        content.errors = "surrogatepass"
    if content.scan.has_cr and not content.scan.has_lf:
        _rewrite(content, name, to_line_feeds(_whole(content)))
    if content.scan.head.startswith(codecs.BOM_UTF8):
        content.start = len(codecs.BOM_UTF8)
    if content.scan.blank or content.start == content.scan.size_bytes:
        content.problem = reject_file(name, Reason.EMPTY_FILE)
    return content


def _whole(content: Content) -> Iterator[bytes]:
    return blocks(content.descriptor, 0, content.scan.size_bytes, BLOCK_BYTES)


def _rewrite(content: Content, name: str, text: Iterator[bytes]) -> None:
    # Legacy characters take up to three bytes in UTF-8, what is invalid as well.
    fresh = spool(text, name, 4 * content.scan.size_bytes + BLOCK_BYTES)
    if content.has_changed():
        os.close(fresh)
        raise changed(name)
    # The same number goes on, so that whoever opened it closes the right file after an error.
    os.dup2(fresh, content.descriptor, inheritable=False)
    os.close(fresh)
    content.stamp = stamp_of(content.descriptor)
    size = content.stamp[0]
    content.scan = scan_blocks(blocks(content.descriptor, 0, size, BLOCK_BYTES))


def _find_problem(scan: Scan, name: str, codec: str | None) -> Reject | None:
    if not scan.size_bytes or scan.blank:
        return reject_file(name, Reason.EMPTY_FILE)
    binary = find_binary(scan, trusted=codec is not None)
    if binary is None:
        return None
    return reject_file(name, Reason.UNSUPPORTED_FILE, detail=binary.detail, mend=binary.mend)
