"""Which units each report joins: the facts, reduced to what detection may count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.model import JOINING_MASK
from graph.store.answers import Facts, Int64

Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Joining:
    """Distinct (report, unit) pairs in a joining role; a node is a unit that occurs in one.

    Shapes: P pairs, N nodes, R reports of the facts.

    Attributes:
        report: P, report numbers; the pairs are sorted by (report, node).
        node: P, node numbers.
        unit: N, identifier number of each node's unit, ascending: nodes stand in key order.
        report_count: R.
    """

    report: Int64
    node: Int64
    unit: Int64
    report_count: int

    @property
    def node_count(self) -> int:
        """Return N."""
        return len(self.unit)

    @cached_property
    def sizes(self) -> Int64:
        """Return how many units each report joins (R)."""
        return np.bincount(self.report, minlength=self.report_count).astype(np.int64)

    @cached_property
    def degrees(self) -> Int64:
        """Return how many reports mention each node (N)."""
        return np.bincount(self.node, minlength=self.node_count).astype(np.int64)


def find_joining(facts: Facts) -> Joining:
    """Return the pairs through which reports may be joined.

    A mention counts where its role joins (suspect, unclear) and neither the identifier nor
    the representative of its unit is ignored, a victim or shared.

    Args:
        facts: of a store; the order of its mentions doesn't matter.
    """
    keep = joining_mentions(facts)
    identifier = facts.mention_identifier[keep]
    return pair_up(facts.mention_report[keep], facts.unit[identifier], len(facts.report_ids))


def joining_mentions(facts: Facts) -> Bool:
    """Return, for each mention, whether it may join its report to others (M, bool)."""
    allowed = facts.joins & facts.joins[facts.unit]
    role_joins = (facts.mention_roles & JOINING_MASK) != 0
    joins: Bool = role_joins & allowed[facts.mention_identifier]
    return joins


def pair_up(report: Int64, unit: Int64, report_count: int) -> Joining:
    """Return the distinct pairs of two parallel arrays.

    Args:
        report: report numbers, below report_count.
        unit: numbers that stand in key order.
        report_count: of all reports.
    """
    width = int(unit.max()) + 1 if len(unit) else 1
    code = np.unique(report.astype(np.int64) * width + unit)
    nodes, node = np.unique(code % width, return_inverse=True)
    return Joining(code // width, node.astype(np.int64), nodes.astype(np.int64), report_count)
