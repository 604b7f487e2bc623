"""Places for new nodes: free ones, near the parent, the same every time."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from viz.picture import Point
from viz.place import place


def _apart(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) >= 115.9 or abs(one[1] - other[1]) >= 65.9


def _shown(count: int) -> dict[str, Point]:
    chance = random.Random(3)
    return {f"n{i}": (chance.uniform(-900, 900), chance.uniform(-900, 900)) for i in range(count)}


@pytest.mark.parametrize("count", [1, 2, 7, 60])
def test_new_nodes_cover_no_other_node(count: int) -> None:
    """Neither one that is there nor one that comes with them."""
    shown = _shown(80)
    new = [f"x{i}" for i in range(count)]
    places = place("n0", shown, new, {"x0": [shown["n0"], shown["n9"]]})

    assert sorted(places) == sorted(new)
    for fresh in new:
        assert all(_apart(places[fresh], there) for there in shown.values())
    for one, other in itertools.combinations(new, 2):
        assert _apart(places[one], places[other])


def test_the_same_question_has_the_same_answer_to_the_bit() -> None:
    """In whatever order it is asked."""
    shown = _shown(40)
    new = [f"x{i}" for i in range(30)]
    wishes = {"x3": [shown["n1"], shown["n2"]]}
    turned = dict(reversed(shown.items()))

    assert place("n5", shown, new, wishes) == place("n5", turned, new[::-1], wishes)


def test_what_is_shown_is_only_read_and_gets_no_place() -> None:
    """A node that exists keeps its own."""
    shown = _shown(10)
    before = dict(shown)

    assert place("n0", shown, ["n3", "x"], {}).keys() == {"x"}
    assert shown == before


def test_a_node_between_two_goes_to_their_middle_when_it_is_free() -> None:
    """It stands between what it joins."""
    shown = {"a": (0.0, 0.0), "b": (600.0, 0.0)}

    assert place("a", shown, ["x"], {"x": [(0.0, 0.0), (600.0, 0.0)]}) == {"x": (300.0, 0.0)}


def test_the_first_new_node_goes_to_the_emptiest_side() -> None:
    """Away from what stands near."""
    shown = {"a": (0.0, 0.0), "b": (150.0, 0.0)}
    [(x, _)] = place("a", shown, ["x"], {}).values()

    assert x < 0


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e300])
def test_places_that_a_browser_makes_up_do_no_harm(bad: float) -> None:
    """The answer is finite and comes at once."""
    shown = {"a": (bad, bad), "b": (0.0, bad)}
    [(x, y)] = place("a", shown, ["x"], {"x": [(bad, 0.0), (0.0, 0.0)]}).values()

    assert math.isfinite(x)
    assert math.isfinite(y)
