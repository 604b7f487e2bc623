"""The part of a store that the workbench asks: one set of rules over what an adapter reads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.expand import (
    PATH_CAP,
    Connections,
    ExpandQuery,
    Expansion,
    HiddenCounts,
    Path,
    Unit,
)
from graph.store.answers import Hit
from graph.store.questions import connecting, expanding, hidden, route, units
from graph.store.questions.reading import Reading
from graph.store.questions.search import search

_T = TypeVar("_T")


class Workbench(ABC):
    """Answers the questions of GraphStore that may take a limited time; see there."""

    @abstractmethod
    def _ask(self, question: Callable[[Reading], _T]) -> _T:
        """Answer a question in one consistent state, within the time that it may take.

        Raises:
            QueryTooLongError: it took longer.
        """

    def get_unit(self, key: str) -> Unit:
        """Return the unit that an identifier belongs to: see the port."""
        return self._ask(lambda reading: units.get_unit(reading, key))

    def get_units(self, keys: Sequence[str]) -> list[Unit]:
        """Return the distinct units of these identifiers, in order: see the port."""
        return self._ask(lambda reading: units.get_units(reading, keys))

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Find identifiers by what a person types: see the port."""
        return self._ask(lambda reading: search(reading, text, limit))

    def expand(self, query: ExpandQuery) -> Expansion:
        """Return the neighbours of a unit: see the port."""
        return self._ask(lambda reading: expanding.expand(reading, query))

    def hidden_counts(
        self, keys: Sequence[str], exclude: Sequence[str], cap: int = 2000
    ) -> dict[str, HiddenCounts]:
        """Return what expanding each of these units would add: see the port."""
        return self._ask(lambda reading: hidden.hidden_counts(reading, keys, exclude, cap))

    def connections(self, units: Sequence[str], cap: int = 2000) -> Connections:
        """Return what connects these units with each other: see the port."""
        return self._ask(lambda reading: connecting.connections(reading, units, cap))

    def reports_of(
        self, units: Sequence[str], limit: int = 50, offset: int = 0
    ) -> tuple[int, list[str]]:
        """Return how many reports mention all of these units, and some ids: see the port."""
        return self._ask(lambda reading: connecting.reports_of(reading, units, limit, offset))

    def reports_stating(
        self, source: str, target: str, link_type: str, limit: int = 50, offset: int = 0
    ) -> tuple[int, list[str]]:
        """Return how many reports state a link, and some ids: see the port."""
        ends = (source, target)
        return self._ask(
            lambda reading: connecting.reports_stating(reading, ends, link_type, limit, offset)
        )

    def path(
        self, source: str, target: str, max_reports: int = 6, cap: int = PATH_CAP
    ) -> Path | None:
        """Return a shortest path between two units, or None: see the port."""
        return self._ask(lambda reading: route.find_path(reading, source, target, max_reports, cap))
