"""Run the server in another configuration, and commands as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.store.open import open_store
from tests.servers.neo4j_server import Neo4jServer
from tests.servers.wiping import wipe

PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")
_SECONDS = 120


def command(folder: Path, address: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `truyvet` and return what it said.

    Args:
        folder: for a home of its own.
        address: of the graph's store.
        words: of the command.
    """
    return subprocess.run(
        [*PROGRAM, *words],
        check=False, capture_output=True, text=True, timeout=_SECONDS,
        env={**os.environ, "TRUYVET_HOME": str(folder / "own"), "TRUYVET_STORE": address},
    )  # fmt: skip


def run_with(server: Neo4jServer, *lines: str) -> None:
    """Stop and start a server, if it is configured in another way.

    It is stopped as an administrator would: one that was killed has indexes to mend, and can't
    when it starts as read-only.

    Args:
        server: runs.
        lines: of its configuration, beside what all servers have.
    """
    file = server.home / "conf" / "neo4j.conf"
    before = file.read_text(encoding="utf-8")
    server.configure(*lines)
    if file.read_text(encoding="utf-8") != before:
        server.stop()
        server.start()


def new_store(server: Neo4jServer) -> str:
    """Return the address of a new, empty store on a server that may be written to."""
    wipe(server.address)
    open_store(server.address).close()
    return server.address
