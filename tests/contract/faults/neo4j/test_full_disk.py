"""A server whose disk is full says so, and loses nothing that it acknowledged."""

from __future__ import annotations

import itertools
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.errors import StoreError, StoreFullError, StoreUnavailableError
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import PHONE, load
from tests.contract.faults.children import BATCH_SIZE, batch_of
from tests.contract.faults.neo4j.telling import assert_told
from tests.servers.class_archive import quickest
from tests.servers.neo4j_server import Neo4jServer

pytestmark = pytest.mark.own_neo4j
SMALL_MEGABYTES = 12
FULL = ("đĩa của máy chủ", "disk is full")


class SmallDisk:
    """What a server may write: a small disk of its own, or small files where none can be mounted.

    Args:
        folder: of the server's data; must not be there yet.
    """

    def __init__(self, folder: Path) -> None:
        """Mount a disk, if this machine lets a test do so."""
        folder.mkdir(parents=True)
        self._folder = folder
        self.is_mounted = os.geteuid() == 0 and self._mount(f"size={SMALL_MEGABYTES}m")

    def shrink(self, server: Neo4jServer) -> None:
        """Limit the files of a running server, where there is no disk to be filled."""
        if not self.is_mounted:
            limit = SMALL_MEGABYTES * 1024 * 1024 // 4
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    def grow(self) -> None:
        """Make room; the next server has no limit."""
        if self.is_mounted:
            assert self._mount("remount,size=500m")

    def close(self) -> None:
        """Take the disk away."""
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self._folder)], check=True)

    def _mount(self, options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", options, "none", str(self._folder)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def starving() -> Iterator[tuple[Neo4jServer, SmallDisk]]:
    """Give a server little room."""
    server = Neo4jServer(configuration=("db.tx_log.rotation.size=1m",), java_options=quickest())
    with server:
        disk = SmallDisk(server.home / "data")
        try:
            server.start()
            disk.shrink(server)
            yield server, disk
            server.kill()
        finally:
            server.kill()
            disk.close()


def load_until_full(store: GraphStore) -> tuple[int, StoreError]:
    """Load until the server refuses; return how many batches it acknowledged."""
    for number in itertools.count():
        try:
            load(store, *batch_of(number))
        except StoreError as error:
            return number, error
    raise AssertionError


def test_a_full_disk_loses_nothing_acknowledged() -> None:
    """The batch without room is not there at all; with room and a restart, loading goes on."""
    with starving() as (server, disk):
        with closing(open_store(server.address)) as store:
            acknowledged, error = load_until_full(store)
            assert acknowledged
            assert_told(error, *FULL, server.password)
            assert isinstance(error, StoreFullError)
            with pytest.raises(StoreUnavailableError) as caught:
                load(store, *batch_of(acknowledged))
            assert_told(caught.value, *FULL, server.password)

        server.kill()
        disk.grow()
        server.start()
        with closing(open_store(server.address)) as store:
            assert store.counts().reports == acknowledged * BATCH_SIZE + 1
            assert store.get_unit(PHONE).degree == acknowledged * BATCH_SIZE + 1
            load(store, *batch_of(acknowledged))
            assert store.counts().reports == (acknowledged + 1) * BATCH_SIZE + 1
            assert store.about().problems[0][1].startswith("loads not completed: 1 ")
