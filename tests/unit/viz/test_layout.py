"""Where nodes stand: no overlaps, no chance, bounded."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from graph.errors import TooLargeToDrawError
from viz.apart import overlaps
from viz.layout import Box, layout
from viz.picture import DRAW_LIMIT

Pairs = list[tuple[str, str]]


def _boxes(count: int) -> list[Box]:
    chance = random.Random(1)
    return [Box(f"b{i}", chance.uniform(24, 110), chance.uniform(40, 75)) for i in range(count)]


def _star(count: int) -> Pairs:
    return [("b0", f"b{i}") for i in range(1, count)]


def _chain(count: int) -> Pairs:
    return [(f"b{i}", f"b{i + 1}") for i in range(count - 1)]


def _clique(count: int) -> Pairs:
    return [(f"b{i}", f"b{j}") for i in range(count) for j in range(i)]


def _mixed(count: int) -> Pairs:
    chance = random.Random(2)
    groups = [range(at, min(at + 12, count)) for at in range(0, count, 12)]
    pairs = [(f"b{chance.choice(g)}", f"b{chance.choice(g)}") for g in groups for _ in range(20)]
    return pairs + [(f"b{chance.randrange(count)}", "b5") for _ in range(count // 8)]


SHAPES = {
    "none": (7, []),
    "one": (1, []),
    "two": (2, [("b0", "b1")]),
    "star": (60, _star(60)),
    "chain": (50, _chain(50)),
    "clique": (18, _clique(18)),
    "mixed": (240, _mixed(240)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_two_boxes_overlap(shape: str) -> None:
    """Whatever joins them; and the whole is centred."""
    count, pairs = SHAPES[shape]
    boxes = _boxes(count)
    places = layout(boxes, pairs)
    points = np.array([places[box.id] for box in boxes])
    sizes = np.array([(box.width, box.height) for box in boxes])
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)

    assert len(overlaps(points, sizes, slack=0.2)) == 0
    assert np.abs(low + high).max() < 1.0


@pytest.mark.parametrize("shape", SHAPES)
def test_order_has_no_influence_to_the_bit(shape: str) -> None:
    """Boxes, pairs and ends in any order give the same places."""
    count, pairs = SHAPES[shape]
    boxes = _boxes(count)
    turned = [(other, one) for one, other in reversed(pairs)]

    assert layout(boxes, pairs) == layout(boxes[::-1], [*turned, *pairs])


def test_joined_boxes_stand_nearer_than_others() -> None:
    """On a chain, neighbours are nearer on average than strangers."""
    places = layout(_boxes(30), _chain(30))

    def mean(step: int) -> float:
        pairs = [(places[f"b{i}"], places[f"b{i + step}"]) for i in range(30 - step)]
        return sum(math.dist(one, other) for one, other in pairs) / len(pairs)

    assert mean(1) < mean(3)


def test_loops_repeats_and_unknown_ends_are_dropped() -> None:
    """They change nothing."""
    boxes = _boxes(5)
    pairs = _chain(5)

    assert layout(boxes, [*pairs, *pairs, ("b1", "b1"), ("b1", "nobody")]) == layout(boxes, pairs)


def test_no_boxes_have_no_places() -> None:
    """An empty picture is a picture."""
    assert layout([], [("a", "b")]) == {}


def test_more_than_five_thousand_boxes_are_refused() -> None:
    """The message names both numbers."""
    with pytest.raises(TooLargeToDrawError) as caught:
        layout([Box(f"b{i}", 1, 1) for i in range(DRAW_LIMIT + 1)], [])

    assert "5001" in caught.value.message("en").replace(",", "")
