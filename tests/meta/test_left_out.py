"""What does not run is said; where it is required, its want is a failure."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {"CI", "TRUYVET_SKIP", "TRUYVET_TEST_NEO4J"}
    inherited = {k: v for k, v in os.environ.items() if k not in ours}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", *arguments],
        cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("share", [(), ("--numprocesses", "2")])
def test_browser_tests_that_were_left_out_are_named_at_the_end(share: tuple[str, ...]) -> None:
    """Only the caller's own word leaves them out, and it is said again, also by workers."""
    done = _run("tests/browser", *share, TRUYVET_SKIP="browser")

    assert done.stdout.count("NOT RUN:") == 1
    assert "tests of browser: TRUYVET_SKIP names it" in done.stdout


def test_neo4j_tests_that_were_left_out_are_named_at_the_end() -> None:
    """Those that need any server, and those that need one of their own."""
    done = _run("tests/servers", TRUYVET_SKIP="browser,neo4j")

    assert "tests of neo4j: TRUYVET_SKIP names it" in done.stdout
    assert "failed" not in done.stdout


def test_tests_that_would_kill_the_named_server_are_left_out_and_named() -> None:
    """Somebody else's server is only written to."""
    done = _run("tests/servers/test_neo4j_server.py", TRUYVET_TEST_NEO4J="bolt://127.0.0.1:1")

    assert "tests of own_neo4j: the server that TRUYVET_TEST_NEO4J names" in done.stdout
    assert "failed" not in done.stdout


def test_a_missing_server_is_a_failure_that_says_what_to_do() -> None:
    """Where none can be started, its tests fail: they are not passed over."""
    done = _run("tests/servers/test_wiping.py", PATH="/nonexistent")

    assert done.returncode == 1
    assert "Java is missing: make neo4j installs it" in done.stdout
    assert "NOT RUN" not in done.stdout


def test_missing_real_feeds_are_named_at_the_end() -> None:
    """Where they are not required, the run goes on without them, and says so."""
    done = _run("tests/e2e/test_real_data.py", TRUYVET_REAL_DATA="/nonexistent")

    assert "tests of real_data: there is no folder of real feeds" in done.stdout
    assert "failed" not in done.stdout


def test_missing_real_feeds_fail_in_continuous_integration() -> None:
    """There they are required, and the reason is given."""
    done = _run("tests/e2e/test_real_data.py", TRUYVET_REAL_DATA="/nonexistent", CI="true")

    assert done.returncode == 1
    assert "real feeds are required: /nonexistent is missing" in done.stdout
