"""Which judgements can't be recorded: blank, about nothing known, or against those in force."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

from graph.errors import InvalidDecisionError
from graph.model import Decision, DecisionKind
from graph.store.sqlite import units
from graph.store.sqlite.numbers import find_numbers, keys_of
from graph.store.sqlite.values import find_units

_PAIRS = {DecisionKind.SAME_AS, DecisionKind.NOT_SAME_AS, DecisionKind.DUPLICATE_OF}
_LABELS = {
    "who": ("người quyết định", "who decided it"),
    "why": ("lý do", "why"),
    "other": ("đối tượng thứ hai", "the second one"),
}
_IDENTIFIER = ("SELECT 1 FROM identifier WHERE key = ?",)
_REPORT = ("SELECT 1 FROM report WHERE id = ?",)
_RING = ("SELECT 1 FROM ring WHERE id = ? LIMIT 1",)
_SOURCE = ("SELECT 1 FROM source WHERE sha256 = ? LIMIT 1",)
_SUBJECTS = {
    DecisionKind.IGNORE: _IDENTIFIER,
    DecisionKind.VICTIM: _IDENTIFIER,
    DecisionKind.SAME_AS: _IDENTIFIER,
    DecisionKind.NOT_SAME_AS: _IDENTIFIER,
    DecisionKind.DUPLICATE_OF: _REPORT,
    DecisionKind.CONFIRMED: _IDENTIFIER + _RING,
    DecisionKind.REJECTED: _REPORT,
    DecisionKind.WITHDRAW: _SOURCE,
    DecisionKind.ERASE: _REPORT + _IDENTIFIER,
}
"""What a judgement may be about: queries, one of which has to find it."""


def require(**values: str | None) -> None:
    """Refuse blank values.

    Args:
        values: who, why or other.

    Raises:
        InvalidDecisionError: one is blank.
    """
    for name, value in values.items():
        if value is None or not value.strip():
            vi, en = _LABELS[name]
            raise InvalidDecisionError(f"thiếu {vi}.", f"it lacks {en}.")


def check(connection: sqlite3.Connection, decision: Decision) -> None:
    """Refuse what can't be recorded.

    Raises:
        InvalidDecisionError: as the port says.
    """
    require(who=decision.who, why=decision.why)
    queries = _SUBJECTS[decision.kind]
    _require_known(connection, queries, decision.subject)
    if decision.kind not in _PAIRS:
        return
    require(other=decision.other)
    other = decision.other or ""
    _require_known(connection, queries, other)
    if decision.subject == other:
        raise InvalidDecisionError("hai đối tượng là một.", "both ends are the same one.", (other,))
    _CHECKS[decision.kind](connection, decision.subject, other)


def _require_known(connection: sqlite3.Connection, queries: tuple[str, ...], name: str) -> None:
    if not any(connection.execute(query, (name,)).fetchone() for query in queries):
        raise InvalidDecisionError(f"không tìm thấy {name}.", f"{name} is not known.")


def _refuse(chain: list[str]) -> InvalidDecisionError:
    names = " – ".join(chain)
    return InvalidDecisionError(
        f"trái với quyết định đang có hiệu lực, theo chuỗi {names}. "
        "Hãy thu hồi quyết định sai trước.",
        f"it contradicts decisions in force, by the chain {names}. Revoke the wrong one first.",
        tuple(chain),
    )


def _check_same(connection: sqlite3.Connection, subject: str, other: str) -> None:
    """Refuse to unite two units, members of which were judged not to be the same."""
    apart = _pairs_in_force(connection, DecisionKind.NOT_SAME_AS)
    unit_of = find_units(
        connection, list({subject, other, *(key for pair in apart for key in pair)})
    )
    mine, theirs = unit_of[subject], unit_of[other]
    for a, b in apart:
        for x, y in ((a, b), (b, a)):
            if unit_of.get(x) == mine and unit_of.get(y) == theirs:
                left = _chain(connection, x, subject) or [x, subject]
                right = _chain(connection, other, y) or [other, y]
                raise _refuse(list(dict.fromkeys((*left, *right))))


def _check_not_same(connection: sqlite3.Connection, subject: str, other: str) -> None:
    """Refuse to part what judgements unite; a tie that a report states gives way instead."""
    chain = _chain(connection, subject, other)
    if chain is None:
        return
    judged = {frozenset(p) for p in _pairs_in_force(connection, DecisionKind.SAME_AS)}
    if any(frozenset(step) in judged for step in pairwise(chain)):
        raise _refuse(chain)


def _check_duplicate(connection: sqlite3.Connection, subject: str, other: str) -> None:
    """Refuse a circle of duplicates."""
    onward: dict[str, list[str]] = {}
    for a, b in _pairs_in_force(connection, DecisionKind.DUPLICATE_OF):
        onward.setdefault(a, []).append(b)
    chain = _search(onward, other, subject)
    if chain:
        raise _refuse(chain)


_CHECKS = {
    DecisionKind.SAME_AS: _check_same,
    DecisionKind.NOT_SAME_AS: _check_not_same,
    DecisionKind.DUPLICATE_OF: _check_duplicate,
}


def _pairs_in_force(connection: sqlite3.Connection, kind: DecisionKind) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT subject, other FROM decision WHERE kind = ? AND revoked_at IS NULL ORDER BY num",
        (kind,),
    ).fetchall()


def _chain(connection: sqlite3.Connection, start: str, goal: str) -> list[str] | None:
    """Return how two identifiers of one unit are united, shortest; None where they are not."""
    ends = find_numbers(connection, [start, goal])
    unit_of = units.units_of(connection, ends.values())
    if unit_of[ends[start]] != unit_of[ends[goal]]:
        return None
    mine = units.members(connection, unit_of[ends[start]])
    keys = keys_of(connection, mine)
    pairs = units.same_as_pairs(connection, mine) + units.tie_pairs(connection, mine)
    onward: dict[str, list[str]] = {}
    for a, b in pairs:
        if a in keys and b in keys:
            onward.setdefault(keys[a], []).append(keys[b])
            onward.setdefault(keys[b], []).append(keys[a])
    return _search(onward, start, goal)


def _search(onward: dict[str, list[str]], start: str, goal: str) -> list[str] | None:
    came_from = {start: start}
    layer = [start]
    while layer and goal not in came_from:
        found = [(there, here) for here in layer for there in onward.get(here, ())]
        layer = []
        for there, here in found:
            if there not in came_from:
                came_from[there] = here
                layer.append(there)
    if goal not in came_from:
        return None
    chain = [goal]
    while chain[-1] != start:
        chain.append(came_from[chain[-1]])
    return chain[::-1]
