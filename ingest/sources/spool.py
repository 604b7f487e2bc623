"""Private temporary files: standard input, and text in other encodings turned into UTF-8."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import UnreadableSourceError
from ingest.sources.options import BLOCK_BYTES


def spool(blocks: Iterable[bytes], name: str, max_bytes: int) -> int:
    """Write blocks to a nameless file that only this process can read; return its descriptor.

    The file has no path (mode 0600 while it had one), so that nothing stays behind, even after
    a kill. The caller closes the descriptor.

    Args:
        blocks: the bytes.
        name: of the source, for errors.
        max_bytes: more are refused.

    Raises:
        UnreadableSourceError: too large, or the disk is full.
    """
    descriptor, path = tempfile.mkstemp(prefix="truyvet-")
    try:
        Path(path).unlink()
        _fill(descriptor, blocks, name, max_bytes)
    except OSError as error:
        os.close(descriptor)
        raise UnreadableSourceError(
            name,
            "",
            f"không ghi được tệp tạm ({error.strerror}); hãy giải phóng chỗ trên đĩa "
            "hoặc đặt TMPDIR sang nơi khác",
            f"no temporary file can be written ({error.strerror}); free room on the disk, "
            "or set TMPDIR to another place",
        ) from error
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _fill(descriptor: int, blocks: Iterable[bytes], name: str, max_bytes: int) -> None:
    size = 0
    for block in blocks:
        size += len(block)
        if size > max_bytes:
            raise too_large(name, max_bytes)
        view = memoryview(block)
        while view:
            view = view[os.write(descriptor, view) :]


def too_large(name: str, max_bytes: int) -> UnreadableSourceError:
    """Return the error of a source with more than `max_bytes`."""
    return UnreadableSourceError(
        name,
        "",
        f"lớn hơn giới hạn {max_bytes:,} byte; hãy chia nhỏ rồi nạp từng phần",
        f"larger than the limit of {max_bytes:,} bytes; split it and load the parts",
    )


def read_blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what a stream gives, as it comes, at most BLOCK_BYTES at once."""
    while block := stream.read(BLOCK_BYTES):
        yield block


def to_utf8(blocks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    """Turn text in another encoding into UTF-8, blocks no larger than BLOCK_BYTES.

    What is not valid stays recognisable: a byte without a meaning becomes the surrogate that
    `surrogateescape` gives it, and is written as UTF-8 never writes (`surrogatepass`). Readers
    then find it in its own row. Lines that end in a lone CR alone get LF.

    Args:
        blocks: the bytes.
        codec: a name that `find_codec` gave.
    """
    wide = codec.startswith("utf-16")
    # UTF-16's own lone surrogates pass through; single bytes are escaped.
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass" if wide else "surrogateescape")
    for block in blocks:
        yield from _encode(decoder.decode(block))
    try:
        rest = decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        rest = "".join(chr(0xDC00 + byte) for byte in error.object[error.start :])
    yield from _encode(rest)


def _encode(text: str) -> Iterator[bytes]:
    encoded = text.encode("utf-8", "surrogatepass")
    for start in range(0, len(encoded), BLOCK_BYTES):
        yield encoded[start : start + BLOCK_BYTES]


def to_line_feeds(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn the lone CR that ended lines long ago into LF."""
    for block in blocks:
        yield block.replace(b"\r", b"\n")
