"""How many neighbours of many units are not on the screen: counted for all of them at once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.expand import HiddenCounts
from graph.model import JOINING_MASK
from graph.store.sqlite.body import whole
from graph.store.sqlite.newest import Window, members_of, newest
from graph.store.sqlite.numbers import packed
from graph.store.sqlite.values import find_units

_REPORTS_AT_ONCE = 20_000
_MENTIONED = """SELECT report, unit FROM (SELECT value FROM json_each(?1))
  CROSS JOIN mention ON report = value CROSS JOIN identifier ON num = identifier
  WHERE roles & ?2"""
_KINDS = """SELECT num, kind FROM (SELECT value FROM json_each(?))
  CROSS JOIN identifier ON num = value"""


def hidden_counts(
    connection: sqlite3.Connection, keys: Sequence[str], exclude: Sequence[str], cap: int
) -> dict[str, HiddenCounts]:
    """Return of each unit what is left out beside it; the contract stands in the port."""
    wanted = find_units(connection, list(dict.fromkeys(keys)))
    on_screen = set(find_units(connection, list(dict.fromkeys(exclude))).values())
    left_out: dict[int, HiddenCounts] = {}
    for reports, exact in _portions(connection, set(wanted.values()), whole(cap)):
        beside = _beside(connection, reports)
        kinds = _kinds(connection, set().union(*beside.values()) - on_screen)
        for unit in reports:
            found = Counter(kinds[other] for other in beside[unit] if other in kinds)
            left_out[unit] = HiddenCounts(dict(sorted(found.items())), exact[unit])
    return {key: left_out[wanted[key]] for key in keys if key in wanted}


def _portions(
    connection: sqlite3.Connection, units: set[int], cap: int
) -> Iterator[tuple[dict[int, list[int]], dict[int, bool]]]:
    """Yield the newest reports of units, and whether these are all, so many that memory bears."""
    reports: dict[int, list[int]] = {}
    exact: dict[int, bool] = {}
    for unit, members in members_of(connection, units).items():
        found = newest(connection, members, Window(), cap + 1)
        reports[unit], exact[unit] = found[: max(cap, 0)], len(found) <= max(cap, 0)
        if sum(map(len, reports.values())) >= _REPORTS_AT_ONCE:
            yield reports, exact
            reports, exact = {}, {}
    if reports:
        yield reports, exact


def _beside(connection: sqlite3.Connection, reports: dict[int, list[int]]) -> dict[int, set[int]]:
    """Return the units beside each unit in its reports, without itself."""
    named: dict[int, list[int]] = {}
    every = packed({report for found in reports.values() for report in found})
    for report, unit in connection.execute(_MENTIONED, (every, JOINING_MASK)):
        named.setdefault(report, []).append(unit)
    beside = {
        unit: {other for report in found for other in named.get(report, ())}
        for unit, found in reports.items()
    }
    return {unit: others - {unit} for unit, others in beside.items()}


def _kinds(connection: sqlite3.Connection, units: set[int]) -> dict[int, str]:
    return dict(connection.execute(_KINDS, (packed(units),)).fetchall())
