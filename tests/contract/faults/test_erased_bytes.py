"""What is erased by law is gone from the files, not only from the answers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.model import DecisionKind
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import PHONE, judge, later, load, make_report, many_reports, revoke

HANDLE = "social_handle:telegram:bimat"
"""Begins the names that only reports to be erased mention."""


def bytes_of(folder: Path) -> bytes:
    """Return the content of all files of a store: database, log and index."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def load_secret(store: GraphStore, number: int, length: int = 1) -> str:
    """Load a report whose title and identifier occur nowhere else; return its id."""
    report_id = f"secret:{number}"
    title = f"XOA{number:05}DI" * length
    load(store, make_report(report_id, f"{HANDLE}{number:05}xong", PHONE, title=title))
    return report_id


@pytest.mark.parametrize("length", [1, 40, 2_000])
def test_no_byte_of_an_erased_report_stays(tmp_path: Path, length: int) -> None:
    """Text, identifier and their pieces in the search index go; other reports stay whole."""
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    load(store, *many_reports(500, PHONE))
    secrets = {number: load_secret(store, number, length) for number in range(6)}
    assert b"XOA00003DI" in bytes_of(tmp_path)

    for number in (1, 3, 4):
        judge(store, DecisionKind.ERASE, secrets[number], now=later(1))
        left = bytes_of(tmp_path)
        assert f"XOA{number:05}DI".encode() not in left
        assert f"bimat{number:05}xong".encode() not in left

    for number in (0, 2, 5):
        assert store.get_report(secrets[number]).title == f"XOA{number:05}DI" * length
        assert [hit.unit for hit in store.search(f"{number:05}xong")] == [
            f"{HANDLE}{number:05}xong"
        ]
    assert store.get_unit(PHONE).degree == 503
    store.close()
    assert b"XOA00003DI" not in bytes_of(tmp_path)


def test_older_versions_and_revoked_judgements_go_too(tmp_path: Path) -> None:
    """All that was ever said in the report's name is destroyed."""
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    load(store, make_report("s:1", f"{HANDLE}cu", PHONE, title="PHIENBANCU"))
    load(store, make_report("s:1", f"{HANDLE}moi", PHONE, title="PHIENBANMOI"), now=later(1))
    revoke(store, judge(store, DecisionKind.REJECTED, "s:1"))
    judge(store, DecisionKind.ERASE, "s:1", now=later(40))
    store.close()

    left = bytes_of(tmp_path)
    for text in (b"PHIENBANCU", b"PHIENBANMOI", b"bimatcu", b"bimatmoi"):
        assert text not in left


def test_after_any_history_nothing_erased_is_left(tmp_path: Path) -> None:
    """Many reports, erased in any order between loads."""
    chance = random.Random(7)
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    alive: dict[int, str] = {}
    erased: list[int] = []
    for number in range(60):
        alive[number] = load_secret(store, number, chance.choice([1, 5, 50, 500]))
        if number % 2:
            victim = chance.choice(sorted(alive))
            judge(store, DecisionKind.ERASE, alive.pop(victim), now=later(number))
            erased.append(victim)
    store.close()

    left = bytes_of(tmp_path)
    assert [number for number in erased if f"{number:05}DI".encode() in left] == []
    assert [number for number in erased if f"bimat{number:05}".encode() in left] == []
    reopened = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    assert sorted(reopened.report_ids()) == sorted(alive.values())
    reopened.close()
