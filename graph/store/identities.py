"""How an adapter names identifiers within itself: numbers, and the units that they are in.

The rules of questions and judgements (graph/store/questions, graph/store/judgements) are written
once, over protocols like this one; an adapter fulfils them with its own queries. Numbers never
leave an adapter's room but into these rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Identities(Protocol):
    """Keys to numbers, and numbers to units; within one transaction of an adapter."""

    def numbers_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the keys that are known."""
        ...

    def keys_of(self, nums: Iterable[int]) -> dict[int, str]:
        """Return the keys of identifiers."""
        ...

    def units_of(self, nums: Iterable[int]) -> dict[int, int]:
        """Return the number of each identifier's representative."""
        ...

    def members_of(self, units: Iterable[int]) -> dict[int, list[int]]:
        """Return the identifiers of each unit: its representative first, then by key."""
        ...
