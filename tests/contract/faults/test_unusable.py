"""A store that can't be used says so in both languages, and is left as it was."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import (
    SchemaOutdatedError,
    SchemaTooNewError,
    StoreError,
    StoreUnavailableError,
    TruyvetError,
)
from graph.expand import ExpandQuery
from graph.store.open import migrate_store, open_store
from graph.store.port import GraphStore
from graph.store.sqlite.schema import MIGRATIONS
from graph.store.texts import open_texts
from tests.contract.facts import ACCOUNT, PHONE, load, make_report, many_reports


def filled(path: Path, count: int = 300) -> None:
    """Make a store with some reports, and close it."""
    store = open_store(f"sqlite:///{path}")
    load(store, *many_reports(count, PHONE, ACCOUNT))
    store.close()


def everything(store: GraphStore) -> list[Callable[[], object]]:
    """Return questions that together read all of a store."""
    return [
        store.counts,
        store.facts,
        store.sources,
        lambda: list(store.report_ids()),
        lambda: store.get_report("hub:000007"),
        lambda: store.get_unit(PHONE),
        lambda: store.expand(ExpandQuery(PHONE)),
        lambda: store.search("0912"),
        lambda: store.search("234567"),
        lambda: store.path(PHONE, ACCOUNT),
        lambda: store.reports_of([PHONE]),
        lambda: load(store, make_report("s:new", PHONE)),
    ]


def assert_told(error: TruyvetError, path: Path) -> None:
    """Check that both texts name the store, and that they are two texts."""
    assert error.message("vi") != error.message("en")
    for text in (error.message("vi"), error.message("en")):
        assert path.name in text
        assert "sqlite3" not in text
        assert "Traceback" not in text


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    """Return what a statement gives on a file."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found: list[tuple[object, ...]] = connection.execute(statement).fetchall()
        connection.commit()
    return found


def test_a_locked_store_says_so_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program's writing is waited for, not for ever; reading goes on meanwhile."""
    monkeypatch.setattr("graph.store.sqlite.connection.BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "graph.sqlite"
    filled(path)
    store = open_store(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailableError) as caught:
        load(store, make_report("s:1", PHONE))
    assert_told(caught.value, path)
    assert store.get_unit(PHONE).degree == 300

    other.close()
    assert load(store, make_report("s:1", PHONE)).new == 1
    assert store.get_unit(PHONE).degree == 301
    store.close()


@pytest.mark.parametrize(
    "content",
    [
        b"not a database at all" * 500,
        b"SQLite format 3\0" + b"\1" * 5_000,
        b"\0" * 8_192,
        b"report_id,kind,value\nr1,phone,0912345678\n",
    ],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """Somebody may have named the wrong file: not a byte of it changes."""
    path = tmp_path / "graph.sqlite"
    path.write_bytes(content)

    with pytest.raises(StoreUnavailableError) as caught:
        open_store(f"sqlite:///{path}")

    assert_told(caught.value, path)
    assert path.read_bytes() == content


def test_a_truncated_store_is_refused_or_says_so(tmp_path: Path) -> None:
    """Half of a file answers nothing wrong without an error."""
    path = tmp_path / "graph.sqlite"
    filled(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(StoreUnavailableError) as caught:
        read_all(path)
    assert_told(caught.value, path)


def read_all(path: Path) -> None:
    """Open a store and ask it everything."""
    with contextlib.closing(open_store(f"sqlite:///{path}")) as store:
        for ask in everything(store):
            ask()


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_is_an_error_of_ours(tmp_path: Path, seed: int) -> None:
    """Whatever page is overwritten: no driver's exception leaves the store."""
    path, chance = tmp_path / "graph.sqlite", random.Random(seed)
    filled(path)
    content = bytearray(path.read_bytes())
    for _ in range(3):
        start = chance.randrange(0, len(content) - 4_096)
        content[start : start + 2_048] = chance.randbytes(2_048)
    path.write_bytes(content)

    with contextlib.suppress(StoreError):
        store = open_store(f"sqlite:///{path}")
        for ask in everything(store):
            with contextlib.suppress(TruyvetError):
                ask()
        store.close()


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """It gets no table of ours."""
    path = tmp_path / "other.sqlite"
    rows(path, "CREATE TABLE report (x)")
    before = path.read_bytes()

    with pytest.raises(StoreUnavailableError) as caught:
        open_store(f"sqlite:///{path}")

    assert_told(caught.value, path)
    assert path.read_bytes() == before


def test_a_store_of_texts_is_no_graph_store(tmp_path: Path) -> None:
    """Nor the other way round: the two are never mixed."""
    texts, path = tmp_path / "texts.sqlite", tmp_path / "graph.sqlite"
    open_texts(texts).close()
    filled(path)

    with pytest.raises(StoreUnavailableError):
        open_store(f"sqlite:///{texts}")
    with pytest.raises(StoreUnavailableError):
        open_texts(path)


def test_an_older_store_waits_for_migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never changed unasked; migrated, it holds what it held."""
    path = tmp_path / "graph.sqlite"
    filled(path)
    before = path.read_bytes()
    more = (*MIGRATIONS, ("m999_more", "CREATE TABLE more (x INTEGER);\n"))
    monkeypatch.setattr("graph.store.sqlite.opening.MIGRATIONS", more)

    with pytest.raises(SchemaOutdatedError) as caught:
        open_store(f"sqlite:///{path}")

    assert_told(caught.value, path)
    assert "truyvet migrate" in caught.value.message("vi")
    assert caught.value.found < caught.value.wanted
    assert path.read_bytes() == before
    assert migrate_store(f"sqlite:///{path}") == ["m999_more"]
    assert migrate_store(f"sqlite:///{path}") == []
    with contextlib.closing(open_store(f"sqlite:///{path}")) as store:
        assert store.get_unit(PHONE).degree == 300


def test_a_newer_store_is_refused_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrating can't help either: the program is the older one."""
    path = tmp_path / "graph.sqlite"
    with monkeypatch.context() as newer:
        newer.setattr(
            "graph.store.sqlite.opening.MIGRATIONS",
            (*MIGRATIONS, ("m999_more", "CREATE TABLE more (x INTEGER);\n")),
        )
        filled(path)
    before = path.read_bytes()

    for ask in (open_store, migrate_store):
        with pytest.raises(SchemaTooNewError) as caught:
            ask(f"sqlite:///{path}")
        assert_told(caught.value, path)
        assert caught.value.found > caught.value.wanted
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """As a new one does."""
    path = tmp_path / "graph.sqlite"
    path.touch()
    filled(path)

    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """The error names it."""
    folder = tmp_path / "graph.sqlite"
    folder.mkdir()

    with pytest.raises(StoreUnavailableError) as caught:
        open_store(f"sqlite:///{folder}")
    assert_told(caught.value, folder)


@pytest.mark.parametrize("address", ["", "mysql://lan:bimat@db/x", "neo4j://lan:bimat@", "://"])
def test_an_address_that_names_no_store_is_refused(address: str) -> None:
    """With an error of ours that repeats no password."""
    with pytest.raises(TruyvetError) as caught:
        open_store(address)
    assert "bimat" not in caught.value.message("vi") + caught.value.message("en")
