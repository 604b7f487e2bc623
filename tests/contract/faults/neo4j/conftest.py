"""A Neo4j server that tests may kill, starve and configure; one for all of them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext

import pytest

from tests.contract.faults.neo4j.running import new_store, run_with
from tests.servers.class_archive import quickest
from tests.servers.neo4j_server import Neo4jServer


@pytest.fixture(scope="package")
def server() -> Iterator[Neo4jServer]:
    """Start the server; a test leaves it running, in whatever configuration."""
    with Neo4jServer(java_options=quickest()) as started:
        started.start()
        yield started


@pytest.fixture
def address(server: Neo4jServer) -> str:
    """Return the address of an empty store on the server."""
    run_with(server)
    return new_store(server)


@pytest.fixture(scope="package")
def processes() -> ForkServerContext:
    """Return how children are started: with all modules loaded, so that it is quick."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.contract.faults.neo4j.loading"])
    return context
