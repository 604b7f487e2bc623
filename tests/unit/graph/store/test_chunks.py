"""Slices, pages and stretches of numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.chunks import chunks, pages, spans


def test_chunks_and_pages_cut_without_loss() -> None:
    """The last one is shorter; nothing gives nothing."""
    assert list(chunks([1, 2, 3], 2)) == [[1, 2], [3]]
    assert list(pages(iter([1, 2, 3]), 2)) == [[1, 2], [3]]
    assert list(chunks([], 2)) == list(pages([], 2)) == []


@pytest.mark.parametrize(
    ("numbers", "found"),
    [([], []), ([7], [(7, 7)]), ([3, 1, 2, 2], [(1, 3)]), ([5, 1, 4], [(1, 1), (4, 5)])],
)
def test_spans_are_stretches_of_consecutive_numbers(
    numbers: list[int], found: list[tuple[int, int]]
) -> None:
    """In whatever order, and however often they are given."""
    assert spans(numbers) == found


@given(st.sets(st.integers(-30, 30)))
def test_spans_hold_each_number_once_and_do_not_touch(numbers: set[int]) -> None:
    """They are as few as can be."""
    found = spans(numbers)

    assert [n for first, last in found for n in range(first, last + 1)] == sorted(numbers)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))
