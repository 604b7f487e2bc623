"""Facts for detection: sorted arrays that fit together, decisions applied."""

from __future__ import annotations

import numpy as np

from graph.model import DecisionKind, LinkType, Role, role_mask
from graph.store.answers import NO_MOMENT
from graph.store.port import GraphStore
from tests.contract.arrays import arrays, assert_same, joining, mentions, units
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    NOW,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    SHORTENER,
    ZALO,
    from_key,
    judge,
    later,
    load,
    make_moment,
    make_report,
    make_source,
    revoke,
)

SUSPECT = Role.SUSPECT.bit


def test_an_empty_store_gives_empty_arrays(store: GraphStore) -> None:
    """Of the right types."""
    facts = store.facts()

    assert (facts.keys, facts.report_ids, facts.link_type) == ([], [], [])
    assert all(array.shape == (0,) and array.dtype == np.int64 for array in arrays(facts))
    assert facts.joins.shape == (0,)
    assert facts.joins.dtype == np.bool_


def test_mentions_are_one_per_report_and_identifier(store: GraphStore) -> None:
    """Sorted by (report, identifier) number, with the roles as a mask."""
    load(
        store,
        make_report("s:2", PHONE, (ACCOUNT, Role.VICTIM)),
        make_report("s:10", PHONE, (PHONE, Role.DISPLAYED), DOMAIN),
    )

    facts = store.facts()

    assert facts.report_ids == ["s:10", "s:2"]
    assert facts.keys == sorted([PHONE, ACCOUNT, DOMAIN])
    assert mentions(facts) == [
        ("s:10", DOMAIN, SUSPECT),
        ("s:10", PHONE, role_mask({Role.SUSPECT, Role.DISPLAYED})),
        ("s:2", ACCOUNT, Role.VICTIM.bit),
        ("s:2", PHONE, SUSPECT),
    ]
    pairs = np.column_stack([facts.mention_report, facts.mention_identifier]).tolist()
    assert pairs == sorted(pairs)
    assert all(array.dtype == np.int64 for array in arrays(facts))


def test_moments_and_losses_are_those_of_the_reports(store: GraphStore) -> None:
    """Reported, else occurred, in seconds; the smallest number where there is none."""
    load(
        store,
        make_report("s:1", PHONE, at="2019-11-01", occurred="2019-01-01", loss=163_000_000_000),
        make_report("s:2", PHONE, occurred="1969-12-31"),
        make_report("s:3", PHONE),
    )

    facts = store.facts()
    assert facts.moment.tolist() == [
        int(make_moment("2019-11-01").at.timestamp()), -86_400, NO_MOMENT,
    ]  # fmt: skip
    assert facts.loss_vnd.tolist() == [163_000_000_000, 0, 0]


def test_units_are_joined(store: GraphStore) -> None:
    """Each key's number leads to its representative's; single ones to their own."""
    load(store, make_report("s:1", ZALO, ACCOUNT, links=[(ZALO, LinkType.KEYED_BY, PHONE)]))

    facts = store.facts()
    assert units(facts) == {ACCOUNT: ACCOUNT, PHONE: PHONE, ZALO: PHONE}
    assert mentions(facts) == [("s:1", ACCOUNT, SUSPECT), ("s:1", ZALO, SUSPECT)]


def test_links_come_with_amount_and_time(store: GraphStore) -> None:
    """-1 and the smallest number where unknown."""
    moved = LinkType.TRANSFERRED_TO
    report = make_report("s:1", links=[(ACCOUNT, moved, OTHER_ACCOUNT, 7_000_000)])
    load(store, report, make_report("s:2", links=[(DOMAIN, LinkType.RESOLVES_TO, ACCOUNT)]))

    facts = store.facts()
    rows = sorted(
        (facts.report_ids[r], facts.keys[a], link_type, facts.keys[b], int(amount), int(at))
        for r, a, link_type, b, amount, at in zip(
            facts.link_report, facts.link_source, facts.link_type, facts.link_target,
            facts.link_amount_vnd, facts.link_at, strict=True,
        )
    )  # fmt: skip
    assert rows == [
        ("s:1", ACCOUNT, "TRANSFERRED_TO", OTHER_ACCOUNT, 7_000_000, NO_MOMENT),
        ("s:2", DOMAIN, "RESOLVES_TO", ACCOUNT, -1, NO_MOMENT),
    ]


def test_who_may_not_join_is_marked(store: GraphStore) -> None:
    """Ignored, victim and shared identifiers stay in the facts and don't join."""
    load(store, make_report("s:1", PHONE, ACCOUNT, DOMAIN, SHORTENER, OTHER_PHONE))
    judge(store, DecisionKind.IGNORE, ACCOUNT)
    judge(store, DecisionKind.VICTIM, OTHER_PHONE)

    facts = store.facts()
    assert joining(facts) == {
        PHONE: True, DOMAIN: True, ACCOUNT: False, OTHER_PHONE: False, SHORTENER: False,
    }  # fmt: skip
    assert len(mentions(facts)) == 5


def test_rejected_and_withdrawn_reports_are_out(store: GraphStore) -> None:
    """Their mentions, links and dates are; revoking brings exactly all of it back."""
    load(store, make_report("s:1", PHONE, ACCOUNT), source=make_source("a.csv"))
    link = (ACCOUNT, LinkType.TRANSFERRED_TO, OTHER_ACCOUNT)
    load(store, make_report("s:2", PHONE, links=[link]), source=make_source("b.csv"))
    load(store, make_report("s:3", DOMAIN, PHONE), source=make_source("a.csv"))
    whole = store.facts()

    rejected = judge(store, DecisionKind.REJECTED, "s:1")
    withdrawn = judge(store, DecisionKind.WITHDRAW, make_source("b.csv").sha256)

    facts = store.facts()
    assert facts.report_ids == ["s:3"]
    assert mentions(facts) == [("s:3", DOMAIN, SUSPECT), ("s:3", PHONE, SUSPECT)]
    assert facts.link_type == []
    revoke(store, rejected)
    revoke(store, withdrawn)
    assert_same(store.facts(), whole)


def test_duplicates_are_one_report(store: GraphStore) -> None:
    """The same complaint in two streams: its identifiers, date and loss are there once."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, at="2019-11-01", loss=5),
        make_report("t:1", PHONE, ACCOUNT, at="2019-11-01", loss=5),
        make_report("t:2", PHONE),
    )
    judge(store, DecisionKind.DUPLICATE_OF, "t:1", "s:1")

    facts = store.facts()
    assert facts.report_ids == ["s:1", "t:2"]
    assert facts.loss_vnd.sum() == 5
    assert mentions(facts) == [
        ("s:1", ACCOUNT, SUSPECT), ("s:1", PHONE, SUSPECT), ("t:2", PHONE, SUSPECT),
    ]  # fmt: skip


def test_only_the_newest_version_counts(store: GraphStore) -> None:
    """An older one's mentions, links, date and loss are gone."""
    moved = LinkType.TRANSFERRED_TO
    old = make_report("s:1", PHONE, at="2019-11-01", loss=5, links=[(PHONE, moved, ACCOUNT)])
    load(store, old)
    load(store, make_report("s:1", DOMAIN, loss=7), now=later(1))

    facts = store.facts()
    assert mentions(facts) == [("s:1", DOMAIN, SUSPECT)]
    assert facts.loss_vnd.tolist() == [7]
    assert facts.moment.tolist() == [NO_MOMENT]
    assert facts.link_type == []


def test_a_judgement_joins_units_in_the_facts(store: GraphStore) -> None:
    """As get_unit has it."""
    load(store, make_report("s:1", PHONE, OTHER_PHONE, ACCOUNT))
    judge(store, DecisionKind.SAME_AS, PHONE, OTHER_PHONE)

    assert units(store.facts()) == {PHONE: PHONE, OTHER_PHONE: PHONE, ACCOUNT: ACCOUNT}


def test_the_order_of_loading_leaves_no_trace(store: GraphStore) -> None:
    """Facts are sorted by id and key, not by when they came."""
    reports = [make_report(f"s:{n}", f"phone:+8491234567{9 - n}", PHONE) for n in range(8)]
    load(store, *reversed(reports))

    facts = store.facts()
    assert facts.report_ids == [report.id for report in reports]
    assert facts.keys == sorted({m.identifier.key for r in reports for m in r.mentions})
    assert from_key(facts.keys[0]).kind == "phone"
    assert store.get_report("s:0").recorded_at == NOW
