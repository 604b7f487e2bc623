"""Expand: the units reported together with one, from its newest reports."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from graph.expand import ExpandQuery, Expansion, Neighbour
from graph.model import LIST_THRESHOLD, role_mask
from graph.store.sqlite.newest import Window, count, newest, window
from graph.store.sqlite.numbers import packed
from graph.store.sqlite.units import members
from graph.store.sqlite.values import build_units, find_unit, find_units

_BESIDE = """SELECT report, roles, unit FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON report = value CROSS JOIN identifier ON num = identifier"""
_RANKS = """SELECT num, key, kind, coalesce(united, degree) FROM (SELECT value FROM json_each(?))
  CROSS JOIN identifier ON num = value"""


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


def expand(connection: sqlite3.Connection, query: ExpandQuery) -> Expansion:
    """Return the neighbours of a unit; the contract stands in the port.

    Raises:
        IdentifierNotFoundError: no such identifier.
    """
    unit = find_unit(connection, query.key)
    centre = build_units(connection, [unit])[unit]
    mine = members(connection, unit) if len(centre.keys) > 1 else [unit]
    within = window(role_mask(query.roles), query.since, query.until)
    matching = _matching(connection, mine, within, centre.degree)
    reports = newest(connection, mine, within, query.cap)
    left_out = {unit, *find_units(connection, sorted(query.exclude)).values()}
    beside, lists = _beside(connection, reports, within.mask)
    ranked = _ranked(connection, beside, left_out, query.kinds)
    shown, hidden = ranked[: max(query.limit, 0)], ranked[max(query.limit, 0) :]
    units = build_units(connection, (candidate.num for candidate in shown))
    seen: set[int] = set().union(*(candidate.reports for candidate in shown))
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


def _matching(connection: sqlite3.Connection, mine: list[int], within: Window, degree: int) -> int:
    return degree if within.is_joining else count(connection, mine, within)


def _beside(
    connection: sqlite3.Connection, reports: list[int], mask: int
) -> tuple[dict[int, _Candidate], set[int]]:
    """Return the units that these reports mention in these roles, and which reports are lists."""
    found: dict[int, _Candidate] = {}
    sizes: Counter[int] = Counter()
    for report, roles, unit in connection.execute(_BESIDE, (packed(reports),)):
        sizes[report] += 1
        if roles & mask:
            candidate = found.get(unit)
            if candidate is None:
                candidate = found[unit] = _Candidate(unit)
            candidate.reports.add(report)
    return found, {report for report, size in sizes.items() if size > LIST_THRESHOLD}


def _ranked(
    connection: sqlite3.Connection,
    beside: dict[int, _Candidate],
    left_out: set[int],
    kinds: frozenset[str] | None,
) -> list[_Candidate]:
    found = []
    wanted = packed(num for num in beside if num not in left_out)
    for num, key, kind, degree in connection.execute(_RANKS, (wanted,)):
        if kinds is None or kind in kinds:
            candidate = beside[num]
            candidate.key, candidate.kind, candidate.degree = key, kind, degree
            found.append(candidate)
    return sorted(found, key=lambda candidate: candidate.rank)
