"""The evidence graph: how strongly reports tie each two units.

A report with k units (2 to 50) adds 1/(k-1) to each of its pairs (Newman, Phys. Rev. E 64,
016132, 2001, eq. 2), so that every unit gains 1 from every report. Pairs whose both ends
occur in that report alone are left out: they say nothing that the report itself doesn't.

A list (more than 50 units) would add k²/2 pairs. What it tells beyond itself are its units
that occur elsewhere too: they are paired as usual while they are at most LIST_PAIR_BOUND.
All else hangs on a node of the list's own, with the weight that its pairs would have had, so
that every unit still gains what it would gain in the full projection, and size stays near
linear. Weights are counted in whole billionths: sums are exact, whatever their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from graph.model import LIST_THRESHOLD
from graph.rings.joining import Bool, Joining
from graph.store.answers import Int64

Float64 = npt.NDArray[np.float64]

LIST_PAIR_BOUND = 100
"""Units of a list that occur elsewhere are paired up to this many, above it they hang on a star.

Measured on a million mentions that all stand in lists of this many units, each known elsewhere
(the worst case): 51: 24 million edges, 1.6 GB; 100: 47 million, 3.0 GB; 200: 93 million,
5.9 GB. On planted campaigns that are known by lists of 60-150 units (means of three seeds, 5 %
noise) the pairwise F1 of the map equation was .90 with stars alone, .86 at a bound of 100 and
.65 at 200. Stars alone did best there; reports of some hundred addresses stay paired for the
real set on which leaving their pairs out was found to cost a third of F1.
"""

BILLION = 1_000_000_000
"""Weights are kept in 1/BILLION while they are summed."""

BLOCK_PRODUCTS = 8_000_000
"""Products of one block of the projection: bounds its memory (about 24 bytes each)."""


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceGraph:
    """Undirected, weighted; nodes below node_count are units, those from there on are lists.

    Shapes: E edges, L lists that hold a star.

    Attributes:
        u, v: E, node numbers, u < v, sorted by (u, v).
        weight: E, dimensionless, > 0, whole billionths.
        node_count: units (Joining.node_count).
        list_report: L, the report of each list node.
    """

    u: Int64
    v: Int64
    weight: Float64
    node_count: int
    list_report: Int64

    @property
    def total_count(self) -> int:
        """Return how many nodes there are, lists among them."""
        return self.node_count + len(self.list_report)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    u: Int64
    v: Int64
    weight: Int64


def build_evidence(
    joining: Joining,
    *,
    list_pair_bound: int = LIST_PAIR_BOUND,
    one_report_pairs: bool = False,
) -> EvidenceGraph:
    """Build the evidence graph.

    Args:
        joining: which units each report joins.
        list_pair_bound: see LIST_PAIR_BOUND.
        one_report_pairs: keep, in reports that are no lists, the pairs whose both ends occur
            in that report alone too.
    """
    size = joining.sizes
    share = np.rint(BILLION / np.maximum(size - 1, 1)).astype(np.int64)
    core = joining.degrees[joining.node] > 1
    leaf = ~core
    core_count = np.bincount(joining.report[core], minlength=len(size))
    is_list = size > LIST_THRESHOLD
    ordinary = (size > 1) & ~is_list
    paired = ordinary | (is_list & (core_count <= list_pair_bound))
    lists = np.flatnonzero(is_list & (core_count > 0)).astype(np.int64)
    stars = _stars(joining, lists, core_count, share, paired)
    leaf &= ordinary[joining.report]
    core &= paired[joining.report]
    if one_report_pairs:
        core, leaf = core | leaf, np.zeros_like(leaf)
    weighted = _matrix(joining, core, share)
    edges = [
        *_project(_matrix(joining, core), weighted, upper=True),
        *_project(_matrix(joining, leaf), weighted, upper=False),
    ]
    edges.append(stars)
    return _assemble(edges, joining.node_count, lists)


def _matrix(joining: Joining, keep: Bool, share: Int64 | None = None) -> sp.csr_array:
    """Return reports x nodes with each report's share (default 1) at the kept pairs."""
    report, node = joining.report[keep], joining.node[keep]
    data = np.ones(len(report), np.int64) if share is None else share[report]
    shape = (joining.report_count, joining.node_count)
    return sp.csr_array((data, (report, node)), shape=shape)


def _project(left: sp.csr_array, weighted: sp.csr_array, *, upper: bool) -> Iterator[_Edges]:
    """Yield the edges of left.T @ weighted, block by block, each with u < v.

    Args:
        left: reports x nodes, 0/1.
        weighted: reports x nodes, the weight of the report.
        upper: left and weighted have the same pattern: keep one of each mirrored pair.
    """
    by_node = left.T.tocsr()
    rows = np.flatnonzero(np.diff(by_node.indptr))
    by_node = by_node[rows]
    for start, end in _blocks(by_node, weighted):
        product = (by_node[start:end] @ weighted).tocoo()
        u, v = rows[start:end][product.row], product.col.astype(np.int64)
        if upper:
            keep = u < v
            yield _Edges(u[keep], v[keep], product.data[keep])
        else:
            yield _Edges(np.minimum(u, v), np.maximum(u, v), product.data)


def _blocks(by_node: sp.csr_array, weighted: sp.csr_array) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows of by_node whose products number BLOCK_PRODUCTS, or one row."""
    widths = np.concatenate([[0], np.cumsum(np.diff(weighted.indptr)[by_node.indices])])
    block = widths[by_node.indptr[1:]] // BLOCK_PRODUCTS
    starts = np.flatnonzero(np.diff(block, prepend=-1)).tolist()
    yield from pairwise([*starts, by_node.shape[0]])


def _stars(joining: Joining, lists: Int64, core_count: Int64, share: Int64, paired: Bool) -> _Edges:
    """Return the edges from units to the nodes of the lists that they stand in.

    With k units, c of them known elsewhere, a pair weighs 1/(k-1): a unit of this list alone
    would have c such pairs, a unit known elsewhere k-c with those and c-1 with its like.
    """
    number = np.full(joining.report_count, -1, np.int64)
    number[lists] = joining.node_count + np.arange(len(lists))
    keep = number[joining.report] >= 0
    report, node = joining.report[keep], joining.node[keep]
    core, size = core_count[report], joining.sizes[report]
    to_like = np.where(paired[report], 0, core - 1)
    pairs = np.where(joining.degrees[node] > 1, size - core + to_like, core)
    some = pairs > 0
    return _Edges(node[some], number[report][some], (pairs * share[report])[some])


def _assemble(edges: list[_Edges], node_count: int, lists: Int64) -> EvidenceGraph:
    u = np.concatenate([part.u for part in edges])
    v = np.concatenate([part.v for part in edges])
    weight = np.concatenate([part.weight for part in edges])
    edges.clear()  # the parts are as large as the whole: don't hold both while sorting
    order = np.argsort(u * (node_count + len(lists)) + v, kind="stable")
    return EvidenceGraph(u[order], v[order], weight[order] / BILLION, node_count, lists)
