"""Which store an address means."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import InvalidInputError, StoreUnavailableError
from graph.store.open import migrate_store, open_store
from tests.contract.facts import PHONE, load, make_report


@pytest.mark.parametrize("form", ["sqlite:///{}", "{}"])
def test_an_absolute_path_is_that_file(tmp_path: Path, form: str) -> None:
    """With the scheme (four slashes) or alone; its folder is made."""
    path = tmp_path / "thư mục mới" / "graph.sqlite"
    store = open_store(form.format(path))
    load(store, make_report("s:1", PHONE))
    store.close()

    assert path.is_file()
    assert store.address == f"sqlite:///{path}"


def test_three_slashes_are_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It starts at the current folder."""
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///graph.sqlite").close()

    assert (tmp_path / "graph.sqlite").is_file()


@pytest.mark.parametrize("address", ["sqlite::memory:", "sqlite://", ":memory:"])
def test_a_store_in_memory_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """And each opening is a store of its own."""
    monkeypatch.chdir(tmp_path)
    store = open_store(address)
    load(store, make_report("s:1", PHONE))
    other = open_store(address)

    assert (store.counts().reports, other.counts().reports) == (1, 0)
    assert list(tmp_path.iterdir()) == []
    store.close()
    other.close()


@pytest.mark.parametrize(
    "address",
    ["mysql://lan:bimat@db/x", "sqlite:graph", "sqlite:/tmp/graph.sqlite", " ", "x://",
     "neo4j//lan:bimat@db:7687", "lan:bimat@db.db", "127.0.0.1:7687", "localhost", "graph"],
)  # fmt: skip
def test_an_unknown_address_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In two languages, telling what to set instead, repeating no password and making no file."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInputError) as caught:
        open_store(address)

    for text in (caught.value.message("vi"), caught.value.message("en")):
        assert "TRUYVET_STORE" in text
        assert "bimat" not in text
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "address", ["neo4j://lan:bimat@127.0.0.1:1", "bolt://lan:bimat@127.0.0.1:1"]
)
def test_a_server_that_is_away_is_told(address: str) -> None:
    """Also to whoever wants to migrate it; nobody is told the password."""
    for use in (open_store, migrate_store):
        with pytest.raises(StoreUnavailableError) as caught:
            use(address)
        assert "127.0.0.1:1" in caught.value.message("vi")
        assert "bimat" not in caught.value.message("en") + repr(caught.value.__context__)


@pytest.mark.parametrize(
    "address",
    ["neo4j://", "neo4j://lan:bimat@", "neo4j://lan:bi/mat@db", "bolt://db:port", "neo4j:db",
     "neo4j://lan:bimat@db/a/b", "neo4j://lan:bimat@db?x=1", "neo4j://lan:20/bimat@db", "neo4j://db/a_b!c",
     "neo4j://lan:/bimat@db:7687"],
)  # fmt: skip
def test_a_wrong_address_of_a_server_is_refused(address: str) -> None:
    """With the right form, and without repeating what may be a password."""
    with pytest.raises(InvalidInputError) as caught:
        open_store(address)

    for text in (caught.value.message("vi"), caught.value.message("en")):
        assert "neo4j://user:password@host:7687" in text
        assert "mat" not in text.replace("mật", "")


def test_a_new_store_needs_no_migration(tmp_path: Path) -> None:
    """Migrating nothing makes it; migrating again does nothing."""
    address = f"sqlite:///{tmp_path / 'graph.sqlite'}"

    assert migrate_store(address) == ["m001_initial"]
    assert migrate_store(address) == []


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    """Whatever the umask says; the write-ahead log takes after it."""
    before = os.umask(0)
    try:
        path = tmp_path / "graph.sqlite"
        store = open_store(f"sqlite:///{path}")
        load(store, make_report("s:1", PHONE))
    finally:
        os.umask(before)

    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
    store.close()


def test_a_relative_path_stays_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also for threads that ask after the program has gone to another folder."""
    monkeypatch.chdir(tmp_path)
    store = open_store("graph.sqlite")
    load(store, make_report("s:1", PHONE))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(store.counts).result().reports == 1
    assert store.address == f"sqlite:///{tmp_path / 'graph.sqlite'}"
    store.close()


def test_a_home_that_nobody_has_is_refused() -> None:
    """By an error that says what to set."""
    with pytest.raises(InvalidInputError) as caught:
        open_store("~nobody-of-this-name/graph.sqlite")
    assert "TRUYVET_STORE" in caught.value.message("vi")
