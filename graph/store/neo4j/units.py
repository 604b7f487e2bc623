"""Identifiers and their units, as the rules of judging write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import DecisionKind, Identifier
from graph.store.judgements.primitives.rows import (
    JudgedIdentifier,
    Pair,
    StateRow,
    Union,
    UnitRow,
)
from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.numbers import IdentifierNumbers
from graph.store.neo4j.transaction import WriteTransaction

_ROWS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
RETURN i.num, i.key, coalesce(i.united, i.degree), i.state, i.confirmed"""
_BESIDE = """UNWIND range(0, size($items) - 1) AS place
WITH place, $items[place][0] AS unit, $items[place][1] AS others
CALL (unit, others) {
  MATCH (o:Identifier) WHERE o.unit IN others
  MATCH (o)<-[m:MENTIONS]-(r:Report) WHERE m.role IN $roles
  WITH DISTINCT unit, r
  WHERE NOT EXISTS {
    MATCH (r)-[mine:MENTIONS]->(i:Identifier) WHERE i.unit = unit AND mine.role IN $roles }
  RETURN count(r) AS beside }
RETURN beside ORDER BY place"""
_UNITE_MEMBERS = """UNWIND $items AS x MATCH (keep:Identifier {num: x.keep})
UNWIND x.others AS other MATCH (i:Identifier {unit: other})
OPTIONAL MATCH (i)-[old:PART_OF]->()
DELETE old
SET i.unit = x.keep, i.united = null,
  i.state = CASE WHEN i.num = other THEN 0 ELSE i.state END,
  i.confirmed = CASE WHEN i.num = other THEN false ELSE i.confirmed END
CREATE (i)-[:PART_OF]->(keep)"""
_UNITE = """UNWIND $items AS x MATCH (keep:Identifier {num: x.keep})
SET keep.united = x.degree, keep.state = x.state, keep.confirmed = x.confirmed"""
_PART = """UNWIND $items AS x MATCH (i:Identifier {num: x.num})
OPTIONAL MATCH (i)-[old:PART_OF]->()
DELETE old
SET i.unit = i.num, i.united = null, i.state = x.state, i.confirmed = x.confirmed"""
_STATES = """UNWIND $items AS x MATCH (i:Identifier {num: x.num})
SET i.state = x.state, i.confirmed = x.confirmed"""
_JUDGED = """UNWIND $items AS n MATCH (i:Identifier {num: n})
OPTIONAL MATCH (d:Decision {subject: i.key}) WHERE d.kind IN $kinds AND d.revoked_at IS NULL
RETURN i.num, i.joins, collect(DISTINCT d.kind)"""
_JOINING = """UNWIND $items AS n MATCH (i:Identifier {num: n}) WHERE i.joins
RETURN collect(i.num)"""
_TIES = """UNWIND $items AS n MATCH (i:Identifier {num: n})
MATCH (i)-[l:KEYED_BY|HOSTED_ON]-() WITH DISTINCT l
WITH startNode(l) AS a, endNode(l) AS b WHERE b.joins
RETURN DISTINCT a.num, b.num"""
_SAME = """UNWIND $items AS n MATCH (i:Identifier {num: n})
CALL (i) {
  MATCH (d:Decision {subject: i.key}) RETURN d UNION MATCH (d:Decision {other: i.key}) RETURN d }
WITH DISTINCT d WHERE d.kind = $kind AND d.revoked_at IS NULL
MATCH (a:Identifier {key: d.subject}), (b:Identifier {key: d.other})
RETURN DISTINCT a.num, b.num"""
_APART = """MATCH (d:Decision {kind: $kind}) WHERE d.revoked_at IS NULL
MATCH (a:Identifier {key: d.subject}), (b:Identifier {key: d.other}) RETURN a.unit, b.unit"""
_PERSONAL = [DecisionKind.IGNORE.value, DecisionKind.VICTIM.value, DecisionKind.CONFIRMED.value]
JOINING = ["suspect", "unclear"]


class NodeUnits(NodeIdentities):
    """See graph.store.judgements.primitives.units.Units.

    Args:
        writing: as the only writer.
        numbers: remembered between batches.
    """

    def __init__(self, writing: WriteTransaction, numbers: IdentifierNumbers) -> None:
        """Keep the transaction and the numbers."""
        super().__init__(writing)
        self._writing = writing
        self._numbers = numbers

    def register(self, identifiers: Iterable[Identifier]) -> None:
        """Make identifiers known."""
        self._numbers.number(self._writing, identifiers)

    def unit_rows(self, units: Iterable[int]) -> list[UnitRow]:
        """Return the rows of these representatives."""
        return [UnitRow(*row) for row in self._writing.each(_ROWS, list(units))]

    def reports_beside(self, groups: Sequence[tuple[int, Sequence[int]]]) -> list[int]:
        """Count the reports that some units add to another one."""
        rows = self._writing.each(
            _BESIDE, [[unit, list(others)] for unit, others in groups], roles=JOINING
        )
        return [count for (count,) in rows]

    def unite(self, unions: Sequence[Union]) -> None:
        """Make units one."""
        rows = [
            {"keep": u.keep, "others": list(u.others), "degree": u.degree, "state": u.state,
             "confirmed": u.confirmed}
            for u in unions
        ]  # fmt: skip
        self._writing.each(_UNITE_MEMBERS, rows)
        self._writing.each(_UNITE, rows)

    def part(self, alone: Sequence[StateRow]) -> None:
        """Make each of these identifiers a unit of its own."""
        self._writing.each(_PART, _states(alone))

    def set_states(self, units: Sequence[StateRow]) -> None:
        """Set the state of units."""
        self._writing.each(_STATES, _states(units))

    def judged_identifiers(self, nums: Iterable[int]) -> list[JudgedIdentifier]:
        """Return what persons judged about each of these identifiers by itself."""
        rows = self._writing.each(_JUDGED, list(dict.fromkeys(nums)), kinds=_PERSONAL)
        return [JudgedIdentifier(num, joins, frozenset(kinds)) for num, joins, kinds in rows]

    def joining(self, nums: Iterable[int]) -> set[int]:
        """Return those identifiers that the registry lets join."""
        rows = self._writing.each(_JOINING, list(dict.fromkeys(nums)))
        return {num for found in rows for num in found[0]}

    def tie_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the ties of which one end is among these identifiers."""
        return [(a, b) for a, b in self._writing.each(_TIES, list(dict.fromkeys(nums)))]

    def same_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the judgements same_as in force about these identifiers."""
        rows = self._writing.each(_SAME, list(dict.fromkeys(nums)), kind=DecisionKind.SAME_AS.value)
        return [(a, b) for a, b in rows]

    def apart_units(self) -> list[Pair]:
        """Return the units of both ends of every judgement not_same_as in force."""
        rows = self._writing.rows(_APART, kind=DecisionKind.NOT_SAME_AS.value)
        return [(a, b) for a, b in rows]


def _states(rows: Sequence[StateRow]) -> list[dict[str, object]]:
    return [{"num": r.num, "state": r.state, "confirmed": r.confirmed} for r in rows]
