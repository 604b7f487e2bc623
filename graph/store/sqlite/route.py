"""A shortest path between two units: breadth-first from both ends, through reports."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from graph.errors import PathTooWideError
from graph.expand import Path, Step
from graph.model import HUB_THRESHOLD
from graph.store.sqlite import standing
from graph.store.sqlite.newest import members_of
from graph.store.sqlite.numbers import keys_of, packed
from graph.store.sqlite.reading import ids_of
from graph.store.sqlite.values import find_unit

_REPORTS = """SELECT identifier, report FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON identifier = value WHERE roles & 33"""
_UNITS = """SELECT report, unit FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON report = value CROSS JOIN identifier ON num = identifier
  WHERE roles & 33"""
_COMMON = """SELECT r.id FROM (SELECT value FROM json_each(?1))
  CROSS JOIN mention mine ON mine.identifier = value CROSS JOIN report r ON r.num = mine.report
  WHERE mine.roles & 33 AND EXISTS (SELECT 1 FROM mention theirs
    WHERE theirs.report = mine.report AND theirs.roles & 33
    AND theirs.identifier IN (SELECT value FROM json_each(?2)))
  ORDER BY r.id LIMIT 1"""
_WEIGHTS = """SELECT num, coalesce(united, degree), state FROM (SELECT value FROM json_each(?))
  CROSS JOIN identifier ON num = value"""


@dataclass(slots=True)
class _Side:
    """The units found from one end, layer by layer.

    Attributes:
        start: where it began.
        layer: the outermost units.
        cost: how many mentions the next layer has to read.
        depth: number of layers.
        seen: all units found.
        came_by: of each unit, the reports that first led to it.
        came_from: of each report followed, the units of the layer that mention it.
    """

    start: int
    layer: set[int]
    cost: int
    depth: int = 0
    seen: set[int] = field(default_factory=set)
    came_by: dict[int, set[int]] = field(default_factory=dict)
    came_from: dict[int, set[int]] = field(default_factory=dict)


def find_path(
    connection: sqlite3.Connection, source: str, target: str, max_reports: int, cap: int
) -> Path | None:
    """Return a shortest path, or None; the contract stands in the port.

    Raises:
        IdentifierNotFoundError: no such identifier, for either end.
        PathTooWideError: more than `cap` reports would have to be read.
    """
    start, end = find_unit(connection, source), find_unit(connection, target)
    name = keys_of(connection, [start])[start]
    if start == end:
        return Path(name, ())
    ahead, behind = _begin(connection, start), _begin(connection, end)
    left = cap
    while ahead.depth + behind.depth < max_reports and ahead.layer and behind.layer:
        side, other = (ahead, behind) if ahead.cost <= behind.cost else (behind, ahead)
        left -= side.cost
        if left < 0:
            if side.depth == other.depth == 0 and (step := _direct(connection, ahead, behind)):
                return Path(name, (step,))
            raise PathTooWideError(cap)
        _widen(connection, side, other.start)
        meeting = side.layer & other.layer
        if meeting:
            return Path(name, _walk(connection, ahead, behind, meeting))
    return None


def _begin(connection: sqlite3.Connection, unit: int) -> _Side:
    weight = connection.execute(_WEIGHTS, (packed([unit]),)).fetchone()[1]
    return _Side(unit, {unit}, weight, seen={unit})


def _direct(connection: sqlite3.Connection, start: _Side, end: _Side) -> Step | None:
    """Return the first report that mentions both ends, without following any other."""
    fewer, more = sorted((start, end), key=lambda side: side.cost)
    members = members_of(connection, [fewer.start, more.start])
    ends = (packed(members[fewer.start]), packed(members[more.start]))
    row = connection.execute(_COMMON, ends).fetchone()
    return Step(row[0], keys_of(connection, [end.start])[end.start]) if row else None


def _widen(connection: sqlite3.Connection, side: _Side, goal: int) -> None:
    """Find the next layer: units not seen yet that may lie inside a path, or the goal."""
    unit_of = {
        num: unit for unit, nums in members_of(connection, side.layer).items() for num in nums
    }
    fresh: dict[int, set[int]] = {}
    for identifier, report in connection.execute(_REPORTS, (packed(unit_of),)):
        # A report followed before has led to all its units already.
        if report not in side.came_from:
            fresh.setdefault(report, set()).add(unit_of[identifier])
    side.came_from.update(fresh)
    reached: dict[int, set[int]] = {}
    for report, unit in connection.execute(_UNITS, (packed(fresh),)):
        if unit not in side.seen:
            reached.setdefault(unit, set()).add(report)
    side.layer, side.cost = set(), 0
    for unit, degree, state in connection.execute(_WEIGHTS, (packed(reached),)):
        if unit == goal or (degree <= HUB_THRESHOLD and state == standing.JOINING):
            side.layer.add(unit)
            side.cost += degree
            side.came_by[unit] = reached[unit]
    side.seen |= side.layer
    side.depth += 1


def _walk(
    connection: sqlite3.Connection, ahead: _Side, behind: _Side, meeting: set[int]
) -> tuple[Step, ...]:
    """Go from start to end, each time by the smallest (report id, unit key)."""
    onward = _onward(ahead, meeting)
    here, steps = ahead.start, []
    while here != behind.start:
        choices = onward.get(here) or {
            (report, unit) for report in behind.came_by[here] for unit in behind.came_from[report]
        }
        ids = ids_of(connection, [report for report, _ in choices])
        keys = keys_of(connection, [unit for _, unit in choices])
        report_id, key, here = min((ids[r], keys[u], u) for r, u in choices)
        steps.append(Step(report_id, key))
    return tuple(steps)


def _onward(ahead: _Side, meeting: set[int]) -> dict[int, set[tuple[int, int]]]:
    """Return the steps from the start's side that lead to the meeting units."""
    onward: dict[int, set[tuple[int, int]]] = {}
    layer = meeting
    while layer and layer != {ahead.start}:
        before: set[int] = set()
        for unit in layer:
            for report in ahead.came_by[unit]:
                for parent in ahead.came_from[report]:
                    onward.setdefault(parent, set()).add((report, unit))
                    before.add(parent)
        layer = before
    return onward
