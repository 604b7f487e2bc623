"""An erasure is final: the report is gone from every answer and does not come back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import InvalidDecisionError, ReportNotFoundError
from graph.expand import ExpandQuery
from graph.model import DecisionKind, Report
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    PHONE,
    judge,
    later,
    load,
    make_report,
    revoke,
)

SECRET = "social_handle:telegram:bimat_khong_ai_biet"


def secret_report() -> Report:
    """Return a report whose texts and identifier occur nowhere else."""
    return make_report(
        "s:secret", SECRET, PHONE, loss=9, title="XOADIEUNAY", police_unit="PA99XYZ"
    )  # fmt: skip


def test_an_erased_report_is_gone_from_every_answer(store: GraphStore) -> None:
    """Its identifiers, texts and evidence are; others' are not."""
    load(store, secret_report(), make_report("s:2", PHONE, ACCOUNT))
    erased = judge(store, DecisionKind.ERASE, "s:secret", now=later(2))

    assert list(store.report_ids()) == ["s:2"]
    assert store.get_reports(["s:secret", "s:2"]) == [store.get_report("s:2")]
    with pytest.raises(ReportNotFoundError):
        store.get_report("s:secret")
    assert store.search("bimat_khong") == []
    assert store.get_units([SECRET]) == []
    assert store.get_unit(PHONE).degree == 1
    assert [one.unit.key for one in store.expand(ExpandQuery(PHONE)).neighbours] == [ACCOUNT]
    assert SECRET not in store.facts().keys
    assert store.counts().reports == 1
    assert store.decisions() == [erased]


def test_an_erasure_cannot_be_revoked(store: GraphStore) -> None:
    """It is final."""
    load(store, secret_report())
    erased = judge(store, DecisionKind.ERASE, "s:secret")

    with pytest.raises(InvalidDecisionError):
        revoke(store, erased)
    assert store.decisions() == [erased]


def test_an_erased_report_does_not_come_back_by_loading_it_again(store: GraphStore) -> None:
    """Tomorrow's export of the same feed carries it still."""
    load(store, secret_report())
    judge(store, DecisionKind.ERASE, "s:secret")
    load(store, secret_report(), make_report("s:2", PHONE), now=later(3))
    load(store, replace(secret_report(), content_hash="b" * 64), now=later(4))

    assert list(store.report_ids()) == ["s:2"]
    assert store.get_units([SECRET]) == []
