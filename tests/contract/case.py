"""A small case that every kind of judgement has something to say about."""

from __future__ import annotations

from dataclasses import replace

from graph.expand import ExpandQuery
from graph.model import DecisionKind, LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    THIRD_ACCOUNT,
    ZALO,
    later,
    load,
    make_report,
    make_source,
)
from tests.contract.runs import RING, make_run, publish

SAME, NOT_SAME = DecisionKind.SAME_AS, DecisionKind.NOT_SAME_AS
SOURCE, OTHER_SOURCE = make_source("a.csv"), make_source("b.csv", stream="t")
MOVED = LinkType.TRANSFERRED_TO


def load_case(store: GraphStore) -> None:
    """Load a small case that every kind of decision has something to say about."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, at="2019-01-01", loss=5),
        make_report("s:2", ZALO, DOMAIN, at="2019-02-01", links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:3", OTHER_PHONE, DOMAIN, at="2019-03-01", links=[(ACCOUNT, MOVED, PHONE)]),
        source=SOURCE,
    )
    load(
        store,
        make_report("t:1", PHONE, ACCOUNT, at="2019-01-01", loss=5),
        make_report("t:2", OTHER_ACCOUNT, (THIRD_ACCOUNT, Role.DISPLAYED), OTHER_PHONE),
        source=OTHER_SOURCE,
        now=later(1),
    )
    publish(store, make_run(), RING)


KEYS = (PHONE, ZALO, ACCOUNT, DOMAIN, OTHER_PHONE, OTHER_ACCOUNT, THIRD_ACCOUNT)


def everything(store: GraphStore) -> list[object]:
    """Return all that a reader can ask of the case, but for decisions."""
    counts = replace(store.counts(), decisions=0)
    answers: list[object] = [counts, list(store.report_ids()), store.connections(KEYS)]
    answers += [store.search(text) for text in ("0912", "0987", "a.vn", "9704", "0123456789")]
    for key in KEYS:
        answers += [store.get_unit(key), store.reports_of([key]), store.expand(ExpandQuery(key))]
        answers += [store.path(PHONE, key), store.path(key, DOMAIN)]
    return answers


JUDGEMENTS = [
    (DecisionKind.IGNORE, PHONE, None),
    (DecisionKind.VICTIM, ACCOUNT, None),
    (DecisionKind.VICTIM, ZALO, None),
    (SAME, ACCOUNT, OTHER_ACCOUNT),
    (SAME, OTHER_PHONE, ZALO),
    (NOT_SAME, ACCOUNT, OTHER_ACCOUNT),
    (DecisionKind.DUPLICATE_OF, "t:1", "s:1"),
    (DecisionKind.CONFIRMED, PHONE, None),
    (DecisionKind.CONFIRMED, "R1", None),
    (DecisionKind.REJECTED, "s:2", None),
    (DecisionKind.WITHDRAW, SOURCE.sha256, None),
    (DecisionKind.WITHDRAW, OTHER_SOURCE.sha256, None),
]
