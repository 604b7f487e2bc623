"""An erasure is final: the report is gone from every answer and does not come back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import InvalidDecisionError, ReportNotFoundError
from graph.expand import ExpandQuery
from graph.model import DecisionKind, LinkType, Report, Span
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    OTHER_ACCOUNT,
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


def test_who_was_judged_the_same_outlives_an_erased_report(store: GraphStore) -> None:
    """The judgement names both still: the unit holds, whichever represents it."""
    first, second = sorted((ACCOUNT, OTHER_ACCOUNT))
    load(store, make_report("s:1", second), make_report("s:2", first))
    made = judge(store, DecisionKind.SAME_AS, first, second)
    judge(store, DecisionKind.ERASE, "s:2")

    unit = store.get_unit(second)
    assert (unit.keys, unit.degree) == ((first, second), 1)
    revoke(store, made)
    assert store.get_unit(second).keys == (second,)


def test_an_erased_identifier_is_not_told_again_by_later_reports(store: GraphStore) -> None:
    """Neither as a mention or link, nor in a title or another mention's text."""
    load(store, secret_report())
    judge(store, DecisionKind.ERASE, SECRET)
    told = make_report(
        "s:3", SECRET, PHONE, title="BiMat_khong_ai_biet gọi",
        links=[(SECRET, LinkType.TRANSFERRED_TO, PHONE), (PHONE, LinkType.CONTACTS, ACCOUNT)],
    )  # fmt: skip
    beside = replace(told.mentions[1], spans=(Span("0912 (bimat_khong_ai_biet)", "text"),))
    links = (told.links[0], replace(told.links[1], raw="từ bimat_khong_ai_biet"))
    load(store, replace(told, mentions=(told.mentions[0], beside), links=links), now=later(1))

    assert "bimat" not in repr(store.get_report("s:3")).lower()
    assert store.get_unit(PHONE).degree == 2
    assert store.get_report("s:3").mentions[0].spans == (Span("", "text"),)
