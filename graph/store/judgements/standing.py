"""Whether a unit may join reports, as the number that stores keep at its representative."""

from __future__ import annotations

from collections.abc import Iterable

from graph.expand import Standing
from graph.model import DecisionKind
from graph.store.judgements.primitives.rows import JudgedIdentifier, StateRow
from graph.store.judgements.primitives.units import Units

JOINING, IGNORED, VICTIM, SHARED = range(4)
STANDINGS = (Standing.JOINING, Standing.IGNORED, Standing.VICTIM, Standing.SHARED)
"""By number."""
PERSONAL = (DecisionKind.IGNORE, DecisionKind.VICTIM, DecisionKind.CONFIRMED)
"""What is judged about one identifier."""

_STATES: dict[str, int] = {DecisionKind.IGNORE: IGNORED, DecisionKind.VICTIM: VICTIM}


def alone(*, joins: bool) -> int:
    """Return the state of an identifier about which nothing is judged.

    Args:
        joins: what the registry says of it.
    """
    return JOINING if joins else SHARED


def combine(states: Iterable[int]) -> int:
    """Return a unit's state from its members': one victim or ignored one is enough.

    It is shared only where all members are: what a person judged to be the same as an
    identifier that joins, joins.
    """
    found = set(states)
    for state in (VICTIM, IGNORED):
        if state in found:
            return state
    return SHARED if found == {SHARED} else JOINING


def own_state(judged: JudgedIdentifier) -> StateRow:
    """Return the state of an identifier by itself."""
    states = [_STATES[kind] for kind in judged.kinds if kind in _STATES]
    return StateRow(
        judged.num,
        combine([*states, alone(joins=judged.joins)]),
        DecisionKind.CONFIRMED in judged.kinds,
    )


def judge_units(judging: Units, units: Iterable[int]) -> None:
    """Give units the states that decisions in force about their members give them."""
    members = judging.members_of(units)
    judged = judging.judged_identifiers(num for nums in members.values() for num in nums)
    own = {row.num: own_state(row) for row in judged}
    judging.set_states([
        StateRow(
            unit,
            combine(own[num].state for num in nums),
            any(own[num].confirmed for num in nums),
        )
        for unit, nums in members.items()
    ])  # fmt: skip
