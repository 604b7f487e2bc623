"""What reports in force say, as relationships: MENTIONS, one per role, and stated links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import LiteralString

from graph.model import JOINING_ROLES, LinkType, Mention, Role
from graph.store.chunks import spans
from graph.store.judgements.facts import group_links, named
from graph.store.judgements.primitives.rows import TIES, Hosted, Pair
from graph.store.neo4j.properties import link_says, mention_says, roles_of_group
from graph.store.neo4j.schema import LINKS
from graph.store.neo4j.units import JOINING, NodeUnits

_MENTIONS = """UNWIND $items AS x MATCH (r:Report {num: x[0]})
UNWIND x[2] AS m MATCH (i:Identifier {num: m[0]})
CREATE (r)-[:MENTIONS {identifier: m[0], moment: x[1], report: x[0], role: m[1], raws: m[2],
  places: m[3], extractor: m[4], confidence: m[5]}]->(i)
SET i.degree = i.degree + m[6]
WITH x, m, i WHERE m[6] > 0 AND (i.unit <> i.num OR i.united IS NOT NULL)
RETURN DISTINCT x[0], i.unit"""
_LESSEN = """UNWIND $items AS x MATCH (i:Identifier {num: x[0]})
SET i.degree = i.degree - x[1]
WITH i WHERE i.unit <> i.num OR i.united IS NOT NULL RETURN i.num, i.unit"""
_UNITED = "UNWIND $items AS x MATCH (i:Identifier {num: x[0]}) SET i.united = i.united + x[1]"
_ENDS: LiteralString = """UNWIND $items AS x
MATCH (a:Identifier {num: x[0]}) MATCH (b:Identifier {num: x[1]}) CREATE (a)-[:"""
_LINK: LiteralString = """ {report: x[2], ordinal: x[3], amount_vnd: x[4], moment: x[5],
  amount: x[6], raw: x[7]}]->(b)"""
_CLEAR_MENTIONS = """UNWIND $items AS n MATCH (:Report {num: n})-[m:MENTIONS]->(i)
WITH m, n, i.num AS identifier, m.role IN $roles AS joins
DELETE m
RETURN n, collect(DISTINCT CASE WHEN joins THEN identifier END)"""
# A seek per span, not per report: each copies the list of all that the transaction has deleted.
_FIND: LiteralString = "UNWIND $items AS x MATCH (a)-[l:"
_CLEAR: LiteralString = """]->(b) WHERE l.report >= x[0] AND l.report <= x[1]
WITH l, a.num AS source, b.num AS target DELETE l RETURN DISTINCT source, target"""


class NodeFacts(NodeUnits):
    """See graph.store.judgements.primitives.units.Facts."""

    def write_facts(self, groups: Sequence[Hosted]) -> list[Pair]:
        """Write the mentions and links of groups of reports, at their hosts."""
        if not groups:
            return []
        everyone = named(report for _, _, reports in groups for report in reports)
        known = self._numbers.number(self._writing, everyone)
        rows = [
            [host, moment, _mentions(known, roles_of_group(reports))]
            for host, moment, reports in groups
        ]
        united = self._writing.each(_MENTIONS, [row for row in rows if row[2]])
        self._count_united(Counter(unit for _, unit in united))
        return self._write_links(known, groups)

    def clear_facts(self, hosts: Sequence[int]) -> list[Pair]:
        """Delete the mentions and links that stand at these reports."""
        nums = list(hosts)
        cleared = self._writing.each(_CLEAR_MENTIONS, nums, roles=JOINING)
        self._lessen_degrees([set(joining) for _, joining in cleared])
        ties: dict[Pair, None] = {}
        stretches = spans(nums)
        for type_, name in LINKS.items():
            found = self._writing.each(_FIND + name + _CLEAR, stretches)
            if type_ in TIES:
                ties.update(dict.fromkeys((source, target) for source, target in found))
        return list(ties)

    def _lessen_degrees(self, reports: Sequence[set[int]]) -> None:
        """Take reports out of the degrees of what they mentioned, and of units of several.

        Args:
            reports: of each, the identifiers that it mentioned in joining roles.
        """
        counted = Counter(num for nums in reports for num in nums)
        rows = [[num, count] for num, count in sorted(counted.items())]
        united = {num: unit for num, unit in self._writing.each(_LESSEN, rows)}  # noqa: C416 - rows are lists
        units: Counter[int] = Counter()
        for nums in reports:
            units.subtract({united[num] for num in nums if num in united})
        self._count_united(units)

    def _count_united(self, units: Mapping[int, int]) -> None:
        """Add so many reports to the degrees of units of several identifiers."""
        self._writing.each(_UNITED, [[num, count] for num, count in sorted(units.items())])

    def _write_links(self, known: Mapping[str, int], groups: Sequence[Hosted]) -> list[Pair]:
        rows: dict[LinkType, list[list[object]]] = {}
        ties: dict[Pair, None] = {}
        for host, _, reports in groups:
            for ordinal, link in enumerate(group_links(reports)):
                ends = known[link.source.key], known[link.target.key]
                rows.setdefault(link.type, []).append([*ends, host, ordinal, *link_says(link)])
                if link.type in TIES:
                    ties[ends] = None
        for type_, found in rows.items():
            self._writing.each(_ENDS + LINKS[type_] + _LINK, found)
        return list(ties)


def _mentions(
    known: Mapping[str, int], roles: Mapping[tuple[str, Role], Mention]
) -> list[list[object]]:
    """Return one row per identifier and role; the last column counts a report once for each."""
    rows: list[list[object]] = []
    counted: set[str] = set()
    for (key, role), mention in roles.items():
        counts = role in JOINING_ROLES and key not in counted
        if counts:
            counted.add(key)
        rows.append([known[key], role.value, *mention_says(mention), int(counts)])
    return rows
