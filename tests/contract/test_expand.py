"""Expanding shows who is reported together with whom, and says exactly what it leaves out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.expand import ExpandQuery, Expansion, Standing
from graph.model import DecisionKind, LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    SHORTENER,
    ZALO,
    judge,
    load,
    make_list,
    make_report,
    many_reports,
    numbered_account,
)


def ranking(expansion: Expansion) -> list[tuple[str, int]]:
    """Return the neighbours in order, each with the reports that it shares."""
    return [(one.unit.key, one.shared_report_count) for one in expansion.neighbours]


def test_neighbours_are_those_of_the_same_reports(store: GraphStore) -> None:
    """Not the centre itself, and not who is in other reports."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT),
        make_report("s:2", PHONE, DOMAIN, ACCOUNT),
        make_report("s:3", DOMAIN, OTHER_PHONE),
    )

    found = store.expand(ExpandQuery(PHONE))

    assert ranking(found) == [(ACCOUNT, 2), (DOMAIN, 1)]
    assert found.centre == store.get_unit(PHONE)
    assert (found.matching_report_count, found.hidden_report_count) == (2, 0)
    assert (found.hidden_by_kind, found.exact) == ({}, True)
    assert [one.unit for one in found.neighbours] == store.get_units([ACCOUNT, DOMAIN])
    assert not any(one.only_in_lists for one in found.neighbours)


def test_what_is_reported_with_the_centre_alone_comes_before_a_hub(store: GraphStore) -> None:
    """Association is shared² / degree; ties are ordered by key."""
    load(store, *many_reports(30, DOMAIN))
    load(
        store,
        make_report("s:1", PHONE, DOMAIN, OTHER_ACCOUNT),
        make_report("s:2", PHONE, DOMAIN, ACCOUNT),
        make_report("s:3", PHONE, DOMAIN),
        make_report("s:4", PHONE, DOMAIN),
    )

    # domain 16/34; the accounts 1/1 each
    assert ranking(store.expand(ExpandQuery(PHONE))) == [
        (OTHER_ACCOUNT, 1), (ACCOUNT, 1), (DOMAIN, 4),
    ]  # fmt: skip


def test_a_neighbour_has_its_exact_degree(store: GraphStore) -> None:
    """Without the query's filters."""
    load(store, *many_reports(12, ACCOUNT))
    load(store, make_report("s:1", PHONE, ACCOUNT, at="2019-06-01"))

    query = ExpandQuery(PHONE, since=datetime(2019, 5, 1, tzinfo=UTC))
    assert [one.unit.degree for one in store.expand(query).neighbours] == [13]


def test_a_unit_is_expanded_by_any_of_its_keys(store: GraphStore) -> None:
    """Neighbours are units too: two keys of one unit in one report are one neighbour."""
    load(
        store,
        make_report("s:1", ACCOUNT, ZALO, PHONE, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:2", ZALO, DOMAIN),
        make_report("s:3", PHONE, DOMAIN),
    )

    assert ranking(store.expand(ExpandQuery(ZALO))) == [(DOMAIN, 2), (ACCOUNT, 1)]
    assert store.expand(ExpandQuery(ZALO)) == store.expand(ExpandQuery(PHONE))
    assert ranking(store.expand(ExpandQuery(ACCOUNT))) == [(PHONE, 1)]


def test_beyond_the_limit_is_counted_by_kind(store: GraphStore) -> None:
    """Hidden identifiers by kind, hidden reports exactly."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, DOMAIN),
        make_report("s:2", PHONE, ACCOUNT),
        make_report("s:3", PHONE, OTHER_ACCOUNT),
        make_report("s:4", PHONE, OTHER_PHONE, OTHER_ACCOUNT),
        make_report("s:5", PHONE),
        make_report("s:6", OTHER_ACCOUNT),
    )

    found = store.expand(ExpandQuery(PHONE, limit=1))

    assert ranking(found) == [(ACCOUNT, 2)]
    assert found.hidden_by_kind == {"domain": 1, "bank_account": 1, "phone": 1}
    assert (found.matching_report_count, found.hidden_report_count) == (5, 3)
    assert found.exact


def test_a_limit_of_none_shows_none_and_hides_all(store: GraphStore) -> None:
    """Asking for no neighbours gives the counts."""
    load(store, make_report("s:1", PHONE, ACCOUNT, DOMAIN))

    found = store.expand(ExpandQuery(PHONE, limit=0))
    assert (found.neighbours, found.hidden_report_count) == ((), 1)
    assert found.hidden_by_kind == {"bank_account": 1, "domain": 1}


def test_only_the_kinds_asked_for_are_neighbours(store: GraphStore) -> None:
    """Others are neither returned nor counted as left out by the limit."""
    load(store, make_report("s:1", PHONE, ACCOUNT, DOMAIN), make_report("s:2", PHONE, DOMAIN))

    found = store.expand(ExpandQuery(PHONE, kinds=frozenset({"bank_account"})))
    assert ranking(found) == [(ACCOUNT, 1)]
    assert (found.hidden_by_kind, found.hidden_report_count) == ({}, 1)
    none = store.expand(ExpandQuery(PHONE, kinds=frozenset()))
    assert (none.neighbours, none.hidden_by_kind) == ((), {})


def test_roles_hold_on_both_sides(store: GraphStore) -> None:
    """By default suspect and unclear; displayed only when asked."""
    load(
        store,
        make_report("s:1", PHONE, (ACCOUNT, Role.VICTIM), (DOMAIN, Role.UNCLEAR)),
        make_report("s:2", (PHONE, Role.DISPLAYED), OTHER_ACCOUNT),
        make_report("s:3", (PHONE, Role.DISPLAYED), (OTHER_PHONE, Role.DISPLAYED)),
    )

    assert ranking(store.expand(ExpandQuery(PHONE))) == [(DOMAIN, 1)]
    shown = store.expand(ExpandQuery(PHONE, roles=frozenset({Role.DISPLAYED, Role.SUSPECT})))
    assert sorted(ranking(shown)) == [(OTHER_ACCOUNT, 1), (OTHER_PHONE, 1)]
    assert shown.matching_report_count == 3
    assert shown.centre.degree == 1
    only = store.expand(ExpandQuery(PHONE, roles=frozenset({Role.DISPLAYED})))
    assert ranking(only) == [(OTHER_PHONE, 1)]
    assert only.matching_report_count == 2
    assert only.neighbours[0].unit.degree == 0


def test_a_window_includes_its_start_and_not_its_end(store: GraphStore) -> None:
    """By reported time, else occurred; without a moment a report is out of every window."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, at="2019-05-01"),
        make_report("s:2", PHONE, DOMAIN, occurred="2019-06-01"),
        make_report("s:3", PHONE, OTHER_PHONE),
    )
    may, june = datetime(2019, 5, 1, tzinfo=UTC), datetime(2019, 6, 1, tzinfo=UTC)

    def keys(since: datetime | None, until: datetime | None) -> set[str]:
        found = store.expand(ExpandQuery(PHONE, since=since, until=until))
        assert found.matching_report_count == len(found.neighbours)
        return {one.unit.key for one in found.neighbours}

    assert keys(may, june) == {ACCOUNT}
    assert keys(june, None) == {DOMAIN}
    assert keys(None, may) == set()
    assert keys(may, None) == {ACCOUNT, DOMAIN}
    assert keys(None, None) == {ACCOUNT, DOMAIN, OTHER_PHONE}


def test_what_is_on_the_screen_is_neither_returned_nor_hidden(store: GraphStore) -> None:
    """Excluded units take no place of the limit."""
    load(store, make_report("s:1", PHONE, ACCOUNT, DOMAIN, OTHER_ACCOUNT))

    found = store.expand(ExpandQuery(PHONE, limit=1, exclude=frozenset({OTHER_ACCOUNT})))

    assert ranking(found) == [(ACCOUNT, 1)]
    assert found.hidden_by_kind == {"domain": 1}


def test_above_the_cap_the_newest_reports_are_ranked(store: GraphStore) -> None:
    """Counts of reports stay exact; counts of neighbours are said to be at least."""
    for number, report in enumerate(many_reports(10, PHONE)):
        load(store, make_report(report.id, PHONE, numbered_account(number), at=_day(number)))
    load(store, make_report("s:1", PHONE, DOMAIN))

    found = store.expand(ExpandQuery(PHONE, limit=2, cap=4))

    assert ranking(found) == [(numbered_account(6), 1), (numbered_account(7), 1)]
    assert found.hidden_by_kind == {"bank_account": 2}
    assert (found.matching_report_count, found.hidden_report_count) == (11, 9)
    assert not found.exact
    assert found.centre.degree == 11
    assert store.expand(ExpandQuery(PHONE, cap=12)).exact


def test_reports_of_the_same_moment_are_ranked_by_recording(store: GraphStore) -> None:
    """The later recorded is the newer."""
    for number in (2, 0, 1):
        load(store, make_report(f"s:{number}", PHONE, numbered_account(number), at="2019-01-01"))

    found = store.expand(ExpandQuery(PHONE, cap=2))
    assert {key for key, _ in ranking(found)} == {numbered_account(0), numbered_account(1)}


def test_the_default_cap_is_two_thousand_reports(store: GraphStore) -> None:
    """A hub's neighbours come from its newest 2,000 reports."""
    load(store, make_report("s:old", PHONE, DOMAIN, at="2001-01-01"))
    load(store, *many_reports(2_100, PHONE, ACCOUNT))

    found = store.expand(ExpandQuery(PHONE))

    assert ranking(found) == [(ACCOUNT, 2_000)]
    assert found.neighbours[0].unit.degree == 2_100
    assert (found.matching_report_count, found.hidden_report_count) == (2_101, 101)
    assert (found.centre.degree, found.exact) == (2_101, False)


def test_neighbours_from_lists_alone_are_marked(store: GraphStore) -> None:
    """A list has more than fifty identifiers; one ordinary report is enough to unmark."""
    load(
        store,
        make_list("s:list", PHONE, ACCOUNT, size=51),
        make_list("s:fifty", OTHER_PHONE, ACCOUNT, size=50),
        make_report("s:1", PHONE, ACCOUNT),
    )

    marks = {
        one.unit.key: one.only_in_lists
        for one in store.expand(ExpandQuery(PHONE, limit=100)).neighbours
    }
    assert len(marks) == 50
    assert not marks[ACCOUNT]
    assert all(mark for key, mark in marks.items() if key != ACCOUNT)
    others = store.expand(ExpandQuery(OTHER_PHONE, limit=100)).neighbours
    assert not any(one.only_in_lists for one in others)


@pytest.mark.parametrize(
    ("kind", "standing"),
    [(DecisionKind.IGNORE, Standing.IGNORED), (DecisionKind.VICTIM, Standing.VICTIM)],
)
def test_what_may_not_join_is_still_shown(
    store: GraphStore, kind: DecisionKind, standing: Standing
) -> None:
    """As a neighbour, with its standing, and it can be expanded itself."""
    load(store, make_report("s:1", PHONE, ACCOUNT))
    judge(store, kind, ACCOUNT)

    found = store.expand(ExpandQuery(PHONE))
    assert [(one.unit.key, one.unit.standing) for one in found.neighbours] == [(ACCOUNT, standing)]
    assert ranking(store.expand(ExpandQuery(ACCOUNT))) == [(PHONE, 1)]


def test_a_shared_host_is_shown_as_shared(store: GraphStore) -> None:
    """It comes with its standing."""
    load(store, make_report("s:1", PHONE, SHORTENER))

    found = store.expand(ExpandQuery(PHONE))
    assert [one.unit.standing for one in found.neighbours] == [Standing.SHARED]


def test_a_rejected_report_is_out(store: GraphStore) -> None:
    """Neither its neighbours nor it itself count."""
    load(store, make_report("s:1", PHONE, ACCOUNT), make_report("s:2", PHONE, DOMAIN))
    judge(store, DecisionKind.REJECTED, "s:1")

    found = store.expand(ExpandQuery(PHONE))
    assert ranking(found) == [(DOMAIN, 1)]
    assert (found.matching_report_count, found.centre.degree) == (1, 1)


def _day(number: int) -> str:
    return f"2019-01-{number + 1:02}"


@pytest.mark.parametrize("report_count", [100, 400])
def test_the_newest_reports_of_a_unit_of_many_keys_are_ranked(
    store: GraphStore, report_count: int
) -> None:
    """Whichever of its keys they name."""
    urls = [f"url:a.vn/{number}" for number in range(25)]
    load(store, *[make_report(f"t:{u}", links=[(u, LinkType.HOSTED_ON, DOMAIN)]) for u in urls])
    named = [(urls[number % 25], numbered_account(number)) for number in range(report_count)]
    load(store, *[many_reports(1, *pair, start=n)[0] for n, pair in enumerate(named)])

    found = store.expand(ExpandQuery(DOMAIN, cap=2))
    assert {one.unit.key for one in found.neighbours} == {
        numbered_account(report_count - 1), numbered_account(report_count - 2),
    }  # fmt: skip
    assert found.matching_report_count == report_count
