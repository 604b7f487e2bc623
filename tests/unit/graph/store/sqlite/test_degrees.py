"""Degrees are kept as facts and judgements come and go, never counted anew by readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import DecisionKind, LinkType, Role
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.migrate import prepare
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS
from graph.store.sqlite.store import SqliteStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_URL,
    PHONE,
    URL,
    ZALO,
    judge,
    later,
    load,
    make_report,
    revoke,
)

KEYED = [(ZALO, LinkType.KEYED_BY, PHONE)]
HOSTED = [(URL, LinkType.HOSTED_ON, DOMAIN)]


@pytest.fixture
def connections(tmp_path: Path) -> Iterator[Connections]:
    """Return connections to an empty store."""
    made = Connections(str(tmp_path / "graph.sqlite"))
    prepare(made, MIGRATIONS, APPLICATION_ID)
    yield made
    made.close()


def _assert_kept(connections: Connections) -> None:
    """Check every kept degree against a count."""
    connection = connections.get()
    own = connection.execute(
        """SELECT key, degree, (SELECT count(*) FROM mention
             WHERE identifier = num AND roles & 33) FROM identifier"""
    ).fetchall()
    units = connection.execute(
        """SELECT u.key, u.united, count(DISTINCT report) FROM identifier u
           JOIN identifier i ON i.unit = u.num
           LEFT JOIN mention ON identifier = i.num AND roles & 33
           WHERE u.united IS NOT NULL GROUP BY u.num"""
    ).fetchall()
    several = connection.execute(
        "SELECT DISTINCT unit FROM identifier WHERE unit <> num"
    ).fetchall()
    assert own
    assert all(kept == counted for _, kept, counted in (*own, *units))
    assert len(units) == len(several)


def test_degrees_stay_right_whatever_comes(connections: Connections) -> None:
    """New reports, new versions that part units, judgements of all kinds, and their ends."""
    store = SqliteStore(connections)
    load(
        store,
        make_report("s:1", ZALO, ACCOUNT, links=KEYED),
        make_report("s:2", ZALO, PHONE, (URL, Role.DISPLAYED), links=HOSTED),
        make_report("s:3", PHONE, URL, OTHER_URL, OTHER_ACCOUNT),
    )
    load(store, make_report("s:4", PHONE, DOMAIN), make_report("s:5", ZALO, URL), now=later(1))
    _assert_kept(connections)
    assert store.get_unit(ZALO).degree == 5

    load(store, make_report("s:1", ZALO, ACCOUNT), now=later(2))
    _assert_kept(connections)
    assert store.get_unit(ZALO).keys == (ZALO,)

    made = [
        judge(store, DecisionKind.SAME_AS, ZALO, ACCOUNT),
        judge(store, DecisionKind.SAME_AS, ACCOUNT, PHONE),
        judge(store, DecisionKind.DUPLICATE_OF, "s:5", "s:2"),
        judge(store, DecisionKind.REJECTED, "s:2"),
        judge(store, DecisionKind.NOT_SAME_AS, URL, DOMAIN),
    ]
    _assert_kept(connections)
    for decision in made[::2] + made[1::2]:
        revoke(store, decision)
        _assert_kept(connections)


def test_the_trigger_keeps_an_identifiers_own_degree(connections: Connections) -> None:
    """Only for joining roles."""
    store = SqliteStore(connections)
    load(store, make_report("s:1", PHONE, (ACCOUNT, Role.DISPLAYED)))
    connections.get().execute("DELETE FROM mention")

    assert connections.get().execute("SELECT sum(degree), min(degree) FROM identifier").fetchone()
    assert store.get_unit(PHONE).degree == store.get_unit(ACCOUNT).degree == 0
