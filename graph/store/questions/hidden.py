"""How many neighbours of many units are not on the screen: counted for all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from graph.expand import HiddenCounts
from graph.model import JOINING_MASK
from graph.store.body import whole
from graph.store.questions.reading import Reading
from graph.store.questions.units import units_asked
from graph.store.questions.window import Window

_REPORTS_AT_ONCE = 20_000


def hidden_counts(
    reading: Reading, keys: Sequence[str], exclude: Sequence[str], cap: int
) -> dict[str, HiddenCounts]:
    """Return of each unit what is left out beside it; the contract stands in the port."""
    known = units_asked(reading, [*keys, *exclude])
    wanted = {key: known[key] for key in keys if key in known}
    on_screen = {known[key] for key in exclude if key in known}
    cap = whole(cap)
    degrees = {num: degree for num, degree, _ in reading.weights(set(wanted.values()))}
    members = reading.members_of(degrees)
    left_out: dict[int, HiddenCounts] = {}
    for units in _portions(degrees, cap):
        reports = reading.newest({unit: members[unit] for unit in units}, Window(), cap)
        beside = _beside(reading, reports)
        others = set().union(*beside.values()) - on_screen
        kinds = {num: kind for num, _, kind, _ in reading.ranks(others)}
        for unit in units:
            found = Counter(kinds[other] for other in beside[unit] if other in kinds)
            left_out[unit] = HiddenCounts(dict(sorted(found.items())), degrees[unit] <= cap)
    return {key: left_out[num] for key, num in wanted.items()}


def _portions(degrees: dict[int, int], cap: int) -> Iterator[list[int]]:
    """Yield units, so many at a time that memory bears their reports."""
    units: list[int] = []
    reports = 0
    for unit, degree in degrees.items():
        units.append(unit)
        reports += min(degree, cap)
        if reports >= _REPORTS_AT_ONCE:
            yield units
            units, reports = [], 0
    if units:
        yield units


def _beside(reading: Reading, reports: dict[int, list[int]]) -> dict[int, set[int]]:
    """Return the units beside each unit in its reports, without itself."""
    named: dict[int, list[int]] = {}
    every = {report for found in reports.values() for report in found}
    for report, unit in reading.beside(every, JOINING_MASK):
        named.setdefault(report, []).append(unit)
    return {
        unit: {other for report in found for other in named.get(report, ())} - {unit}
        for unit, found in reports.items()
    }
