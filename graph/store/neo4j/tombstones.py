"""What stays of what was erased, and what has to go elsewhere, as nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson

from graph.model import Member
from graph.store.judgements.primitives.rows import MemberRow, Outline
from graph.store.neo4j.decisions import NodeDecisions
from graph.store.ring_bodies import TOP_KEYS

_ANY = "MATCH (t:Tombstone) RETURN 1 LIMIT 1"
_ERASED = """UNWIND $items AS hash MATCH (t:Tombstone {hash: hash})
RETURN collect(DISTINCT t.hash)"""
_BURY = """MATCH (d:Decision {num: $decision})
CREATE (d)-[:LEFT]->(:Tombstone {hash: $hash, mention_count: $count})"""
_UNNAMED = """UNWIND $items AS n MATCH (i:Identifier {num: n})
WHERE NOT EXISTS { (i)<-[:MENTIONS]-() }
  AND NOT EXISTS {
    (i)-[:TRANSFERRED_TO|KEYED_BY|HOSTED_ON|SIGNED_BY|CONTACTS|RESOLVES_TO|VARIANT_OF]-() }
  AND NOT EXISTS { MATCH (d:Decision {subject: i.key}) WHERE d.revoked_at IS NULL }
  AND NOT EXISTS { MATCH (d:Decision {other: i.key}) WHERE d.revoked_at IS NULL }
RETURN collect(i.key)"""
_DELETE = "UNWIND $items AS n MATCH (i:Identifier {num: n}) DETACH DELETE i"
_NAMING = """MATCH (i:Identifier)-[m:MEMBER_OF]->(g:Ring)
WHERE i.key IN $keys OR any(key IN m.keys WHERE key IN $keys)
RETURN g.run, g.id, m.ordinal, i.key, m.keys, m.strength, m.report_count"""
_REMOVE = """UNWIND $items AS x
MATCH (:Identifier)-[m:MEMBER_OF {ordinal: x.ordinal}]->(:Ring {run: x.run, id: x.ring})
DELETE m"""
_REPLACE = """UNWIND $items AS x
MATCH (g:Ring {run: x.run, id: x.ring}) MATCH (i:Identifier {key: x.unit})
CREATE (i)-[:MEMBER_OF {ordinal: x.ordinal, keys: x.keys, strength: x.strength,
  report_count: x.report_count}]->(g)"""
_OUTLINES = """UNWIND $items AS x MATCH (g:Ring {run: x[0], id: x[1]})
OPTIONAL MATCH (i:Identifier)-[m:MEMBER_OF]->(g)
WITH g, i, m ORDER BY m.ordinal
RETURN g.run, g.id, count(m), g.summary, collect(i.key)[..$top]"""
_SET = """UNWIND $items AS x MATCH (g:Ring {run: x.run, id: x.ring})
SET g.unit_count = x.unit_count, g.summary = x.summary"""
_SUMMARIES = """UNWIND $items AS x MATCH (g:Ring {run: x[0], id: x[1]})
RETURN g.run, g.id, g.summary"""
_BROKERS = """UNWIND $items AS key MATCH (:Identifier {key: key})-[b:BROKER_OF]->() DELETE b"""


class NodeTombstones(NodeDecisions):
    """See graph.store.judgements.primitives.decisions.Tombstones."""

    def is_anything_erased(self) -> bool:
        """Say whether there is any tombstone."""
        return self._writing.one(_ANY) is not None

    def erased_of(self, hashes: Iterable[str]) -> set[str]:
        """Return those of these hashes that a tombstone has."""
        return {hash_ for (found,) in self._writing.each(_ERASED, list(hashes)) for hash_ in found}

    def bury(self, decision: int, hash_: str, mention_count: int) -> None:
        """Write the tombstone of an erasure."""
        self._writing.rows(_BURY, decision=decision, hash=hash_, count=mention_count)

    def unnamed(self, nums: Mapping[str, int]) -> set[str]:
        """Return those identifiers that no facts, and no judgement in force, name any more."""
        return {key for (found,) in self._writing.each(_UNNAMED, [*nums.values()]) for key in found}

    def delete_identifiers(self, nums: Iterable[int]) -> None:
        """Delete identifiers, with their search terms, and forget their numbers."""
        self._writing.each(_DELETE, list(nums))
        self._numbers.forget()

    def members_naming(self, keys: set[str]) -> list[MemberRow]:
        """Return the members of rings of all runs whose unit or keys are among these."""
        return [
            MemberRow(run, ring, ordinal, Member(unit, tuple(named), strength, count))
            for run, ring, ordinal, unit, named, strength, count in self._writing.rows(
                _NAMING, keys=sorted(keys)
            )
        ]

    def replace_members(self, rows: Sequence[MemberRow]) -> None:
        """Replace members of rings, each at the place of its row."""
        self.remove_members(rows)
        self._writing.each(
            _REPLACE,
            [
                {**_place(row), "unit": row.member.unit, "keys": list(row.member.keys),
                 "strength": row.member.strength, "report_count": row.member.report_count}
                for row in rows
            ],
        )  # fmt: skip

    def remove_members(self, rows: Sequence[MemberRow]) -> None:
        """Delete members of rings at the places of these rows."""
        self._writing.each(_REMOVE, [_place(row) for row in rows])

    def outlines(self, rings: Iterable[tuple[int, str]]) -> list[Outline]:
        """Return the outlines of rings: see the protocol."""
        rows = self._writing.each(_OUTLINES, [list(ring) for ring in rings], top=TOP_KEYS)
        return [
            Outline(run, ring, count, orjson.loads(summary)["kinds"], tuple(top))
            for run, ring, count, summary, top in rows
        ]

    def set_outlines(self, outlines: Sequence[Outline]) -> None:
        """Write the outlines of rings."""
        found = self._writing.each(_SUMMARIES, [[one.run, one.ring] for one in outlines])
        says = {(run, ring): orjson.loads(summary) for run, ring, summary in found}
        rows = []
        for one in outlines:
            changed = {**says[one.run, one.ring], "kinds": one.kinds, "top_keys": one.top_keys}
            rows.append({
                "run": one.run, "ring": one.ring, "unit_count": one.unit_count,
                "summary": orjson.dumps(changed).decode(),
            })  # fmt: skip
        self._writing.each(_SET, rows)

    def remove_brokers(self, keys: set[str]) -> None:
        """Delete the brokers of all runs with these keys."""
        self._writing.each(_BROKERS, sorted(keys))


def _place(row: MemberRow) -> dict[str, object]:
    return {"run": row.run, "ring": row.ring, "ordinal": row.ordinal}


class Neo4jJudging(NodeTombstones):
    """Fulfils graph.store.judgements.judging.Judging: what the rules of judging query and write.

    Args:
        writing: as the only writer.
        numbers: of identifiers, remembered between batches.
    """
