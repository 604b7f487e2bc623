"""What connects a set of units with each other, and the reports behind each connection."""

from __future__ import annotations

from itertools import pairwise

from graph.expand import Connections, Edge, ListMembership, StatedLink
from graph.model import LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    SHORT_URL,
    SHORTENER,
    ZALO,
    later,
    load,
    make_list,
    make_report,
    many_reports,
)


def test_pairs_come_from_the_reports_that_mention_both(store: GraphStore) -> None:
    """Sorted, each pair once, counting reports; other units are left out."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, DOMAIN),
        make_report("s:2", PHONE, ACCOUNT, OTHER_PHONE),
        make_report("s:3", DOMAIN),
    )

    assert store.connections([PHONE, DOMAIN, ACCOUNT]) == Connections(
        edges=(Edge(ACCOUNT, DOMAIN, 1), Edge(ACCOUNT, PHONE, 2), Edge(DOMAIN, PHONE, 1))
    )


def test_nothing_connects_fewer_than_two_units(store: GraphStore) -> None:
    """Nor unknown ones, which are left out."""
    load(store, make_report("s:1", PHONE, ACCOUNT))

    assert store.connections([]) == Connections(edges=())
    assert store.connections([PHONE]) == Connections(edges=())
    assert store.connections([PHONE, "phone:+84999999999", ""]) == Connections(edges=())


def test_only_joining_roles_connect(store: GraphStore) -> None:
    """A displayed number makes no pair."""
    load(
        store,
        make_report("s:1", PHONE, (ACCOUNT, Role.DISPLAYED)),
        make_report("s:2", (PHONE, Role.UNCLEAR), DOMAIN),
    )

    assert store.connections([PHONE, ACCOUNT, DOMAIN]).edges == (Edge(DOMAIN, PHONE, 1),)


def test_keys_of_one_unit_are_one_end(store: GraphStore) -> None:
    """A report that names both a phone and its handle is one report."""
    load(
        store,
        make_report("s:1", ZALO, PHONE, ACCOUNT, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:2", ZALO, ACCOUNT),
    )

    assert store.connections([PHONE, ACCOUNT]) == Connections(edges=(Edge(ACCOUNT, PHONE, 2),))


def test_a_list_is_told_as_a_list_and_makes_no_pairs(store: GraphStore) -> None:
    """With its size and those of the units that it mentions; two of them at least."""
    load(
        store,
        make_list("s:b", PHONE, ACCOUNT, size=60),
        make_list("s:a", PHONE, ACCOUNT, DOMAIN, size=51),
        make_list("s:c", PHONE, size=70),
        make_report("s:1", PHONE, ACCOUNT),
    )

    found = store.connections([PHONE, DOMAIN, ACCOUNT])
    assert found.edges == (Edge(ACCOUNT, PHONE, 1),)
    assert found.lists == (
        ListMembership("s:a", 51, (ACCOUNT, DOMAIN, PHONE)),
        ListMembership("s:b", 60, (ACCOUNT, PHONE)),
    )
    assert found.exact


def test_stated_links_are_told_with_their_reports(store: GraphStore) -> None:
    """By type and direction; several transfers in one report are one report."""
    moved = LinkType.TRANSFERRED_TO
    load(
        store,
        make_report(
            "s:1", links=[(ACCOUNT, moved, OTHER_ACCOUNT, 5), (ACCOUNT, moved, OTHER_ACCOUNT, 7)]
        ),
        make_report("s:2", links=[(ACCOUNT, moved, OTHER_ACCOUNT)]),
        make_report("s:3", links=[(OTHER_ACCOUNT, moved, ACCOUNT)]),
        make_report("s:4", links=[(DOMAIN, LinkType.CONTACTS, ACCOUNT)]),
        make_report("s:5", links=[(PHONE, moved, ACCOUNT)]),
    )

    assert store.connections([OTHER_ACCOUNT, ACCOUNT, DOMAIN]) == Connections(
        edges=(),
        links=(
            StatedLink(OTHER_ACCOUNT, ACCOUNT, "TRANSFERRED_TO", 1),
            StatedLink(ACCOUNT, OTHER_ACCOUNT, "TRANSFERRED_TO", 2),
            StatedLink(DOMAIN, ACCOUNT, "CONTACTS", 1),
        ),
    )


def test_a_tie_that_does_not_join_is_a_link(store: GraphStore) -> None:
    """A link on a shortener is hosted there and stays its own unit."""
    load(store, make_report("s:1", links=[(SHORT_URL, LinkType.HOSTED_ON, SHORTENER)]))
    load(store, make_report("s:2", ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE)]))

    assert store.connections([SHORT_URL, SHORTENER, PHONE]).links == (
        StatedLink(SHORT_URL, SHORTENER, "HOSTED_ON", 1),
    )


def test_above_the_cap_the_newest_reports_are_read(store: GraphStore) -> None:
    """The answer says that it is not exact."""
    load(store, *many_reports(9, PHONE, ACCOUNT))

    found = store.connections([PHONE, ACCOUNT], cap=4)
    assert found.edges == (Edge(ACCOUNT, PHONE, 4),)
    assert not found.exact
    assert store.connections([PHONE, ACCOUNT], cap=10).exact


def test_connections_follow_the_newest_version(store: GraphStore) -> None:
    """What an old version said connects nothing."""
    load(store, make_report("s:1", PHONE, ACCOUNT))
    load(store, make_report("s:1", PHONE, DOMAIN), now=later(1))

    assert store.connections([PHONE, ACCOUNT, DOMAIN]).edges == (Edge(DOMAIN, PHONE, 1),)


def test_many_units_are_connected_at_once(store: GraphStore) -> None:
    """A picture of two thousand units asks for all of them."""
    accounts = [f"bank_account:970436:{8_000_000_000 + number}" for number in range(2_000)]
    reports = [
        make_report(f"s:{number:05}", accounts[number], accounts[number + 1])
        for number in range(1_999)
    ]
    load(store, *reports)

    found = store.connections(accounts)
    assert found.edges == tuple(Edge(one, other, 1) for one, other in pairwise(accounts))


def test_the_reports_that_mention_all_of_some_units(store: GraphStore) -> None:
    """In any role, newest first, those without a moment last; with their exact number."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, at="2019-03-01"),
        make_report("s:2", PHONE, (ACCOUNT, Role.VICTIM), at="2019-05-01"),
        make_report("s:3", PHONE, ACCOUNT),
        make_report("s:4", PHONE, ACCOUNT, occurred="2019-04-01"),
        make_report("s:5", PHONE, at="2019-06-01"),
        make_report("s:6", PHONE, ACCOUNT, DOMAIN, at="2019-01-01"),
    )

    assert store.reports_of([PHONE, ACCOUNT]) == (5, ["s:2", "s:4", "s:1", "s:6", "s:3"])
    assert store.reports_of([ACCOUNT, DOMAIN, PHONE]) == (1, ["s:6"])
    assert store.reports_of([PHONE]) == (6, ["s:5", "s:2", "s:4", "s:1", "s:6", "s:3"])
    assert store.reports_of([PHONE, OTHER_PHONE]) == (0, [])


def test_reports_of_units_are_paged(store: GraphStore) -> None:
    """The number stays that of all; pages follow each other without gap or overlap."""
    load(store, *many_reports(120, PHONE))
    newest_first = [f"hub:{number:06}" for number in reversed(range(120))]

    assert store.reports_of([PHONE]) == (120, newest_first[:50])
    assert store.reports_of([PHONE], limit=50, offset=50) == (120, newest_first[50:100])
    assert store.reports_of([PHONE], limit=50, offset=100) == (120, newest_first[100:])
    assert store.reports_of([PHONE], limit=50, offset=120) == (120, [])
    assert store.reports_of([PHONE], limit=0) == (120, [])


def test_the_rarest_unit_leads_to_the_reports(store: GraphStore) -> None:
    """With a hub of more than 2,000 reports the count is exact through the rarer one."""
    load(store, make_report("s:old", PHONE, ACCOUNT, at="2001-01-01"))
    load(store, *many_reports(2_100, PHONE))

    assert store.reports_of([PHONE, ACCOUNT]) == (1, ["s:old"])


def test_between_two_hubs_the_newest_reports_are_counted(store: GraphStore) -> None:
    """Above 2,000 reports of the rarer unit: of its newest 2,000, how many mention both."""
    load(store, make_report("s:old", PHONE, ACCOUNT, at="2001-01-01"))
    load(store, *many_reports(2_100, PHONE, ACCOUNT))

    total, newest = store.reports_of([PHONE, ACCOUNT], limit=3)
    assert (total, newest) == (2_000, ["hub:002099", "hub:002098", "hub:002097"])
    assert store.reports_of([PHONE, ACCOUNT], limit=5, offset=1_998) == (
        2_000, ["hub:000101", "hub:000100"],
    )  # fmt: skip


def test_reports_of_one_moment_come_by_recording(store: GraphStore) -> None:
    """The last recorded first."""
    for name in ("b", "c", "a"):
        load(store, make_report(f"s:{name}", PHONE, at="2019-01-01"))
        load(store, make_report(f"s:no-{name}", PHONE))

    assert store.reports_of([PHONE])[1] == ["s:a", "s:c", "s:b", "s:no-a", "s:no-c", "s:no-b"]


def test_any_key_of_a_unit_counts_for_its_reports(store: GraphStore) -> None:
    """A report that names only the handle mentions the unit."""
    load(store, make_report("s:1", ZALO, ACCOUNT, links=[(ZALO, LinkType.KEYED_BY, PHONE)]))

    assert store.reports_of([PHONE, ACCOUNT]) == (1, ["s:1"])
