"""Values at the edge are kept exactly or refused as the caller's fault, never bent or blamed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest

from graph.errors import InvalidInputError, NotFoundError, StoreError, TruyvetError
from graph.expand import ExpandQuery
from graph.model import LinkType, Report
from graph.store.port import GraphStore
from tests.contract.facts import ACCOUNT, NOW, OTHER_ACCOUNT, PHONE, load, make_report
from tests.contract.runs import RING, make_run, publish

MOVED = LinkType.TRANSFERRED_TO
LARGEST = 2**63 - 1

EDGES = {
    "huge loss": make_report("s:1", PHONE, loss=10**20),
    "huge negative loss": make_report("s:1", PHONE, loss=-(10**20)),
    "largest loss": make_report("s:1", PHONE, loss=LARGEST),
    "huge amount": make_report("s:1", links=[(ACCOUNT, MOVED, OTHER_ACCOUNT, 10**20)]),
    "largest amount": make_report("s:1", links=[(ACCOUNT, MOVED, OTHER_ACCOUNT, LARGEST)]),
    "year 1": make_report("s:1", PHONE, at="0001-01-01"),
    "year 9999": make_report("s:1", PHONE, at="9999-12-31T23:59:59"),
    "NUL in a title": make_report("s:1", PHONE, title="a\x00b"),
    "half a character in a title": make_report("s:1", PHONE, title="half \ud83d"),
    "an empty title": make_report("s:1", PHONE, title=""),
    "a long title": make_report("s:1", PHONE, title="đ" * 1_000_000),
    "NUL in an id": make_report("s:a\x00b", PHONE),
    "a long id": make_report("s:" + "i" * 10_000, PHONE),
    "bidi controls in an id": make_report("s:\u202egnp.exe", PHONE),
    "NUL in a key": make_report("s:1", "email:a\x00b@a.vn"),
    "a long key": make_report("s:1", "url:a.vn/" + "x" * 10_000),
    "markup in a key": make_report("s:1", "url:a.vn/<img src=x onerror=alert(1)>"),
    "half a character in a key": make_report("s:1", "email:\ud83d@a.vn"),
    "half a character in an id": make_report("s:\ud83d", PHONE),
}


def refusal(ask: Callable[[], object]) -> InvalidInputError | None:
    """Return why the caller's value was refused, or None."""
    try:
        ask()
    except InvalidInputError as error:
        return error
    return None


@pytest.mark.parametrize("report", EDGES.values(), ids=EDGES.keys())
def test_an_extreme_report_is_kept_exactly_or_refused(store: GraphStore, report: Report) -> None:
    """What comes back is what was added; what can't be kept is the caller's fault."""
    load(store, make_report("s:0", PHONE))
    if refusal(lambda: load(store, report)):
        assert list(store.report_ids()) == ["s:0"]
        return

    kept = store.get_report(report.id)
    assert kept == replace(report, recorded_at=NOW, version=1)
    assert repr(kept.loss_vnd) == repr(report.loss_vnd), "a float is no amount"
    assert set(store.report_ids()) == {"s:0", report.id}
    for mention in report.mentions:
        key = mention.identifier.key
        assert store.get_unit(key).key == key
        assert report.id in store.reports_of([key])[1]
        # A typed text never has a NUL: see the hostile texts of test_search.
        value = mention.identifier.value.partition("\x00")[0]
        assert key in {hit.identifier.key for hit in store.search(value)}
    facts = store.facts()
    place = facts.report_ids.index(report.id)
    assert int(facts.loss_vnd[place]) == (report.loss_vnd or 0)
    assert facts.link_amount_vnd.tolist() == [link.amount_vnd for link in report.links]


@pytest.mark.parametrize("text", ["\ud83d", "phone:\ud83d", "\udc80" * 100])
def test_half_a_character_is_never_found(store: GraphStore, text: str) -> None:
    """Looked up as an id, a key or a text it is not there, or refused: no other error."""
    load(store, make_report("s:1", PHONE))
    publish(store, make_run(), RING)

    for ask in (store.get_report, store.get_unit, store.get_ring):
        with pytest.raises((NotFoundError, InvalidInputError)):
            ask(text)
    for ask_many in (store.get_reports, store.get_units):
        with suppress(InvalidInputError):
            assert ask_many([text]) == []
    assert store.search(text) == []


MISTAKES: dict[str, Callable[[GraphStore], object]] = {
    "an unknown kind": lambda store: load(store, make_report("s:2", "what:1")),
    "a time without a zone": lambda store: store.expand(
        ExpandQuery(PHONE, since=datetime(2019, 1, 1))  # noqa: DTZ001 - the mistake
    ),
    "a huge offset of rings": lambda store: store.rings(offset=10**20),
    "a huge limit of rings": lambda store: store.rings(limit=10**20),
    "a huge offset of reports": lambda store: store.reports_of([PHONE], 10**20, 10**20),
    "a huge limit of hits": lambda store: store.search("0912", 10**20),
    "a negative limit of hits": lambda store: store.search("0912", -1),
    "a negative limit of neighbours": lambda store: store.expand(ExpandQuery(PHONE, limit=-1)),
    "a huge cap": lambda store: store.expand(ExpandQuery(PHONE, cap=10**20)),
    "no cap": lambda store: store.expand(ExpandQuery(PHONE, cap=0)),
    "a huge path": lambda store: store.path(PHONE, ACCOUNT, 10**20),
    "no units": lambda store: store.reports_of([]),
    "an unknown run": lambda store: store.make_current("nope"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_callers_mistake_is_not_told_as_damage(
    store: GraphStore, mistake: Callable[[GraphStore], object]
) -> None:
    """Nobody restores a backup because of a wrong argument; the store goes on as before."""
    load(store, make_report("s:1", PHONE, ACCOUNT))
    publish(store, make_run(), RING)

    told: TruyvetError | None = None
    try:
        mistake(store)
    except TruyvetError as error:
        told = error
    except (ValueError, TypeError, KeyError):
        pass

    assert not isinstance(told, StoreError)
    assert store.get_unit(PHONE).degree == 1
    assert list(store.report_ids()) == ["s:1"]
    assert store.current_run() == make_run()
