"""Expand: the units reported together with one, from its newest reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.expand import ExpandQuery, Expansion, Neighbour
from graph.model import role_mask
from graph.store.body import whole
from graph.store.questions.reading import Reading
from graph.store.questions.units import build_units, number_in
from graph.store.questions.window import window


@dataclass(slots=True)
class _Candidate:
    """A unit beside the centre: the reports that mention both, and what ranks it."""

    num: int
    reports: set[int] = field(default_factory=set)
    key: str = ""
    kind: str = ""
    degree: int = 0

    @property
    def rank(self) -> tuple[float, str]:
        """Return the sort key: most association first, then key."""
        return -(len(self.reports) ** 2) / max(self.degree, 1), self.key


def expand(reading: Reading, query: ExpandQuery) -> Expansion:
    """Return the neighbours of a unit; the contract stands in the port.

    Raises:
        IdentifierNotFoundError: no such identifier.
    """
    known = reading.units_by_key(sorted({query.key, *query.exclude}))
    unit = number_in(known, query.key)
    left_out = {unit, *(num for key, num in known.items() if key in query.exclude)}
    centre = build_units(reading, [unit])[unit]
    mine = reading.members_of([unit]) if len(centre.keys) > 1 else {unit: [unit]}
    within = window(role_mask(query.roles), query.since, query.until)
    matching = centre.degree
    if not within.is_joining:
        matching = reading.count_reports(mine, within)[unit]
    reports = reading.newest(mine, within, whole(query.cap))[unit]
    beside = _beside(reading, reports, within.mask)
    ranked = _ranked(reading, beside, left_out, query.kinds)
    shown, hidden = ranked[: max(query.limit, 0)], ranked[max(query.limit, 0) :]
    units = build_units(reading, (candidate.num for candidate in shown))
    seen: set[int] = set().union(*(candidate.reports for candidate in shown))
    lists = _lists(reading, seen)
    return Expansion(
        centre=centre,
        matching_report_count=matching,
        neighbours=tuple(
            Neighbour(units[one.num], len(one.reports), one.reports <= lists) for one in shown
        ),
        hidden_report_count=matching - len(seen),
        hidden_by_kind=dict(sorted(Counter(candidate.kind for candidate in hidden).items())),
        exact=matching <= query.cap,
    )


def _beside(reading: Reading, reports: Iterable[int], mask: int) -> dict[int, _Candidate]:
    """Return the units that these reports mention in these roles."""
    found: dict[int, _Candidate] = {}
    for report, unit in reading.beside(reports, mask):
        candidate = found.get(unit)
        if candidate is None:
            candidate = found[unit] = _Candidate(unit)
        candidate.reports.add(report)
    return found


def _ranked(
    reading: Reading,
    beside: dict[int, _Candidate],
    left_out: set[int],
    kinds: frozenset[str] | None,
) -> list[_Candidate]:
    found = []
    for num, key, kind, degree in reading.ranks(num for num in beside if num not in left_out):
        if kinds is None or kind in kinds:
            candidate = beside[num]
            candidate.key, candidate.kind, candidate.degree = key, kind, degree
            found.append(candidate)
    return sorted(found, key=lambda candidate: candidate.rank)


def _lists(reading: Reading, reports: set[int]) -> set[int]:
    return {num for num, _, _ in reading.lists(reports)} if reports else set()
