"""What a file says is wrong with it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.model import DecisionKind
from graph.store.open import open_store
from graph.store.port import GraphStore
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.state import read_state
from tests.contract.facts import ACCOUNT, PHONE, judge, load, make_report, make_source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the store is; what a shell would misread stands in it."""
    return tmp_path / "kho của tôi.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[GraphStore]:
    """Open a store with a report of a completed load."""
    with contextlib.closing(open_store(str(path))) as opened:
        load(opened, make_report("s:1", PHONE, ACCOUNT))
        source = make_source()
        opened.complete_source(source.sha256, source.fingerprint, 1)
        yield opened


def the_problem(store: GraphStore) -> str:
    """Return the English text of the only problem, which is not the Vietnamese one."""
    ((vi, en),) = store.about().problems
    assert vi != en
    return en


def test_the_version_is_that_of_the_library(store: GraphStore) -> None:
    """And all is well."""
    state = store.about()

    assert state.version == sqlite3.sqlite_version
    assert state.problems == ()


@pytest.mark.parametrize("end", ["", "-wal"])
def test_what_others_can_read_is_told(store: GraphStore, path: Path, end: str) -> None:
    """With the command that closes it, which works as it stands."""
    file = path.with_name(path.name + end)
    file.chmod(0o640)
    mending = the_problem(store).partition("run: ")[2]

    subprocess.run(["sh", "-c", mending], check=True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert store.about().problems == ()


def test_erased_bytes_still_in_the_file_are_told(store: GraphStore, path: Path) -> None:
    """Until the reader that keeps them is gone and somebody opens the store."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM report").fetchone()
        with pytest.raises(StoreUnavailableError):
            judge(store, DecisionKind.ERASE, "s:1")
        assert "erased" in the_problem(store)

    open_store(str(path)).close()
    assert store.about().problems == ()


def test_a_file_without_write_ahead_log_is_told(store: GraphStore, path: Path) -> None:
    """As on a network drive, where SQLite can't have one."""
    store.close()
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    connections = Connections(str(path))
    with connections.snapshot() as connection:
        state = read_state(connections, connection)
    connections.close()

    assert ["WAL" in en for _, en in state.problems] == [True]


def test_identifiers_that_search_does_not_find_are_told(store: GraphStore, path: Path) -> None:
    """Where the index lost some."""
    with contextlib.closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM term_text WHERE rowid = 1")

    assert "search index" in the_problem(store)


def test_a_file_that_can_not_be_written_is_told(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It still answers."""
    monkeypatch.setattr(os, "access", lambda _path, how: how != os.W_OK)

    assert store.about().read_only
    assert "permissions" in the_problem(store)


def test_a_store_in_memory_has_no_file_to_look_at() -> None:
    """Nor a log, nor permissions."""
    with contextlib.closing(open_store("sqlite::memory:")) as store:
        state = store.about()

    assert (state.read_only, state.problems) == (False, ())
