"""A run is written in many transactions, and is there at once or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any, LiteralString

import pytest

from graph.errors import InvalidDecisionError, RingNotFoundError, StoreUnavailableError
from graph.model import Broker, Decision, DecisionKind
from graph.store.neo4j import drafts
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.contract.facts import NOW, PHONE
from tests.contract.faults.neo4j.telling import assert_told
from tests.contract.runs import OTHER_RING, RING, introduce, make_run, publish
from tests.servers.shared import neo4j_address, new_neo4j_store

pytestmark = pytest.mark.neo4j
BROKER = Broker(PHONE, OTHER_RING.id, 2)


class Died(BaseException):
    """The process is gone: nothing catches it."""


class Watched(Database):
    """A database at which something happens before one of the transactions."""

    before = -1
    act: Callable[[], object] | None = None

    def write(self, work: Callable[..., Any]) -> Any:
        """Let it happen, or write."""
        self.before -= 1
        if self.before == -1:
            if self.act is None:
                raise Died
            self.act()
        return super().write(work)

    def happens(self, before: int, act: Callable[[], object] | None = None) -> None:
        """Let the writer die, or something else happen, before a transaction counted from 0."""
        self.before, self.act = before, act

    def count(self, query: LiteralString) -> int:
        """Return the one number that a query answers."""
        return int(self.read(lambda reading: reading.rows(query))[0][0])


DRAFTS: LiteralString = "MATCH (d:Draft) RETURN count(d)"
RINGS: LiteralString = "MATCH (g:Ring) RETURN count(g)"


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Return the database of `store`; every ring is a transaction of its own."""
    monkeypatch.setattr(drafts, "_AT_ONCE", 1)
    with Watched(parse_address(new_neo4j_store())) as database:
        yield database


@pytest.fixture
def store(watched: Watched) -> Iterator[Neo4jStore]:
    """Open a store with a current run of one ring."""
    with Neo4jStore(watched) as opened:
        introduce(opened, RING, OTHER_RING)
        publish(opened, make_run(), RING)
        yield opened


def write_second(store: Neo4jStore) -> None:
    """Write a run that found two rings."""
    store.write_run(make_run("run-2", days=1), [RING, OTHER_RING], [BROKER])


@pytest.mark.parametrize("before", range(5))
def test_a_writer_that_dies_leaves_the_current_run(
    store: Neo4jStore, watched: Watched, before: int
) -> None:
    """Nobody sees what it began; a writer of a later day removes it."""
    watched.happens(before)
    with pytest.raises(Died):
        write_second(store)

    assert [run.id for run in store.runs()] == ["run-1"]
    assert store.counts().runs == 1
    assert [ring.id for ring in store.rings()] == [RING.id]
    assert store.brokers() == []
    with pytest.raises(InvalidDecisionError):
        store.add_decision(Decision(DecisionKind.CONFIRMED, OTHER_RING.id, "lan", "x"), NOW)
    assert watched.count(DRAFTS) == int(before > 0)
    day = timedelta(days=1, seconds=1) // timedelta(milliseconds=1)
    watched.write(lambda w: w.rows("MATCH (d:Draft) SET d.begun_at = d.begun_at - $day", day=day))
    write_second(store)
    assert watched.count(DRAFTS) == 0
    assert watched.count(RINGS) == 3
    store.make_current("run-2")
    assert store.get_ring(OTHER_RING.id) == OTHER_RING
    assert store.brokers() == [BROKER]


def test_what_another_writer_has_begun_stays(store: Neo4jStore, watched: Watched) -> None:
    """Two may write at once; each run is whole."""
    with closing(open_store(neo4j_address())) as other:
        watched.happens(2, lambda: other.write_run(make_run("run-3", days=2), [RING], []))
        write_second(store)

    for name, rings in (("run-2", {RING.id, OTHER_RING.id}), ("run-3", {RING.id})):
        store.make_current(name)
        assert {ring.id for ring in store.rings()} == rings
    assert watched.count(DRAFTS) == 0


def test_who_comes_back_after_a_day_is_told(store: Neo4jStore, watched: Watched) -> None:
    """Another writer has removed the draft; the current run stays."""

    def next_day() -> None:
        day = timedelta(days=1, seconds=1) // timedelta(milliseconds=1)
        with (
            closing(open_store(neo4j_address())) as other,
            Database(parse_address(neo4j_address())) as beside,
        ):
            beside.write(
                lambda w: w.rows("MATCH (d:Draft) SET d.begun_at = d.begun_at - $day", day=day)
            )
            other.write_run(make_run("run-3", days=2), [RING], [])

    watched.happens(3, next_day)
    with pytest.raises(StoreUnavailableError) as caught:
        write_second(store)

    assert_told(caught.value, "hơn một ngày", "more than a day")
    assert {run.id for run in store.runs()} == {"run-1", "run-3"}
    assert store.current_run().id == "run-1"
    assert watched.count(DRAFTS) == 0


@pytest.mark.parametrize("before", range(1, 5))
def test_what_is_erased_meanwhile_is_in_no_ring(
    store: Neo4jStore, watched: Watched, before: int
) -> None:
    """Whether its ring was written already or not."""
    erase = Decision(DecisionKind.ERASE, PHONE, "lan", "x")
    watched.happens(before, lambda: store.add_decision(erase, NOW))
    write_second(store)
    store.make_current("run-2")

    ring = store.get_ring(RING.id)
    assert PHONE not in {key for member in ring.members for key in member.keys}
    assert "phone" not in ring.kinds
    assert store.brokers() == []


def test_readers_see_one_whole_run_while_it_is_written_anew(store: Neo4jStore) -> None:
    """The current one's id, again and again, with one ring and with two."""
    ends, seen = threading.Event(), set[int]()
    wrong: list[object] = []

    def look() -> None:
        while not ends.is_set():
            try:
                for ring in store.rings():
                    members = len(store.get_ring(ring.id).members)
                    wrong.extend([ring] * (members != ring.unit_count))
                seen.add(len(store.rings()))
            except RingNotFoundError:
                continue  # replaced between the two questions

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for number in range(30):
            rings = [RING, OTHER_RING] if number % 2 else [OTHER_RING]
            store.write_run(make_run("run-1"), rings, [])
    finally:
        ends.set()
        reader.join()

    assert wrong == []
    assert seen <= {1, 2}
    assert store.current_run().id == "run-1"
