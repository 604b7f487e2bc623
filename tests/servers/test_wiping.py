"""Tests wipe their own database, whole and only theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import LiteralString

import pytest

from graph.store.neo4j.address import parse_address
from graph.store.open import open_store
from tests.servers import wiping
from tests.servers.shared import empty_neo4j, neo4j_address, new_neo4j_store
from tests.servers.wiping import NotOursError, claim, copy_nodes, release, wipe

_RING: LiteralString = "UNWIND range(1, 25000) AS n CREATE (:Foreign {n: n})-[:MET]->(:Foreign)"
_INDEX: LiteralString = "CREATE INDEX foreign_index FOR (n:Foreign) ON (n.n)"
_CONSTRAINT: LiteralString = "CREATE CONSTRAINT foreign_key FOR (n:Foreign) REQUIRE n.key IS UNIQUE"


def run(*queries: LiteralString) -> list[str]:
    """Run queries on the session's server; return the first column of the last."""
    with wiping._session(neo4j_address()) as session:
        rows = [session.run(query).values() for query in queries]
    return [row[0] for row in rows[-1]]


def schema() -> set[str]:
    """Return the names of all constraints and indexes."""
    return {*run(wiping._CONSTRAINTS), *run(wiping._INDEXES)} - {wiping._MARK}


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    """Leave no strange schema to the tests that follow."""
    yield
    wipe(neo4j_address(), schema=True)


@pytest.mark.neo4j
def test_a_wiped_database_has_nodes_no_more_and_only_our_schema() -> None:
    """More than one batch of them goes, with the schema of others; ours stays as it is."""
    open_store(empty_neo4j()).close()
    ours = schema()
    run(_RING, _INDEX, _CONSTRAINT)

    wipe(neo4j_address())

    assert ours
    assert schema() == ours
    assert copy_nodes(neo4j_address()) == []


@pytest.mark.neo4j
def test_the_schema_goes_too_when_asked() -> None:
    """What an untouched database has is left."""
    open_store(empty_neo4j()).close()
    run(_INDEX, _CONSTRAINT)

    wipe(neo4j_address(), schema=True)

    assert schema() == set()
    assert copy_nodes(neo4j_address()) == []


@pytest.mark.neo4j
def test_a_new_store_has_its_schema_though_a_test_took_it_away() -> None:
    """Else all that follow would run without indexes, and be slow instead of wrong."""
    open_store(new_neo4j_store()).close()
    whole = schema()
    wipe(neo4j_address(), schema=True)

    open_store(new_neo4j_store()).close()

    assert whole
    assert schema() == whole


@pytest.mark.neo4j
def test_a_new_store_is_what_opening_an_empty_database_makes() -> None:
    """Nothing of the store before it is left, and opening it changes nothing."""
    wipe(neo4j_address(), schema=True)
    open_store(neo4j_address()).close()
    made = copy_nodes(neo4j_address())
    run(_RING)

    open_store(new_neo4j_store()).close()

    assert sorted(map(_timeless, copy_nodes(neo4j_address()))) == sorted(map(_timeless, made))


def _timeless(node: tuple[list[str], dict[str, object]]) -> str:
    labels, properties = node
    changing = {"applied_at", "tokens"}
    return f"{labels} {sorted((k, v) for k, v in properties.items() if k not in changing)}"


@pytest.mark.own_neo4j
def test_a_server_with_data_is_not_claimed() -> None:
    """The data stay, and the message names the server without the password."""
    wipe(neo4j_address())
    run("CREATE (:Person {name: 'Minh'})")

    with pytest.raises(NotOursError, match="holds data") as caught:
        claim(neo4j_address())

    assert run("MATCH (n:Person) RETURN n.name") == ["Minh"]
    assert parse_address(neo4j_address()).password not in str(caught.value)


@pytest.mark.own_neo4j
def test_a_server_prepared_for_something_else_is_not_claimed() -> None:
    """An index of others shows it, even where nothing is stored yet."""
    wipe(neo4j_address())
    run(_INDEX)

    with pytest.raises(NotOursError, match="others' schema"):
        claim(neo4j_address())

    assert "foreign_index" in schema()


@pytest.mark.own_neo4j
def test_a_claimed_server_is_emptied_again_after_a_crash() -> None:
    """What the tests' mark covers is theirs; once released, it covers nothing."""
    wipe(neo4j_address())
    claim(neo4j_address())
    open_store(neo4j_address()).close()

    claim(neo4j_address())

    assert copy_nodes(neo4j_address()) == []
    release(neo4j_address())
    run("CREATE (:Person)")
    with pytest.raises(NotOursError):
        claim(neo4j_address())
