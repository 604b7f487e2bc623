"""The state of identifiers and of units."""

from __future__ import annotations

import pytest

from graph.model import DecisionKind
from graph.store.judgements.primitives.rows import JudgedIdentifier, StateRow
from graph.store.judgements.standing import (
    IGNORED,
    JOINING,
    SHARED,
    VICTIM,
    alone,
    combine,
    own_state,
)


@pytest.mark.parametrize(
    ("states", "combined"),
    [
        ([JOINING], JOINING),
        ([SHARED, SHARED], SHARED),
        ([SHARED, JOINING], JOINING),
        ([SHARED, IGNORED], IGNORED),
        ([IGNORED, JOINING, VICTIM], VICTIM),
    ],
)
def test_one_victim_or_ignored_member_is_enough(states: list[int], combined: int) -> None:
    """But only where all members are shared, the unit is."""
    assert combine(states) == combined
    assert combine(reversed(states)) == combined


def test_what_persons_judged_outweighs_the_registry() -> None:
    """A shared host that is ignored is ignored; a confirmation changes no state."""
    shared = JudgedIdentifier(7, joins=False, kinds=frozenset())
    ignored = JudgedIdentifier(7, joins=False, kinds=frozenset({DecisionKind.IGNORE}))
    confirmed = JudgedIdentifier(8, joins=True, kinds=frozenset({DecisionKind.CONFIRMED}))

    assert own_state(shared) == StateRow(7, SHARED, confirmed=False)
    assert own_state(ignored) == StateRow(7, IGNORED, confirmed=False)
    assert own_state(confirmed) == StateRow(8, JOINING, confirmed=True)
    assert alone(joins=False) == SHARED
