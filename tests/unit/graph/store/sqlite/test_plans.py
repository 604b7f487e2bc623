"""No question of the workbench reads a whole table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.expand import ExpandQuery
from graph.model import DecisionKind, LinkType, Role
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
    judge,
    later,
    load,
    make_report,
    make_source,
    many_reports,
    numbered_account,
    revoke,
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


def _steps_of_judging(folder: Path, other_reports: int) -> int:
    """Return how much SQLite does for the same judgements, with others in force or not."""
    connections = Connections(str(folder / f"{other_reports}.sqlite"))
    prepare(connections, MIGRATIONS, APPLICATION_ID)
    store = SqliteStore(connections)
    load(store, *many_reports(200, PHONE, ACCOUNT), make_report("t:1", DOMAIN))
    others = [make_report(f"o:{n}", numbered_account(n)) for n in range(other_reports)]
    load(store, *others, source=make_source("other"))
    for number in range(0, other_reports, 4):
        judge(store, DecisionKind.DUPLICATE_OF, f"o:{number}", f"o:{number + 1}")
        judge(store, DecisionKind.REJECTED, f"o:{number + 2}")
        judge(store, DecisionKind.VICTIM, numbered_account(number))
        first, second = numbered_account(number), numbered_account(number + 1)
        judge(store, DecisionKind.SAME_AS, first, second)
    steps = [0]

    def count() -> int:
        steps[0] += 1
        return 0

    connections.get().set_progress_handler(count, 1000)
    judge(store, DecisionKind.WITHDRAW, make_source().sha256)
    judge(store, DecisionKind.DUPLICATE_OF, "hub:000001", "hub:000000")
    revoke(store, judge(store, DecisionKind.SAME_AS, PHONE, DOMAIN))
    connections.close()
    return steps[0]


def test_a_judgement_does_not_read_all_others(tmp_path: Path) -> None:
    """What it costs is what it is about."""
    alone, among_many = (_steps_of_judging(tmp_path, number) for number in (0, 400))

    assert among_many < 1.5 * alone
