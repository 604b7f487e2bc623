"""Connections: safe settings, and no driver's exception that is not translated."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import (
    InvalidInputError,
    LimitError,
    QueryTooLongError,
    StoreFullError,
    StoreUnavailableError,
)
from graph.store.sqlite.connection import MEMORY, Connections, raise_translated, telling_damage
from graph.store.sqlite.migrate import prepare
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[Connections]:
    """Return connections to a new store."""
    made = Connections(str(tmp_path / "graph.sqlite"))
    prepare(made, MIGRATIONS, APPLICATION_ID)
    yield made
    made.close()


def _setting(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_crash_loses_nothing_by_its_settings(connections: Connections) -> None:
    """A write-ahead log, written through to the disk at each commit, in every thread."""
    with ThreadPoolExecutor(1) as pool:
        for connection in (connections.get(), pool.submit(connections.get).result()):
            assert _setting(connection, "journal_mode") == "wal"
            assert _setting(connection, "synchronous") == 2
            assert _setting(connection, "foreign_keys") == 1
            assert _setting(connection, "trusted_schema") == 0


def test_each_thread_has_its_own_connection(connections: Connections) -> None:
    """And keeps it."""
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(connections.get).result()
        assert pool.submit(connections.get).result() is other

    assert other is not connections.get()
    assert connections.get() is connections.get()


def test_threads_take_turns_in_memory() -> None:
    """They share the one connection there; no transaction meets another."""
    connections = Connections(MEMORY)
    prepare(connections, MIGRATIONS, APPLICATION_ID)

    def write(number: int) -> int:
        with connections.transaction() as connection:
            connection.execute("INSERT INTO term VALUES (?, 1)", (str(number),))
        with connections.snapshot() as connection:
            return int(connection.execute("SELECT count(*) FROM term").fetchone()[0])

    with ThreadPoolExecutor(4) as pool:
        assert max(pool.map(write, range(40))) == 40
    connections.close()


def test_a_failed_transaction_leaves_nothing(connections: Connections) -> None:
    """Whatever was raised in it."""

    def rows() -> Iterator[tuple[str, int]]:
        yield "a", 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), connections.transaction() as connection:
        connection.executemany("INSERT INTO term VALUES (?, ?)", rows())

    with connections.reading() as connection:
        assert connection.execute("SELECT count(*) FROM term").fetchone() == (0,)


def test_a_full_disk_has_its_own_error(connections: Connections) -> None:
    """It tells that what was acknowledged is kept."""
    connections.get().execute("PRAGMA max_page_count = 1")
    rows = [("x" * 500, number) for number in range(10_000)]

    with pytest.raises(StoreFullError) as caught, connections.transaction() as connection:
        connection.executemany("INSERT INTO term VALUES (?, ?)", rows)

    assert "are kept" in caught.value.message("en")


def test_a_store_that_cannot_be_written_says_so(connections: Connections) -> None:
    """With what to check."""
    connections.get().execute("PRAGMA query_only = 1")

    with pytest.raises(StoreUnavailableError) as caught, connections.transaction() as connection:
        connection.execute("INSERT INTO term VALUES ('a', 1)")
    assert "permissions" in caught.value.message("en")


@pytest.mark.parametrize(
    ("error", "kind"),
    [(errno.ENOSPC, StoreFullError), (errno.EACCES, StoreUnavailableError)],
)
def test_what_the_folder_refuses_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, kind: type[StoreUnavailableError]
) -> None:
    """A full disk and missing rights can be met before SQLite is."""

    def refuse(*_args: object) -> int:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(kind) as caught:
        Connections(str(tmp_path / "graph.sqlite")).get()
    assert isinstance(caught.value, StoreFullError) == (kind is StoreFullError)


def test_a_path_that_no_system_takes_is_an_error_of_ours(tmp_path: Path) -> None:
    """NUL in it, or a file where a folder should be."""
    (tmp_path / "file").touch()

    for path in (f"{tmp_path}/a\0b", f"{tmp_path}/file/graph.sqlite"):
        with pytest.raises(StoreUnavailableError):
            Connections(path).get()


def test_unknown_errors_keep_the_drivers_text() -> None:
    """So that a report about them is of use."""
    with pytest.raises(StoreUnavailableError) as caught:
        raise_translated("sqlite:///x", sqlite3.OperationalError("something rare"))

    assert "something rare" in caught.value.message("en")


def test_damaged_rows_are_told_as_damage_and_half_characters_as_input() -> None:
    """What is no lookup error passes through."""
    with pytest.raises(StoreUnavailableError) as caught, telling_damage("sqlite:///x"):
        raise KeyError(7)
    assert "damaged" in caught.value.message("en")

    with pytest.raises(InvalidInputError), telling_damage("sqlite:///x"):
        "\udcff".encode()
    with pytest.raises(ZeroDivisionError), telling_damage("sqlite:///x"):
        raise ZeroDivisionError


_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_a_question_that_takes_too_long_is_stopped(connections: Connections) -> None:
    """With how long it may take; the connection is good for the next one."""
    with pytest.raises(QueryTooLongError) as caught, connections.snapshot(0.05) as connection:
        connection.execute(_ENDLESS).fetchone()

    assert isinstance(caught.value, LimitError)
    assert all("0.05" in caught.value.message(language) for language in ("vi", "en"))
    with connections.snapshot() as connection:
        assert connection.execute("SELECT count(*) FROM term").fetchone() == (0,)


def test_the_limit_ends_with_the_question(connections: Connections) -> None:
    """What is asked without one afterwards is not stopped by the last one's."""
    with connections.snapshot(0.0):
        pass

    many = _ENDLESS.replace("FROM n)", "FROM n WHERE x < 300000)")
    with connections.snapshot() as connection:
        assert connection.execute(many).fetchone() == (300_000,)


def test_connections_of_ended_threads_are_closed(connections: Connections) -> None:
    """A server's threads come and go for months."""
    made: list[sqlite3.Connection] = []
    for _ in range(20):
        thread = threading.Thread(target=lambda: made.append(connections.get()))
        thread.start()
        thread.join()

    still_open = 0
    for connection in made:
        try:
            connection.execute("SELECT 1")
        except sqlite3.ProgrammingError:
            continue
        still_open += 1
    assert still_open == 1
    assert connections.get().execute("SELECT 1").fetchone() == (1,)


def test_a_file_that_was_replaced_is_not_written_to(
    connections: Connections, tmp_path: Path
) -> None:
    """Restoring a backup under a running program: what it would write would be lost."""
    path = tmp_path / "graph.sqlite"
    path.rename(tmp_path / "old.sqlite")
    for restored in (False, True):
        if restored:
            path.write_bytes((tmp_path / "old.sqlite").read_bytes())
        with pytest.raises(StoreUnavailableError) as caught, connections.transaction():
            raise AssertionError
        assert "replaced" in caught.value.message("en")
