"""A loader that is killed at any point loses nothing acknowledged and leaves nothing half-done."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from graph.expand import ExpandQuery
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import ACCOUNT, PHONE, ZALO, numbered_account
from tests.contract.faults.children import BATCH_SIZE, COUNTER, load_batches
from tests.contract.faults.running_child import running_child

KILLS = 20
OPENING_KILLS = 10


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Return how children are started: with all modules loaded, so that it is quick."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.contract.faults.children"])
    return context


def acknowledged_by(receiving: Connection) -> list[int]:
    """Return all numbers that a child said before it ended."""
    numbers: list[int] = []
    while True:
        try:
            numbers.append(receiving.recv())
        except EOFError:
            return numbers


def check_whole_batches(store: GraphStore) -> int:
    """Check that only whole batches are there, in every part of the store; return how many."""
    ids = list(store.report_ids())
    batches, odd = divmod(len(ids), BATCH_SIZE)
    assert odd == (1 if batches else 0)
    if not batches:
        return 0
    assert ids == [
        f"b{number:05}:{place:02}" for number in range(batches) for place in range(BATCH_SIZE)
    ] + [COUNTER]  # fmt: skip
    counter = store.get_report(COUNTER)
    assert (counter.title, counter.version) == (str(batches - 1), batches)
    assert store.get_unit(PHONE).keys == (PHONE, ZALO)
    assert {unit.degree for unit in store.get_units([PHONE, ACCOUNT])} == {len(ids)}
    counts, facts = store.counts(), store.facts()
    assert counts.mentions == len(facts.mention_report) == 3 * BATCH_SIZE * batches + 2
    assert counts.links == len(facts.link_report) == BATCH_SIZE * batches
    assert store.expand(ExpandQuery(PHONE)).matching_report_count == len(ids)
    last = numbered_account(BATCH_SIZE * batches - 1)
    assert [hit.identifier.key for hit in store.search(last.rpartition(":")[2])] == [last]
    return batches


def check_file(path: Path) -> None:
    """Check that the database says of itself that it is sound."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_killed_loader_loses_no_acknowledged_batch(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    """Twenty times at random points: each acknowledged batch is there, and nothing half."""
    path, chance = tmp_path / "graph.sqlite", random.Random(4)
    address, batches = f"sqlite:///{path}", 0
    for _ in range(KILLS):
        with running_child(processes, load_batches, address, batches) as (child, receiving):
            for _ in range(chance.randrange(1, 4)):
                assert receiving.poll(60), "the child loads nothing"
                batches = int(receiving.recv()) + 1
            time.sleep(chance.random() * 0.03)
            child.kill()
            child.join(30)
            said = acknowledged_by(receiving)
        store = open_store(address)
        found = check_whole_batches(store)
        store.close()
        assert found - max([batches - 1, *said]) in {1, 2}, "a batch was lost, or came from nowhere"
        batches = found
    check_file(path)


def test_killed_while_the_store_is_made_it_can_be_opened(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    """A half-made store is finished or made anew by the next opening."""
    chance = random.Random(5)
    for number in range(OPENING_KILLS):
        path = tmp_path / f"{number}.sqlite"
        with running_child(processes, load_batches, f"sqlite:///{path}", 0) as (child, _):
            time.sleep(chance.random() * 0.05)
            child.kill()
        store = open_store(f"sqlite:///{path}")
        check_whole_batches(store)
        store.close()
        check_file(path)


def test_a_reader_sees_whole_batches_while_another_process_loads(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    """Each answer is of one state, and fresh: never older than what was acknowledged before."""
    address = f"sqlite:///{tmp_path / 'graph.sqlite'}"
    store = open_store(address)
    seen: set[int] = set()
    with running_child(processes, load_batches, address, 0, 40) as (child, receiving):
        acknowledged = -1
        while child.is_alive():
            while receiving.poll():
                try:
                    acknowledged = int(receiving.recv())
                except EOFError:
                    break
            facts = store.facts()
            assert len(facts.report_ids) % BATCH_SIZE == (1 if facts.report_ids else 0)
            batches = len(facts.report_ids) // BATCH_SIZE
            assert len(facts.mention_report) == (3 * BATCH_SIZE * batches + 2 if batches else 0)
            assert len({unit.degree for unit in store.get_units([PHONE, ACCOUNT])}) <= 1
            assert batches > acknowledged
            seen.add(batches)
        assert child.exitcode == 0
    assert check_whole_batches(store) == 40
    assert len(seen) > 1, "the reader never read while the loader loaded"
    store.close()


def test_two_processes_load_into_one_store(tmp_path: Path, processes: ForkServerContext) -> None:
    """They wait for each other; both lose nothing."""
    address = f"sqlite:///{tmp_path / 'graph.sqlite'}"
    with (
        running_child(processes, load_batches, address, 0, 10) as (one, _),
        running_child(processes, load_batches, address, 10, 20) as (other, _),
    ):
        one.join(120)
        other.join(120)
        assert (one.exitcode, other.exitcode) == (0, 0)
    store = open_store(address)
    assert len(list(store.report_ids())) == 20 * BATCH_SIZE + 1
    assert store.get_report(COUNTER).version == 20
    store.close()
