"""Which reports state a link between two units."""

from __future__ import annotations

from graph.model import DecisionKind, LinkType
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    OTHER_ACCOUNT,
    PHONE,
    ZALO,
    judge,
    load,
    make_report,
    revoke,
)

MOVED = LinkType.TRANSFERRED_TO


def _load(store: GraphStore) -> None:
    load(
        store,
        make_report("s:1", at="2019-01-01", links=[(ACCOUNT, MOVED, OTHER_ACCOUNT, 5)]),
        make_report("s:2", links=[(ACCOUNT, MOVED, OTHER_ACCOUNT)]),
        make_report("s:3", at="2019-03-01", links=[(ACCOUNT, MOVED, OTHER_ACCOUNT)] * 2),
        make_report("s:4", at="2019-04-01", links=[(OTHER_ACCOUNT, MOVED, ACCOUNT)]),
        make_report("s:5", at="2019-05-01", links=[(ACCOUNT, LinkType.CONTACTS, OTHER_ACCOUNT)]),
        make_report("s:6", ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE), (ZALO, MOVED, ACCOUNT)]),
    )


def test_reports_that_state_a_link_are_found_without_mentions(store: GraphStore) -> None:
    """Each once, the newest first, those without a moment last; direction and type count."""
    _load(store)

    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, MOVED) == (3, ["s:3", "s:1", "s:2"])
    assert store.reports_stating(OTHER_ACCOUNT, ACCOUNT, MOVED) == (1, ["s:4"])
    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, MOVED, limit=1, offset=1) == (3, ["s:1"])
    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, "NOTHING") == (0, [])
    assert store.reports_stating(ACCOUNT, "phone:+84900000000", MOVED) == (0, [])


def test_a_link_of_any_member_is_the_units(store: GraphStore) -> None:
    """A handle's transfer is its phone's, whichever key is asked for."""
    _load(store)

    assert store.reports_stating(PHONE, ACCOUNT, MOVED) == (1, ["s:6"])
    assert store.reports_stating(ZALO, ACCOUNT, MOVED) == (1, ["s:6"])


def test_a_rejected_report_states_nothing(store: GraphStore) -> None:
    """Until the rejection is revoked."""
    _load(store)
    decision = judge(store, DecisionKind.REJECTED, "s:3")

    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, MOVED) == (2, ["s:1", "s:2"])
    revoke(store, decision)
    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, MOVED)[0] == 3
