"""Cut a sequence into slices, so that no statement gets too much at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")
CHUNK = 500


def chunks(values: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """Yield slices of so many, the last one shorter."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
