"""The session's server is asked for by hundreds of tests and started once, whatever comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_ASKING = """
from tests.servers.neo4j_server import ServerFailedError
from tests.servers.shared import neo4j_address

for _ in range(3):
    try:
        neo4j_address()
    except ServerFailedError as failure:
        print("told:", failure)
"""
# Takes the password, and ends when it is to be the server.
_JAVA = """#!/bin/sh
case "$*" in
  *set-initial-password*) mkdir -p "$NEO4J_HOME/data" ;;
  *) echo $$ >> "{calls}"; echo "no such heap"; exit 1 ;;
esac
"""


@pytest.mark.own_neo4j
def test_a_server_that_does_not_start_is_tried_once(tmp_path: Path) -> None:
    """Every test is told why, none of them waits again, and nothing is left behind."""
    calls, homes = tmp_path / "calls", tmp_path / "homes"
    homes.mkdir()
    java = tmp_path / "java"
    java.write_text(_JAVA.format(calls=calls), encoding="utf-8")
    java.chmod(0o755)
    environment = {k: v for k, v in os.environ.items() if k != "TRUYVET_TEST_NEO4J"}
    environment |= {"PATH": f"{tmp_path}:{os.environ['PATH']}", "TMPDIR": str(homes)}

    done = subprocess.run(
        [sys.executable, "-c", _ASKING],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip

    assert done.stdout.count("told: the server has ended:\nno such heap") == 3
    assert len(calls.read_text(encoding="utf-8").split()) == 1
    assert list(homes.iterdir()) == []
