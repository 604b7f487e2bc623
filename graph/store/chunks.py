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


def pages(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield lists of so many of a stream, the last one shorter; only one is held at a time."""
    rest = iter(values)
    while page := list(islice(rest, size)):
        yield page
