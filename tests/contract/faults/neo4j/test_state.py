"""What is wrong with a database on a server is told, with statements that mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.errors import StoreError
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import ACCOUNT, PHONE, load, make_report
from tests.contract.runs import RING, make_run, publish
from tests.servers.neo4j_server import Neo4jServer

pytestmark = pytest.mark.own_neo4j


@pytest.fixture
def store(address: str) -> Iterator[GraphStore]:
    """Open a store with reports and a ring: all is well."""
    with closing(open_store(address)) as opened:
        load(opened, make_report("s:1", PHONE, ACCOUNT), make_report("s:2", PHONE))
        publish(opened, make_run(), RING)
        for source in opened.sources():
            opened.complete_source(source.sha256, source.fingerprint, 2)
        assert opened.about().problems == ()
        yield opened


def run(server: Neo4jServer, *statements: str) -> None:
    """Run statements as cypher-shell would."""
    with Database(parse_address(server.address)) as database:
        for statement in (*statements, "CALL db.awaitIndexes(60)"):
            database.run_alone(statement)


def mend(server: Neo4jServer, store: GraphStore, count: int) -> None:
    """Run what the problems say, as a person would paste it; check that all is well then."""
    problems = store.about().problems
    assert len(problems) == count, problems
    for vi, en in problems:
        assert vi != en
        pasted = en.partition("cypher-shell: ")[2]
        assert pasted.endswith(";")
        assert vi.endswith(pasted)
        run(server, *pasted.removesuffix(";").split("; "))
    assert store.about().problems == ()


def test_a_missing_index_and_a_missing_constraint_are_told(
    server: Neo4jServer, store: GraphStore
) -> None:
    """Each by its name."""
    run(server, "DROP CONSTRAINT report_id", "DROP INDEX mentions_newest")

    texts = " ".join(en for _, en in store.about().problems)
    assert "report_id" in texts
    assert "mentions_newest" in texts
    mend(server, store, 2)


def test_another_index_under_a_name_of_ours_is_told(server: Neo4jServer, store: GraphStore) -> None:
    """It has to go first."""
    run(
        server,
        "DROP INDEX report_host",
        "CREATE TEXT INDEX report_host FOR (n:Report) ON (n.title)",
    )

    mend(server, store, 1)


def test_indexes_of_others_are_no_problem(server: Neo4jServer, store: GraphStore) -> None:
    """Analysts may add their own, of any type, also over several labels."""
    run(
        server,
        "CREATE INDEX theirs FOR (n:Report) ON (n.loss_vnd)",
        "CREATE FULLTEXT INDEX words FOR (n:Report|Identifier) ON EACH [n.title, n.terms]",
        "CREATE CONSTRAINT note FOR (n:Note) REQUIRE n.id IS UNIQUE",
    )

    assert store.about().problems == ()
    run(server, "DROP INDEX theirs", "DROP INDEX words", "DROP CONSTRAINT note")


@pytest.mark.parametrize("counter", ["reports", "identifiers", "sources", "runs"])
def test_a_counter_behind_its_numbers_is_told(
    server: Neo4jServer, store: GraphStore, counter: str
) -> None:
    """Since the next number would be given twice; mended, the store goes on."""
    run(server, f"MATCH (s:Store) SET s.{counter} = 0")

    mend(server, store, 1)
    assert load(store, make_report("s:3", PHONE, "domain:b.vn")).new == 1


def test_a_missing_counter_node_is_told(server: Neo4jServer, store: GraphStore) -> None:
    """Nothing can be written without; mended, it can."""
    run(server, "MATCH (s:Store) WHERE s.name = 'truyvet' DETACH DELETE s")
    with pytest.raises(StoreError):
        load(store, make_report("s:3", PHONE))

    mend(server, store, 1)
    assert store.current_run() == make_run()
    assert load(store, make_report("s:3", PHONE)).new == 1
