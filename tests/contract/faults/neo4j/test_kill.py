"""Kill the server or the loader: at the end the graph is that of an undisturbed load."""

from __future__ import annotations

import random
import time
from contextlib import closing
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from graph.store.open import open_store
from tests.contract.faults.neo4j.loading import finish, graph_of, load_files, write_register
from tests.contract.faults.running_child import running_child
from tests.servers.neo4j_server import Neo4jServer
from tests.servers.shared import new_neo4j_store

# On a busy machine a server takes half a minute to start, instead of five seconds.
pytestmark = [pytest.mark.own_neo4j, pytest.mark.slow, pytest.mark.timeout(1_200)]
KILLS = 20
ROWS = 2_000


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the file that all tests of this module load."""
    return write_register(tmp_path_factory.mktemp("register") / "tin.csv", 0, ROWS)


@pytest.fixture(scope="module")
def undisturbed(
    register: Path, tmp_path_factory: pytest.TempPathFactory, processes: ForkServerContext
) -> list[str]:
    """Load the file in peace, on another server; return the graph."""
    address = new_neo4j_store()
    with running_child(
        processes, load_files, address, tmp_path_factory.mktemp("peace"), register
    ) as running:
        finish(*running)
    with closing(open_store(address)) as store:
        counts = store.counts()
        assert (counts.reports, counts.mentions) == (ROWS, 3 * ROWS)
        assert counts.links == ROWS
    return graph_of(address)


def test_a_server_that_is_killed_loses_and_doubles_nothing(
    server: Neo4jServer,
    address: str,
    processes: ForkServerContext,
    register: Path,
    undisturbed: list[str],
    tmp_path: Path,
) -> None:
    """Twenty times in one load, which goes on each time as if nothing had happened."""
    chance = random.Random(1)
    with running_child(processes, load_files, address, tmp_path / "home", register) as (
        child,
        receiving,
    ):
        for number in range(KILLS):
            while receiving.poll():
                assert receiving.recv(), f"all is loaded after {number} kills"
            assert receiving.poll(120), "the load does not go on"
            time.sleep(chance.random() * 0.1)
            server.kill()
            server.launch()
        finish(child, receiving)
    server.wait()

    assert graph_of(address) == undisturbed


def test_a_loader_that_is_killed_is_completed_by_the_next(
    address: str,
    processes: ForkServerContext,
    register: Path,
    undisturbed: list[str],
    tmp_path: Path,
) -> None:
    """Killed twenty times, at its beginning too, and started again."""
    chance, home, loaded = random.Random(2), tmp_path / "home", 0
    for number in range(KILLS):
        with running_child(processes, load_files, address, home, register) as (child, receiving):
            for _ in range(number % 3):
                assert receiving.poll(120), "the child loads nothing"
                loaded += receiving.recv()
            time.sleep(chance.random() * 0.2)
            child.kill()
    assert 0 < loaded < ROWS
    with closing(open_store(address)) as store:
        assert store.counts().reports < ROWS, "it was killed too late to show anything"

    with running_child(processes, load_files, address, home, register) as running:
        finish(*running)

    assert graph_of(address) == undisturbed
