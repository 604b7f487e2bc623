"""What groups of reports state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from graph.model import Link, LinkType, Role
from graph.store.answers import NO_MOMENT
from graph.store.body import to_seconds
from graph.store.judgements.facts import (
    group_links,
    group_masks,
    group_moment,
    keys_named,
    named,
    search_terms,
)
from tests.contract.facts import ACCOUNT, PHONE, ZALO, from_key, make_moment, make_report

TIE = (ZALO, LinkType.KEYED_BY, PHONE)
PAID = (PHONE, LinkType.TRANSFERRED_TO, ACCOUNT, 5)


def test_masks_are_of_all_reports_of_a_group() -> None:
    """An identifier's roles in several of its reports add up."""
    first = make_report("s:1", (PHONE, Role.SUSPECT), (PHONE, Role.VICTIM))
    second = make_report("s:2", (PHONE, Role.UNCLEAR), (ACCOUNT, Role.DISPLAYED))
    bits = Role.SUSPECT.bit + Role.VICTIM.bit + Role.UNCLEAR.bit

    assert group_masks([first, second]) == {PHONE: bits, ACCOUNT: Role.DISPLAYED.bit}
    assert group_masks([first]) == {PHONE: Role.SUSPECT.bit + Role.VICTIM.bit}


def test_the_moment_is_the_hosts_or_else_the_earliest() -> None:
    """A host without a moment takes the earliest of its copies'."""
    none, late, early = (
        replace(make_report("s:1"), reported=moment, occurred=None)
        for moment in (None, make_moment("2019-12-31"), make_moment("2019-01-01"))
    )

    assert group_moment([late, early]) == to_seconds(make_moment("2019-12-31").at)
    assert group_moment([none, late, early]) == to_seconds(make_moment("2019-01-01").at)
    assert group_moment([none]) == NO_MOMENT


def test_what_several_reports_state_is_one_link() -> None:
    """Within one report each link stays; another amount is another link."""
    twice = make_report("s:1", links=[PAID, PAID])
    other = make_report("s:2", links=[PAID, TIE, (*PAID[:3], 6)])

    assert list(group_links([twice])) == list(twice.links)
    assert list(group_links([twice, other])) == [*twice.links, *other.links[1:]]


def test_links_within_one_second_are_one() -> None:
    """Stores keep seconds: what differs by less is stated once."""
    moment = make_moment("2019-12-31")
    link = Link(from_key(PHONE), from_key(ACCOUNT), LinkType.TRANSFERRED_TO, at=moment)
    later = replace(link, at=replace(moment, at=moment.at + timedelta(milliseconds=1)))
    reports = [
        replace(make_report(f"s:{i}"), links=(told,)) for i, told in enumerate((link, later))
    ]

    assert list(group_links(reports)) == [link]


def test_ends_of_links_are_named_too() -> None:
    """Each identifier once, whether a mention or a link names it."""
    report = make_report("s:1", PHONE, links=[TIE, PAID])

    assert keys_named(report) == {PHONE, ZALO, ACCOUNT}
    assert len(list(named([report, report]))) == 3


def test_search_terms_are_folded_and_single() -> None:
    """A number is found by its national form as well."""
    terms = search_terms(from_key(PHONE))

    assert "0912345678" in terms
    assert len(terms) == len(set(terms))
    assert all(term == term.lower() for term in terms)
