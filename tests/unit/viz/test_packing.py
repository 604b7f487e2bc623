"""Rectangles side by side."""

from __future__ import annotations

import itertools
import random

import pytest

from viz.packing import Rectangle, pack


def _rectangles(count: int, seed: int) -> list[Rectangle]:
    chance = random.Random(seed)
    return [(chance.uniform(5, 400), chance.uniform(5, 300)) for _ in range(count)]


@pytest.mark.parametrize("seed", range(5))
def test_no_two_rectangles_are_nearer_than_the_gap(seed: int) -> None:
    """Of any sizes."""
    rectangles = _rectangles(60, seed)
    corners = pack(rectangles, gap=12.0)

    for (one, a), (other, b) in itertools.combinations(zip(rectangles, corners, strict=True), 2):
        across = max(a[0] - (b[0] + other[0]), b[0] - (a[0] + one[0]))
        down = max(a[1] - (b[1] + other[1]), b[1] - (a[1] + one[1]))
        assert max(across, down) >= 12.0 - 1e-6


def test_the_whole_is_dense_and_as_wide_as_wanted() -> None:
    """At least half of the page is used, and it is rather a page than a strip."""
    rectangles = _rectangles(200, 1)
    corners = pack(rectangles, gap=10.0, aspect=1.6)
    width = max(x + w for (x, _), (w, _) in zip(corners, rectangles, strict=True))
    height = max(y + h for (_, y), (_, h) in zip(corners, rectangles, strict=True))
    used = sum((w + 10) * (h + 10) for w, h in rectangles)

    assert used / (width * height) > 0.5
    assert 1.0 < width / height < 2.5


def test_the_biggest_comes_first_and_the_same_input_packs_the_same() -> None:
    """At the upper left; nothing is left to chance."""
    rectangles = [(10.0, 10.0), (300.0, 200.0), (20.0, 20.0)]

    assert pack(rectangles, gap=5.0)[1] == (0.0, 0.0)
    assert pack(rectangles, gap=5.0) == pack(rectangles, gap=5.0)
    assert pack([], gap=5.0) == []
