"""A disk without room is said to be one, and what was acknowledged before it is kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import graph
from graph.errors import StoreFullError, StoreUnavailableError
from tests.contract.faults.children import BATCH_SIZE

ROOT = Path(graph.__file__).parent.parent
PROGRAM = [sys.executable, "-m", "tests.contract.faults.children"]
ON_A_SMALL_DISK = [
    "unshare", "--map-root-user", "--mount", "sh", "-c",
    'mount -t tmpfs -o size=3m none "$1" && folder=$1 && shift && exec "$@" "$folder" disk', "sh",
]  # fmt: skip


def may_mount(folder: Path) -> bool:
    """Say whether this machine lets a test have a small disk of its own."""
    command = [*ON_A_SMALL_DISK, str(folder), "true"]
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def starve(folder: Path, want: str) -> dict[str, object]:
    """Run the child that fills a store; return what it saw."""
    command = (
        [*ON_A_SMALL_DISK, str(folder), *PROGRAM]
        if want == "disk"
        else [*PROGRAM, str(folder), want]
    )
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    seen: dict[str, object] = json.loads(done.stdout)
    return seen


@pytest.mark.parametrize("want", ["disk", "file-size"])
def test_a_full_disk_loses_nothing_acknowledged(tmp_path: Path, want: str) -> None:
    """The batch that has no room is not there at all; with room again loading goes on.

    A disk that is full is told as such; a limit on the size of files is an unusable store.
    Where a machine lets no test mount a small disk, the limit stands in for it.
    """
    small_disk = want == "disk" and may_mount(tmp_path)

    seen = starve(tmp_path, "disk" if small_disk else "file-size")

    acknowledged = int(str(seen["acknowledged"]))
    assert acknowledged > 0
    assert seen["left"] == seen["degree"] == acknowledged * BATCH_SIZE + 1
    assert seen["after"] == (acknowledged + 1) * BATCH_SIZE + 1
    full, unusable = StoreFullError.__name__, StoreUnavailableError.__name__
    assert seen["error"] in ({full} if small_disk else {full, unusable})
    assert seen["vi"] != seen["en"]
    for message in (seen["vi"], seen["en"]):
        assert "graph.sqlite" in str(message)
