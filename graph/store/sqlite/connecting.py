"""What connects given units with each other, and which reports mention all of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.expand import EXPAND_CAP, Connections, Edge, ListMembership, StatedLink
from graph.model import JOINING_MASK, LIST_THRESHOLD, Role, role_mask
from graph.store.answers import NO_MOMENT
from graph.store.sqlite.newest import Window, count, members_of, newest
from graph.store.sqlite.numbers import keys_of, packed
from graph.store.sqlite.reading import ids_of
from graph.store.sqlite.values import find_units

ANY_ROLE = role_mask(frozenset(Role))
# The plus: reports name fewer identifiers than are asked for, so their rows are gone through.
_MENTIONED = """SELECT report, identifier FROM (SELECT value FROM json_each(?1))
  CROSS JOIN mention ON report = value
  WHERE roles & ?2 AND +identifier IN (SELECT value FROM json_each(?3))"""
_LISTS = f"""SELECT num, id, list_size FROM (SELECT value FROM json_each(?))
  CROSS JOIN report ON num = value
  WHERE list_size > {LIST_THRESHOLD}"""
_LINKS = """SELECT source, target, type, report FROM (SELECT value FROM json_each(?1))
  CROSS JOIN link ON source = value
  WHERE target IN (SELECT value FROM json_each(?1))"""

# A copy's date stands in for a missing one.
_STATING = f"""SELECT id FROM report
  WHERE num IN (SELECT report FROM (SELECT value FROM json_each(?1))
    CROSS JOIN link ON source = value
    WHERE type = ?2 AND target IN (SELECT value FROM json_each(?3)))
  ORDER BY CASE WHEN moment > {NO_MOMENT} THEN moment ELSE coalesce((
    SELECT min(copy.moment) FROM report copy WHERE copy.host = report.num
      AND copy.host <> copy.num AND copy.in_force AND copy.moment > {NO_MOMENT}), {NO_MOMENT})
    END DESC, num DESC"""


def connections(connection: sqlite3.Connection, keys: Sequence[str], cap: int) -> Connections:
    """Return what connects these units; the contract stands in the port."""
    units = set(find_units(connection, list(dict.fromkeys(keys))).values())
    members = members_of(connection, units)
    unit_of = {num: unit for unit, nums in members.items() for num in nums}
    names = keys_of(connection, units)
    together, above = _newest_together(connection, members, cap)
    if above:
        # Of the others, all reports are read: only these may stand in further ones of them.
        further = {num: unit for num, unit in unit_of.items() if unit in above}
        for report, found in _together(connection, together, further, JOINING_MASK).items():
            together[report] |= found
    shared = {report: found for report, found in together.items() if len(found) > 1}
    lists = {num: row for num, *row in connection.execute(_LISTS, (packed(shared),))}
    return Connections(
        edges=_edges([found for report, found in shared.items() if report not in lists], names),
        links=_links(connection, unit_of, names),
        lists=tuple(
            sorted(
                (
                    ListMembership(
                        report_id, size, tuple(sorted(names[unit] for unit in shared[num]))
                    )
                    for num, (report_id, size) in lists.items()
                ),
                key=lambda membership: membership.report_id,
            )
        ),
        exact=not above,
    )


def _newest_together(
    connection: sqlite3.Connection, members: dict[int, list[int]], cap: int
) -> tuple[dict[int, set[int]], set[int]]:
    """Return the units' newest reports with the units that led to each, and who has more."""
    found: dict[int, set[int]] = {}
    above: set[int] = set()
    for unit, nums in members.items():
        reports = newest(connection, nums, Window(), cap + 1)
        if len(reports) > max(cap, 0):
            above.add(unit)
        for report in reports[: max(cap, 0)]:
            found.setdefault(report, set()).add(unit)
    return found, above


def _together(
    connection: sqlite3.Connection, reports: Iterable[int], unit_of: dict[int, int], mask: int
) -> dict[int, set[int]]:
    """Return, of each report, which of these units it mentions."""
    found: dict[int, set[int]] = {}
    rows = connection.execute(_MENTIONED, (packed(reports), mask, packed(unit_of)))
    for report, identifier in rows:
        found.setdefault(report, set()).add(unit_of[identifier])
    return found


def _edges(groups: list[set[int]], names: dict[int, str]) -> tuple[Edge, ...]:
    pairs = Counter(
        pair for group in groups for pair in combinations(sorted(names[n] for n in group), 2)
    )
    return tuple(Edge(a, b, number) for (a, b), number in sorted(pairs.items()))


def _links(
    connection: sqlite3.Connection, unit_of: dict[int, int], names: dict[int, str]
) -> tuple[StatedLink, ...]:
    """Return the stated links between different ones of these units."""
    stated: dict[tuple[str, str, str], set[int]] = {}
    for source, target, type_, report in connection.execute(_LINKS, (packed(unit_of),)):
        if unit_of[source] != unit_of[target]:
            ends = (names[unit_of[source]], names[unit_of[target]], type_)
            stated.setdefault(ends, set()).add(report)
    return tuple(StatedLink(*ends, len(reports)) for ends, reports in sorted(stated.items()))


def reports_of(
    connection: sqlite3.Connection, keys: Sequence[str], limit: int, offset: int
) -> tuple[int, list[str]]:
    """Return the reports that mention all of these units; the contract stands in the port."""
    wanted = list(dict.fromkeys(keys))
    units = find_units(connection, wanted)
    if not wanted or len(units) < len(wanted):
        return 0, []
    members = members_of(connection, set(units.values()))
    rarest = newest(connection, _rarest(connection, members), Window(ANY_ROLE), EXPAND_CAP)
    if len(members) > 1:
        unit_of = {num: unit for unit, nums in members.items() for num in nums}
        together = _together(connection, set(rarest), unit_of, ANY_ROLE)
        rarest = [report for report in rarest if len(together[report]) == len(members)]
    page = rarest[max(offset, 0) : max(offset, 0) + max(limit, 0)]
    ids = ids_of(connection, page)
    return len(rarest), [ids[report] for report in page]


def _rarest(connection: sqlite3.Connection, members: dict[int, list[int]]) -> list[int]:
    if len(members) == 1:
        return next(iter(members.values()))
    return min(members.values(), key=lambda nums: count(connection, nums, Window(ANY_ROLE)))


def reports_stating(
    connection: sqlite3.Connection, ends: tuple[str, str], link_type: str, limit: int, offset: int
) -> tuple[int, list[str]]:
    """Return the reports that state a link; the contract stands in the port."""
    units = find_units(connection, list(dict.fromkeys(ends)))
    if not units.keys() >= set(ends):
        return 0, []
    members = members_of(connection, set(units.values()))
    source, target = (packed(members[units[end]]) for end in ends)
    ids = [row[0] for row in connection.execute(_STATING, (source, link_type, target))]
    return len(ids), ids[max(offset, 0) : max(offset, 0) + max(limit, 0)]
