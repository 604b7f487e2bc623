"""Where the facts of duplicates stand."""

from __future__ import annotations

import itertools

import pytest

from graph.store.judgements.groups import is_in_force, settle
from graph.store.judgements.primitives.rows import JudgedReport, Pair, Place


def _judged(num: int, *, rejected: bool = False) -> JudgedReport:
    place = Place(num, in_force=True, host=num, list_size=num * 10)
    return JudgedReport(place, erased=False, rejected=rejected, carried=True)


def _hosts(pairs: list[Pair], *rejected: int) -> dict[int, int]:
    nums = sorted({num for pair in pairs for num in pair})
    judged = {num: _judged(num, rejected=num in rejected) for num in nums}
    return {place.num: place.host for place in settle([nums], pairs, judged)}


@pytest.mark.parametrize("said", list(itertools.product((False, True), repeat=3)))
def test_a_report_counts_unless_something_speaks_against_it(said: tuple[bool, bool, bool]) -> None:
    """It has to be carried by a source that stands, and be neither erased nor rejected."""
    judged = JudgedReport(_judged(1).place, *said)

    assert is_in_force(judged) == (said == (False, False, True))


def test_the_host_is_what_repeats_no_other() -> None:
    """Whatever its number; of several the first recorded."""
    assert set(_hosts([(1, 2), (2, 3)]).values()) == {3}
    assert set(_hosts([(1, 3), (1, 2)]).values()) == {2}


def test_a_rejected_original_hosts_nothing() -> None:
    """The next in the chain does; where all are rejected, any one is named."""
    assert set(_hosts([(1, 2), (2, 3)], 3).values()) == {2}
    assert set(_hosts([(1, 2), (2, 3)], 2, 3).values()) == {1}
    assert set(_hosts([(1, 2)], 1, 2).values()) == {1}


def test_what_is_rejected_between_two_does_not_part_them() -> None:
    """A duplicate of a rejected duplicate still repeats the original."""
    assert set(_hosts([(1, 2), (2, 3)], 2).values()) == {3}


def test_a_report_alone_is_its_own_host_again() -> None:
    """Its size is not touched."""
    judged = JudgedReport(Place(4, True, 9, 40), erased=False, rejected=True, carried=True)

    assert settle([[4]], [], {4: judged}) == [Place(4, in_force=False, host=4, list_size=40)]
