"""The newest reports of a unit, and how many there are: ranges at the end of its rows."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.model import JOINING_MASK
from graph.store.answers import NO_MOMENT
from graph.store.sqlite.body import to_seconds, whole
from graph.store.sqlite.numbers import packed

_END = 2**63 - 1
_NEWEST = """SELECT moment, report FROM mention
  WHERE identifier = ? AND moment >= ? AND moment < ? AND roles & ?
  ORDER BY moment DESC, report DESC LIMIT ?"""
_ALL = """SELECT moment, report FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON identifier = value
  WHERE moment >= ? AND moment < ? AND roles & ? LIMIT ?"""
_MANY = 20
"""Of a unit of more identifiers, all reports are read at once where they are few."""
_COUNT = """SELECT count(*) FROM mention
  WHERE identifier = ? AND moment >= ? AND moment < ? AND roles & ?"""
_COUNT_DISTINCT = """SELECT count(DISTINCT report) FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON identifier = value
  WHERE moment >= ? AND moment < ? AND roles & ?"""


@dataclass(frozen=True, slots=True)
class Window:
    """Which mentions count: a mask of roles, and moments in [start, end), in seconds."""

    mask: int = JOINING_MASK
    start: int = NO_MOMENT
    end: int = _END

    @property
    def is_joining(self) -> bool:
        """Say whether it lets through exactly what a degree counts."""
        return self == Window()


def window(mask: int, since: datetime | None, until: datetime | None) -> Window:
    """Return the window of a query; with a bound, reports without a moment are out."""
    if since is None and until is None:
        return Window(mask)
    start = NO_MOMENT + 1 if since is None else _ceil(since)
    return Window(mask, start, _END if until is None else _ceil(until))


def _ceil(moment: datetime) -> int:
    return to_seconds(moment + timedelta(microseconds=999_999))


def newest(
    connection: sqlite3.Connection, members: Sequence[int], within: Window, cap: int
) -> list[int]:
    """Return at most `cap` reports of a unit, newest by (moment, order of recording) first.

    Args:
        connection: for reading.
        members: the unit's identifiers.
        within: which mentions count.
        cap: how many at most.
    """
    cap = whole(cap)
    found: dict[int, None] = {}
    for _, report in _newest_rows(connection, members, within, cap):
        found[report] = None
        if len(found) == cap:
            break
    return list(found) if cap else []


def _newest_rows(
    connection: sqlite3.Connection, members: Sequence[int], within: Window, cap: int
) -> Iterable[tuple[int, int]]:
    """Return (moment, report), newest first: of each member at least its newest `cap`."""
    bounds = (within.start, within.end, within.mask)
    if len(members) > _MANY:
        few = 10 * (min(cap, 10_000) + len(members))
        rows = connection.execute(_ALL, (packed(members), *bounds, few + 1)).fetchall()
        if len(rows) <= few:
            return sorted(rows, reverse=True)
    runs = (connection.execute(_NEWEST, (num, *bounds, cap)).fetchall() for num in members)
    return heapq.merge(*runs, reverse=True)


def count(connection: sqlite3.Connection, members: Sequence[int], within: Window) -> int:
    """Return exactly how many reports of a unit count."""
    bounds = (within.start, within.end, within.mask)
    if len(members) == 1:
        row = connection.execute(_COUNT, (members[0], *bounds)).fetchone()
    else:
        row = connection.execute(_COUNT_DISTINCT, (packed(members), *bounds)).fetchone()
    return int(row[0])


def members_of(connection: sqlite3.Connection, units: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers of the identifiers of each unit, its representative first."""
    found = {unit: [unit] for unit in units}
    rows = connection.execute(
        """SELECT unit, num FROM (SELECT value FROM json_each(?))
           CROSS JOIN identifier ON unit = value
           WHERE unit <> num""",
        (packed(found),),
    )
    for unit, num in rows:
        found[unit].append(num)
    return found
