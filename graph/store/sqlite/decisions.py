"""Judgements as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from graph.model import Decision, DecisionKind
from graph.store.body import to_micros
from graph.store.judgements.decision_rows import from_row
from graph.store.judgements.primitives.rows import Subject
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import marks

COLUMNS = """num, kind, subject, other, who, why, decided_at, revoked_at, revoked_by,
  revoked_why"""
_KNOWN = {
    Subject.IDENTIFIER: "SELECT 1 FROM identifier WHERE key = ?",
    Subject.REPORT: "SELECT 1 FROM report WHERE id = ?",
    Subject.RING: "SELECT 1 FROM ring WHERE id = ? LIMIT 1",
    Subject.SOURCE: "SELECT 1 FROM source WHERE sha256 = ? LIMIT 1",
}


class DecisionRows(IdentityRows):
    """Fulfils graph.store.judgements.primitives.decisions.Decisions."""

    def insert_decision(self, decision: Decision, at: datetime) -> int:
        """Record a judgement as in force from now on; return its number."""
        number = self.connection.execute(
            "INSERT INTO decision (kind, subject, other, who, why, decided_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                decision.kind, decision.subject, decision.other, decision.who, decision.why,
                to_micros(at),
            ),
        ).lastrowid  # fmt: skip
        return int(number or 0)

    def get_decision(self, number: int) -> Decision | None:
        """Return a judgement with its id, or None where there is none."""
        row = self.connection.execute(
            f"SELECT {COLUMNS} FROM decision WHERE num = ?", (number,)
        ).fetchone()
        return from_row(row) if row else None

    def mark_revoked(self, number: int, who: str, why: str, at: datetime) -> None:
        """Record that a judgement was revoked."""
        self.connection.execute(
            "UPDATE decision SET revoked_at = ?, revoked_by = ?, revoked_why = ? WHERE num = ?",
            (to_micros(at), who, why, number),
        )

    def select_decisions(
        self,
        subjects: Sequence[str] | None,
        kind: DecisionKind | None,
        in_force_at: datetime | None,
    ) -> list[Decision]:
        """Return judgements, oldest first: see the protocol."""
        conditions: list[tuple[str, Sequence[str | int]]] = []
        if subjects is not None:
            conditions.append((f"subject IN ({marks(subjects)})", subjects))
        if kind is not None:
            conditions.append(("kind = ?", (kind,)))
        if in_force_at is not None:
            at = to_micros(in_force_at)
            conditions.append(("decided_at <= ? AND coalesce(revoked_at > ?, 1)", (at, at)))
        where = " AND ".join(text for text, _ in conditions)
        rows = self.connection.execute(
            f"SELECT {COLUMNS} FROM decision {'WHERE ' + where if where else ''} ORDER BY num",
            [value for _, values in conditions for value in values],
        )
        return [from_row(row) for row in rows]

    def is_any_in_force(self, kind: DecisionKind) -> bool:
        """Say whether some judgement of a kind is in force now."""
        row = self.connection.execute(
            "SELECT 1 FROM decision WHERE kind = ? AND revoked_at IS NULL LIMIT 1", (kind,)
        ).fetchone()
        return row is not None

    def pairs_in_force(self, kind: DecisionKind) -> list[tuple[str, str]]:
        """Return (subject, other) of the judgements of a kind in force, oldest first."""
        return self.connection.execute(
            "SELECT subject, other FROM decision"
            " WHERE kind = ? AND revoked_at IS NULL ORDER BY num",
            (kind,),
        ).fetchall()

    def is_known(self, subject: Subject, name: str) -> bool:
        """Say whether there is an identifier, report, ring or source of a name."""
        return self.connection.execute(_KNOWN[subject], (name,)).fetchone() is not None

    def rename_subject(self, name: str, new: str) -> None:
        """Replace a name in subject and other of all judgements, revoked ones too."""
        self.connection.execute("UPDATE decision SET subject = ? WHERE subject = ?", (new, name))
        self.connection.execute("UPDATE decision SET other = ? WHERE other = ?", (new, name))
