"""What a store holds, and what it says of itself."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import StoreError
from graph.expand import ExpandQuery
from graph.model import DecisionKind, LinkType, Role
from graph.store.answers import Counts
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    PHONE,
    judge,
    later,
    load,
    make_report,
    make_source,
    many_reports,
)
from tests.contract.stores import Place


def test_an_empty_store_holds_nothing(store: GraphStore) -> None:
    """Zeros, and no kinds."""
    assert store.counts() == Counts(0, 0, 0, 0, 0, 0, 0, {})
    assert store.sources() == []
    assert store.decisions() == []
    assert list(store.report_ids()) == []
    assert store.search("0912") == []


def test_everything_is_counted(store: GraphStore) -> None:
    """Sources, reports, versions, mentions, links, decisions, and identifiers by kind."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, links=[(PHONE, LinkType.CONTACTS, DOMAIN)]),
        make_report("s:2", PHONE, (PHONE, Role.DISPLAYED)),
        source=make_source("a.csv"),
    )
    load(
        store, make_report("s:1", PHONE, ACCOUNT, DOMAIN), source=make_source("b.csv"), now=later(1)
    )
    judge(store, DecisionKind.CONFIRMED, PHONE)

    assert store.counts() == Counts(
        sources=2,
        reports=2,
        versions=3,
        mentions=5,
        links=0,
        decisions=1,
        runs=0,
        identifiers_by_kind={"phone": 1, "bank_account": 1, "domain": 1},
    )


def test_reports_that_are_out_are_not_counted(store: GraphStore) -> None:
    """Nor are their mentions and links."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, links=[(PHONE, LinkType.CONTACTS, DOMAIN)]),
        make_report("s:2", PHONE),
    )
    judge(store, DecisionKind.REJECTED, "s:1")

    counts = store.counts()
    assert (counts.reports, counts.mentions, counts.links) == (1, 1, 0)


def test_the_address_says_where_the_store_is(place: Place, store: GraphStore) -> None:
    """Fit for a message: a scheme, and no credentials."""
    assert "://" in store.address
    assert "@" not in store.address
    assert store.address.partition("://")[0] == place.address.partition("://")[0]


def test_closing_twice_is_no_error_and_then_nothing_works(place: Place) -> None:
    """Using a closed store is an error of ours, in both languages."""
    store = place.open()
    load(store, make_report("s:1", PHONE))
    store.close()
    store.close()

    for ask in (
        store.counts, store.facts, store.sources, lambda: store.get_unit(PHONE),
        lambda: store.expand(ExpandQuery(PHONE)), lambda: store.search("0912"),
        lambda: list(store.report_ids()), lambda: load(store, make_report("s:2", PHONE)),
    ):  # fmt: skip
        with pytest.raises(StoreError) as caught:
            ask()
        assert caught.value.message("vi") != caught.value.message("en")


def test_two_openings_see_each_other(place: Place) -> None:
    """What one adds, the other reads at once, and the other way round."""
    one, other = place.open(), place.open()
    load(one, make_report("s:1", PHONE))
    assert other.get_unit(PHONE).degree == 1
    load(other, make_report("s:2", PHONE))
    assert one.get_unit(PHONE).degree == 2
    judge(one, DecisionKind.REJECTED, "s:1")
    assert other.get_unit(PHONE).degree == 1
    one.close()
    other.close()


def test_threads_can_share_a_store(store: GraphStore) -> None:
    """A server reads in several threads while another one loads; each read is whole."""
    loaded = threading.Event()

    def read() -> int:
        reads = 0
        while not loaded.is_set():
            assert len({unit.degree for unit in store.get_units([PHONE, ACCOUNT])}) <= 1
            facts = store.facts()
            assert len(facts.mention_report) == 2 * len(facts.report_ids)
            reads += 1
        return reads

    def load_batches() -> None:
        try:
            for start in range(0, 200, 20):
                load(store, *many_reports(20, PHONE, ACCOUNT, start=start))
        finally:
            loaded.set()

    with ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(read), threads.submit(read)]
        threads.submit(load_batches).result(60)

    assert all(reader.result() > 0 for reader in readers)
    assert store.get_unit(PHONE).degree == 200


def test_a_stream_of_ids_may_be_left_early(store: GraphStore) -> None:
    """Nothing stays locked when a reader stops half-way."""
    load(store, *many_reports(3_000, PHONE))
    stream = store.report_ids()
    assert next(stream) == "hub:000000"

    load(store, make_report("s:1", PHONE))

    del stream
    assert store.counts().reports == 3_001
