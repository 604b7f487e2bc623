"""Numbers remembered by digest, millions of them in bounded memory."""

from __future__ import annotations

import hashlib
import sqlite3

from graph.closing import Closing
from graph.errors import UnreadableSourceError

IN_MEMORY = 400_000
"""Entries kept in memory, about 60 MB; what is more goes to a private temporary file."""

_CACHE_KIB = 64 * 1024


def digest_of(text: str) -> int:
    """Return 8 bytes of a text's hash as a signed number.

    Among ten million texts two collide with a chance of 1 in 400,000; what is remembered by
    digest must bear that.
    """
    raw = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)


class DigestTable(Closing):
    """Remembers a number for each digest.

    Args:
        source: name of the source, for errors.
        in_memory: entries before the temporary file is used.
    """

    def __init__(self, source: str, in_memory: int = IN_MEMORY) -> None:
        """Begin empty, without a file."""
        self._source, self._limit = source, in_memory
        self._recent: dict[int, int] = {}
        self._older: sqlite3.Connection | None = None

    def get(self, digest: int) -> int | None:
        """Return the number put last, or None.

        Raises:
            UnreadableSourceError: the temporary file cannot be read.
        """
        known = self._recent.get(digest)
        if known is not None or self._older is None:
            return known
        try:
            row = self._older.execute(
                "SELECT number FROM seen WHERE digest = ?", (digest,)
            ).fetchone()
        except sqlite3.Error as error:
            raise temporary_file_error(self._source, error) from error
        return None if row is None else int(row[0])

    def put(self, digest: int, number: int) -> None:
        """Remember a number.

        Raises:
            UnreadableSourceError: the temporary file cannot be written.
        """
        if len(self._recent) >= self._limit:
            self._move()
        self._recent[digest] = number

    def _move(self) -> None:
        try:
            if self._older is None:
                self._older = open_temporary()
                self._older.execute("CREATE TABLE seen (digest INTEGER PRIMARY KEY, number)")
            # Sorted: the file is then written from front to back.
            self._older.executemany(
                "INSERT OR REPLACE INTO seen VALUES (?, ?)", sorted(self._recent.items())
            )
        except sqlite3.Error as error:
            raise temporary_file_error(self._source, error) from error
        self._recent.clear()

    def close(self) -> None:
        """Let go of memory and file; closing twice is no error."""
        self._recent.clear()
        if self._older is not None:
            self._older.close()
            self._older = None


def open_temporary() -> sqlite3.Connection:
    """Return a database in a nameless private file, which is gone once it is closed."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = FILE")
    # Never committed: nothing here outlives its connection, and each commit would write.
    connection.execute("BEGIN")
    return connection


def temporary_file_error(source: str, error: sqlite3.Error) -> UnreadableSourceError:
    """Return what a failing temporary file means for the source that needs it."""
    return UnreadableSourceError(
        source,
        "",
        f"không ghi được tệp tạm ({error}); hãy giải phóng chỗ trên đĩa "
        "hoặc đặt SQLITE_TMPDIR sang nơi khác",
        f"no temporary file can be written ({error}); free room on the disk, "
        "or set SQLITE_TMPDIR to another place",
    )
