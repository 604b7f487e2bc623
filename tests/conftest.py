"""What all tests share: what may be left out, and that it is said; real feeds; a clean home."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).parent.parent
DEFAULT_REAL_DATA = ROOT.parent / "shared" / "data"
# A busy machine is no finding: properties are judged by what they say, not by their speed.
hypothesis_settings.register_profile(
    "shared", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("shared")
_LEFT_OUT = pytest.StashKey[dict[str, int]]()
_MOST_WORKERS = 4
"""Each has a Neo4j of its own, of about 1 GB."""
_WHY = {
    "browser": "TRUYVET_SKIP names it",
    "neo4j": "TRUYVET_SKIP names it",
    "own_neo4j": "the server that TRUYVET_TEST_NEO4J names is not for killing",
    "real_data": "there is no folder of real feeds (TRUYVET_REAL_DATA)",
}


def skipped_parts() -> frozenset[str]:
    """Return what the caller asked to leave out: `TRUYVET_SKIP=browser`."""
    return frozenset(filter(None, os.environ.get("TRUYVET_SKIP", "").split(",")))


def real_data_folder() -> Path:
    """Return where the real feeds are, whether or not they are there."""
    return Path(os.environ.get("TRUYVET_REAL_DATA") or DEFAULT_REAL_DATA)


def _reason_to_leave_out(item: pytest.Item) -> str | None:
    if item.get_closest_marker("browser") and "browser" in skipped_parts():
        return "browser"
    own_neo4j = item.get_closest_marker("own_neo4j")
    if (own_neo4j or item.get_closest_marker("neo4j")) and "neo4j" in skipped_parts():
        return "neo4j"
    if own_neo4j and os.environ.get("TRUYVET_TEST_NEO4J"):
        return "own_neo4j"
    if item.get_closest_marker("real_data") and not real_data_folder().is_dir():
        # In CI the feeds are required: there the tests run, and fail for want of them.
        return None if os.environ.get("CI") == "true" else "real_data"
    return None


def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes share the tests: one where there is one server for all of them."""
    if os.environ.get("TRUYVET_TEST_NEO4J"):
        return 1
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what can't or shouldn't run, and remember it; begin with what takes longest."""
    # Who kills servers waits for them: last, they would keep one process busy and no other.
    items.sort(key=lambda item: item.get_closest_marker("own_neo4j") is None)
    reasons = {item: _reason_to_leave_out(item) for item in items}
    left_out = [item for item in items if reasons[item]]
    counts: dict[str, int] = {}
    for item in left_out:
        reason = str(reasons[item])
        counts[reason] = counts.get(reason, 0) + 1
    config.stash[_LEFT_OUT] = counts
    items[:] = [item for item in items if not reasons[item]]
    config.hook.pytest_deselected(items=left_out)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker tell what it left out: all of them collect the same."""
    told: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["left_out"] = session.config.stash[_LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker left out; one that crashed tells nothing."""
    told: dict[str, int] = getattr(node, "workeroutput", {}).get("left_out", {})
    node.config.stash[_LEFT_OUT] = {**node.config.stash.get(_LEFT_OUT, {}), **told}


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say again what did not run, so that a green line hides nothing."""
    for part, count in sorted(config.stash.get(_LEFT_OUT, {}).items()):
        terminalreporter.write_line(
            f"NOT RUN: {count} tests of {part}: {_WHY[part]}", yellow=True, bold=True
        )


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real feeds."""
    folder = real_data_folder()
    assert folder.is_dir(), f"real feeds are required: {folder} is missing (TRUYVET_REAL_DATA)"
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the caller's own store and settings."""
    for name in [name for name in os.environ if name.startswith("TRUYVET_")]:
        if name not in {"TRUYVET_REAL_DATA", "TRUYVET_SKIP", "TRUYVET_TEST_NEO4J"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("TRUYVET_HOME", str(tmp_path / "home"))
