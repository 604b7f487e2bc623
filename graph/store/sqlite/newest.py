"""The newest reports of units, and how many there are: ranges at the end of their rows."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

from graph.store.questions.window import Window
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import packed

_NEWEST = """SELECT moment, report FROM mention
  WHERE identifier = ? AND moment >= ? AND moment < ? AND roles & ?
  ORDER BY moment DESC, report DESC LIMIT ?"""
_ALL = """SELECT moment, report FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON identifier = value
  WHERE moment >= ? AND moment < ? AND roles & ? LIMIT ?"""
_MANY = 20
"""Of a unit of more identifiers, all reports are read at once where they are few."""
_COUNT = """SELECT count(*) FROM mention
  WHERE identifier = ? AND moment >= ? AND moment < ? AND roles & ?"""
_COUNT_DISTINCT = """SELECT count(DISTINCT report) FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON identifier = value
  WHERE moment >= ? AND moment < ? AND roles & ?"""


class NewestRows(IdentityRows):
    """The newest reports: see graph.store.questions.reading.ReportReading."""

    def newest(
        self, members: Mapping[int, Sequence[int]], within: Window, cap: int
    ) -> dict[int, list[int]]:
        """Return the newest reports of each of these units: see the protocol."""
        return {unit: self._newest(nums, within, cap) for unit, nums in members.items()}

    def _newest(self, members: Sequence[int], within: Window, cap: int) -> list[int]:
        found: dict[int, None] = {}
        for _, report in self._newest_rows(members, within, cap):
            found[report] = None
            if len(found) == cap:
                break
        return list(found) if cap else []

    def _newest_rows(
        self, members: Sequence[int], within: Window, cap: int
    ) -> Iterable[tuple[int, int]]:
        """Return (moment, report), newest first: of each member at least its newest `cap`."""
        bounds = (within.start, within.end, within.mask)
        if len(members) > _MANY:
            few = 10 * (min(cap, 10_000) + len(members))
            rows = self.connection.execute(_ALL, (packed(members), *bounds, few + 1)).fetchall()
            if len(rows) <= few:
                return sorted(rows, reverse=True)
        runs = (self.connection.execute(_NEWEST, (num, *bounds, cap)).fetchall() for num in members)
        return heapq.merge(*runs, reverse=True)

    def count_reports(self, members: Mapping[int, Sequence[int]], within: Window) -> dict[int, int]:
        """Return exactly how many distinct reports of each of these units count."""
        return {unit: self._count(nums, within) for unit, nums in members.items()}

    def _count(self, members: Sequence[int], within: Window) -> int:
        bounds = (within.start, within.end, within.mask)
        if len(members) == 1:
            row = self.connection.execute(_COUNT, (members[0], *bounds)).fetchone()
        else:
            row = self.connection.execute(_COUNT_DISTINCT, (packed(members), *bounds)).fetchone()
        return int(row[0])
