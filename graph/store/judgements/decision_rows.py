"""A recorded judgement as a row of numbers and texts, and its id."""

from __future__ import annotations

from graph.model import Decision, DecisionKind
from graph.store.body import from_micros

DecisionRow = tuple[int, str, str, str | None, str, str, int, int | None, str | None, str | None]
"""Number, kind, subject, other, who, why, decided at, revoked at, by, why; times in microseconds.
"""


def id_of(number: int) -> str:
    """Return the id of a judgement."""
    return f"D{number}"


def number_of(decision_id: str) -> int | None:
    """Return the number of a judgement, or None for what is no id of any."""
    number = decision_id[1:]
    digits = number.isascii() and number.isdigit() and len(number) < 19
    if not digits or decision_id != id_of(int(number)):
        return None
    return int(number)


def from_row(row: DecisionRow) -> Decision:
    """Return the judgement that a row keeps."""
    num, kind, subject, other, who, why, decided_at, revoked_at, revoked_by, revoked_why = row
    return Decision(
        kind=DecisionKind(kind), subject=subject, other=other, who=who, why=why, id=id_of(num),
        decided_at=from_micros(decided_at),
        revoked_at=None if revoked_at is None else from_micros(revoked_at),
        revoked_by=revoked_by, revoked_why=revoked_why,
    )  # fmt: skip
