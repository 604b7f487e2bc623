"""Dates as people write them: the day and month order is settled per column, never per cell.

A written date without a zone is Vietnamese time (UTC+7 without summer time since 1975).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from graph.identifiers.folding import fold
from graph.model import VIETNAM, Moment, Precision

FIRST_YEAR, LAST_YEAR = 1990, 2100
MAX_DATE_LENGTH = 80


class Order(enum.StrEnum):
    """Which of the two first numbers of `03/04/2026` is the day."""

    DAY_MONTH = "day-month"
    MONTH_DAY = "month-day"


class DateProblem(enum.StrEnum):
    """Why a text gives no moment."""

    BAD = "bad"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a written date holds; `first` and `second` where the order is open."""

    year: int
    month: int | None = None
    day: int | None = None
    open_pair: tuple[int, int] | None = None
    clock: time | None = None
    zone: timezone = VIETNAM


_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})?'?(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)"
    r"\s?(?P<half>am|pm)?"
)
_ZONE = r"(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(
    r"^(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"
    rf"(?:(?:t|\s)\s?{_CLOCK}\s?{_ZONE})?$"
)
_PAIR = re.compile(
    r"^(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second_part>\d{1,2})(?P=mark)(?P<year>\d{4})"
    rf"(?:,?\s{_CLOCK}\s?{_ZONE})?$"
)
_CLOCK_FIRST = re.compile(r"^(?P<clock>\d{1,2}[:h][0-9:']{0,6})\s?(?:,|-|ngay)?\s(?P<rest>.+)$")
_WORDS = re.compile(r"^(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}),? nam (?P<year>\d{4})$")
_MONTH = re.compile(r"^(?:thang )?(?P<month>\d{1,2})(?:[-/.]| nam )(?P<year>\d{4})$")
_YEAR = re.compile(r"^nam (?P<year>\d{4})$")
_ENGLISH = re.compile(
    r"^(?:(?P<day>\d{1,2})[ -])?(?P<name>[a-z]{3,9})[ -.,]{1,2}(?:(?P<late>\d{1,2}),? )?"
    r"(?P<year>\d{4})$"
)
_EPOCH = re.compile(r"^(\d{10})(?:\d{3})?$")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"^(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn),? ")


def read_date(text: str, order: Order | None = None) -> Moment | DateProblem:
    """Read a date.

    Args:
        text: as written: ISO 8601, `23/11/2026 14:05`, `14h05 ngày 23/11/2026`, `11/2026`,
            `ngày 23 tháng 11 năm 2026`, `14 Sep 2024`, seconds since 1970.
        order: of the column; None where it is not known.

    Returns:
        The moment, or why there is none: `AMBIGUOUS` where the text means two days and no
        order was given.

    >>> read_date("03/04/2026")
    <DateProblem.AMBIGUOUS: 'ambiguous'>
    >>> read_date("03/04/2026", Order.DAY_MONTH).at.isoformat()
    '2026-04-02T17:00:00+00:00'
    """
    if len(text) > MAX_DATE_LENGTH:
        return DateProblem.BAD
    epoch = _EPOCH.match(text.strip())
    if epoch and text.isascii():
        at = datetime.fromtimestamp(int(epoch.group(1)), UTC)
        return Moment(at, Precision.SECOND) if _in_range(at.year) else DateProblem.BAD
    parts = _split(text)
    if parts is None or not _in_range(parts.year):
        return DateProblem.BAD
    return _settle(parts, order)


def read_steps(text: str, start: date) -> Moment | DateProblem:
    """Read a count of days since a start, as simulations give them.

    Args:
        text: a whole number of days, 0 or more.
        start: day 0.
    """
    if not (text.isascii() and text.strip().isdigit() and len(text) < 7):  # 2,700 years
        return DateProblem.BAD
    day = start + timedelta(days=int(text))
    if not _in_range(day.year):
        return DateProblem.BAD
    at = datetime.combine(day, time(), VIETNAM)
    return Moment(at.astimezone(UTC), Precision.DAY)


@dataclass(slots=True)
class OrderVotes:
    """What the cells of one column say about its order of day and month."""

    day_month: int = 0
    month_day: int = 0
    open: int = 0
    dates: int = 0
    cells: int = 0

    def add(self, text: str) -> None:
        """Count one cell."""
        self.cells += 1
        parts = _split(text) if len(text) <= MAX_DATE_LENGTH else None
        if parts is None:
            self.dates += not isinstance(read_date(text), DateProblem)
            return
        self.dates += 1
        if parts.open_pair:
            first, second = parts.open_pair
            self.day_month += first > 12 >= second  # months
            self.month_day += second > 12 >= first  # months
            self.open += first <= 12 and second <= 12 and first != second  # months

    @property
    def order(self) -> Order | None:
        """Return the order that the cells prove; None where none or both are proven."""
        if self.day_month and not self.month_day:
            return Order.DAY_MONTH
        if self.month_day and not self.day_month:
            return Order.MONTH_DAY
        return None

    @property
    def ambiguous(self) -> bool:
        """Say whether cells are open and nothing settles them."""
        return bool(self.open) and self.order is None


def count_votes(texts: Iterable[str]) -> OrderVotes:
    """Return what a sample of a column says; blanks are left out."""
    votes = OrderVotes()
    for text in texts:
        if text.strip():
            votes.add(text)
    return votes


def _in_range(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _split(text: str) -> _Parts | None:
    folded = _WEEKDAY.sub("", fold(text))
    found = _PAIR.match(folded)
    if found:
        pair = (int(found["first"]), int(found["second_part"]))
        return _with_clock(_Parts(int(found["year"]), open_pair=pair), found)
    found = _ISO.match(folded)
    if found:
        month, day = found["month"], found["day"]
        parts = _Parts(int(found["year"]), int(month) if month else None, int(day) if day else None)
        return _with_clock(parts, found)
    late = _CLOCK_FIRST.match(folded)
    if late and len(late["rest"]) < len(folded):
        rest = late["rest"].removeprefix("ngay ") if "thang" not in late["rest"] else late["rest"]
        return _split(f"{rest} {late['clock']}") if _PAIR.match(rest) or _ISO.match(rest) else None
    return _split_words(folded.removeprefix("ngay ") if "/" in folded else folded)


def _split_words(folded: str) -> _Parts | None:
    again = _PAIR.match(folded)
    if again:
        return _split(folded)
    found = _WORDS.match(folded)
    if found:
        return _Parts(int(found["year"]), int(found["month"]), int(found["day"]))
    found = _MONTH.match(folded)
    if found:
        return _Parts(int(found["year"]), int(found["month"]))
    found = _YEAR.match(folded)
    if found:
        return _Parts(int(found["year"]))
    found = _ENGLISH.match(folded)
    if found and found["name"][:3] in _NAMES and not (found["day"] and found["late"]):
        day = found["day"] or found["late"]
        month = _NAMES.index(found["name"][:3]) + 1
        return _Parts(int(found["year"]), month, int(day) if day else None)
    return None


def _with_clock(parts: _Parts, found: re.Match[str]) -> _Parts | None:
    if found["hour"] is None:
        return parts
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:  # a clock of twelve hours
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    try:
        clock = time(hour, int(found["minute"] or 0), int(found["second"] or 0))
        zone = _zone(found["zone"])
    except ValueError:
        return None
    return _Parts(parts.year, parts.month, parts.day, parts.open_pair, clock, zone)


def _zone(text: str | None) -> timezone:
    if not text:
        return VIETNAM
    if text[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _settle(parts: _Parts, order: Order | None) -> Moment | DateProblem:
    month, day = parts.month, parts.day
    if parts.open_pair:
        first, second = parts.open_pair
        if order is None and first != second:
            # One cell may prove itself, but a column that is not settled is not read at all.
            return DateProblem.AMBIGUOUS
        day, month = (second, first) if order is Order.MONTH_DAY else (first, second)
    try:
        local = datetime.combine(date(parts.year, month or 1, day or 1), parts.clock or time())
        at = local.replace(tzinfo=parts.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return DateProblem.BAD
    return Moment(at, _precision(parts, month, day))


def _precision(parts: _Parts, month: int | None, day: int | None) -> Precision:
    if parts.clock:
        return Precision.SECOND
    if day:
        return Precision.DAY
    return Precision.MONTH if month else Precision.YEAR
