"""What does not run is said; where it is required, its want is a failure."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if k not in {"CI", "TRUYVET_SKIP"}}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", *arguments],
        cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip


def test_browser_tests_that_were_left_out_are_named_at_the_end() -> None:
    """Only the caller's own word leaves them out, and it is said again."""
    done = _run("tests/browser", TRUYVET_SKIP="browser")

    assert "NOT RUN:" in done.stdout
    assert "tests of browser: TRUYVET_SKIP names it" in done.stdout


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
