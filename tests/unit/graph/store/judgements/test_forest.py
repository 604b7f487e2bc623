"""Which units become one, where some must stay apart."""

from __future__ import annotations

from graph.store.judgements.forest import Forest


def test_chains_of_pairs_are_one_group() -> None:
    """What hangs together over several pairs is one; what is alone is no group."""
    forest = Forest(range(6))
    for a, b in ((0, 1), (3, 2), (1, 2), (0, 3)):
        forest.unite(a, b)

    assert sorted(map(sorted, forest.groups())) == [[0, 1, 2, 3]]


def test_what_is_barred_stays_apart_over_any_number_of_steps() -> None:
    """The pair that would close the chain between barred ends is left out, whatever its side."""
    for last in ((2, 3), (3, 2)):
        forest = Forest(range(5))
        forest.bar(0, 4)
        for a, b in ((0, 1), (1, 2), (3, 4), last):
            forest.unite(a, b)

        assert sorted(map(sorted, forest.groups())) == [[0, 1, 2], [3, 4]]


def test_bars_go_with_those_that_are_united() -> None:
    """A group keeps away from what any of its members was barred from."""
    forest = Forest(range(4))
    forest.bar(1, 2)
    forest.bar(0, 3)
    for a, b in ((0, 1), (0, 2), (1, 3), (2, 3)):
        forest.unite(a, b)

    assert sorted(map(sorted, forest.groups())) == [[0, 1], [2, 3]]
