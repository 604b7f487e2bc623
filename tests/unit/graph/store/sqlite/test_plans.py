"""No question of the workbench reads a whole table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.expand import ExpandQuery
from graph.model import LinkType, Role
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.migrate import prepare
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS
from graph.store.sqlite.store import SqliteStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    NOW,
    PHONE,
    URL,
    ZALO,
    later,
    load,
    make_report,
    many_reports,
)

TIES = [(ZALO, LinkType.KEYED_BY, PHONE), (URL, LinkType.HOSTED_ON, DOMAIN)]
QUESTIONS: dict[str, Callable[[SqliteStore], object]] = {
    "get_unit": lambda store: store.get_unit(ZALO),
    "get_units": lambda store: store.get_units([ZALO, ACCOUNT]),
    "expand": lambda store: store.expand(ExpandQuery(PHONE)),
    "expand, filtered": lambda store: store.expand(
        ExpandQuery(
            PHONE, since=NOW, until=later(9), roles=frozenset(Role), kinds=frozenset({"url"}),
            exclude=frozenset({ACCOUNT}),
        )
    ),
    "search": lambda store: store.search("0912"),
    "search, short": lambda store: store.search("0"),
    "search, contains": lambda store: store.search("345678"),
    "connections": lambda store: store.connections([PHONE, ACCOUNT, DOMAIN]),
    "reports_of": lambda store: store.reports_of([PHONE, ACCOUNT]),
    "path": lambda store: store.path(PHONE, DOMAIN),
    "get_report": lambda store: store.get_report("s:1"),
    "get_reports": lambda store: store.get_reports(["s:1", "s:2"]),
    "sightings": lambda store: store.sightings("s:1"),
    "rings_of": lambda store: store.rings_of([PHONE]),
    "add_reports, known": lambda store: load(store, *many_reports(5, PHONE, ACCOUNT)),
    "add_reports, other": lambda store: load(
        store, make_report("s:1", ZALO, URL, links=TIES[1:]), now=later(1)
    ),
}  # fmt: skip


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[Connections]:
    """Return connections to a store with a few reports, units and links."""
    made = Connections(str(tmp_path / "graph.sqlite"))
    prepare(made, MIGRATIONS, APPLICATION_ID)
    store = SqliteStore(made)
    load(
        store,
        *many_reports(40, PHONE, ACCOUNT),
        make_report("s:1", ZALO, PHONE, URL, links=TIES),
        make_report("s:2", DOMAIN, ACCOUNT),
    )
    yield made
    made.close()


def _read_whole(connections: Connections, ask: Callable[[SqliteStore], object]) -> list[str]:
    """Return the steps of query plans that read a whole table, for what a question executes."""
    connection, statements = connections.get(), list[str]()
    connection.set_trace_callback(statements.append)
    ask(SqliteStore(connections))
    connection.set_trace_callback(None)
    steps = []
    for statement in statements:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            steps += connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    assert steps
    # Whether anything was ever erased is asked of the first row.
    harmless = ("VIRTUAL TABLE", "CONSTANT ROW", "found", "(subquery", "tombstone")
    return [
        step[3] for step in steps
        if step[3].startswith("SCAN") and not any(word in step[3] for word in harmless)
    ]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_reads_a_whole_table(connections: Connections, question: str) -> None:
    """Each step of each plan is a search in an index, or goes through what it was given."""
    assert _read_whole(connections, QUESTIONS[question]) == []


def test_a_whole_table_that_is_read_would_be_seen(connections: Connections) -> None:
    """Counting everything has to, and the check tells."""
    assert _read_whole(connections, SqliteStore.counts)
