"""A shortest path between two units: breadth-first from both ends, through reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.errors import PathTooWideError
from graph.expand import Path, Step
from graph.model import HUB_THRESHOLD, JOINING_MASK
from graph.store.judgements import standing
from graph.store.questions.reading import Reading
from graph.store.questions.units import number_in, units_asked


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
    reading: Reading, source: str, target: str, max_reports: int, cap: int
) -> Path | None:
    """Return a shortest path, or None; the contract stands in the port.

    Raises:
        IdentifierNotFoundError: no such identifier, for either end.
        PathTooWideError: more than `cap` reports would have to be read.
    """
    units = units_asked(reading, [source, target])
    start, end = number_in(units, source), number_in(units, target)
    ends = {num: (key, degree) for num, key, _, degree in reading.ranks({start, end})}
    name = ends[start][0]
    if start == end:
        return Path(name, ())
    ahead, behind = (_Side(unit, {unit}, ends[unit][1], seen={unit}) for unit in (start, end))
    left = cap
    while ahead.depth + behind.depth < max_reports and ahead.layer and behind.layer:
        side, other = (ahead, behind) if ahead.cost <= behind.cost else (behind, ahead)
        left -= side.cost
        if left < 0:
            if side.depth == other.depth == 0 and (report := _direct(reading, side, other)):
                return Path(name, (Step(report, ends[end][0]),))
            raise PathTooWideError(cap)
        _widen(reading, side, other.start)
        meeting = side.layer & other.layer
        if meeting:
            return Path(name, _walk(reading, ahead, behind, meeting))
    return None


def _direct(reading: Reading, fewer: _Side, more: _Side) -> str | None:
    """Return the first report that mentions both ends, without following any other."""
    members = reading.members_of([fewer.start, more.start])
    return reading.common_report(members[fewer.start], members[more.start])


def _widen(reading: Reading, side: _Side, goal: int) -> None:
    """Find the next layer: units not seen yet that may lie inside a path, or the goal."""
    fresh: dict[int, set[int]] = {}
    for unit, report in reading.joining_reports(side.layer):
        # A report followed before has led to all its units already.
        if report not in side.came_from:
            fresh.setdefault(report, set()).add(unit)
    side.came_from.update(fresh)
    reached: dict[int, set[int]] = {}
    for report, unit in reading.beside(fresh, JOINING_MASK):
        if unit not in side.seen:
            reached.setdefault(unit, set()).add(report)
    side.layer, side.cost = set(), 0
    for unit, degree, state in reading.weights(reached):
        if unit == goal or (degree <= HUB_THRESHOLD and state == standing.JOINING):
            side.layer.add(unit)
            side.cost += degree
            side.came_by[unit] = reached[unit]
    side.seen |= side.layer
    side.depth += 1


def _walk(reading: Reading, ahead: _Side, behind: _Side, meeting: set[int]) -> tuple[Step, ...]:
    """Go from start to end, each time by the smallest (report id, unit key)."""
    onward = _onward(ahead, meeting)
    here, steps = ahead.start, []
    while here != behind.start:
        choices = onward.get(here) or {
            (report, unit) for report in behind.came_by[here] for unit in behind.came_from[report]
        }
        ids = reading.reports_by_id({report for report, _ in choices})
        keys = reading.keys_of({unit for _, unit in choices})
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
