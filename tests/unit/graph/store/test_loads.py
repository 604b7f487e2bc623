"""Which loads a store misses, and what it says of them."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Source
from graph.store.loads import find_unfinished, tell_unfinished
from tests.contract.facts import make_source


def _sources(count: int) -> list[Source]:
    return [make_source(f"{number}.csv") for number in range(count)]


def test_a_file_is_missed_per_stream() -> None:
    """Loaded into one stream, it may still be half-loaded into another."""
    one = replace(make_source("a.csv", stream="s"), complete=True)
    other = make_source("a.csv", stream="t")

    assert find_unfinished([one, other], []) == [other]


def test_of_several_readings_the_newest_is_named() -> None:
    """One problem per file, not per attempt."""
    readings = [make_source("a.csv", fingerprint=name) for name in ("f1", "f2", "f3")]

    assert find_unfinished(readings, []) == [readings[-1]]


def test_many_files_are_counted_and_some_named() -> None:
    """Five names, and a sign that there are more; a long name is cut."""
    ((_, five),) = tell_unfinished(_sources(5), [])
    ((_, six),) = tell_unfinished(_sources(6), [])
    ((_, long),) = tell_unfinished([make_source("x" * 5_000)], [])

    assert "4.csv" in five
    assert "…" not in five
    assert "completed: 6 (0.csv" in six
    assert "4.csv, …" in six
    assert "5.csv" not in six
    assert len(long) < 400


def test_nothing_is_said_of_nothing() -> None:
    """No sources, no problem."""
    assert tell_unfinished([], []) == []
