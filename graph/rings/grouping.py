"""Which units, reports and keys each ring holds, as arrays: what a Ring value is filled from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.rings.evidence import EvidenceGraph, Float64
from graph.rings.joining import Bool, Joining, joining_mentions
from graph.rings.measures import node_weights
from graph.rings.parts import number_in_order
from graph.store.answers import Facts, Int64

NOWHERE = -1


def number_rings(joining: Joining, labels: Int64) -> Int64:
    """Return the ring of each unit, NOWHERE where it is in none.

    Communities of at least two units are rings, and so are the units of a report that holds
    nothing but units of its own. Rings are numbered by their smallest unit.

    Args:
        joining: which units each report joins.
        labels: the community of each node of the graph.
    """
    label = labels[: joining.node_count].copy()
    alone = _reports_alone(joining)
    pair = alone[joining.report]
    label[joining.node[pair]] = labels.max(initial=0) + 1 + joining.report[pair]
    label = number_in_order(label)
    large = np.bincount(label, minlength=1) >= 2
    number = np.where(large, np.cumsum(large) - 1, NOWHERE)
    return number[label].astype(np.int64) if len(label) else label


def _reports_alone(joining: Joining) -> Bool:
    """Return which reports hold at least two units, all of which occur in no other report."""
    elsewhere = joining.degrees[joining.node] > 1
    shared = np.bincount(joining.report[elsewhere], minlength=joining.report_count)
    alone: Bool = (joining.sizes >= 2) & (shared == 0)
    return alone


@dataclass(frozen=True, slots=True, eq=False)
class ReportRings:
    """How reports and rings meet. Shapes: R reports, G rings.

    Attributes:
        home: R, the ring that each report belongs to, NOWHERE where it touches none.
        tying: G, how many reports mention at least two units of the ring.
    """

    home: Int64
    tying: Int64


def assign_reports(joining: Joining, ring: Int64) -> ReportRings:
    """Give each report to the ring that holds most of its joining units, ties to the smallest.

    Args:
        joining: which units each report joins.
        ring: of each unit (number_rings): a smaller number has a smaller smallest key.
    """
    count = int(ring.max(initial=-1)) + 1
    touched = ring[joining.node] >= 0
    code = joining.report[touched] * max(count, 1) + ring[joining.node[touched]]
    pairs, units = np.unique(code, return_counts=True)
    report, number = pairs // max(count, 1), pairs % max(count, 1)
    order = np.lexsort((number, -units, report))
    first = order[np.flatnonzero(np.diff(report[order], prepend=-1))]
    home = np.full(joining.report_count, NOWHERE, np.int64)
    home[report[first]] = number[first]
    return ReportRings(home, np.bincount(number[units >= 2], minlength=count).astype(np.int64))


def unit_strengths(graph: EvidenceGraph, labels: Int64) -> Float64:
    """Return the share of each unit's evidence that stays inside its community.

    Returns:
        One of 0-1 for each unit, rounded to 1e-9; 1 where it has no evidence to lose.
    """
    inside = node_weights(graph, labels[graph.u] == labels[graph.v])[: graph.node_count]
    total = node_weights(graph)[: graph.node_count]
    share = np.divide(inside, total, out=np.ones_like(total), where=total > 0)
    return np.minimum(np.round(share, 9), 1.0)


def unit_keys(facts: Facts, joining: Joining) -> list[tuple[str, ...]]:
    """Return the keys of each node, its representative first.

    A key that reports mention, but never in a role that joins, is left out: the phone of
    a victim doesn't become a suspect's by the handle that was taken over.

    Args:
        facts: that `joining` was found in.
        joining: which units each report joins.
    """
    joins = joining_mentions(facts)
    innocent = np.zeros(len(facts.keys), np.bool_)
    innocent[facts.mention_identifier] = True
    innocent[facts.mention_identifier[joins]] = False
    wanted = np.flatnonzero(np.isin(facts.unit, joining.unit) & ~innocent)
    node = np.searchsorted(joining.unit, facts.unit[wanted])
    order = np.lexsort((wanted, facts.unit[wanted] != wanted, node))
    bounds = np.searchsorted(node[order], np.arange(joining.node_count + 1)).tolist()
    keys = [facts.keys[number] for number in wanted[order].tolist()]
    return [tuple(keys[a:b]) for a, b in pairwise(bounds)]
