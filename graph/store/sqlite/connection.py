"""Connections to the file: one per thread, with every error translated."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

from graph.errors import (
    InvalidInputError,
    QueryTooLongError,
    StoreFullError,
    StoreUnavailableError,
)

MEMORY = ":memory:"
BUSY_TIMEOUT_MS = 10_000
_CACHE_KIB = 96 * 1024
_FURTHER_CACHE_KIB = 16 * 1024
_CHECKPOINT_PAGES = 16_000
"""64 MB of log: what many batches touch is copied into the file once."""
_STEPS = 50_000
"""Instructions of SQLite's machine between two looks at the clock: about a millisecond."""
_TEXTS: dict[str, tuple[str, str]] = {
    "locked": (
        "một chương trình khác đang giữ kho; hãy đợi nó xong rồi thử lại",
        "another program holds it; wait until it is done and try again",
    ),
    "damaged": (
        "tệp bị hỏng hoặc không phải kho TruyVết; hãy phục hồi từ bản sao lưu",
        "the file is damaged or no TruyVết store; restore it from a backup",
    ),
    "full": (
        "đĩa đầy; những lô đã xác nhận vẫn còn. Hãy giải phóng chỗ rồi chạy lại lệnh",
        "the disk is full; batches acknowledged before are kept. Free room and run again",
    ),
    "read-only": (
        "không mở hoặc không ghi được; hãy kiểm tra đó là tệp chứ không phải thư mục, và quyền của "
        "tệp và thư mục chứa nó",
        "it cannot be opened or written; check that it is a file and no folder, and the "
        "permissions of the file and of its folder",
    ),
    "replaced": (
        "tệp đã bị thay hoặc xóa trong khi đang mở; hãy khởi động lại chương trình",
        "the file was replaced or removed while it was open; start the program again",
    ),
    "closed": ("kho đã đóng", "it is closed"),
    "other": ("SQLite báo lỗi {detail}", "SQLite reports {detail}"),
}
_REASONS = (
    (sqlite3.SQLITE_BUSY, "locked"),
    (sqlite3.SQLITE_LOCKED, "locked"),
    (sqlite3.SQLITE_CORRUPT, "damaged"),
    (sqlite3.SQLITE_NOTADB, "damaged"),
    (sqlite3.SQLITE_FULL, "full"),
    (sqlite3.SQLITE_READONLY, "read-only"),
    (sqlite3.SQLITE_CANTOPEN, "read-only"),
    (sqlite3.SQLITE_PERM, "read-only"),
)


def text_of(reason: str) -> tuple[str, str]:
    """Return what a reason means, in Vietnamese and English."""
    return _TEXTS[reason]


def raise_translated(address: str, error: sqlite3.Error) -> NoReturn:
    """Raise the StoreError that a driver's error means.

    Raises:
        StoreFullError: the disk is full.
        StoreUnavailableError: everything else.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reason = next((name for number, name in _REASONS if number == code), "other")
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        reason = "closed"
    vi, en = _TEXTS[reason]
    kind = StoreFullError if reason == "full" else StoreUnavailableError
    raise kind(address, vi.format(detail=error), en.format(detail=error)) from error


@contextmanager
def telling_damage(address: str) -> Iterator[None]:
    """Translate what reading damaged rows leads to, and text that SQLite can't take.

    SQLite checks the structure of pages, not what stands in them: from a damaged file can come
    numbers that name no row, and bodies that are no JSON.

    Args:
        address: of the store.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidInputError(
            what_vi="Chữ có nửa ký tự (surrogate) nên không thể lưu hay tìm; hãy sửa mã hóa.",
            what_en="A text has half a character (a surrogate) and can't be stored or looked up; "
            "mend its encoding.",
        ) from error
    except (LookupError, ValueError, TypeError, OverflowError) as error:
        raise StoreUnavailableError(address, *_TEXTS["damaged"]) from error


@contextmanager
def _limited(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Stop what runs on a connection once its time is over."""
    deadline = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_INTERRUPT:
            raise QueryTooLongError(seconds) from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


class Connections:
    """Hands every thread its own connection to one file.

    A store in memory has one connection for all threads (SQLite's serialized mode guards it).

    Args:
        path: of the file, or MEMORY.
    """

    def __init__(self, path: str) -> None:
        """Remember the path; nothing is opened yet."""
        self.path = path
        self.address = "sqlite:" + (path if path == MEMORY else f"///{path}")
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._file: tuple[int, int] | None = None
        self._lock = threading.Lock()
        self._closed = False
        self.writing = threading.RLock()

    def get(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        if self._closed:
            raise StoreUnavailableError(self.address, *_TEXTS["closed"])
        if self.path == MEMORY and self._all:
            return self._all[0][1]
        self._check_file()
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._open()
            with self._lock:
                self._close_abandoned()
                self._all.append((threading.current_thread(), found))
        return found

    def _check_file(self) -> None:
        """Refuse to go on in a file that no longer has the store's name."""
        if self._file is not None and self._file != self._identity():
            raise StoreUnavailableError(self.address, *_TEXTS["replaced"])

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.path)  # noqa: PTH116 - on every use: a Path costs more than the call
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _close_abandoned(self) -> None:
        """Close the connections of threads that have ended: a server's threads come and go."""
        alive = [entry for entry in self._all if entry[0].is_alive()]
        for thread, connection in self._all:
            if not thread.is_alive():
                connection.close()
        self._all = alive

    def _create(self) -> None:
        path = Path(self.path)
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except (OSError, ValueError) as error:
            full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
            kind = StoreFullError if full else StoreUnavailableError
            raise kind(self.address, *_TEXTS["full" if full else "read-only"]) from error

    def _open(self) -> sqlite3.Connection:
        if self.path != MEMORY:
            self._create()
            self._file = self._file or self._identity()
        connection = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA secure_delete = FAST")
        # The first connection is the one that loads; a server's threads share the disk's cache.
        cache = _FURTHER_CACHE_KIB if self._all else _CACHE_KIB
        connection.execute(f"PRAGMA cache_size = -{cache}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        return connection

    def keep_log(self, connection: sqlite3.Connection) -> None:
        """Let readers and a writer work at once, by a write-ahead log; the file remembers it.

        Only for files known to be ours: it changes their header. SQLite doesn't wait here where
        another process does the same at the same time, so this does.
        """
        deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reads outside a transaction, errors translated."""
        # The one connection of a store in memory serves one thread at a time.
        with self.writing if self.path == MEMORY else nullcontext():
            try:
                yield self.get()
            except sqlite3.Error as error:
                raise_translated(self.address, error)

    @contextmanager
    def snapshot(self, seconds: float | None = None) -> Iterator[sqlite3.Connection]:
        """Give a connection within one read transaction: one consistent state.

        Args:
            seconds: after which what runs on it is stopped; None: never.

        Raises:
            QueryTooLongError: it took longer.
        """
        with self.reading() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                with nullcontext() if seconds is None else _limited(connection, seconds):
                    yield connection
            finally:
                connection.rollback()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within a write transaction: all of it or nothing."""
        with self.writing, self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                if connection.in_transaction:
                    connection.rollback()
                raise

    def close(self) -> None:
        """Close every connection; closing twice is no error."""
        with self._lock:
            self._closed = True
            for _, connection in self._all:
                connection.close()
            self._all.clear()
