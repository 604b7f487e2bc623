"""What the file is, and what is wrong with it."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from graph.model import DecisionKind
from graph.store.answers import StoreState, Told
from graph.store.judgements.decisions import list_decisions
from graph.store.loads import tell_unfinished
from graph.store.sqlite.connection import MEMORY, Connections, text_of
from graph.store.sqlite.decisions import DecisionRows
from graph.store.sqlite.schema import MIGRATIONS
from graph.store.sqlite.scrubbing import STILL_IN_FILE
from graph.store.sqlite.sources import list_sources

_OTHERS = 0o077
_LOGS = ("", "-wal", "-shm")
# A row of term_text_docsize per searchable identifier: counted, where a check of the whole index
# would read all of it.
_UNSEARCHABLE = """SELECT (SELECT count(*) FROM identifier)
  - (SELECT count(*) FROM term_text_docsize)"""
_NO_LOG = (
    "tệp không ở chế độ WAL nên đọc và ghi phải chờ nhau; hãy đặt kho trên đĩa của máy này, không "
    "phải ổ mạng",
    "the file is not in WAL mode, so that reading and writing wait for each other; keep the store "
    "on a disk of this machine, not on a network drive",
)
_TERMS = (
    "chỉ mục tìm kiếm không khớp với các định danh; hãy phục hồi từ bản sao lưu",
    "the search index does not match the identifiers; restore the store from a backup",
)


def read_state(connections: Connections, connection: sqlite3.Connection) -> StoreState:
    """Return what the file is and what is wrong with it; the contract stands in the port."""
    in_file = connections.path != MEMORY
    read_only = in_file and not os.access(connections.path, os.W_OK)
    problems = [
        *([text_of("read-only")] if read_only else []),
        *(_of_file(connections.path, connection) if in_file else []),
        *_of_rows(connection),
    ]
    return StoreState(
        kind="sqlite",
        version=sqlite3.sqlite_version,
        schema=_number(connection, "SELECT count(*) FROM migration"),
        wanted=len(MIGRATIONS),
        read_only=read_only,
        problems=tuple(problems),
    )


def _of_file(path: str, connection: sqlite3.Connection) -> Iterator[Told]:
    if any(_is_open_to_others(Path(path + end)) for end in _LOGS):
        # The logs come and go, and take after the file.
        mending = f"chmod 600 {shlex.quote(path)}*"
        yield (
            f"người khác trên máy này đọc được kho; hãy chạy: {mending}",
            f"others on this machine can read the store; run: {mending}",
        )
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        yield _NO_LOG


def _is_open_to_others(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & _OTHERS)
    except FileNotFoundError:
        return False


def _of_rows(connection: sqlite3.Connection) -> Iterator[Told]:
    if _number(connection, "PRAGMA user_version"):
        yield STILL_IN_FILE
    if _number(connection, _UNSEARCHABLE):
        yield _TERMS
    withdrawals = list_decisions(DecisionRows(connection), None, DecisionKind.WITHDRAW, None)
    yield from tell_unfinished(list_sources(connection), withdrawals)


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
