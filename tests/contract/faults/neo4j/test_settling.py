"""A judgement about very many reports is applied in steps, and ends as if at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from typing import Any

import pytest

from graph.model import Decision, DecisionKind
from graph.store.neo4j import settling
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.contract.facts import (
    ACCOUNT,
    NOW,
    PHONE,
    load,
    make_report,
    make_source,
    many_reports,
)
from tests.servers.shared import neo4j_address, new_neo4j_store
from tests.servers.whole_graph import lines_of

pytestmark = pytest.mark.neo4j
REPORTS = 40
WITHDRAW = Decision(DecisionKind.WITHDRAW, make_source().sha256, "lan", "nguồn sai")


class Died(BaseException):
    """The process is gone: nothing catches it."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a store with reports of two sources; a step takes four of them."""
    monkeypatch.setattr(settling, "AT_ONCE", 12)
    found = new_neo4j_store()
    with closing(open_store(found)) as store:
        load(store, *many_reports(REPORTS, PHONE, ACCOUNT))
        load(store, make_report("o:1", PHONE), source=make_source("other.csv", stream="o"))
    return found


@pytest.fixture
def store(address: str) -> Iterator[Neo4jStore]:
    """Open the store."""
    with Neo4jStore(Database(parse_address(address))) as opened:
        yield opened


def die_before(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the program die before one of its writing transactions, counted from 0."""
    done, write = count(), Database.write

    def dying(self: Database, work: Callable[..., Any]) -> Any:
        if next(done) == number:
            raise Died
        return write(self, work)

    monkeypatch.setattr(Database, "write", dying)


def problems_of(store: Neo4jStore) -> list[str]:
    """Return what is wrong, but for the loads, which no test here completes."""
    return [en for _, en in store.about().problems if "loads" not in en]


def facts_of(address: str) -> list[str]:
    """Return all of a graph but for its decisions and counters."""
    return [line for line in lines_of(address) if "Decision" not in line and "Store" not in line]


def test_a_large_withdrawal_and_its_revocation_are_whole(store: Neo4jStore, address: str) -> None:
    """Taken back, everything is as it was."""
    before = facts_of(address)
    made = store.add_decision(WITHDRAW, NOW)

    assert store.counts().reports == 1
    assert store.get_unit(PHONE).degree == 1
    assert problems_of(store) == []
    store.revoke_decision(made.id, "minh", "nhầm", NOW)
    assert facts_of(address) == before
    assert store.get_unit(PHONE).degree == REPORTS + 1


@pytest.mark.parametrize("number", [1, 4])
def test_what_a_dead_program_has_left_is_completed(
    store: Neo4jStore, address: str, number: int
) -> None:
    """By the next one that writes anything; until then it is told."""
    with pytest.MonkeyPatch.context() as patch:
        die_before(patch, number)
        with pytest.raises(Died):
            store.add_decision(WITHDRAW, NOW)

    assert 1 < store.counts().reports <= REPORTS + 1
    [told] = problems_of(store)
    assert "applied in part" in told
    with closing(open_store(address)) as other:
        assert load(other, make_report("o:2", PHONE), source=make_source("o.csv", stream="o")).new
        assert other.counts().reports == 2
    assert problems_of(store) == []
    assert len(store.decisions()) == 1


def test_detection_and_copies_wait_for_the_rest(store: Neo4jStore) -> None:
    """They would else take half of a withdrawal for the truth."""
    with pytest.MonkeyPatch.context() as patch:
        die_before(patch, 2)
        with pytest.raises(Died):
            store.add_decision(WITHDRAW, NOW)

    assert store.facts().report_ids == ["o:1"]

    with pytest.MonkeyPatch.context() as patch:
        die_before(patch, 2)
        with pytest.raises(Died):
            store.revoke_decision(store.decisions()[0].id, "minh", "nhầm", NOW)
    with store.archive() as archive:
        assert sum(row.in_force for row in archive.reports()) == REPORTS + 1


def test_reports_that_come_meanwhile_are_judged_too(store: Neo4jStore) -> None:
    """Of the withdrawn source, and of another that carries one of its reports."""
    again = make_source("again.csv", stream="again")
    with pytest.MonkeyPatch.context() as patch:
        die_before(patch, 3)
        with pytest.raises(Died):
            store.add_decision(WITHDRAW, NOW)
    with closing(open_store(neo4j_address())) as other:
        load(other, *many_reports(1, PHONE, ACCOUNT), source=again)
        load(other, make_report("s:new", PHONE))

    assert sorted(store.facts().report_ids) == sorted(
        ["o:1", many_reports(1, PHONE, ACCOUNT)[0].id]
    )
