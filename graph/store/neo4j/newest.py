"""The newest reports of units, and how many there are: ranges of the index of mentions."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import roles_of_mask
from graph.store.body import LARGEST
from graph.store.neo4j.identities import NodeIdentities
from graph.store.questions.window import Window

# Ordered by all that the index is ordered by, so that nothing is sorted: 8 ms for the newest
# 2,000 of 300,000, where sorting took 270.
_NEWEST = """UNWIND $items AS n CALL (n) {
  MATCH ()-[m:MENTIONS]->()
  WHERE m.identifier = n AND m.moment >= $start AND m.moment < $end AND m.report IS NOT NULL
    AND m.role IN $roles
  WITH m ORDER BY m.identifier DESC, m.moment DESC, m.report DESC LIMIT $limit
  RETURN collect(m.moment) AS moments, collect(m.report) AS reports }
RETURN n, moments, reports"""
_COUNT = """UNWIND $items AS x CALL (x) {
  UNWIND x[1] AS n MATCH ()-[m:MENTIONS]->()
  WHERE m.identifier = n AND m.moment >= $start AND m.moment < $end AND m.report IS NOT NULL
    AND m.role IN $roles
  RETURN count(DISTINCT m.report) AS reports }
RETURN x[0], reports"""


class NodeNewest(NodeIdentities):
    """The newest reports: see graph.store.questions.reading.ReportReading."""

    def newest(
        self, members: Mapping[int, Sequence[int]], within: Window, cap: int
    ) -> dict[int, list[int]]:
        """Return the newest reports of each of these units: see the protocol."""
        everyone = list(dict.fromkeys(num for nums in members.values() for num in nums))
        bounds = _bounds(within)
        # A report has one mention per role.
        limit = min(cap * max(len(bounds["roles"]), 1), LARGEST)
        found = {
            num: list(zip(moments, reports, strict=True))
            for num, moments, reports in self._reading.each(
                _NEWEST, everyone if cap else [], limit=limit, **bounds
            )
        }
        return {
            unit: _first([found.get(num, []) for num in nums], cap)
            for unit, nums in members.items()
        }

    def count_reports(self, members: Mapping[int, Sequence[int]], within: Window) -> dict[int, int]:
        """Return exactly how many distinct reports of each of these units count."""
        items = [[unit, list(nums)] for unit, nums in members.items()]
        return {unit: n for unit, n in self._reading.each(_COUNT, items, **_bounds(within))}  # noqa: C416 - rows are lists


def _bounds(within: Window) -> dict[str, Any]:
    roles = [role.value for role in roles_of_mask(within.mask)]
    return {"start": within.start, "end": within.end, "roles": roles}


def _first(runs: Sequence[Sequence[tuple[int, int]]], cap: int) -> list[int]:
    """Return the first distinct reports of runs of (moment, report), each newest first."""
    found: dict[int, None] = {}
    for _, report in heapq.merge(*runs, reverse=True):
        if len(found) >= cap:
            break
        found[report] = None
    return list(found)
