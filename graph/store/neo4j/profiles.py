"""Units as questions read them: by key, ranked, and with all that is shown of them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.store.answers import NO_MOMENT
from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.units import JOINING
from graph.store.questions.rows import Profile, Rank, Weight

_UNITS = """UNWIND $items AS key MATCH (i:Identifier {key: key})
RETURN collect(i.key), collect(i.unit)"""
_RANKS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
RETURN collect(i.num), collect(i.key), collect(i.kind), collect(coalesce(i.united, i.degree))"""
_WEIGHTS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
RETURN collect(i.num), collect(coalesce(i.united, i.degree)), collect(i.state)"""
_ROWS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
RETURN i.num, i.kind, i.key, coalesce(i.united, i.degree), i.state, i.confirmed"""
_MEMBERS = """UNWIND $items AS n MATCH (i:Identifier {unit: n}) WHERE i.num <> n
WITH n, i ORDER BY i.key RETURN n, collect(i.num), collect(i.key)"""
# Both ends of an identifier's range in the index of mentions.
_PERIODS = """UNWIND $items AS n
CALL (n) { MATCH ()-[m:MENTIONS]->()
  WHERE m.identifier = n AND m.moment > $none AND m.report IS NOT NULL AND m.role IN $roles
  WITH m ORDER BY m.identifier, m.moment, m.report LIMIT 1 RETURN collect(m.moment) AS first }
CALL (n) { MATCH ()-[m:MENTIONS]->()
  WHERE m.identifier = n AND m.moment > $none AND m.report IS NOT NULL AND m.role IN $roles
  WITH m ORDER BY m.identifier DESC, m.moment DESC, m.report DESC LIMIT 1
  RETURN collect(m.moment) AS last }
RETURN n, first + last"""


class NodeProfiles(NodeIdentities):
    """Fulfils graph.store.questions.reading.UnitReading."""

    def units_by_key(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the unit's number of each key that is known."""
        return dict(self._reading.pairs(_UNITS, list(dict.fromkeys(keys))))

    def ranks(self, units: Iterable[int]) -> Iterable[Rank]:
        """Return what ranks these units."""
        for columns in self._reading.each(_RANKS, list(dict.fromkeys(units))):
            yield from zip(*columns, strict=True)

    def weights(self, units: Iterable[int]) -> Iterable[Weight]:
        """Return what says whether paths lead through these units."""
        for columns in self._reading.each(_WEIGHTS, list(dict.fromkeys(units))):
            yield from zip(*columns, strict=True)

    def profiles(self, units: Iterable[int]) -> Iterable[Profile]:
        """Return all that is shown of these units."""
        rows = self._reading.each(_ROWS, list(dict.fromkeys(units)))
        nums = [row[0] for row in rows]
        others = {unit: (found, keys) for unit, found, keys in self._reading.each(_MEMBERS, nums)}
        everyone = [*nums, *(num for found, _ in others.values() for num in found)]
        asked = self._reading.each(_PERIODS, everyone, none=NO_MOMENT, roles=JOINING)
        periods: dict[int, list[int]] = {num: found for num, found in asked}  # noqa: C416 - rows are lists
        for num, kind, key, degree, state, confirmed in rows:
            found, keys = others.get(num, ((), ()))
            moments: list[int] = [at for one in (num, *found) for at in periods[one]]
            yield Profile(
                num, kind, (key, *keys), degree, state, confirmed,
                min(moments, default=None), max(moments, default=None),
            )  # fmt: skip
