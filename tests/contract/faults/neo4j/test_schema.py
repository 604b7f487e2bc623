"""A schema that is half-made, older, newer or another program's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.errors import SchemaOutdatedError, SchemaTooNewError, StoreUnavailableError
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.schema import MIGRATIONS
from graph.store.open import migrate_store, open_store
from tests.contract.facts import PHONE, load, make_report
from tests.contract.faults.neo4j.telling import assert_told
from tests.servers.shared import new_neo4j_store
from tests.servers.whole_graph import lines_of
from tests.servers.wiping import restore_nodes, wipe

pytestmark = pytest.mark.neo4j
MORE = (
    *MIGRATIONS,
    ("m999_more", ("CREATE INDEX more IF NOT EXISTS FOR (n:More) ON (n.name)",)),
)
STATEMENTS = MIGRATIONS[0][1]


@pytest.fixture
def bare() -> Iterator[str]:
    """Return the address of a database without nodes and schema; the next test finds the schema."""
    address = new_neo4j_store()
    wipe(address, schema=True)
    yield address
    wipe(address, schema=True)
    open_store(address).close()


@pytest.mark.parametrize("made", [1, len(STATEMENTS) // 2, len(STATEMENTS)])
def test_a_half_made_schema_is_completed(bare: str, made: int) -> None:
    """Whoever made it was killed between two of its statements, or before the ledger."""
    open_store(bare).close()
    whole = lines_of(bare)
    wipe(bare, schema=True)
    with Database(parse_address(bare)) as database:
        for statement in STATEMENTS[:made]:
            database.run_alone(statement)

    with closing(open_store(bare)) as store:
        assert load(store, make_report("s:1", PHONE)).new == 1
    restore_nodes(bare, [])
    open_store(bare).close()

    assert lines_of(bare) == whole


def test_a_store_without_a_ledger_is_completed() -> None:
    """Killed between the store's own node and the ledger."""
    address = new_neo4j_store()
    whole = lines_of(address)
    with Database(parse_address(address)) as database:
        database.run_alone("MATCH (m:Migration) DELETE m")

    open_store(address).close()

    assert lines_of(address) == whole


def test_another_programs_database_is_refused_and_left_alone(bare: str) -> None:
    """It gets no node, constraint or index of ours."""
    restore_nodes(bare, [(["Person"], {"name": "Lan"}), (["Report"], {"id": "x"})])
    before = lines_of(bare)

    for ask in (open_store, migrate_store):
        with pytest.raises(StoreUnavailableError) as caught:
            ask(bare)
        assert_told(caught.value, "của chương trình khác", "another program's data")

    assert lines_of(bare) == before


def test_a_store_whose_ledger_was_changed_is_refused() -> None:
    """Its schema is not the one that the statements here would give."""
    address = new_neo4j_store()
    with Database(parse_address(address)) as database:
        database.run_alone("MATCH (m:Migration) SET m.checksum = 'x'")

    with pytest.raises(StoreUnavailableError) as caught:
        open_store(address)
    assert_told(caught.value, "phục hồi kho từ bản sao lưu", "restore it from a backup")


def test_an_older_store_waits_for_migrate(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never changed unasked; migrated, it holds what it held."""
    address = new_neo4j_store()
    with closing(open_store(address)) as store:
        load(store, make_report("s:1", PHONE))
    before = lines_of(address)
    monkeypatch.setattr("graph.store.neo4j.opening.MIGRATIONS", MORE)

    with pytest.raises(SchemaOutdatedError) as caught:
        open_store(address)

    assert_told(caught.value, "truyvet migrate", "truyvet migrate")
    assert lines_of(address) == before
    assert migrate_store(address) == ["m999_more"]
    assert migrate_store(address) == []
    with closing(open_store(address)) as store:
        assert store.get_unit(PHONE).degree == 1


def test_a_newer_store_is_refused_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrating can't help either: the program is the older one."""
    address = new_neo4j_store()
    with monkeypatch.context() as newer:
        newer.setattr("graph.store.neo4j.opening.MIGRATIONS", MORE)
        migrate_store(address)
    before = lines_of(address)

    for ask in (open_store, migrate_store):
        with pytest.raises(SchemaTooNewError) as caught:
            ask(address)
        assert_told(caught.value, "mới hơn chương trình này", "newer than this program's")

    assert lines_of(address) == before
