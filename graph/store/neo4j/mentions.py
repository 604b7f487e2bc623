"""Who is mentioned with whom, and the links that reports state, as questions read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.model import LIST_THRESHOLD, roles_of_mask
from graph.store.answers import NO_MOMENT
from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.units import JOINING
from graph.store.questions.rows import LinkRow, ListRow

_BESIDE = """UNWIND $items AS n MATCH (:Report {num: n})-[m:MENTIONS]->(i)
WHERE m.role IN $roles RETURN collect(n), collect(i.unit)"""
_MENTIONED = """UNWIND $items AS n MATCH (:Report {num: n})-[m:MENTIONS]->(i)
WHERE m.role IN $roles AND i.num IN $identifiers RETURN collect(n), collect(i.num)"""
_JOINING = """UNWIND $items AS n MATCH (i:Identifier {unit: n})<-[m:MENTIONS]-()
WHERE m.role IN $roles RETURN collect(n), collect(m.report)"""
_COMMON = """UNWIND $items AS n MATCH (:Identifier {num: n})<-[m:MENTIONS]-(r:Report)
WHERE m.role IN $roles AND EXISTS {
  (r)-[theirs:MENTIONS]->(o) WHERE theirs.role IN $roles AND o.num IN $more }
RETURN min(r.id)"""
_IDS = """UNWIND $items AS n MATCH (r:Report {num: n}) RETURN collect(n), collect(r.id)"""
_LISTS = """UNWIND $items AS n MATCH (r:Report {num: n}) WHERE r.list_size > $threshold
RETURN n, r.id, r.list_size"""
_LINKS = """UNWIND $items AS n MATCH (a:Identifier {num: n})
-[l:TRANSFERRED_TO|KEYED_BY|HOSTED_ON|SIGNED_BY|CONTACTS|RESOLVES_TO|VARIANT_OF]->(b)
WHERE b.num IN $items RETURN n, b.num, type(l), l.report"""
# A copy's date stands in for a missing one.
_STATING = """UNWIND $items AS n MATCH (a:Identifier {num: n})
-[l:TRANSFERRED_TO|KEYED_BY|HOSTED_ON|SIGNED_BY|CONTACTS|RESOLVES_TO|VARIANT_OF]->(b)
WHERE type(l) = $type AND b.num IN $targets
WITH DISTINCT l.report AS num MATCH (r:Report {num: num})
CALL (r) { OPTIONAL MATCH (copy:Report {copy_of: r.num})
  WHERE copy.in_force AND copy.moment > $none RETURN min(copy.moment) AS copied }
RETURN CASE WHEN r.moment > $none THEN r.moment ELSE coalesce(copied, $none) END, num"""


class NodeMentions(NodeIdentities):
    """See graph.store.questions.reading: what is mentioned and stated in reports."""

    def beside(self, reports: Iterable[int], mask: int) -> Iterable[tuple[int, int]]:
        """Return (report, unit) of all that these reports mention in one of these roles."""
        return self._reading.pairs(_BESIDE, list(dict.fromkeys(reports)), roles=_names(mask))

    def mentioned(
        self, reports: Iterable[int], identifiers: Collection[int], mask: int
    ) -> Iterable[tuple[int, int]]:
        """Return (report, identifier) where these reports mention these identifiers."""
        return self._reading.pairs(
            _MENTIONED,
            list(dict.fromkeys(reports)),
            roles=_names(mask),
            identifiers=list(identifiers),
        )

    def joining_reports(self, units: Iterable[int]) -> Iterable[tuple[int, int]]:
        """Return (unit, report) of all mentions of these units in joining roles."""
        return self._reading.pairs(_JOINING, list(dict.fromkeys(units)), roles=JOINING)

    def common_report(self, fewer: Sequence[int], more: Sequence[int]) -> str | None:
        """Return the smallest id of a report that mentions both of two units."""
        for (report_id,) in self._reading.each(_COMMON, fewer, roles=JOINING, more=list(more)):
            return None if report_id is None else str(report_id)
        return None

    def reports_by_id(self, nums: Iterable[int]) -> dict[int, str]:
        """Return the ids of reports by number."""
        return dict(self._reading.pairs(_IDS, list(dict.fromkeys(nums))))

    def lists(self, reports: Iterable[int]) -> Iterable[ListRow]:
        """Return those of these reports that are lists."""
        rows = self._reading.each(_LISTS, list(dict.fromkeys(reports)), threshold=LIST_THRESHOLD)
        return [(num, report_id, size) for num, report_id, size in rows]

    def links_among(self, identifiers: Collection[int]) -> Iterable[LinkRow]:
        """Return the links from one of these identifiers to one of them."""
        rows = self._reading.each(_LINKS, list(dict.fromkeys(identifiers)))
        return [(source, target, type_, report) for source, target, type_, report in rows]

    def stating(
        self, sources: Collection[int], targets: Collection[int], link_type: str
    ) -> Iterable[tuple[int, int]]:
        """Return (moment, report) of the reports that state such a link."""
        rows = self._reading.each(
            _STATING,
            list(dict.fromkeys(sources)),
            targets=list(targets),
            type=link_type,
            none=NO_MOMENT,
        )
        return list(dict.fromkeys((moment, report) for moment, report in rows))


def _names(mask: int) -> list[str]:
    return [role.value for role in roles_of_mask(mask)]
