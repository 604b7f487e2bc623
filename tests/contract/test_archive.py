"""An archive tells everything, by the order of recording, on every store."""

from __future__ import annotations

from graph.model import Broker, DecisionKind
from graph.store.archive import LastNumbers
from graph.store.port import GraphStore
from tests.contract.case import load_case
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_PHONE,
    PHONE,
    judge,
    later,
    load,
    make_report,
    make_source,
)
from tests.contract.runs import RING, make_run, publish


def test_an_empty_archive_has_nothing(store: GraphStore) -> None:
    """All numbers are 0."""
    with store.archive() as archive:
        assert archive.last_numbers() == LastNumbers(0, 0, 0, 0, 0)
        assert list(archive.reports()) == []
        assert list(archive.identifiers()) == []


def test_rows_are_in_order_of_recording(store: GraphStore) -> None:
    """With versions, sightings, duplicates and what was erased."""
    load_case(store)
    load(store, make_report("s:1", PHONE, OTHER_PHONE), now=later(1))
    judge(store, DecisionKind.DUPLICATE_OF, "t:1", "s:1")
    judge(store, DecisionKind.ERASE, "s:3")
    publish(store, make_run("run-2", days=1), RING, brokers=(Broker(ACCOUNT, "R1", 2),))

    with store.archive() as archive:
        reports = list(archive.reports())
        assert [row.id for row in reports[:3]] == ["s:1", "s:2", "s:3"]
        assert [row.num for row in reports] == list(range(1, len(reports) + 1))
        assert [row.id for row in reports if row.erased] == ["s:3"]
        assert reports[2].body is None
        assert reports[2].recorded_at is None
        (copy,) = archive.copies_of([reports[0].num])
        assert (copy.id, copy.host) == ("t:1", reports[0].num)
        assert [(row.report, row.version) for row in archive.old_versions()] == [(1, 1)]
        seen = [(row.report, row.source) for row in archive.sightings()]
        assert seen == sorted(seen)
        assert (1, 1) in seen
        assert [row.mention_count for row in archive.tombstones()] == [2]
        numbers = archive.numbers_of([PHONE, DOMAIN])
        by_num = {row.num: row.key for row in archive.identifiers()}
        assert {by_num[num] for num in numbers.values()} == {PHONE, DOMAIN}
        runs = archive.runs()
        assert [(row.run.id, row.is_current) for row in runs] == [("run-1", False), ("run-2", True)]
        ((ring, place, member), *_) = archive.members(2)
        assert (ring, place, member) == ("R1", 0, RING.members[0])
        assert list(archive.brokers(2)) == [Broker(ACCOUNT, "R1", 2)]


def test_streams_may_be_read_one_within_the_other(store: GraphStore) -> None:
    """As a copy does, page by page."""
    load(store, *(make_report(f"s:{number}", PHONE) for number in range(30)), source=make_source())

    with store.archive() as archive:
        pairs = [(a.num, b.num) for a in archive.reports() for b in archive.reports()]

    assert len(pairs) == len(set(pairs)) == 900
