"""The tree keeps its promises: pinned, without addresses, without others' code."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.conftest import ROOT

LOCKS = sorted(ROOT.glob("requirements*.lock"))
_MACHINE_PATH = re.compile(r"(?<![\w/.])/(?:work|farm|root|home/\w+)/")
_HOST = re.compile(r"https?://|--(?:extra-)?index-url|registry\.|\.pythonhosted|\.npmjs")


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pinned_package_has_hashes_and_no_address(lock: object) -> None:
    """A lock names versions and hashes only, wherever packages come from."""
    text = (ROOT / str(lock)).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-z0-9])", text.split("\n", 2)[2])

    assert not _HOST.search(text)
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_the_script_lock_names_one_package_without_its_address() -> None:
    """Only vis-network is brought, by its integrity."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert list(packages) == ["node_modules/vis-network"]
    assert "integrity" in packages["node_modules/vis-network"]
    assert "resolved" not in packages["node_modules/vis-network"]


def test_no_code_of_others_is_tracked() -> None:
    """Minified and vendored files come at set-up."""
    assert [n for n in _tracked() if n.endswith((".min.js", ".min.css")) or "/vendor/" in n] == []


def test_no_tracked_text_names_a_path_of_one_machine() -> None:
    """What is written down holds on every machine."""
    found = []
    for name in _tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [name] if name != "tests/meta/test_tree.py" and _MACHINE_PATH.search(text) else []

    assert found == []


def test_continuous_integration_runs_all_checks_and_tests() -> None:
    """`.ci/run` calls both, and leaves nothing out."""
    script = ROOT / ".ci" / "run"

    assert script.stat().st_mode & 0o111
    assert "make check test" in script.read_text(encoding="utf-8")
    assert "TRUYVET_SKIP=" not in script.read_text(encoding="utf-8")
