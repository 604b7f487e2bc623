"""Dates as people write them: read exactly, or said to be bad or ambiguous; never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model import Moment, Precision
from ingest.values_dates import (
    DateProblem,
    Order,
    count_votes,
    read_date,
    read_steps,
)

DAY, SECOND = Precision.DAY, Precision.SECOND
NOON = "2026-11-23T07:05:00+00:00"  # 14:05 in Vietnam
MIDNIGHT = "2026-11-22T17:00:00+00:00"


def _read(text: str, order: Order | None = None) -> tuple[str, Precision]:
    found = read_date(text, order)
    assert isinstance(found, Moment), found
    return found.at.isoformat(), found.precision


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2026-11-23", MIDNIGHT, DAY), ("2026/11/23", MIDNIGHT, DAY), ("2026.11.23", MIDNIGHT, DAY),
        ("2026-11-23 14:05", NOON, SECOND), ("2026-11-23T14:05:00", NOON, SECOND),
        ("2026-11-23T07:05:00Z", NOON, SECOND), ("2026-11-23T07:05:00.123Z", NOON, SECOND),
        ("2026-11-23T14:05:00+07:00", NOON, SECOND), ("2026-11-23T14:05:00+0700", NOON, SECOND),
        ("2026-11-23 02:05:00 -05:00", NOON, SECOND), ("2026-11-23 07:05 UTC", NOON, SECOND),
        ("ngày 23 tháng 11 năm 2026", MIDNIGHT, DAY), ("23 tháng 11, năm 2026", MIDNIGHT, DAY),
        ("Ngày 23 Tháng 11 Năm 2026", MIDNIGHT, DAY), ("ngay 23 thang 11 nam 2026", MIDNIGHT, DAY),
        ("23 Nov 2026", MIDNIGHT, DAY), ("November 23, 2026", MIDNIGHT, DAY),
        ("23-Nov-2026", MIDNIGHT, DAY), ("1795417500", NOON, SECOND), ("1795417500000",
        NOON, SECOND),
        ("11/2026", "2026-10-31T17:00:00+00:00", Precision.MONTH),
        ("tháng 11/2026", "2026-10-31T17:00:00+00:00", Precision.MONTH),
        ("tháng 11 năm 2026", "2026-10-31T17:00:00+00:00", Precision.MONTH),
        ("2026-11", "2026-10-31T17:00:00+00:00", Precision.MONTH),
        ("Nov 2026", "2026-10-31T17:00:00+00:00", Precision.MONTH),
        ("2026", "2025-12-31T17:00:00+00:00", Precision.YEAR),
        ("năm 2026", "2025-12-31T17:00:00+00:00", Precision.YEAR),
        ("11/11/2026", "2026-11-10T17:00:00+00:00", DAY), ("  2026-11-23\n", MIDNIGHT, DAY),
    ],
)  # fmt: skip
def test_dates_that_mean_one_day_are_read(text: str, at: str, precision: Precision) -> None:
    """Times without a zone are Vietnamese; the precision is what was written."""
    assert _read(text) == (at, precision)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("23/11/2026 14:05", NOON), ("23-11-2026, 14:05", NOON), ("23.11.2026 14h05", NOON),
        ("23/11/2026 2:05 PM", NOON), ("23/11/2026 14:05:00", NOON), ("14h05 ngày 23/11/2026",
        NOON),
        ("14:05 23/11/2026", NOON), ("14:05, 23/11/2026", NOON), ("14h05' ngày 23/11/2026", NOON),
        ("thứ hai, 23/11/2026 14:05", NOON), ("23/11/2026", MIDNIGHT), ("ngày 23/11/2026",
        MIDNIGHT),
        ("T2 23/11/2026", MIDNIGHT), ("chủ nhật, 23/11/2026", MIDNIGHT),
        ("23/11/2026 12:05 am", "2026-11-22T17:05:00+00:00"),
    ],
)  # fmt: skip
def test_vietnamese_forms_are_read_in_the_order_of_their_column(text: str, at: str) -> None:
    """Day first, with the clock before or after."""
    assert _read(text, Order.DAY_MONTH)[0] == at


def test_the_order_decides_and_without_it_nothing_is_chosen() -> None:
    """The same cell is two days; not even 23/11 is read while the column is unsettled."""
    assert read_date("03/04/2026") is DateProblem.AMBIGUOUS
    assert read_date("23/11/2026") is DateProblem.AMBIGUOUS
    assert _read("03/04/2026", Order.DAY_MONTH)[0] == "2026-04-02T17:00:00+00:00"
    assert _read("03/04/2026", Order.MONTH_DAY)[0] == "2026-03-03T17:00:00+00:00"
    assert read_date("23/11/2026", Order.MONTH_DAY) is DateProblem.BAD
    assert _read("2026-04-03", Order.DAY_MONTH) == _read("2026-04-03")


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "hôm qua", "31/02/2026", "32/01/2026", "2026-13-01", "2026-02-30", "0000-01-01",
        "1989-12-31", "2101-01-01", "23/11/26", "20261123", "2026-11-23T25:00", "2026-11-23 14:65",
        "2026-11-23 13:05 pm", "2026-11-23T14:05+99:99", "23/11-2026", "45983", "4.6E+04", "1e9",
        "99999999999999999999", "٢٠٢٦-١١-٢٣x", "2026-11-23; 2026-11-24", "x" * 81, "<img>", "\x00",
        "12 tháng 13 năm 2026", "23 Foo 2026", "23 Nov 23, 2026", "-2026-01-01",
    ],
)  # fmt: skip
def test_what_is_no_date_is_bad(text: str) -> None:
    """Impossible days, two-digit years, spreadsheet serials and other text give no moment."""
    assert read_date(text, Order.DAY_MONTH) is DateProblem.BAD


def test_a_column_settles_its_order_by_what_it_proves() -> None:
    """One cell over 12 decides for all; contradiction and silence leave it open."""
    assert count_votes(["03/04/2026", "23/04/2026"]).order is Order.DAY_MONTH
    assert count_votes(["03/04/2026", "04/23/2026"]).order is Order.MONTH_DAY
    both = count_votes(["23/04/2026", "04/23/2026", "03/04/2026"])
    assert both.order is None
    assert both.ambiguous
    silent = count_votes(["03/04/2026", "", "  "])
    assert silent.ambiguous
    assert (silent.cells, silent.dates, silent.open) == (1, 1, 1)
    assert not count_votes(["11/11/2026", "2026-01-02"]).ambiguous
    assert count_votes(["hello", "1795417500", "x" * 100]).dates == 1


def test_counts_of_days_begin_at_the_given_day() -> None:
    """Simulations count days; anything but a small whole number is bad."""
    start = date(2017, 1, 1)

    assert read_steps("0", start) == Moment(datetime(2016, 12, 31, 17, tzinfo=UTC), DAY)
    assert read_steps(" 31 ", start) == Moment(datetime(2017, 1, 31, 17, tzinfo=UTC), DAY)
    for text in ("", "-1", "1.5", "x", "9999999", "٣", "999999"):
        assert read_steps(text, start) is DateProblem.BAD


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(st.text(max_size=90), st.text("0123456789/-.:h Tz+ngàytháămAPM,", max_size=30)),
    st.sampled_from([None, *Order]),
)
@example("9" * 10, None)
@example("1/1/2100 23:59 -12:00", Order.DAY_MONTH)
def test_any_text_is_a_moment_or_a_problem(text: str, order: Order | None) -> None:
    """Nothing is raised, moments are UTC, and voting takes every text too."""
    found = read_date(text, order)
    votes = count_votes([text])

    assert isinstance(found, (Moment, DateProblem))
    assert not isinstance(found, Moment) or found.at.tzinfo is UTC
    assert votes.dates <= votes.cells <= 1


@given(st.dates(date(1991, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    """ISO, Vietnamese words and both orders agree on each calendar day."""
    iso = _read(day.isoformat())

    assert _read(f"{day:%d/%m/%Y}", Order.DAY_MONTH) == iso
    assert _read(f"{day:%m/%d/%Y}", Order.MONTH_DAY) == iso
    assert _read(f"ngày {day.day} tháng {day.month} năm {day.year}") == iso
