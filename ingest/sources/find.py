"""Find the files to load: folders are walked in order, what cannot be read is said."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.rejects import Reason, Reject, reject_file
from ingest.sources.formats import BY_SUFFIX

STDIN = Path("-")
"""Stands for standard input; passed through."""

_MAPPINGS = frozenset({"mapping.yaml", "mapping.yml"})
_REJECTS = ".rejects.jsonl"
_OFFICE = frozenset({".xlsx", ".xls", ".xlsm", ".docx", ".doc", ".ods", ".odt", ".pdf"})
_OFFICE_MEND = (
    "Tệp văn phòng sẽ được đọc ở phiên bản sau; hiện hãy lưu thành CSV (UTF-8) rồi nạp lại.",
    "Office files come later; for now save it as CSV (UTF-8) and load that.",
)


def find_files(paths: Iterable[Path]) -> Iterator[Path | Reject]:
    """Yield the files that the paths stand for, and a reject for each that is no source.

    Folders are walked down, each folder's files before its folders, both sorted by name. Left
    out without a word: hidden files and folders, mapping files, rejects files of earlier loads,
    and folders that are symbolic links within the folder given (what they hold is found where
    it is). Symbolic links that lead out of the folder given, or nowhere, are rejected. A file
    that was named itself may have any extension: what it is written in shows when it is
    opened.

    Args:
        paths: files, folders and `-`, in the order of the result.
    """
    for path in paths:
        if path == STDIN:
            yield path
        elif path.is_dir():
            yield from _walk(path, os.path.realpath(path))
        elif not _is_ours(path.name):
            yield path if path.exists() else _refuse_missing(path)


def _walk(folder: Path, root: str) -> Iterator[Path | Reject]:
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield _refuse_unreadable(current, error)
            continue
        folders: list[Path] = []
        for entry in entries:
            if entry.name.startswith(".") or _is_ours(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
                continue
            answer = _judge(entry, root)
            if answer is not None:
                yield answer
        pending.extend(reversed(folders))


def _judge(entry: os.DirEntry[str], root: str) -> Path | Reject | None:
    path = Path(entry.path)
    if entry.is_symlink():
        target = Path(os.path.realpath(entry.path))
        if not target.is_relative_to(root) or not target.exists():
            return reject_file(
                entry.path,
                Reason.UNREADABLE_FILE,
                detail=(
                    "Liên kết dẫn ra ngoài thư mục hoặc không dẫn đến đâu.",
                    "A symbolic link leads out of the folder, or nowhere.",
                ),
                mend=("Chỉ thẳng đến tệp đích.", "Name the file that it leads to itself."),
            )
        if target.is_dir():
            return None
    try:
        regular = stat.S_ISREG(entry.stat().st_mode)
    except OSError as error:
        return _refuse_unreadable(path, error)
    suffix = path.suffix.lower()
    if regular and suffix in BY_SUFFIX:
        return path
    mend = _OFFICE_MEND if suffix in _OFFICE else None
    return reject_file(entry.path, Reason.UNSUPPORTED_FILE, mend=mend)


def _is_ours(name: str) -> bool:
    return name in _MAPPINGS or name.endswith(_REJECTS)


def _refuse_missing(path: Path) -> Reject:
    detail = ("Không có tệp hay thư mục này.", "There is no such file or folder.")
    return reject_file(str(path), Reason.UNREADABLE_FILE, detail=detail)


def _refuse_unreadable(path: Path, error: OSError) -> Reject:
    detail = (f"Hệ thống báo: {error.strerror}.", f"The system says: {error.strerror}.")
    return reject_file(str(path), Reason.UNREADABLE_FILE, detail=detail)
