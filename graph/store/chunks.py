"""Cut a sequence or a stream into slices, so that nothing gets too much at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")
CHUNK = 500


def chunks(values: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """Yield slices of so many, the last one shorter."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the stretches of consecutive numbers, ascending: first and last of each."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def pages(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield lists of so many of a stream, the last one shorter; only one is held at a time."""
    rest = iter(values)
    while page := list(islice(rest, size)):
        yield page
