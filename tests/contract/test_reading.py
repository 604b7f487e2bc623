"""Facts come out as they went in: whole, of any past day, with the sources that carried them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.errors import IdentifierNotFoundError, ReportNotFoundError
from graph.expand import ExpandQuery
from graph.model import DecisionKind, Link, LinkType, Mention, Moment, Precision, Role, Span
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    NOW,
    PHONE,
    from_key,
    judge,
    later,
    load,
    make_moment,
    make_report,
    make_source,
)

HOSTILE = "<img src=x onerror=alert(1)>'; DROP TABLE reports; --\u202e\x00😀 Đặng Thị"


def test_a_report_comes_back_whole(store: GraphStore) -> None:
    """Every field of it, its mentions and its links is what was added."""
    spans = (Span("0912.345.678", "noi_dung", 4, 16), Span("0912345678", "sdt"))
    report = replace(
        make_report("s:1", at="2019-11-01", occurred="2019-10", loss=163_000_000_000),
        mentions=(
            Mention(from_key(PHONE), Role.SUSPECT, spans, "text/2", 0.5),
            Mention(from_key(ACCOUNT), Role.VICTIM, (), "column/1", 1.0),
            Mention(from_key(DOMAIN), Role.IMPERSONATED),
        ),
        links=(
            Link(
                from_key(ACCOUNT), from_key(PHONE), LinkType.TRANSFERRED_TO, 9_000_000_000,
                "163.3 USD", Moment(later(-3), Precision.SECOND), "chuyển 163,3 USD",
            ),
            Link(from_key(DOMAIN), from_key(ACCOUNT), LinkType.CONTACTS),
        ),
        forms=(3, 7, 24),
        police_unit="Công an Hà Nội",
        title=HOSTILE,
    )  # fmt: skip
    load(store, report)

    assert store.get_report("s:1") == replace(report, recorded_at=NOW, version=1)


@pytest.mark.parametrize("text", ["2019", "2019-11", "2019-11-05", "2019-11-05T13:14:15"])
def test_a_moment_keeps_its_precision(store: GraphStore, text: str) -> None:
    """A year stays a year; times are aware and in UTC."""
    load(store, make_report("s:1", PHONE, at=text))

    found = store.get_report("s:1").moment
    assert found == make_moment(text)
    assert found is not None
    assert found.at.utcoffset() == timedelta(0)


def test_moments_before_1970_are_kept(store: GraphStore) -> None:
    """An early date is a date like others."""
    load(store, make_report("s:1", PHONE, at="1956-02-29"))

    assert store.get_report("s:1").reported == make_moment("1956-02-29")
    assert store.get_unit(PHONE).first_at == make_moment("1956-02-29").at


def test_a_past_day_shows_what_was_recorded_by_then(store: GraphStore) -> None:
    """The version in force at a time is the newest recorded at or before it."""
    first, second = make_report("s:1", PHONE), make_report("s:1", ACCOUNT)
    load(store, first, now=later(1))
    load(store, second, now=later(5))

    assert store.get_report("s:1", later(1)).mentions == first.mentions
    assert store.get_report("s:1", later(4)).version == 1
    assert store.get_report("s:1", later(5)).mentions == second.mentions
    assert store.get_report("s:1").version == 2
    with pytest.raises(ReportNotFoundError):
        store.get_report("s:1", later(1) - timedelta(seconds=1))


def test_reports_come_in_the_order_asked(store: GraphStore) -> None:
    """Unknown ids are left out; each is the newest version."""
    load(store, make_report("s:1", PHONE), make_report("s:2", PHONE), make_report("s:3", PHONE))
    load(store, make_report("s:2", ACCOUNT), now=later(1))

    found = store.get_reports(["s:3", "s:9", "s:2"])

    assert [(report.id, report.version) for report in found] == [("s:3", 1), ("s:2", 2)]
    assert found[1] == store.get_report("s:2")
    assert store.get_reports([]) == []


def test_many_reports_can_be_asked_for_at_once(store: GraphStore) -> None:
    """More ids than a statement has room for are no problem."""
    load(store, make_report("s:1", PHONE))
    ids = [f"x:{number}" for number in range(40_000)]

    assert [report.id for report in store.get_reports([*ids, "s:1"])] == ["s:1"]


def test_sources_that_carried_a_report_are_listed(store: GraphStore) -> None:
    """Oldest first, each once, with the place in it, whether or not it brought a new version."""
    monday, tuesday = make_source("monday.csv"), make_source("tuesday.csv")
    wednesday = make_source("wednesday.csv")
    load(store, make_report("s:1", PHONE, locator="row 1"), source=monday)
    same = replace(make_report("s:1", PHONE, locator="row 1"), locator="row 8")
    load(store, same, source=tuesday, now=later(1))
    load(store, same, source=tuesday, now=later(1))
    load(store, make_report("s:1", ACCOUNT, locator="row 9"), source=wednesday, now=later(2))

    found = [(sighting.source.name, sighting.locator) for sighting in store.sightings("s:1")]
    assert found == [("monday.csv", "row 1"), ("tuesday.csv", "row 8"), ("wednesday.csv", "row 9")]
    assert store.sightings("s:1")[0].source.sha256 == monday.sha256


def test_sources_are_listed_oldest_first(store: GraphStore) -> None:
    """In the order in which they were begun."""
    for name in ("b.csv", "a.csv", "c.csv"):
        store.begin_source(make_source(name))

    assert [source.name for source in store.sources()] == ["b.csv", "a.csv", "c.csv"]


def test_the_ids_of_all_reports_in_force_are_streamed(store: GraphStore) -> None:
    """Ascending; a rejected one is not among them."""
    load(store, *[make_report(f"s:{number}", PHONE) for number in (3, 10, 1, 2)])
    judge(store, DecisionKind.REJECTED, "s:2")

    assert list(store.report_ids()) == ["s:1", "s:10", "s:3"]


def test_ids_are_ascending_by_character(store: GraphStore) -> None:
    """Whatever they are made of: neither by alphabet, nor by halves of a pair, nor without ""."""
    ids = ["", "s:\x00", "s:10", "s:9", "s:A", "s:a", "s:é", "s:\uffff", "s:\U0001f600"]
    load(store, *[make_report(report_id, PHONE) for report_id in reversed(ids)])

    assert list(store.report_ids()) == ids
    assert store.facts().report_ids == ids


def test_a_unit_knows_when_it_was_reported(store: GraphStore) -> None:
    """First and last are the moments of its joining reports: reported, else occurred."""
    load(
        store,
        make_report("s:1", PHONE, at="2019-05-01"),
        make_report("s:2", PHONE, occurred="2019-03-01"),
        make_report("s:3", PHONE),
        make_report("s:4", (PHONE, Role.VICTIM), at="2018-01-01"),
        make_report("s:5", PHONE, at="2019-04-01", occurred="2017-01-01"),
    )

    unit = store.get_unit(PHONE)
    assert (unit.degree, unit.confirmed) == (4, False)
    assert (unit.first_at, unit.last_at) == (
        make_moment("2019-03-01").at, make_moment("2019-05-01").at,
    )  # fmt: skip


@pytest.mark.parametrize(
    "key", ["", ":", "phone", "phone:", "phone:+84999999999", "what:1", "phone:' OR 1=1 --", "\x00"]
)
def test_an_unknown_identifier_is_not_found(store: GraphStore, key: str) -> None:
    """Neither as a unit, nor to expand, nor as an end of a path; the error names it."""
    load(store, make_report("s:1", PHONE))

    with pytest.raises(IdentifierNotFoundError) as caught:
        store.get_unit(key)
    assert caught.value.key == key
    with pytest.raises(IdentifierNotFoundError):
        store.expand(ExpandQuery(key))
    with pytest.raises(IdentifierNotFoundError):
        store.path(PHONE, key)
    with pytest.raises(IdentifierNotFoundError):
        store.path(key, PHONE)
    assert store.get_units([key]) == []
