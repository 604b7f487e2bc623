"""Units: identifiers that are one, kept as each identifier's representative.

Joining is incremental; when a link or a judgement goes away, the component is built again from
what still holds. The representative's row carries the unit's degree and standing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.identifiers import registry
from graph.model import TIE_TYPES, DecisionKind
from graph.store.sqlite import standing
from graph.store.sqlite.numbers import keys_of, packed

Pair = tuple[int, int]
TIES = tuple(sorted(type_.value for type_ in TIE_TYPES))
_MEMBERS = """SELECT ?1 AS num
  UNION ALL SELECT num FROM identifier WHERE unit = ?1 AND unit <> num"""

# By one end after the other: judgements are many, those about an identifier few.
_SAME = """SELECT a.num, b.num FROM (SELECT value FROM json_each(?1))
  CROSS JOIN identifier me ON me.num = value
  CROSS JOIN decision d INDEXED BY decision_{end} ON d.{end} = me.key
  CROSS JOIN identifier a ON a.key = d.subject CROSS JOIN identifier b ON b.key = d.other
  WHERE d.kind = ?2 AND d.revoked_at IS NULL"""


def members(connection: sqlite3.Connection, unit: int) -> list[int]:
    """Return the numbers of all identifiers of a unit, its representative first."""
    rows = connection.execute(
        "SELECT num FROM identifier WHERE unit = ? AND unit <> num ORDER BY key", (unit,)
    )
    return [unit, *(num for (num,) in rows)]


def units_of(connection: sqlite3.Connection, nums: Iterable[int]) -> dict[int, int]:
    """Return the number of each identifier's representative."""
    return dict(
        connection.execute(
            "SELECT num, unit FROM identifier WHERE num IN (SELECT value FROM json_each(?))",
            (packed(set(nums)),),
        ).fetchall()
    )


def join(connection: sqlite3.Connection, pairs: Sequence[Pair]) -> None:
    """Make the units of each pair of identifiers one.

    What a person judged not to be the same is left apart: the whole component is then built
    anew, so that the outcome does not depend on what came first.
    """
    if not pairs:
        return
    units = units_of(connection, (num for pair in pairs for num in pair))
    if _barred(connection, set(units.values())):
        rebuild(connection, units)
    else:
        _unite(connection, pairs, units, [])


def _unite(
    connection: sqlite3.Connection,
    pairs: Sequence[Pair],
    units: dict[int, int],
    barred: Sequence[Pair],
) -> None:
    """Make the units of each pair one, in order, unless that unites what is barred.

    Args:
        connection: in a write transaction.
        pairs: of identifiers.
        units: of each of them.
        barred: pairs of units.
    """
    forest = _Forest(units.values())
    for a, b in barred:
        forest.bar(a, b)
    for a, b in pairs:
        forest.unite(units[a], units[b])
    for group in forest.groups():
        _merge(connection, group)


class _Forest:
    """Which units are one so far, and which may not become one."""

    def __init__(self, units: Iterable[int]) -> None:
        self._parent = {unit: unit for unit in units}
        self._barred: dict[int, set[int]] = {}

    def root(self, unit: int) -> int:
        while self._parent[unit] != unit:
            self._parent[unit] = self._parent[self._parent[unit]]
            unit = self._parent[unit]
        return unit

    def bar(self, a: int, b: int) -> None:
        self._barred.setdefault(a, set()).add(b)
        self._barred.setdefault(b, set()).add(a)

    def unite(self, a: int, b: int) -> None:
        one, other = self.root(a), self.root(b)
        against = self._barred.get(one, set())
        if one == other or any(self.root(unit) == other for unit in against):
            return
        self._parent[other] = one
        if other in self._barred:
            self._barred[one] = against | self._barred.pop(other)

    def groups(self) -> list[list[int]]:
        """Return the groups of more than one."""
        found: dict[int, list[int]] = {}
        for unit in self._parent:
            found.setdefault(self.root(unit), []).append(unit)
        return [group for group in found.values() if len(group) > 1]


def _barred(connection: sqlite3.Connection, units: set[int]) -> list[Pair]:
    """Return those pairs of different units that hold what was judged not to be the same."""
    rows = connection.execute(
        """SELECT a.unit, b.unit FROM decision d
           CROSS JOIN identifier a ON a.key = d.subject
           CROSS JOIN identifier b ON b.key = d.other
           WHERE d.kind = ? AND revoked_at IS NULL""",
        (DecisionKind.NOT_SAME_AS,),
    )
    return [(a, b) for a, b in rows if a != b and {a, b} <= units]


def _merge(connection: sqlite3.Connection, group: list[int]) -> None:
    rows = connection.execute(
        """SELECT num, key, coalesce(united, degree), state, confirmed FROM identifier
           WHERE num IN (SELECT value FROM json_each(?))""",
        (packed(group),),
    ).fetchall()
    keep = min(rows, key=lambda row: registry.order(registry.from_key(row[1])))[0]
    largest = max(rows, key=lambda row: (row[2], row[0]))
    degree = largest[2] + _reports_beside(
        connection, largest[0], [unit for unit in group if unit != largest[0]]
    )
    for unit in group:
        if unit != keep:
            connection.execute(
                "UPDATE identifier SET unit = ? WHERE unit = ? AND unit <> num", (keep, unit)
            )
            # What is the unit's stands at its representative alone.
            connection.execute(
                """UPDATE identifier SET unit = ?, united = NULL, state = 0, confirmed = 0
                   WHERE num = ?""",
                (keep, unit),
            )
    connection.execute(
        "UPDATE identifier SET united = ?, state = ?, confirmed = ? WHERE num = ?",
        (degree, standing.combine(row[3] for row in rows), any(row[4] for row in rows), keep),
    )


def _reports_beside(connection: sqlite3.Connection, unit: int, others: list[int]) -> int:
    """Count the reports that mention the others, and the unit not, in joining roles."""
    reports: set[int] = set()
    for other in others:
        rows = connection.execute(
            f"""SELECT report FROM ({_MEMBERS}) CROSS JOIN mention ON identifier = num
                WHERE roles & 33""",
            (other,),
        )
        reports.update(report for (report,) in rows)
    both = connection.execute(
        """SELECT count(DISTINCT report) FROM (SELECT value FROM json_each(?))
           CROSS JOIN mention ON report = value
           CROSS JOIN identifier ON num = identifier WHERE roles & 33 AND unit = ?""",
        (packed(reports), unit),
    ).fetchone()[0]
    return len(reports) - int(both)


def count_reports(connection: sqlite3.Connection, reports: Iterable[int], sign: int) -> None:
    """Add these reports to the degree of the units of several that they mention.

    Args:
        connection: in a write transaction.
        reports: numbers of indexed reports.
        sign: 1, or -1 before they are taken out of the index.
    """
    connection.execute(
        """UPDATE identifier SET united = united + ? * found.n
           FROM (SELECT unit, count(DISTINCT report) AS n
                 FROM (SELECT value FROM json_each(?)) CROSS JOIN mention ON report = value
                 CROSS JOIN identifier i ON i.num = identifier
                 WHERE roles & 33 GROUP BY unit) AS found
           WHERE num = found.unit AND united IS NOT NULL""",
        (sign, packed(reports)),
    )


def rebuild(connection: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Find the units of these identifiers, and of all that hang together with them, anew."""
    everyone, pairs = _component(connection, touched)
    connection.execute(
        """UPDATE identifier SET unit = num, united = NULL
           WHERE num IN (SELECT value FROM json_each(?))""",
        (packed(everyone),),
    )
    standing.judge(connection, everyone)
    alone = {num: num for num in everyone}
    _unite(connection, pairs, alone, _barred(connection, set(everyone)))


def _component(
    connection: sqlite3.Connection, touched: Iterable[int]
) -> tuple[list[int], list[Pair]]:
    """Return all identifiers that judgements and ties lead to from these, and the pairs.

    They may be more than one unit, where something was judged not to be the same. Judgements
    come before ties, so that a tie gives way.
    """
    same: dict[Pair, None] = {}
    ties: dict[Pair, None] = {}
    everyone: set[int] = set()
    fresh = set(touched)
    while fresh:
        old = set(units_of(connection, fresh).values())
        fresh = {num for unit in old for num in members(connection, unit)} - everyone
        everyone |= fresh
        near_same, near_ties = same_as_pairs(connection, fresh), tie_pairs(connection, fresh)
        same.update(dict.fromkeys(near_same))
        ties.update(dict.fromkeys(near_ties))
        fresh = {num for pair in (*near_same, *near_ties) for num in pair} - everyone
    keys = keys_of(connection, everyone)

    def order(pair: Pair) -> tuple[str, str]:
        return keys[pair[0]], keys[pair[1]]

    return sorted(everyone), [*sorted(same, key=order), *sorted(ties, key=order)]


def tie_pairs(connection: sqlite3.Connection, nums: Iterable[int]) -> list[Pair]:
    """Return the ties that reports in force state of these identifiers."""
    rows = connection.execute(
        """SELECT source, target FROM (
             SELECT source, target FROM (SELECT value FROM json_each(?1))
               CROSS JOIN link ON source = value
             WHERE type IN (?2, ?3)
             UNION SELECT source, target FROM (SELECT value FROM json_each(?1))
               CROSS JOIN link ON target = value
             WHERE type IN (?2, ?3))
           JOIN identifier t ON t.num = target WHERE t.joins""",
        (packed(nums), *TIES),
    )
    return [(source, target) for source, target in rows]


def same_as_pairs(connection: sqlite3.Connection, nums: Iterable[int]) -> list[Pair]:
    """Return which identifiers persons judged to be the same as one of these."""
    return connection.execute(
        f"{_SAME.format(end='subject')} UNION {_SAME.format(end='other')}",
        (packed(nums), DecisionKind.SAME_AS),
    ).fetchall()


def joinable(connection: sqlite3.Connection, targets: Iterable[int]) -> set[int]:
    """Return those of these identifiers on which others may hang (not shared hosts)."""
    rows = connection.execute(
        "SELECT num FROM identifier WHERE joins AND num IN (SELECT value FROM json_each(?))",
        (packed(set(targets)),),
    )
    return {num for (num,) in rows}
