"""Which of several units become one, where some must stay apart."""

from __future__ import annotations

from collections.abc import Iterable


class Forest:
    """Which units are one so far, and which may not become one.

    Args:
        units: each alone at first.
    """

    def __init__(self, units: Iterable[int]) -> None:
        """Begin with every unit alone, and nothing barred."""
        self._parent = {unit: unit for unit in units}
        self._barred: dict[int, set[int]] = {}

    def _root(self, unit: int) -> int:
        while self._parent[unit] != unit:
            self._parent[unit] = self._parent[self._parent[unit]]
            unit = self._parent[unit]
        return unit

    def bar(self, a: int, b: int) -> None:
        """Keep two units apart from now on; before anything is united."""
        self._barred.setdefault(a, set()).add(b)
        self._barred.setdefault(b, set()).add(a)

    def unite(self, a: int, b: int) -> None:
        """Make two units one, unless that unites what is barred."""
        one, other = self._root(a), self._root(b)
        against = self._barred.get(one, set())
        if one == other or any(self._root(unit) == other for unit in against):
            return
        self._parent[other] = one
        if other in self._barred:
            self._barred[one] = against | self._barred.pop(other)

    def groups(self) -> list[list[int]]:
        """Return the groups of more than one."""
        found: dict[int, list[int]] = {}
        for unit in self._parent:
            found.setdefault(self._root(unit), []).append(unit)
        return [group for group in found.values() if len(group) > 1]
