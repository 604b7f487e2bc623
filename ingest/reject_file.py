"""The rejects file: JSONL, one whole line per reject, readable by its owner alone."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

from graph.closing import Closing
from graph.errors import InvalidInputError, StoreFullError, StoreUnavailableError
from ingest.rejects import Reject
from ingest.visible import show

_FLUSH_BYTES = 256 * 1024
_TAIL_BYTES = 64 * 1024
_STDOUT = Path("-")
_BEGINNING = b'{"source": '
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class RejectFile(Closing):
    """Collects rejects into a JSONL file that exists only once there is one.

    Keys of a line: source, row, column, value, reason, detail, mend (both languages as `vi`
    and `en`), whole. Lines are handed to the system in one append of whole lines each, so a
    kill loses at most what was not flushed and leaves no half line. An existing file is
    continued. Not for several threads.

    Args:
        path: of the file; its folder is made when needed, mode 0700.
    """

    def __init__(self, path: Path) -> None:
        """Remember the path; nothing is created yet."""
        self.path = path
        self.count = 0
        self._descriptor: int | None = None
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0

    def check(self) -> None:
        """Refuse a place where rejects can't go, before anything is loaded.

        Raises:
            InvalidInputError: standard output, a folder, a file of something else, or a place
                where nothing can be written.
        """
        if self.path == _STDOUT or not _may_hold_rejects(self.path):
            raise InvalidInputError(
                what_vi=f"Không thể ghi dòng bị từ chối vào {show(str(self.path))}. Với --rejects, "
                "hãy chọn một tệp mới, hoặc tệp của lần nạp trước, ở thư mục ghi được.",
                what_en=f"Rejects cannot go to {show(str(self.path))}. Give --rejects a new file, "
                "or that of an earlier load, in a folder that can be written.",
            )

    def add(self, reject: Reject) -> None:
        """Take one reject.

        Raises:
            StoreFullError: the disk is full.
            StoreUnavailableError: the file cannot be written.
        """
        line = _to_line(reject)
        self._waiting.append(line)
        self._waiting_bytes += len(line)
        self.count += 1
        if self._waiting_bytes >= _FLUSH_BYTES or self._descriptor is None:
            self.flush()

    def flush(self) -> None:
        """Hand all lines to the system: what was added before survives a kill.

        Raises:
            StoreFullError, StoreUnavailableError: as `add`.
        """
        if not self._waiting:
            return
        try:
            if self._descriptor is None:
                self._descriptor = _open(self.path)
            _append(self._descriptor, b"".join(self._waiting))
        except OSError as error:
            raise _translate(self.path, error) from error
        self._waiting.clear()
        self._waiting_bytes = 0

    def close(self) -> None:
        """Flush, sync and close; closing twice is no error."""
        self.flush()
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise _translate(self.path, error) from error
        finally:
            os.close(descriptor)


def _may_hold_rejects(path: Path) -> bool:
    """Say whether a path is free, or a file of rejects: what is loaded is never written to."""
    try:
        if path.exists() or path.is_symlink():
            if not path.is_file() or path.is_symlink() or not os.access(path, os.R_OK | os.W_OK):
                return False
            with path.open("rb") as file:
                return file.read(len(_BEGINNING)) in {b"", _BEGINNING}
        folder = next(parent for parent in path.absolute().parents if parent.exists())
        return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except (OSError, ValueError):
        return False


def _to_line(reject: Reject) -> bytes:
    # Shown once more: a Reject can be built without the constructors that escape.
    record = {
        "source": show(reject.source),
        "row": show(reject.row),
        "column": show(reject.column),
        "value": show(reject.value),
        "reason": reject.reason.value,
        "detail": {"vi": show(reject.detail_vi, 2000), "en": show(reject.detail_en, 2000)},
        "mend": {"vi": show(reject.mend_vi, 2000), "en": show(reject.mend_en, 2000)},
        "whole": reject.whole,
    }
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _open(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    os.fchmod(descriptor, 0o600)
    size = os.fstat(descriptor).st_size
    start = max(0, size - _TAIL_BYTES)
    tail = os.pread(descriptor, size - start, start)
    whole = tail.rfind(b"\n") + 1
    if tail and whole < len(tail) and (whole or not start):
        # A power cut can leave half a line: it is dropped, so that every line stays whole.
        os.ftruncate(descriptor, start + whole)
    return descriptor


def _append(descriptor: int, lines: bytes) -> None:
    start = os.fstat(descriptor).st_size
    written = os.write(descriptor, lines)
    try:
        while written < len(lines):
            written += os.write(descriptor, lines[written:])
    except OSError:
        os.ftruncate(descriptor, start)
        raise


def _translate(path: Path, error: OSError) -> StoreUnavailableError:
    address = f"rejects:{path}"
    if error.errno in _FULL:
        return StoreFullError(
            address,
            "đĩa đầy; hãy giải phóng chỗ rồi chạy lại lệnh",
            "the disk is full; free room and run again",
        )
    return StoreUnavailableError(
        address,
        f"không ghi được tệp ({error.strerror}); hãy chọn nơi khác bằng --rejects",
        f"the file cannot be written ({error.strerror}); choose another place with --rejects",
    )
