"""Judgements: recorded, checked against those in force, and applied for all readers."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from graph.errors import InvalidDecisionError
from graph.model import Decision, DecisionKind
from graph.store.sqlite import contradictions, erasing, standing, units
from graph.store.sqlite.body import from_micros, to_micros
from graph.store.sqlite.erased_keys import hash_of
from graph.store.sqlite.indexing import reindex
from graph.store.sqlite.numbers import IdentifierNumbers, find_numbers

_COLUMNS = """num, kind, subject, other, who, why, decided_at, revoked_at, revoked_by,
  revoked_why"""
_STANDING = {DecisionKind.IGNORE, DecisionKind.VICTIM, DecisionKind.CONFIRMED}


def add_decision(
    connection: sqlite3.Connection, numbers: IdentifierNumbers, decision: Decision, now: datetime
) -> Decision:
    """Record a judgement and apply it, inside the caller's transaction.

    Raises:
        InvalidDecisionError: as the port says.
    """
    contradictions.check(connection, decision)
    number = connection.execute(
        "INSERT INTO decision (kind, subject, other, who, why, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            decision.kind, decision.subject, decision.other, decision.who, decision.why,
            to_micros(now),
        ),
    ).lastrowid  # fmt: skip
    recorded = replace(
        decision, id=f"D{number}", decided_at=now, revoked_at=None, revoked_by=None,
        revoked_why=None,
    )  # fmt: skip
    if decision.kind is DecisionKind.ERASE:
        erasing.erase(connection, numbers, int(number or 0), decision.subject)
        # An erased key is stored as its hash.
        return _get(connection, int(number or 0)) or recorded
    _apply(connection, numbers, recorded)
    return recorded


def revoke_decision(
    connection: sqlite3.Connection,
    numbers: IdentifierNumbers,
    decision_id: str,
    who: str,
    why: str,
    now: datetime,
) -> Decision:
    """Take a judgement back inside the caller's transaction; what it did is undone.

    Raises:
        InvalidDecisionError: unknown, revoked already, or an erasure; or who or why is blank.
    """
    contradictions.require(who=who, why=why)
    decision = _find(connection, decision_id)
    if decision is None:
        raise InvalidDecisionError(
            f"không có quyết định {decision_id}.", f"there is no decision {decision_id}."
        )
    if decision.revoked_at:
        raise InvalidDecisionError(
            f"{decision_id} đã được thu hồi rồi.", f"{decision_id} is revoked already."
        )
    if decision.kind is DecisionKind.ERASE:
        raise InvalidDecisionError(
            "không thể thu hồi việc xóa: dữ liệu không còn.",
            "an erasure can't be taken back: what it erased is gone.",
        )
    connection.execute(
        "UPDATE decision SET revoked_at = ?, revoked_by = ?, revoked_why = ? WHERE num = ?",
        (to_micros(now), who, why, int(decision_id[1:])),
    )
    revoked = replace(decision, revoked_at=now, revoked_by=who, revoked_why=why)
    _apply(connection, numbers, revoked)
    return revoked


def _apply(connection: sqlite3.Connection, numbers: IdentifierNumbers, decision: Decision) -> None:
    """Bring what a judgement is about in line with the judgements that are now in force."""
    kind = decision.kind
    ends = [end for end in (decision.subject, decision.other) if end]
    if kind in _STANDING:
        for num in find_numbers(connection, [decision.subject]).values():
            unit = units.units_of(connection, [num])[num]
            standing.judge_unit(connection, unit, units.members(connection, unit))
    elif kind is DecisionKind.SAME_AS and decision.revoked_at is None:
        numbers_of = find_numbers(connection, ends)
        units.join(connection, [(numbers_of[ends[0]], numbers_of[ends[1]])])
    elif kind in {DecisionKind.SAME_AS, DecisionKind.NOT_SAME_AS}:
        units.rebuild(connection, find_numbers(connection, ends).values())
    elif kind is DecisionKind.WITHDRAW:
        reindex(connection, numbers, _reports_of_source(connection, decision.subject))
    elif kind in {DecisionKind.REJECTED, DecisionKind.DUPLICATE_OF}:
        reindex(connection, numbers, [num for end in ends for num in _report(connection, end)])


def _report(connection: sqlite3.Connection, report_id: str) -> list[int]:
    rows = connection.execute("SELECT num FROM report WHERE id = ?", (report_id,))
    return [num for (num,) in rows]


def _reports_of_source(connection: sqlite3.Connection, sha256: str) -> list[int]:
    rows = connection.execute(
        """SELECT DISTINCT report FROM source JOIN sighting ON source = source.num
           WHERE sha256 = ?""",
        (sha256,),
    )
    return [num for (num,) in rows]


def _find(connection: sqlite3.Connection, decision_id: str) -> Decision | None:
    number = decision_id[1:]
    digits = number.isascii() and number.isdigit() and len(number) < 19
    if not digits or decision_id != f"D{int(number)}":
        return None
    return _get(connection, int(number))


def _get(connection: sqlite3.Connection, number: int) -> Decision | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM decision WHERE num = ?", (number,)).fetchone()
    return _decision(row) if row else None


def _decision(
    row: tuple[int, str, str, str | None, str, str, int, int | None, str, str],
) -> Decision:
    num, kind, subject, other, who, why, decided_at, revoked_at, revoked_by, revoked_why = row
    return Decision(
        kind=DecisionKind(kind), subject=subject, other=other, who=who, why=why, id=f"D{num}",
        decided_at=from_micros(decided_at),
        revoked_at=None if revoked_at is None else from_micros(revoked_at),
        revoked_by=revoked_by, revoked_why=revoked_why,
    )  # fmt: skip


def list_decisions(
    connection: sqlite3.Connection,
    subject: str | None,
    kind: DecisionKind | None,
    in_force_at: datetime | None,
) -> list[Decision]:
    """Return judgements, oldest first; the contract stands in the port."""
    conditions: list[tuple[str, tuple[str | int, ...]]] = []
    if subject is not None:
        conditions.append(("subject IN (?, ?)", (subject, hash_of(subject))))
    if kind is not None:
        conditions.append(("kind = ?", (kind,)))
    if in_force_at is not None:
        at = to_micros(in_force_at)
        conditions.append(("decided_at <= ? AND coalesce(revoked_at > ?, 1)", (at, at)))
    where = " AND ".join(text for text, _ in conditions)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM decision {'WHERE ' + where if where else ''} ORDER BY num",
        [value for _, values in conditions for value in values],
    )
    return [_decision(row) for row in rows]
