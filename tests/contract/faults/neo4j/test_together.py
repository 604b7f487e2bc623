"""Several programs at one server: two loaders, and readers while one loads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from graph.errors import QueryTooLongError, StoreUnavailableError
from graph.expand import ExpandQuery
from graph.store.neo4j import database
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import ACCOUNT, PHONE, load, make_report, many_reports
from tests.contract.faults.neo4j.loading import finish, load_files, write_register
from tests.contract.faults.neo4j.telling import assert_told
from tests.contract.faults.running_child import running_child
from tests.servers.shared import empty_neo4j, new_neo4j_store
from tests.unit.ingest.job.loading import open_loader

pytestmark = pytest.mark.neo4j
ROWS = 1_500


def content_of(store: GraphStore) -> list[object]:
    """Return all that a store says, without the order in which it came to know it."""
    ids = list(store.report_ids())
    reports = [
        (report.id, report.version, report.content_hash, report.mentions, report.links)
        for report in store.get_reports(ids)
    ]
    facts = store.facts()
    keys = sorted(facts.keys)
    units = [(unit.key, unit.keys, unit.degree) for unit in store.get_units(keys)]
    mentions = sorted(
        (facts.report_ids[report], facts.keys[identifier], int(roles))
        for report, identifier, roles in zip(
            facts.mention_report, facts.mention_identifier, facts.mention_roles, strict=True
        )
    )
    counts = store.counts()
    return [counts, keys, sorted(units), mentions, reports]


@pytest.mark.slow
def test_two_loaders_at_once_are_as_one_after_the_other(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    """They begin on an empty server, and name the same; both lose nothing."""
    address = empty_neo4j()
    one = write_register(tmp_path / "mot.csv", 0, ROWS)
    other = write_register(tmp_path / "hai.csv", ROWS // 2, 2 * ROWS)
    with (
        running_child(processes, load_files, address, tmp_path / "one", one) as first,
        running_child(processes, load_files, address, tmp_path / "other", other) as second,
    ):
        finish(*first)
        finish(*second)

    with open_loader(tmp_path) as alone:
        alone.load(one)
        alone.load(other)
        with closing(open_store(address)) as store:
            assert content_of(store) == content_of(alone.store)
            assert store.about().problems == ()


@pytest.mark.slow
def test_readers_never_fail_while_a_loader_writes(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    """What they are told never contradicts itself, and grows."""
    address = new_neo4j_store()
    register = write_register(tmp_path / "tin.csv", 0, ROWS)
    seen: list[int] = []
    with (
        closing(open_store(address)) as store,
        running_child(processes, load_files, address, tmp_path / "home", register) as (
            child,
            receiving,
        ),
    ):
        assert receiving.poll(120)
        hub = max(store.get_units(store.facts().keys), key=lambda unit: unit.degree).key
        while child.is_alive():
            found = store.expand(ExpandQuery(hub))
            assert found.hidden_report_count >= 0
            assert found.matching_report_count <= store.get_unit(hub).degree
            assert all(count >= 0 for count in found.hidden_by_kind.values())
            hidden = store.hidden_counts([hub], [n.unit.key for n in found.neighbours])[hub]
            assert all(count > 0 for count in hidden.by_kind.values())
            seen.append(found.matching_report_count)
        finish(child, receiving)

    assert seen == sorted(seen)
    assert len(set(seen)) > 1, "the reader never read while the loader loaded"


def test_a_question_beyond_its_time_is_stopped() -> None:
    """And told as one; the next one that asks for less is answered."""
    address = new_neo4j_store()
    with closing(open_store(address)) as store:
        load(store, *many_reports(2_000, PHONE, ACCOUNT))
    with Neo4jStore(Database(parse_address(address)), 0.001) as store:
        caught: list[QueryTooLongError] = []
        for _ in range(50):
            try:
                store.expand(ExpandQuery(PHONE))
            except QueryTooLongError as error:
                caught.append(error)
        assert caught
        assert_told(caught[0], "cần hơn 0.001 giây", "took more than 0.001 seconds")
        assert store.counts().reports == 2_000


def test_all_who_open_an_empty_server_at_once_may_work() -> None:
    """Each makes the schema; what another has just made is as good."""
    for _ in range(4):
        address = empty_neo4j()
        with ThreadPoolExecutor(8) as pool:
            stores = list(pool.map(open_store, [address] * 8))
        for store in stores:
            assert store.about().problems == ()
            store.close()


def test_who_waits_for_a_writer_longer_than_writing_may_take_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once, after that time: not that the server stops, which is what it answers."""
    address = new_neo4j_store()
    monkeypatch.setattr(database, "WRITE_SECONDS", 2.0)
    monkeypatch.setattr(database, "READ_SECONDS", 2.0)
    with (
        closing(open_store(address)) as store,
        Database(parse_address(address)) as other,
        other.hold(120),
    ):
        works = (lambda: load(store, make_report("s:1", PHONE)), store.facts)
        for work in works:
            begun = time.monotonic()
            with pytest.raises(StoreUnavailableError) as caught:
                work()
            assert time.monotonic() - begun < 30
            assert_told(caught.value, "không trả lời kịp", "did not answer in time")
