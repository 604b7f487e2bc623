"""Units as rows: each identifier names its representative, whose row carries what is the unit's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.model import DecisionKind, Identifier
from graph.store.judgements.primitives.rows import (
    TIES,
    JudgedIdentifier,
    Pair,
    StateRow,
    Union,
    UnitRow,
)
from graph.store.judgements.standing import PERSONAL
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import IdentifierNumbers, packed

# By one end after the other: judgements are many, those about an identifier few.
_SAME = """SELECT a.num, b.num FROM (SELECT value FROM json_each(?1))
  CROSS JOIN identifier me ON me.num = value
  CROSS JOIN decision d INDEXED BY decision_{end} ON d.{end} = me.key
  CROSS JOIN identifier a ON a.key = d.subject CROSS JOIN identifier b ON b.key = d.other
  WHERE d.kind = ?2 AND d.revoked_at IS NULL"""
_SAME_EITHER = f"{_SAME.format(end='subject')} UNION {_SAME.format(end='other')}"
_TIES = """SELECT source, target FROM (
    SELECT source, target FROM (SELECT value FROM json_each(?1))
      CROSS JOIN link ON source = value
    WHERE type IN (?2, ?3)
    UNION SELECT source, target FROM (SELECT value FROM json_each(?1))
      CROSS JOIN link ON target = value
    WHERE type IN (?2, ?3))
  JOIN identifier t ON t.num = target WHERE t.joins"""
_JUDGED = """SELECT i.num, joins, d.kind FROM (SELECT value FROM json_each(?))
  CROSS JOIN identifier i ON i.num = value
  LEFT JOIN decision d INDEXED BY decision_subject
    ON d.subject = i.key AND d.kind IN (?, ?, ?) AND d.revoked_at IS NULL"""
_REPORTS = """SELECT report FROM (SELECT ?1 AS num
    UNION ALL SELECT num FROM identifier WHERE unit = ?1 AND unit <> num)
  CROSS JOIN mention ON identifier = num WHERE roles & 33"""
_BOTH = """SELECT count(DISTINCT report) FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON report = value
  CROSS JOIN identifier ON num = identifier WHERE roles & 33 AND unit = ?"""


class UnitRows(IdentityRows):
    """Fulfils graph.store.judgements.primitives.units.Units.

    Args:
        connection: within a write transaction.
        numbers: of identifiers, remembered from batch to batch.
    """

    def __init__(self, connection: sqlite3.Connection, numbers: IdentifierNumbers) -> None:
        """Write within this connection's transaction."""
        super().__init__(connection)
        self.numbers = numbers

    def register(self, identifiers: Iterable[Identifier]) -> None:
        """Make identifiers known: see the protocol."""
        self.numbers.number(self.connection, identifiers)

    def unit_rows(self, units: Iterable[int]) -> list[UnitRow]:
        """Return the rows of these representatives."""
        rows = self.connection.execute(
            """SELECT num, key, coalesce(united, degree), state, confirmed FROM identifier
               WHERE num IN (SELECT value FROM json_each(?))""",
            (packed(units),),
        )
        return [
            UnitRow(num, key, degree, state, bool(confirmed))
            for num, key, degree, state, confirmed in rows
        ]

    def reports_beside(self, groups: Sequence[tuple[int, Sequence[int]]]) -> list[int]:
        """Count the reports that some units add to another one: see the protocol."""
        return [self._beside(unit, others) for unit, others in groups]

    def _beside(self, unit: int, others: Sequence[int]) -> int:
        reports: set[int] = set()
        for other in others:
            rows = self.connection.execute(_REPORTS, (other,))
            reports.update(report for (report,) in rows)
        both = self.connection.execute(_BOTH, (packed(reports), unit)).fetchone()[0]
        return len(reports) - int(both)

    def unite(self, unions: Sequence[Union]) -> None:
        """Make units one."""
        for union in unions:
            pairs = [(union.keep, other) for other in union.others]
            self.connection.executemany(
                "UPDATE identifier SET unit = ? WHERE unit = ? AND unit <> num", pairs
            )
            # What is the unit's stands at its representative alone.
            self.connection.executemany(
                """UPDATE identifier SET unit = ?, united = NULL, state = 0, confirmed = 0
                   WHERE num = ?""",
                pairs,
            )
            self.connection.execute(
                "UPDATE identifier SET united = ?, state = ?, confirmed = ? WHERE num = ?",
                (union.degree, union.state, union.confirmed, union.keep),
            )

    def part(self, alone: Sequence[StateRow]) -> None:
        """Make each of these identifiers a unit of its own, in this state."""
        self.connection.executemany(
            """UPDATE identifier SET unit = num, united = NULL, state = ?, confirmed = ?
               WHERE num = ?""",
            [(row.state, row.confirmed, row.num) for row in alone],
        )

    def set_states(self, units: Sequence[StateRow]) -> None:
        """Set the state of units, at their representatives."""
        self.connection.executemany(
            "UPDATE identifier SET state = ?, confirmed = ? WHERE num = ?",
            [(row.state, row.confirmed, row.num) for row in units],
        )

    def judged_identifiers(self, nums: Iterable[int]) -> list[JudgedIdentifier]:
        """Return what persons judged about each of these identifiers by itself."""
        joins: dict[int, bool] = {}
        kinds: dict[int, set[str]] = {}
        for num, joining, kind in self.connection.execute(_JUDGED, (packed(nums), *PERSONAL)):
            joins[num] = bool(joining)
            kinds.setdefault(num, set()).update([kind] if kind else ())
        return [JudgedIdentifier(num, joins[num], frozenset(kinds[num])) for num in joins]

    def joining(self, nums: Iterable[int]) -> set[int]:
        """Return those identifiers that the registry lets join, and be tied to."""
        rows = self.connection.execute(
            "SELECT num FROM identifier WHERE joins AND num IN (SELECT value FROM json_each(?))",
            (packed(set(nums)),),
        )
        return {num for (num,) in rows}

    def tie_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the ties of which one end is among these identifiers: see the protocol."""
        return self.connection.execute(_TIES, (packed(nums), *TIES)).fetchall()

    def same_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the judgements same_as in force about these identifiers: (subject, other)."""
        values = (packed(nums), DecisionKind.SAME_AS)
        return self.connection.execute(_SAME_EITHER, values).fetchall()

    def apart_units(self) -> list[Pair]:
        """Return the units of both ends of every judgement not_same_as in force."""
        return self.connection.execute(
            """SELECT a.unit, b.unit FROM decision d
               CROSS JOIN identifier a ON a.key = d.subject
               CROSS JOIN identifier b ON b.key = d.other
               WHERE d.kind = ? AND revoked_at IS NULL""",
            (DecisionKind.NOT_SAME_AS,),
        ).fetchall()
