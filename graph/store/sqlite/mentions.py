"""Who is mentioned with whom, and the links that reports state, as questions read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.model import LIST_THRESHOLD
from graph.store.answers import NO_MOMENT
from graph.store.questions.rows import LinkRow, ListRow
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import packed

_BESIDE = """SELECT report, unit FROM (SELECT value FROM json_each(?1))
  CROSS JOIN mention ON report = value CROSS JOIN identifier ON num = identifier
  WHERE roles & ?2"""
# The plus: reports name fewer identifiers than are asked for, so their rows are gone through.
_MENTIONED = """SELECT report, identifier FROM (SELECT value FROM json_each(?1))
  CROSS JOIN mention ON report = value
  WHERE roles & ?2 AND +identifier IN (SELECT value FROM json_each(?3))"""
_JOINING = """SELECT identifier, report FROM (SELECT value FROM json_each(?))
  CROSS JOIN mention ON identifier = value WHERE roles & 33"""
_COMMON = """SELECT r.id FROM (SELECT value FROM json_each(?1))
  CROSS JOIN mention mine ON mine.identifier = value CROSS JOIN report r ON r.num = mine.report
  WHERE mine.roles & 33 AND EXISTS (SELECT 1 FROM mention theirs
    WHERE theirs.report = mine.report AND theirs.roles & 33
    AND theirs.identifier IN (SELECT value FROM json_each(?2)))
  ORDER BY r.id LIMIT 1"""
_IDS = """SELECT num, id FROM (SELECT value FROM json_each(?))
  CROSS JOIN report ON num = value"""
_LISTS = f"""SELECT num, id, list_size FROM (SELECT value FROM json_each(?))
  CROSS JOIN report ON num = value
  WHERE list_size > {LIST_THRESHOLD}"""
_LINKS = """SELECT source, target, type, report FROM (SELECT value FROM json_each(?1))
  CROSS JOIN link ON source = value
  WHERE target IN (SELECT value FROM json_each(?1))"""
# A copy's date stands in for a missing one.
_STATING = f"""SELECT CASE WHEN moment > {NO_MOMENT} THEN moment ELSE coalesce((
    SELECT min(copy.moment) FROM report copy WHERE copy.host = report.num
      AND copy.host <> copy.num AND copy.in_force AND copy.moment > {NO_MOMENT}), {NO_MOMENT})
    END, num
  FROM report
  WHERE num IN (SELECT report FROM (SELECT value FROM json_each(?1))
    CROSS JOIN link ON source = value
    WHERE type = ?2 AND target IN (SELECT value FROM json_each(?3)))"""


class MentionRows(IdentityRows):
    """See graph.store.questions.reading: what is mentioned and stated in reports."""

    def beside(self, reports: Iterable[int], mask: int) -> Iterable[tuple[int, int]]:
        """Return (report, unit) of all that these reports mention in one of these roles."""
        return self.connection.execute(_BESIDE, (packed(reports), mask))

    def mentioned(
        self, reports: Iterable[int], identifiers: Collection[int], mask: int
    ) -> Iterable[tuple[int, int]]:
        """Return (report, identifier) where these reports mention these identifiers."""
        return self.connection.execute(_MENTIONED, (packed(reports), mask, packed(identifiers)))

    def joining_reports(self, units: Iterable[int]) -> Iterable[tuple[int, int]]:
        """Return (unit, report) of all mentions of these units in joining roles."""
        members = self.members_of(units)
        unit_of = {num: unit for unit, nums in members.items() for num in nums}
        rows = self.connection.execute(_JOINING, (packed(unit_of),))
        if len(unit_of) == len(members):
            # Each is alone: an identifier's number is its unit's.
            return rows
        return ((unit_of[identifier], report) for identifier, report in rows)

    def common_report(self, fewer: Sequence[int], more: Sequence[int]) -> str | None:
        """Return the smallest id of a report that mentions both of two units."""
        row = self.connection.execute(_COMMON, (packed(fewer), packed(more))).fetchone()
        return row[0] if row else None

    def reports_by_id(self, nums: Iterable[int]) -> dict[int, str]:
        """Return the ids of reports by number."""
        return dict(self.connection.execute(_IDS, (packed(nums),)).fetchall())

    def lists(self, reports: Iterable[int]) -> Iterable[ListRow]:
        """Return those of these reports that are lists."""
        return self.connection.execute(_LISTS, (packed(reports),))

    def links_among(self, identifiers: Collection[int]) -> Iterable[LinkRow]:
        """Return the links from one of these identifiers to one of them."""
        return self.connection.execute(_LINKS, (packed(identifiers),))

    def stating(
        self, sources: Collection[int], targets: Collection[int], link_type: str
    ) -> Iterable[tuple[int, int]]:
        """Return (moment, report) of the reports that state such a link."""
        return self.connection.execute(_STATING, (packed(sources), link_type, packed(targets)))
