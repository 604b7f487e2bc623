"""Destroy what pages and the write-ahead log still hold of erased rows."""

from __future__ import annotations

import sqlite3

from graph.errors import StoreUnavailableError
from graph.store.sqlite.connection import MEMORY, Connections

STILL_IN_FILE = (
    "dữ liệu đã xóa khỏi mọi câu trả lời, nhưng chương trình khác đang đọc nên chưa dọn được "
    "tệp; hãy đóng các chương trình đó rồi chạy lại lệnh bất kỳ trên kho",
    "the data is erased from every answer, but another program's reading keeps the file from "
    "being cleaned; close it, then run any command on the store",
)


def is_pending(connections: Connections) -> bool:
    """Say whether an erasure was recorded, but the file not yet cleaned."""
    with connections.reading() as connection:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0])


def mark_pending(connection: sqlite3.Connection) -> None:
    """Record that rows are erased of which the file still holds traces.

    Args:
        connection: within the transaction that erases them.
    """
    connection.execute("INSERT INTO term_text (term_text) VALUES ('optimize')")
    connection.execute("PRAGMA user_version = 1")


def scrub(connections: Connections) -> None:
    """Write the file anew without the erased rows, and empty the write-ahead log.

    Deleting rows, even with secure_delete, moves their neighbours about and leaves copies in
    the gaps of pages; only a file written anew has none.

    Raises:
        StoreUnavailableError: another reader keeps the log; the next opening tries again.
    """
    with connections.writing, connections.reading() as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA user_version = 0")
        if connections.path == MEMORY:
            return
        if connection.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()[0]:
            connection.execute("PRAGMA user_version = 1")
            raise StoreUnavailableError(connections.address, *STILL_IN_FILE)
