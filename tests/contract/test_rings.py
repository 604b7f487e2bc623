"""Runs are written beside the current one, and readers change over at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.errors import NoRunError, RingNotFoundError, RunNotFoundError
from graph.model import Broker, Decision, DecisionKind, Member, Ring
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    NOW,
    PHONE,
    ZALO,
    later,
    load,
    make_report,
    numbered_account,
)
from tests.contract.runs import OTHER_RING, RING, introduce, make_ring, make_run, publish
from tests.contract.stores import Place


def test_without_a_run_there_are_no_rings(store: GraphStore) -> None:
    """Lists are empty, and asking for the run says that there is none."""
    assert (store.rings(), store.brokers(), store.runs()) == ([], [], [])
    assert store.rings_of([PHONE]) == {}
    with pytest.raises(NoRunError):
        store.current_run()
    with pytest.raises(RingNotFoundError):
        store.get_ring("R1")


def test_a_written_run_is_invisible_until_it_is_current(store: GraphStore) -> None:
    """Then all of it is there at once."""
    introduce(store, RING, brokers=(Broker(DOMAIN, "R1", 3),))
    store.write_run(make_run(), [RING], [Broker(DOMAIN, "R1", 3)])
    assert (store.rings(), store.brokers(), store.rings_of([PHONE])) == ([], [], {})
    with pytest.raises(NoRunError):
        store.current_run()
    with pytest.raises(RingNotFoundError):
        store.get_ring("R1")

    store.make_current("run-1")

    assert store.current_run() == make_run()
    assert store.get_ring("R1") == RING
    assert [ring.id for ring in store.rings()] == ["R1"]
    assert store.brokers() == [Broker(DOMAIN, "R1", 3)]


def test_rings_are_read_together_as_one_by_one(store: GraphStore) -> None:
    """In the order asked for, twice where asked twice; none of them may be unknown."""
    publish(store, make_run(), RING, OTHER_RING)

    assert store.get_rings([]) == []
    assert store.get_rings(["R2", "R1", "R2"]) == [OTHER_RING, RING, OTHER_RING]
    with pytest.raises(RingNotFoundError):
        store.get_rings(["R1", "R3"])


def test_a_summary_has_what_a_list_shows(store: GraphStore) -> None:
    """Counts, kinds, dates, loss, and the strongest members."""
    publish(store, make_run(), RING)

    (summary,) = store.rings()
    assert (summary.id, summary.run_id) == ("R1", "run-1")
    assert (summary.unit_count, summary.report_count) == (2, 2)
    assert summary.kinds == RING.kinds
    assert (summary.first_at, summary.last_at) == (RING.first_at, None)
    assert (summary.loss_vnd, summary.single_report) == (163_000_000_000, False)
    assert summary.top_keys == (PHONE, ACCOUNT)


def test_a_new_run_replaces_the_rings_of_the_old_one(store: GraphStore) -> None:
    """Ring ids are the run's own: the same id is another ring, the old ones are gone."""
    publish(store, make_run(), RING, OTHER_RING, brokers=(Broker(ZALO, "R1", 1),))
    newer = make_ring("R1", numbered_account(5), numbered_account(6))
    publish(store, make_run("run-2", days=1), newer)

    assert store.current_run().id == "run-2"
    assert store.get_ring("R1") == newer
    assert [ring.id for ring in store.rings()] == ["R1"]
    assert store.rings_of([PHONE, numbered_account(5)]) == {numbered_account(5): "R1"}
    assert store.brokers() == []
    with pytest.raises(RingNotFoundError):
        store.get_ring("R2")


def test_readers_can_be_turned_back_to_an_older_run(store: GraphStore) -> None:
    """A flip is a pointer: nothing of the older run was lost."""
    publish(store, make_run(), RING)
    publish(store, make_run("run-2", days=1), OTHER_RING)
    store.make_current("run-1")

    assert store.current_run() == make_run()
    assert store.get_ring("R1") == RING
    assert [run.id for run in store.runs()] == ["run-2", "run-1"]


def test_runs_are_listed_newest_first(store: GraphStore) -> None:
    """Each as it was written."""
    for number in (1, 2, 3):
        publish(store, make_run(f"run-{number}", days=number))

    assert store.runs() == [make_run(f"run-{number}", days=number) for number in (3, 2, 1)]
    assert store.counts().runs == 3


def test_rings_are_paged_most_reports_first(store: GraphStore) -> None:
    """Then by id; pages follow each other without gap or overlap."""
    rings = [make_ring(f"R{n:02}", numbered_account(n), reports=1 + n % 3) for n in range(12)]
    publish(store, make_run(), *rings)
    expected = [ring.id for ring in sorted(rings, key=lambda r: (-len(r.report_ids), r.id))]

    assert [ring.id for ring in store.rings()] == expected
    pages = [store.rings(limit=5, offset=offset) for offset in (0, 5, 10, 15)]
    assert [[ring.id for ring in page] for page in pages] == [
        expected[:5], expected[5:10], expected[10:], [],
    ]  # fmt: skip


def test_rings_of_a_single_report_are_listed_when_asked_for(store: GraphStore) -> None:
    """They are left out before paging, and can always be opened."""
    single = make_ring("R0", DOMAIN, reports=9, single=True)
    publish(store, make_run(), RING, single)

    assert [ring.id for ring in store.rings(limit=1)] == ["R1"]
    assert [ring.id for ring in store.rings(include_single=True)] == ["R0", "R1"]
    assert store.get_ring("R0") == single


def test_units_know_their_ring(store: GraphStore) -> None:
    """Those in none are left out, however many are asked for."""
    publish(store, make_run(), RING, OTHER_RING)
    strangers = [numbered_account(number) for number in range(100, 40_000)]

    assert store.rings_of([DOMAIN, *strangers, PHONE]) == {DOMAIN: "R2", PHONE: "R1"}
    assert store.rings_of([]) == {}


def test_brokers_are_sorted(store: GraphStore) -> None:
    """By (key, ring id), one row per ring that each touches."""
    rows = (Broker(PHONE, "R2", 3), Broker(PHONE, "R1", 2), Broker(ACCOUNT, "R2", 7))
    publish(store, make_run(), RING, OTHER_RING, brokers=rows)

    assert store.brokers() == [
        Broker(ACCOUNT, "R2", 7), Broker(PHONE, "R1", 2), Broker(PHONE, "R2", 3),
    ]  # fmt: skip


def test_a_run_that_breaks_off_leaves_nothing(store: GraphStore) -> None:
    """Rings that stop coming half-way are not there, and the run can be written again."""
    publish(store, make_run(), RING)

    def broken() -> Iterator[Ring]:
        yield OTHER_RING
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        store.write_run(make_run("run-2", days=1), broken(), [])

    assert [run.id for run in store.runs()] == ["run-1"]
    assert store.get_ring("R1") == RING
    publish(store, make_run("run-2", days=1), OTHER_RING)
    assert store.get_ring("R2") == OTHER_RING


def test_large_rings_keep_their_order(store: GraphStore) -> None:
    """Members and reports come back as they were written."""
    keys = [numbered_account(number) for number in range(3_000)]
    members = tuple(Member(key, (key,), 1 - n / 4096, 1) for n, key in enumerate(keys))
    ring = replace(make_ring("R1", reports=4_000), members=members)
    publish(store, make_run(), ring)

    assert store.get_ring("R1") == ring


def test_a_run_without_rings_is_a_run(store: GraphStore) -> None:
    """It found nothing, and says so."""
    publish(store, make_run(ring_count=0))

    assert store.current_run().ring_count == 0
    assert store.rings() == []


def test_rings_survive_closing(place: Place) -> None:
    """The current run is the same in the next opening."""
    first = place.open()
    publish(first, make_run(), RING, brokers=(Broker(DOMAIN, "R1", 3),))
    first.close()

    second = place.open()
    assert second.current_run() == make_run()
    assert second.get_ring("R1") == RING
    assert second.brokers() == [Broker(DOMAIN, "R1", 3)]
    second.close()


def test_loading_more_leaves_the_rings_as_they_are(store: GraphStore) -> None:
    """A run is what was found then, until the next one."""
    publish(store, make_run(), RING)
    load(store, make_report("s:1", PHONE, DOMAIN), now=NOW)

    assert store.get_ring("R1") == RING
    assert store.rings_of([DOMAIN]) == {}


@pytest.mark.parametrize("ring_id", ["", "R9", "r1", "R1' OR '1'='1", "%", "\x00"])
def test_an_unknown_ring_is_not_found(store: GraphStore, ring_id: str) -> None:
    """The error names it."""
    publish(store, make_run(), RING)

    with pytest.raises(RingNotFoundError) as caught:
        store.get_ring(ring_id)
    assert caught.value.ring_id == ring_id


def test_a_run_that_was_never_written_cannot_become_current(store: GraphStore) -> None:
    """The one before stays, and the error names what was asked for."""
    publish(store, make_run(), RING)

    with pytest.raises(RunNotFoundError) as caught:
        store.make_current("run-9")
    assert "run-9" in caught.value.message("vi")
    assert store.current_run() == make_run()


def test_a_run_that_took_long_is_as_old_as_its_start(store: GraphStore) -> None:
    """It may have ended after one that began later."""
    slow = replace(make_run("slow"), finished_at=later(9))
    for run in (make_run("quick", days=1), slow):
        publish(store, run)

    assert [run.id for run in store.runs()] == ["quick", "slow"]


def test_what_the_store_no_longer_knows_is_left_out(store: GraphStore) -> None:
    """An identifier erased while detection ran comes back in no ring and as no broker."""
    introduce(store, RING)
    store.add_decision(Decision(DecisionKind.ERASE, PHONE, "lan", "nhầm"), NOW)
    store.write_run(make_run(), [RING, OTHER_RING], [Broker(PHONE, "R1", 3)])
    store.make_current("run-1")

    ring = store.get_ring("R1")
    assert [(member.unit, member.keys) for member in ring.members] == [
        (ZALO, (ZALO,)), (ACCOUNT, (ACCOUNT,)),
    ]  # fmt: skip
    assert ring.kinds == {"bank_account": 2}
    assert [(ring.id, ring.unit_count) for ring in store.rings()] == [("R2", 0), ("R1", 2)]
    assert store.get_ring("R2").members == ()
    assert store.brokers() == []


def test_a_member_erased_under_all_its_keys_is_gone(store: GraphStore) -> None:
    """The others keep their order; a list's first names are of who is left."""
    ring = make_ring("R1", ACCOUNT, PHONE, DOMAIN)
    introduce(store, ring)
    for key in (ACCOUNT, ZALO):
        store.add_decision(Decision(DecisionKind.ERASE, key, "lan", "nhầm"), NOW)
    store.write_run(make_run(), [ring], [])
    store.make_current("run-1")

    members = store.get_ring("R1").members
    assert [(member.unit, member.keys) for member in members] == [
        (PHONE, (PHONE,)), (DOMAIN, (DOMAIN,)),
    ]  # fmt: skip
    assert members[0].strength > members[1].strength
    (listed,) = store.rings()
    assert (listed.unit_count, listed.top_keys) == (2, (PHONE, DOMAIN))
    assert store.rings_of([ACCOUNT, PHONE, ZALO]) == {PHONE: "R1"}


def test_a_broker_of_no_ring_is_left_out(store: GraphStore) -> None:
    """It could be shown nowhere."""
    publish(store, make_run(), RING, brokers=(Broker(PHONE, "R1", 3), Broker(PHONE, "R9", 4)))

    assert store.brokers() == [Broker(PHONE, "R1", 3)]
