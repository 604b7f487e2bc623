"""The server that the other tests build on: it starts, keeps what it has, and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j.exceptions import AuthError, Neo4jError

from graph.store.open import open_store
from tests.conftest import ROOT
from tests.servers.neo4j_server import (
    Neo4jServer,
    ServerFailedError,
    ServerMissingError,
    check_installed,
)
from tests.servers.wiping import copy_nodes, wipe

_OWNER = """
import time
from tests.servers.neo4j_server import Neo4jServer

server = Neo4jServer()
server.launch()
print(server.pid, server.home, flush=True)
time.sleep(120)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Neo4jServer]:
    """Start a server that the tests of this module may kill."""
    with Neo4jServer() as started:
        started.start()
        yield started


def runs(pid: int) -> bool:
    """Say whether a process runs; one that ended and waits to be noticed doesn't."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.own_neo4j
def test_another_password_is_refused(server: Neo4jServer) -> None:
    """Who knows the port only gets nothing."""
    assert server.answers()

    with pytest.raises(AuthError):
        wipe(server.address.replace(server.password, "another-password"))


@pytest.mark.own_neo4j
def test_what_was_stored_is_there_after_a_kill(server: Neo4jServer) -> None:
    """A server that a thread starts again has the old address and data, and outlives the thread."""
    open_store(server.address).close()
    stored = copy_nodes(server.address)
    address, pid = server.address, server.pid

    server.kill()
    assert not server.answers()
    assert not runs(pid)
    thread = threading.Thread(target=server.start)
    thread.start()
    thread.join()

    assert server.address == address
    assert server.pid != pid
    assert stored
    assert copy_nodes(address) == stored


@pytest.mark.own_neo4j
def test_settings_count_from_the_next_start(server: Neo4jServer) -> None:
    """An orderly stop ends it; started with another setting, it obeys."""
    pid = server.pid
    server.stop()
    assert not runs(pid)

    server.configure("server.databases.read_only=neo4j")
    server.start()

    with pytest.raises(Neo4jError, match="read-only"):
        open_writing(server)
    server.kill()
    server.configure()
    server.start()
    open_writing(server)


def open_writing(server: Neo4jServer) -> None:
    """Write something, whatever the database holds."""
    wipe(server.address, schema=True)
    open_store(server.address).close()
    wipe(server.address)


@pytest.mark.own_neo4j
def test_a_server_that_does_not_start_says_why() -> None:
    """The error ends with what the server wrote last."""
    with (
        Neo4jServer(configuration=["server.memory.pagecache.size=plenty"]) as server,
        pytest.raises(ServerFailedError, match=r"server\.memory\.pagecache\.size"),
    ):
        server.start()


@pytest.mark.own_neo4j
def test_nothing_outlives_a_killed_test_run() -> None:
    """Killed with all its group, the owner takes the server and its home along."""
    with subprocess.Popen(
        [sys.executable, "-c", _OWNER],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as owner:  # fmt: skip
        assert owner.stdout
        pid, home = owner.stdout.readline().split()
        assert runs(int(pid))
        assert Path(home).is_dir()
        os.killpg(owner.pid, signal.SIGKILL)

    deadline = time.monotonic() + 20
    while runs(int(pid)) or Path(home).exists():
        assert time.monotonic() < deadline, f"{pid} or {home} is still there"
        time.sleep(0.1)


@pytest.mark.own_neo4j
def test_a_closed_server_leaves_nothing() -> None:
    """Neither process nor folder; closing again is no error."""
    server = Neo4jServer()
    server.launch()
    pid = server.pid

    server.close()
    server.close()

    assert not runs(pid)
    assert not server.home.exists()


def test_a_missing_copy_fails_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left out in silence."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    with pytest.raises(ServerMissingError, match="make neo4j"):
        check_installed()


def test_a_missing_java_fails_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left out in silence."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ServerMissingError, match="Java is missing: make neo4j"):
        check_installed()
