"""Judgements: recorded, checked against those in force, and applied for all readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.errors import InvalidDecisionError
from graph.model import Decision, DecisionKind
from graph.store.judgements import contradictions, erasing, standing, units
from graph.store.judgements.decision_rows import id_of, number_of
from graph.store.judgements.erased_keys import hash_of
from graph.store.judgements.indexing import reindex
from graph.store.judgements.judging import Judging
from graph.store.judgements.primitives.decisions import DecisionList

_STANDING = {DecisionKind.IGNORE, DecisionKind.VICTIM, DecisionKind.CONFIRMED}


def add_decision(judging: Judging, decision: Decision, now: datetime) -> Decision:
    """Record a judgement and apply it, inside the caller's transaction.

    Raises:
        InvalidDecisionError: as the port says.
    """
    contradictions.check(judging, decision)
    number = judging.insert_decision(decision, now)
    recorded = replace(
        decision, id=id_of(number), decided_at=now, revoked_at=None, revoked_by=None,
        revoked_why=None,
    )  # fmt: skip
    if decision.kind is DecisionKind.ERASE:
        erasing.erase(judging, number, decision.subject)
        # An erased key is stored as its hash.
        return judging.get_decision(number) or recorded
    _apply(judging, recorded)
    return recorded


def revoke_decision(
    judging: Judging, decision_id: str, who: str, why: str, now: datetime
) -> Decision:
    """Take a judgement back inside the caller's transaction; what it did is undone.

    Raises:
        InvalidDecisionError: unknown, revoked already, or an erasure; or who or why is blank.
    """
    contradictions.require(who=who, why=why)
    number = number_of(decision_id)
    decision = None if number is None else judging.get_decision(number)
    if number is None or decision is None:
        raise InvalidDecisionError(
            f"không có quyết định {decision_id}.", f"there is no decision {decision_id}."
        )
    _require_revocable(decision)
    judging.mark_revoked(number, who, why, now)
    revoked = replace(decision, revoked_at=now, revoked_by=who, revoked_why=why)
    _apply(judging, revoked)
    return revoked


def _require_revocable(decision: Decision) -> None:
    if decision.revoked_at:
        raise InvalidDecisionError(
            f"{decision.id} đã được thu hồi rồi.", f"{decision.id} is revoked already."
        )
    if decision.kind is DecisionKind.ERASE:
        raise InvalidDecisionError(
            "không thể thu hồi việc xóa: dữ liệu không còn.",
            "an erasure can't be taken back: what it erased is gone.",
        )


def _apply(judging: Judging, decision: Decision) -> None:
    """Bring what a judgement is about in line with the judgements that are now in force."""
    kind = decision.kind
    ends = [end for end in (decision.subject, decision.other) if end]
    if kind in _STANDING:
        nums = judging.numbers_of([decision.subject]).values()
        standing.judge_units(judging, judging.units_of(nums).values())
    elif kind is DecisionKind.SAME_AS and decision.revoked_at is None:
        numbers = judging.numbers_of(ends)
        units.join(judging, [(numbers[ends[0]], numbers[ends[1]])])
    elif kind in {DecisionKind.SAME_AS, DecisionKind.NOT_SAME_AS}:
        units.rebuild(judging, judging.numbers_of(ends).values())
    elif kind is DecisionKind.WITHDRAW:
        reindex(judging, judging.reports_to_judge(decision.subject))
    elif kind in {DecisionKind.REJECTED, DecisionKind.DUPLICATE_OF}:
        reindex(judging, [known.num for known in judging.known_reports(ends).values()])


def list_decisions(
    judging: DecisionList,
    subject: str | None,
    kind: DecisionKind | None,
    in_force_at: datetime | None,
) -> list[Decision]:
    """Return judgements, oldest first; the contract stands in the port."""
    # What is erased is asked for by its key as before.
    subjects = None if subject is None else (subject, hash_of(subject))
    return judging.select_decisions(subjects, kind, in_force_at)
