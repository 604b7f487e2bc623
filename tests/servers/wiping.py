"""Empty a Neo4j database between tests; never one that holds anybody's data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

import neo4j
from neo4j import GraphDatabase

from graph.store.neo4j.address import parse_address
from graph.store.neo4j.schema import MIGRATIONS

_SECONDS = 120
# An index and no node: a store is made only in a database without nodes.
_MARK = "truyvet_tests_may_wipe"
_SET_MARK: LiteralString = (
    "CREATE INDEX truyvet_tests_may_wipe IF NOT EXISTS FOR (n:TestServer) ON (n.name)"
)
_DROP_MARK: LiteralString = "DROP INDEX truyvet_tests_may_wipe IF EXISTS"
_NAMED = re.compile(r"CREATE (?:\w+ )?(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")
_OURS = frozenset(_NAMED.findall("\n".join(s for _, script in MIGRATIONS for s in script)))
_CONSTRAINTS: LiteralString = "SHOW CONSTRAINTS YIELD name"
_INDEXES: LiteralString = """SHOW INDEXES YIELD name, type, owningConstraint
WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN name"""
_NODE: LiteralString = "MATCH (n) RETURN 1 LIMIT 1"
# A hub's relationships in one transaction would take more memory than the server has.
_EMPTY: tuple[LiteralString, ...] = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
)
_COPY: LiteralString = "MATCH (n) RETURN labels(n), properties(n)"
_RESTORE: LiteralString = "UNWIND $nodes AS node CREATE (n:$(node[0])) SET n = node[1]"

Nodes = Sequence[tuple[list[str], dict[str, Any]]]
"""Labels and properties of each."""


class NotOursError(Exception):
    """The database holds what no test wrote."""


def wipe(address: str, *, schema: bool = False) -> None:
    """Empty a database.

    Args:
        address: with user and password.
        schema: also of the constraints and indexes that the program makes: making them again
            takes a second, so tests keep them; others' are dropped in any case.
    """
    with _session(address) as session:
        _empty(session, frozenset({_MARK}) if schema else _OURS | {_MARK})


def claim(address: str) -> None:
    """Make a database the tests' own until `release`: emptied, its schema too.

    Args:
        address: with user and password.

    Raises:
        NotOursError: it has nodes, constraints or indexes, and no earlier run of tests left them.
    """
    with _session(address) as session:
        schema = _names(session, _CONSTRAINTS) | _names(session, _INDEXES)
        foreign = schema - _OURS or session.run(_NODE).values()
        if foreign and _MARK not in schema:
            raise NotOursError(
                f"{parse_address(address)} (TRUYVET_TEST_NEO4J) holds data or others' schema, "
                "and tests wipe all: name a server that is empty"
            )
        session.run(_SET_MARK).consume()
        _empty(session, frozenset({_MARK}))


def release(address: str) -> None:
    """Empty a claimed database and take the tests' mark off it."""
    with _session(address) as session:
        _empty(session, frozenset({_MARK}))
        session.run(_DROP_MARK).consume()


def copy_nodes(address: str) -> Nodes:
    """Return all nodes of a small database."""
    with _session(address) as session:
        return [(labels, properties) for labels, properties in session.run(_COPY).values()]


def restore_nodes(address: str, nodes: Nodes) -> bool:
    """Empty a database and put nodes into it; say whether the program's schema is there."""
    with _session(address) as session:
        _empty(session, _OURS | {_MARK})
        session.run(_RESTORE, nodes=[list(node) for node in nodes]).consume()
        return (_names(session, _CONSTRAINTS) | _names(session, _INDEXES)) >= _OURS


def _empty(session: neo4j.Session, keep: frozenset[str]) -> None:
    for query in _EMPTY:
        session.run(neo4j.Query(query, timeout=_SECONDS)).consume()
    for name in _names(session, _CONSTRAINTS) - keep:
        session.run("DROP CONSTRAINT $name", name=name).consume()
    for name in _names(session, _INDEXES) - keep:
        session.run("DROP INDEX $name", name=name).consume()


def _names(session: neo4j.Session, query: LiteralString) -> frozenset[str]:
    return frozenset(name for (name,) in session.run(query).values())


@contextmanager
def _session(address: str) -> Iterator[neo4j.Session]:
    parsed = parse_address(address)
    with (
        GraphDatabase.driver(
            parsed.uri, auth=(parsed.user, parsed.password), telemetry_disabled=True,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        ) as driver,
        driver.session(database=parsed.database) as session,
    ):  # fmt: skip
        yield session
