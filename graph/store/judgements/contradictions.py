"""Which judgements can't be recorded: blank, about nothing known, or against those in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from graph.errors import InvalidDecisionError
from graph.model import Decision, DecisionKind
from graph.store.judgements.judging import Judging
from graph.store.judgements.primitives.rows import Subject

_PAIRS = {DecisionKind.SAME_AS, DecisionKind.NOT_SAME_AS, DecisionKind.DUPLICATE_OF}
_LABELS = {
    "who": ("người quyết định", "who decided it"),
    "why": ("lý do", "why"),
    "other": ("đối tượng thứ hai", "the second one"),
}
_SUBJECTS = {
    DecisionKind.IGNORE: (Subject.IDENTIFIER,),
    DecisionKind.VICTIM: (Subject.IDENTIFIER,),
    DecisionKind.SAME_AS: (Subject.IDENTIFIER,),
    DecisionKind.NOT_SAME_AS: (Subject.IDENTIFIER,),
    DecisionKind.DUPLICATE_OF: (Subject.REPORT,),
    DecisionKind.CONFIRMED: (Subject.IDENTIFIER, Subject.RING),
    DecisionKind.REJECTED: (Subject.REPORT,),
    DecisionKind.WITHDRAW: (Subject.SOURCE,),
    DecisionKind.ERASE: (Subject.REPORT, Subject.IDENTIFIER),
}
"""What a judgement may be about."""


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


def check(judging: Judging, decision: Decision) -> None:
    """Refuse what can't be recorded.

    Raises:
        InvalidDecisionError: as the port says.
    """
    require(who=decision.who, why=decision.why)
    subjects = _SUBJECTS[decision.kind]
    _require_known(judging, subjects, decision.subject)
    if decision.kind not in _PAIRS:
        return
    require(other=decision.other)
    other = decision.other or ""
    _require_known(judging, subjects, other)
    if decision.subject == other:
        raise InvalidDecisionError("hai đối tượng là một.", "both ends are the same one.", (other,))
    _CHECKS[decision.kind](judging, decision.subject, other)


def _require_known(judging: Judging, subjects: Sequence[Subject], name: str) -> None:
    if not any(judging.is_known(subject, name) for subject in subjects):
        raise InvalidDecisionError(f"không tìm thấy {name}.", f"{name} is not known.")


def _refuse(chain: list[str]) -> InvalidDecisionError:
    names = " – ".join(chain)
    return InvalidDecisionError(
        f"trái với quyết định đang có hiệu lực, theo chuỗi {names}. "
        "Hãy thu hồi quyết định sai trước.",
        f"it contradicts decisions in force, by the chain {names}. Revoke the wrong one first.",
        tuple(chain),
    )


def _check_same(judging: Judging, subject: str, other: str) -> None:
    """Refuse to unite two units, members of which were judged not to be the same."""
    apart = judging.pairs_in_force(DecisionKind.NOT_SAME_AS)
    numbers = judging.numbers_of({subject, other, *(key for pair in apart for key in pair)})
    units = judging.units_of(numbers.values())
    unit_of = {key: units[num] for key, num in numbers.items()}
    mine, theirs = unit_of[subject], unit_of[other]
    for a, b in apart:
        for x, y in ((a, b), (b, a)):
            if unit_of.get(x) == mine and unit_of.get(y) == theirs:
                left = _chain(judging, x, subject) or [x, subject]
                right = _chain(judging, other, y) or [other, y]
                raise _refuse(list(dict.fromkeys((*left, *right))))


def _check_not_same(judging: Judging, subject: str, other: str) -> None:
    """Refuse to part what judgements unite; a tie that a report states gives way instead."""
    chain = _chain(judging, subject, other)
    if chain is None:
        return
    judged = {frozenset(pair) for pair in judging.pairs_in_force(DecisionKind.SAME_AS)}
    if any(frozenset(step) in judged for step in pairwise(chain)):
        raise _refuse(chain)


def _check_duplicate(judging: Judging, subject: str, other: str) -> None:
    """Refuse a circle of duplicates."""
    onward: dict[str, list[str]] = {}
    for a, b in judging.pairs_in_force(DecisionKind.DUPLICATE_OF):
        onward.setdefault(a, []).append(b)
    chain = _search(onward, other, subject)
    if chain:
        raise _refuse(chain)


_CHECKS = {
    DecisionKind.SAME_AS: _check_same,
    DecisionKind.NOT_SAME_AS: _check_not_same,
    DecisionKind.DUPLICATE_OF: _check_duplicate,
}


def _chain(judging: Judging, start: str, goal: str) -> list[str] | None:
    """Return how two identifiers of one unit are united, shortest; None where they are not."""
    ends = judging.numbers_of([start, goal])
    unit_of = judging.units_of(ends.values())
    unit = unit_of[ends[start]]
    if unit != unit_of[ends[goal]]:
        return None
    mine = judging.members_of([unit])[unit]
    keys = judging.keys_of(mine)
    onward: dict[str, list[str]] = {}
    # Sorted, so that of several shortest chains every adapter names the same one.
    for a, b in sorted(judging.same_pairs(mine)) + sorted(judging.tie_pairs(mine)):
        if a in keys and b in keys:
            onward.setdefault(keys[a], []).append(keys[b])
            onward.setdefault(keys[b], []).append(keys[a])
    return _search(onward, start, goal)


def _search(onward: Mapping[str, Sequence[str]], start: str, goal: str) -> list[str] | None:
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
