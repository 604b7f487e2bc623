"""Judgements as nodes, tied to what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString

from graph.model import Decision, DecisionKind
from graph.store.body import to_micros
from graph.store.judgements.decision_rows import from_row
from graph.store.judgements.primitives.rows import Subject
from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.reports import NodeReports

_INSERT = """CREATE (:Decision {num: $num, kind: $kind, subject: $subject, other: $other,
  who: $who, why: $why, decided_at: $at})"""
# A judgement is about every reading of a source, and a ring of any run.
_ABOUT = """MATCH (d:Decision {num: $num}) UNWIND [d.subject, d.other] AS name
CALL (name) { MATCH (n:Identifier {key: name}) RETURN n
  UNION MATCH (n:Report {id: name}) RETURN n
  UNION MATCH (n:Source {sha256: name}) RETURN n
  UNION MATCH (run:Run) MATCH (n:Ring {run: run.num, id: name}) RETURN n }
MERGE (d)-[:ABOUT]->(n)"""
_COLUMNS: LiteralString = """
RETURN d.num, d.kind, d.subject, d.other, d.who, d.why, d.decided_at, d.revoked_at, d.revoked_by,
  d.revoked_why ORDER BY d.num"""
_GET = "MATCH (d:Decision {num: $num})" + _COLUMNS
_REVOKE = """MATCH (d:Decision {num: $num})
SET d.revoked_at = $at, d.revoked_by = $who, d.revoked_why = $why"""
_SELECT = (
    """MATCH (d:Decision) WHERE ($subjects IS NULL OR d.subject IN $subjects)
AND ($kind IS NULL OR d.kind = $kind)
AND ($at IS NULL OR (d.decided_at <= $at AND coalesce(d.revoked_at > $at, true)))"""
    + _COLUMNS
)
_ANY = """MATCH (d:Decision {kind: $kind}) WHERE d.revoked_at IS NULL RETURN 1 LIMIT 1"""
_PAIRS = """MATCH (d:Decision {kind: $kind}) WHERE d.revoked_at IS NULL
RETURN d.subject, d.other ORDER BY d.num"""
_KNOWN: dict[Subject, LiteralString] = {
    Subject.IDENTIFIER: "MATCH (n:Identifier {key: $name}) RETURN 1",
    Subject.REPORT: "MATCH (n:Report {id: $name}) RETURN 1",
    Subject.RING: "MATCH (run:Run) MATCH (n:Ring {run: run.num, id: $name}) RETURN 1 LIMIT 1",
    Subject.SOURCE: "MATCH (n:Source {sha256: $name}) RETURN 1 LIMIT 1",
}
_RENAME = """OPTIONAL MATCH (d:Decision {subject: $name}) SET d.subject = $new
WITH DISTINCT 1 AS one OPTIONAL MATCH (d:Decision {other: $name}) SET d.other = $new"""


class NodeDecisionList(NodeIdentities):
    """See graph.store.judgements.primitives.decisions.DecisionList."""

    def select_decisions(
        self,
        subjects: Sequence[str] | None,
        kind: DecisionKind | None,
        in_force_at: datetime | None,
    ) -> list[Decision]:
        """Return judgements, oldest first: see the protocol."""
        rows = self._reading.rows(
            _SELECT,
            subjects=None if subjects is None else list(subjects),
            kind=None if kind is None else kind.value,
            at=None if in_force_at is None else to_micros(in_force_at),
        )
        return [from_row(tuple(row)) for row in rows]


class NodeDecisions(NodeReports, NodeDecisionList):
    """See graph.store.judgements.primitives.decisions.Decisions."""

    def insert_decision(self, decision: Decision, at: datetime) -> int:
        """Record a judgement as in force from now on; return its number."""
        number = self._writing.take("decisions", 1)
        self._writing.rows(
            _INSERT,
            num=number,
            kind=decision.kind.value,
            subject=decision.subject,
            other=decision.other,
            who=decision.who,
            why=decision.why,
            at=to_micros(at),
        )
        self._writing.rows(_ABOUT, num=number)
        return number

    def get_decision(self, number: int) -> Decision | None:
        """Return a judgement with its id, or None where there is none."""
        row = self._reading.one(_GET, num=number)
        return from_row(tuple(row)) if row else None

    def mark_revoked(self, number: int, who: str, why: str, at: datetime) -> None:
        """Record that a judgement was revoked."""
        self._writing.rows(_REVOKE, num=number, who=who, why=why, at=to_micros(at))

    def is_any_in_force(self, kind: DecisionKind) -> bool:
        """Say whether some judgement of a kind is in force now."""
        return self._reading.one(_ANY, kind=kind.value) is not None

    def pairs_in_force(self, kind: DecisionKind) -> list[tuple[str, str]]:
        """Return (subject, other) of the judgements of a kind in force, oldest first."""
        return [(a, b) for a, b in self._reading.rows(_PAIRS, kind=kind.value)]

    def is_known(self, subject: Subject, name: str) -> bool:
        """Say whether there is an identifier, report, ring or source of a name."""
        return self._reading.one(_KNOWN[subject], name=name) is not None

    def rename_subject(self, name: str, new: str) -> None:
        """Replace a name in subject and other of all judgements, revoked ones too."""
        self._writing.rows(_RENAME, name=name, new=new)
