"""The ids of judgements."""

from __future__ import annotations

import pytest

from graph.store.judgements.decision_rows import id_of, number_of


@pytest.mark.parametrize("number", [1, 42, 10**17])
def test_an_id_leads_back_to_its_number(number: int) -> None:
    """And is the only spelling of it."""
    assert number_of(id_of(number)) == number


@pytest.mark.parametrize(
    "spelling", ["", "D", "d1", "1", "D01", "D-1", "D1 ", "D١", "D1e3", "X1", "D" + "9" * 19]
)
def test_any_other_spelling_is_no_id(spelling: str) -> None:
    """Nobody revokes a judgement by a name that only looks like its own."""
    assert number_of(spelling) is None
