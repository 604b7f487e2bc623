"""Erasing is physical: not a byte stays in the file or in its log."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from graph.errors import IdentifierNotFoundError, ReportNotFoundError, StoreUnavailableError
from graph.model import Broker, DecisionKind, LinkType, Member, Ring, Run
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    NOW,
    OTHER_ACCOUNT,
    PHONE,
    judge,
    later,
    load,
    make_report,
    many_reports,
)

SECRET = "social_handle:telegram:bimat_khong_ai_biet"
TRACE = b"bimat_khong_ai"


def _open(folder: Path) -> GraphStore:
    return open_store(f"sqlite:///{folder / 'graph.sqlite'}")


def _filled(folder: Path) -> GraphStore:
    store = _open(folder)
    load(
        store,
        *many_reports(300, OTHER_ACCOUNT, ACCOUNT),
        make_report("s:1", SECRET, PHONE, title="kể về bimat_khong_ai_biet"),
        make_report(
            "s:2", SECRET, PHONE, ACCOUNT, links=[(SECRET, LinkType.TRANSFERRED_TO, ACCOUNT)]
        ),
        *many_reports(300, OTHER_ACCOUNT, ACCOUNT, stream="more"),
    )
    load(store, make_report("s:1", SECRET, ACCOUNT), now=later(1))
    return store


def _traces(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if TRACE in file.read_bytes()]


def test_erased_reports_leave_no_byte(tmp_path: Path) -> None:
    """Every version of both, and the identifier that only they named."""
    store = _filled(tmp_path)
    assert _traces(tmp_path)
    judge(store, DecisionKind.ERASE, "s:1")
    assert store.get_unit(SECRET).degree == 1
    judge(store, DecisionKind.ERASE, "s:2")

    assert _traces(tmp_path) == []
    with pytest.raises(ReportNotFoundError):
        store.get_report("s:1")
    assert store.get_reports(["s:1", "more:000001"])[0].id == "more:000001"
    assert (store.counts().reports, store.counts().versions) == (600, 600)
    store.close()
    assert _traces(tmp_path) == []


def test_an_erased_identifier_leaves_no_byte(tmp_path: Path) -> None:
    """Nor what a judgement called it; its reports stay without it."""
    store = _filled(tmp_path)
    judge(store, DecisionKind.CONFIRMED, SECRET)
    erased = judge(store, DecisionKind.ERASE, SECRET, now=later(2))

    assert _traces(tmp_path) == []
    assert erased.subject.startswith("sha256:")
    assert [one.kind for one in store.decisions(subject=SECRET)] == [
        DecisionKind.CONFIRMED, DecisionKind.ERASE,
    ]  # fmt: skip
    with pytest.raises(IdentifierNotFoundError):
        store.get_unit(SECRET)
    assert store.search("bimat_khong") == store.search("khong_ai") == []
    report = store.get_report("s:2")
    assert [mention.identifier.key for mention in report.mentions] == [PHONE, ACCOUNT]
    assert report.links == ()
    assert store.get_report("s:1", as_of=NOW).title is None
    assert store.counts().links == 0
    store.close()


def test_an_erased_identifier_does_not_come_back(tmp_path: Path) -> None:
    """Neither by a known report nor by a new one; the rest of the new one is kept."""
    store = _filled(tmp_path)
    judge(store, DecisionKind.ERASE, SECRET)
    load(store, make_report("s:9", SECRET, PHONE), make_report("s:1", SECRET), now=later(3))

    assert store.get_units([SECRET]) == []
    assert [m.identifier.key for m in store.get_report("s:9").mentions] == [PHONE]
    store.close()
    assert _traces(tmp_path) == []


def test_rings_forget_what_is_erased(tmp_path: Path) -> None:
    """Members, counts and brokers of every run."""
    store = _filled(tmp_path)
    members = (
        Member(SECRET, (SECRET,), 1.0, 2),
        Member(PHONE, (PHONE, SECRET), 0.5, 2),
        Member(ACCOUNT, (ACCOUNT,), 0.5, 2),
    )
    ring = Ring("R1", members, ("s:1", "s:2"), {"phone": 1, "social_handle": 2, "bank_account": 1})
    run = Run("run-1", "louvain", {}, {}, NOW, NOW + timedelta(seconds=1), 2, 5, 3, 1, 0.5)
    store.write_run(run, [ring], [Broker(SECRET, "R1", 2), Broker(PHONE, "R1", 2)])
    store.make_current("run-1")
    judge(store, DecisionKind.ERASE, SECRET)

    left = store.get_ring("R1")
    assert [(member.unit, member.keys) for member in left.members] == [
        (PHONE, (PHONE,)), (ACCOUNT, (ACCOUNT,)),
    ]  # fmt: skip
    assert left.kinds == {"phone": 1, "bank_account": 1}
    assert store.rings(include_single=True)[0].top_keys == (PHONE, ACCOUNT)
    assert store.brokers() == [Broker(PHONE, "R1", 2)]
    assert _traces(tmp_path) == []
    store.close()


def test_a_reader_delays_the_cleaning_not_the_erasure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says so; the next opening finishes."""
    monkeypatch.setattr("graph.store.sqlite.connection.BUSY_TIMEOUT_MS", 50)
    store = _filled(tmp_path)
    reader = sqlite3.connect(tmp_path / "graph.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM report").fetchone()

    with pytest.raises(StoreUnavailableError) as caught:
        judge(store, DecisionKind.ERASE, SECRET)
    assert "erased" in caught.value.message("en")
    assert store.get_units([SECRET]) == []

    reader.close()
    store.close()
    _open(tmp_path).close()
    assert _traces(tmp_path) == []
