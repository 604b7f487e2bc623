"""The database is replaced by an older copy of itself while a program has its store open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.store import Neo4jStore
from tests.contract.facts import ACCOUNT, OTHER_PHONE, PHONE, load, make_report, make_source
from tests.contract.faults.neo4j.running import new_store, run_with
from tests.servers.neo4j_server import Neo4jServer

pytestmark = pytest.mark.own_neo4j
FILES = ("databases/neo4j", "transactions/neo4j")
SOON = "db.transaction.bookmark_ready_timeout=1s"
"""After how long the server says that it has not what somebody saw before; else 30 s."""


@pytest.fixture
def address(server: Neo4jServer) -> Iterator[str]:
    """Return the address of an empty store."""
    run_with(server, SOON)
    yield new_store(server)
    run_with(server)


def copy(here: Path, there: Path) -> None:
    """Copy a database's files, in place of those that are there."""
    for name in FILES:
        shutil.rmtree(there / name, ignore_errors=True)
        shutil.copytree(here / name, there / name)


def test_a_store_goes_on_with_what_is_there(
    server: Neo4jServer, address: str, tmp_path: Path
) -> None:
    """It neither waits for what is gone, nor gives a number that it remembers from it."""
    data = server.home / "data"
    with Neo4jStore(Database(parse_address(address), patience=60)) as store:
        load(store, make_report("s:1", PHONE))
        server.stop()
        copy(data, tmp_path)
        server.start()
        load(store, make_report("s:2", PHONE, ACCOUNT))
        server.stop()
        copy(tmp_path, data)
        server.start()

        assert store.counts().reports == 1
        # By the count of transactions alone, nothing would seem to have happened.
        store.begin_source(make_source())
        load(store, make_report("s:3", PHONE, OTHER_PHONE), make_report("s:4", PHONE, ACCOUNT))

        degrees = {unit.key: unit.degree for unit in store.get_units([PHONE, OTHER_PHONE, ACCOUNT])}
    assert degrees == {PHONE: 3, OTHER_PHONE: 1, ACCOUNT: 1}
