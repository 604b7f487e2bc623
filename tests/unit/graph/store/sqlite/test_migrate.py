"""Migrations: a ledger with checksums; nothing is changed unasked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import SchemaOutdatedError, SchemaTooNewError, StoreUnavailableError
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.migrate import migrate, prepare

FIRST = ("m001_first", "CREATE TABLE one (x);\nINSERT INTO one VALUES (1);\n")
SECOND = ("m002_second", "CREATE TABLE two (x);\nINSERT INTO two SELECT x FROM one;\n")
BROKEN = ("m002_broken", "CREATE TABLE two (x);\nINSERT INTO three VALUES (1);\n")
OURS = 0x1234


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[Connections]:
    """Return connections to a store with the first schema."""
    made = Connections(str(tmp_path / "graph.sqlite"))
    prepare(made, (FIRST,), OURS)
    yield made
    made.close()


def _tables(connections: Connections) -> set[str]:
    rows = connections.get().execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows}


def test_an_older_schema_is_refused_and_left_alone(connections: Connections) -> None:
    """The error says which command brings it up to date."""
    with pytest.raises(SchemaOutdatedError) as caught:
        prepare(connections, (FIRST, SECOND), OURS)

    assert (caught.value.found, caught.value.wanted) == (1, 2)
    assert "truyvet migrate" in caught.value.message("vi")
    assert _tables(connections) == {"one", "migration"}


def test_migrating_applies_what_is_pending(connections: Connections) -> None:
    """Once, with what it held before; then it opens."""
    assert migrate(connections, (FIRST, SECOND), OURS) == ["m002_second"]
    assert migrate(connections, (FIRST, SECOND), OURS) == []

    prepare(connections, (FIRST, SECOND), OURS)
    assert connections.get().execute("SELECT x FROM two").fetchall() == [(1,)]


def test_a_migration_that_fails_leaves_nothing(connections: Connections) -> None:
    """Neither its first half nor a line in the ledger."""
    with pytest.raises(StoreUnavailableError):
        migrate(connections, (FIRST, BROKEN), OURS)

    assert _tables(connections) == {"one", "migration"}
    assert migrate(connections, (FIRST, SECOND), OURS) == ["m002_second"]


def test_a_newer_schema_is_refused(connections: Connections) -> None:
    """By opening and by migrating."""
    migrate(connections, (FIRST, SECOND), OURS)

    for use in (prepare, migrate):
        with pytest.raises(SchemaTooNewError):
            use(connections, (FIRST,), OURS)


def test_a_changed_migration_is_found_by_its_checksum(connections: Connections) -> None:
    """A schema that was altered is no schema of ours."""
    altered = (FIRST[0], FIRST[1] + "-- altered\n")

    for use in (prepare, migrate):
        with pytest.raises(StoreUnavailableError):
            use(connections, (altered,), OURS)


def test_another_programs_file_is_refused(connections: Connections) -> None:
    """By the number in its header."""
    with pytest.raises(StoreUnavailableError):
        prepare(connections, (FIRST,), OURS + 1)


def test_two_that_migrate_at_once_apply_it_once(tmp_path: Path) -> None:
    """The second one waits, and finds nothing left to do."""
    path = str(tmp_path / "graph.sqlite")
    first = Connections(path)
    prepare(first, (FIRST,), OURS)

    def run(_number: int) -> list[str]:
        mine = Connections(path)
        try:
            return migrate(mine, (FIRST, SECOND), OURS)
        finally:
            mine.close()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(run, range(4)))
    assert sorted(done) == [[], [], [], ["m002_second"]]
    first.close()
