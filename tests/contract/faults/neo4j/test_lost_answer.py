"""A commit whose answer is lost is done once, and answered as if nothing had happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest

from graph.errors import StoreUnavailableError
from graph.model import DecisionKind
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.contract.facts import (
    ACCOUNT,
    NOW,
    OTHER_PHONE,
    PHONE,
    judge,
    load,
    make_report,
    make_source,
    many_reports,
)
from tests.contract.faults.neo4j.cutting import When, Wire, wire_to
from tests.servers.shared import new_neo4j_store

pytestmark = pytest.mark.neo4j
OTHERS = 60
"""Transactions of other writers: more than the store keeps marks of."""


@pytest.fixture
def direct() -> str:
    """Return the address of an empty store, without a wire in between."""
    return new_neo4j_store()


@pytest.fixture
def wire(direct: str) -> Iterator[Wire]:
    """Lay a wire to the store's server."""
    with wire_to(int(parse_address(direct).uri.rpartition(":")[2])) as laid:
        yield laid


def open_through(wire: Wire, direct: str, patience: float) -> Neo4jStore:
    """Open the store through a wire; a driver that routes would go round it."""
    parsed = parse_address(direct)
    credentials = f"{parsed.user}:{parsed.password}"
    address = f"bolt://{credentials}@127.0.0.1:{wire.port}/{parsed.database}"
    return Neo4jStore(Database(parse_address(address), patience=patience))


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_batch_is_stored_once_and_said_to_be_new(wire: Wire, direct: str, when: When) -> None:
    """Not as known reports, which it would be to an attempt that looked at the reports only."""
    with open_through(wire, direct, 60) as store:
        load(store, make_report("s:0", PHONE, ACCOUNT))
        wire.cut(when)
        result = store.add_reports(make_source().sha256, many_reports(20, PHONE), NOW)
        after = load(store, make_report("s:1", PHONE, OTHER_PHONE))

    assert (result.new, result.known, result.superseded) == (20, 0, 0)
    assert len(result.new_report_ids) == 20
    assert after.new == 1
    assert wire.cuts == 1
    with closing(open_store(direct)) as store:
        assert store.counts().reports == store.counts().versions == 22
        assert store.counts().mentions == 24
        assert store.get_unit(PHONE).degree == 22


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_decision_is_recorded_once(wire: Wire, direct: str, when: When) -> None:
    """However many others write before the first one is back."""
    with closing(open_store(direct)) as others, open_through(wire, direct, 120) as store:
        load(others, *many_reports(3, PHONE, ACCOUNT))
        wire.cut(when, stay=True)
        recorded: list[str] = []
        judging = Thread(
            target=lambda: recorded.append(judge(store, DecisionKind.CONFIRMED, PHONE).id)
        )
        judging.start()
        while not wire.cuts:
            judging.join(0.05)
        for _ in range(OTHERS):
            judge(others, DecisionKind.CONFIRMED, ACCOUNT)
        wire.is_open = True
        judging.join(60)

        found = others.decisions(subject=PHONE)

    assert [decision.id for decision in found] == recorded
    assert len(found) == 1


def test_who_never_hears_is_told_that_it_may_be_stored(wire: Wire, direct: str) -> None:
    """Not that nothing was: in both languages, with what to do."""
    with open_through(wire, direct, 1) as store:
        load(store, make_report("s:0", PHONE, ACCOUNT))
        wire.cut("after", stay=True)
        with pytest.raises(StoreUnavailableError) as caught:
            store.add_reports(make_source().sha256, [make_report("s:1", PHONE)], NOW)

    assert "không gì bị ghi hai lần" in caught.value.message("vi")
    assert "may be stored or not" in caught.value.message("en")
    with closing(open_store(direct)) as store:
        assert load(store, make_report("s:1", PHONE)).known == 1
