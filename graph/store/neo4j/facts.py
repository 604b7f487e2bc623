"""What reports in force say, as relationships: MENTIONS, one per role, and stated links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import LiteralString

from graph.model import JOINING_ROLES, LinkType, Mention, Role
from graph.store.judgements.facts import group_links, named
from graph.store.judgements.primitives.rows import TIES, Hosted, Pair
from graph.store.neo4j.properties import link_says, mention_says, roles_of_group
from graph.store.neo4j.schema import LINKS
from graph.store.neo4j.units import JOINING, NodeUnits

_MENTIONS = """UNWIND $items AS x MATCH (r:Report {num: x[0]})
UNWIND x[2] AS m MATCH (i:Identifier {num: m[0]})
CREATE (r)-[:MENTIONS {identifier: m[0], moment: x[1], report: x[0], role: m[1], raws: m[2],
  places: m[3], extractor: m[4], confidence: m[5]}]->(i)"""
_DEGREES = """UNWIND $items AS x MATCH (i:Identifier {num: x[0]})
SET i.degree = i.degree + x[1]
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
_FIND: LiteralString = "UNWIND $items AS n MATCH (a)-[l:"
_CLEAR: LiteralString = """ {report: n}]->(b)
WITH l, a.num AS source, b.num AS target DELETE l RETURN DISTINCT source, target"""


class NodeFacts(NodeUnits):
    """See graph.store.judgements.primitives.units.Facts."""

    def write_facts(self, groups: Sequence[Hosted]) -> list[Pair]:
        """Write the mentions and links of groups of reports, at their hosts."""
        if not groups:
            return []
        everyone = named(report for _, _, reports in groups for report in reports)
        known = self._numbers.number(self._writing, everyone)
        roles_at = [roles_of_group(reports) for _, _, reports in groups]
        rows = [
            [host, moment, [_mention(known, *found) for found in roles.items()]]
            for (host, moment, _), roles in zip(groups, roles_at, strict=True)
        ]
        self._writing.each(_MENTIONS, [row for row in rows if row[2]])
        self._count_degrees(
            [{known[key] for key, role in roles if role in JOINING_ROLES} for roles in roles_at],
            1,
        )
        return self._write_links(known, groups)

    def clear_facts(self, hosts: Sequence[int]) -> list[Pair]:
        """Delete the mentions and links that stand at these reports."""
        nums = list(hosts)
        cleared = self._writing.each(_CLEAR_MENTIONS, nums, roles=JOINING)
        self._count_degrees([set(joining) for _, joining in cleared], -1)
        ties: dict[Pair, None] = {}
        for type_, name in LINKS.items():
            found = self._writing.each(_FIND + name + _CLEAR, nums)
            if type_ in TIES:
                ties.update(dict.fromkeys((source, target) for source, target in found))
        return list(ties)

    def _count_degrees(self, reports: Iterable[set[int]], sign: int) -> None:
        """Add reports to the degrees of the identifiers, and of the units of several, in them.

        Args:
            reports: of each, the identifiers that it mentions in joining roles.
            sign: 1, or -1 where they are taken out.
        """
        found = list(reports)
        counted = Counter(num for nums in found for num in nums)
        if not counted:
            return
        rows = [[num, sign * count] for num, count in sorted(counted.items())]
        united = {num: unit for num, unit in self._writing.each(_DEGREES, rows)}  # noqa: C416 - rows are lists
        units = Counter(
            unit for nums in found for unit in {united[num] for num in nums if num in united}
        )
        if units:
            changes = [[num, sign * count] for num, count in sorted(units.items())]
            self._writing.each(_UNITED, changes)

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


def _mention(known: Mapping[str, int], place: tuple[str, Role], mention: Mention) -> list[object]:
    return [known[place[0]], place[1].value, *mention_says(mention)]
