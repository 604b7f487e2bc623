"""What stays of what was erased, and what has to go elsewhere, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson

from graph.store.chunks import chunks
from graph.store.judgements.primitives.rows import MemberRow, Outline
from graph.store.ring_bodies import TOP_KEYS
from graph.store.sqlite.numbers import marks
from graph.store.sqlite.runs import dump_member, load_member, ring_members
from graph.store.sqlite.units import UnitRows

_NAMED = """SELECT 1 FROM mention WHERE identifier = ?1
  UNION ALL SELECT 1 FROM link WHERE source = ?1 OR target = ?1
  UNION ALL SELECT 1 FROM decision
    WHERE (subject = ?2 OR other = ?2) AND revoked_at IS NULL LIMIT 1"""
_SUMMARY = "SELECT summary FROM ring WHERE run = ? AND id = ?"


class TombstoneRows(UnitRows):
    """Fulfils graph.store.judgements.primitives.decisions.Tombstones."""

    def is_anything_erased(self) -> bool:
        """Say whether there is any tombstone."""
        return self.connection.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone() is not None

    def erased_of(self, hashes: Iterable[str]) -> set[str]:
        """Return those of these hashes that a tombstone has."""
        found: set[str] = set()
        for chunk in chunks(list(hashes)):
            rows = self.connection.execute(
                f"SELECT hash FROM tombstone WHERE hash IN ({marks(chunk)})", chunk
            )
            found.update(hash_ for (hash_,) in rows)
        return found

    def bury(self, decision: int, hash_: str, mention_count: int) -> None:
        """Write the tombstone of an erasure."""
        self.connection.execute(
            "INSERT INTO tombstone (decision, hash, mention_count) VALUES (?, ?, ?)",
            (decision, hash_, mention_count),
        )

    def unnamed(self, nums: Mapping[str, int]) -> set[str]:
        """Return those identifiers that no facts, and no judgement in force, name any more."""
        return {
            key
            for key, num in nums.items()
            if not self.connection.execute(_NAMED, (num, key)).fetchone()
        }

    def delete_identifiers(self, nums: Iterable[int]) -> None:
        """Delete identifiers, with their search terms, and forget their numbers."""
        for num in nums:
            terms = self.connection.execute(
                "SELECT terms FROM term_text WHERE rowid = ?", (num,)
            ).fetchone()[0]
            self.connection.executemany(
                "DELETE FROM term WHERE term = ? AND identifier = ?",
                [(term, num) for term in terms.split("\n")],
            )
            self.connection.execute("DELETE FROM term_text WHERE rowid = ?", (num,))
            self.connection.execute("DELETE FROM identifier WHERE num = ?", (num,))
        self.numbers.forget()

    def members_naming(self, keys: set[str]) -> list[MemberRow]:
        """Return the members of rings of all runs whose unit or keys are among these."""
        found: list[MemberRow] = []
        for run, ring, ordinal, unit, body in self.connection.execute(
            "SELECT run, ring, ordinal, unit, body FROM ring_member"
        ):
            member = load_member(unit, body)
            if not keys.isdisjoint((unit, *member.keys)):
                found.append(MemberRow(run, ring, ordinal, member))
        return found

    def replace_members(self, rows: Sequence[MemberRow]) -> None:
        """Replace members of rings, each at the place of its row."""
        self.connection.executemany(
            "UPDATE ring_member SET unit = ?, body = ? WHERE run = ? AND ring = ? AND ordinal = ?",
            [
                (row.member.unit, dump_member(row.member), row.run, row.ring, row.ordinal)
                for row in rows
            ],
        )

    def remove_members(self, rows: Sequence[MemberRow]) -> None:
        """Delete members of rings at the places of these rows."""
        self.connection.executemany(
            "DELETE FROM ring_member WHERE run = ? AND ring = ? AND ordinal = ?",
            [(row.run, row.ring, row.ordinal) for row in rows],
        )

    def outlines(self, rings: Iterable[tuple[int, str]]) -> list[Outline]:
        """Return the outlines of rings: see the protocol."""
        return [self._outline(run, ring) for run, ring in rings]

    def _outline(self, run: int, ring: str) -> Outline:
        members = ring_members(self.connection, run, ring)
        summary = orjson.loads(self.connection.execute(_SUMMARY, (run, ring)).fetchone()[0])
        top_keys = tuple(member.unit for member in members[:TOP_KEYS])
        return Outline(run, ring, len(members), summary["kinds"], top_keys)

    def set_outlines(self, outlines: Sequence[Outline]) -> None:
        """Write the outlines of rings."""
        for outline in outlines:
            place = (outline.run, outline.ring)
            summary = orjson.loads(self.connection.execute(_SUMMARY, place).fetchone()[0])
            summary.update(kinds=outline.kinds, top_keys=outline.top_keys)
            self.connection.execute(
                "UPDATE ring SET unit_count = ?, summary = ? WHERE run = ? AND id = ?",
                (outline.unit_count, orjson.dumps(summary), *place),
            )

    def remove_brokers(self, keys: set[str]) -> None:
        """Delete the brokers of all runs with these keys."""
        self.connection.executemany("DELETE FROM broker WHERE key = ?", [(key,) for key in keys])
