"""Cells: communities by the two-level map equation, each connected component on its own.

The map equation (Rosvall and Bergstrom, PNAS 105, 1118, 2008) has no resolution limit of the
kind that makes modularity join small rings, and on one component it knows nothing of the
others, so that a component's rings depend on that component only.
"""

from __future__ import annotations

import networkit  # type: ignore[import-untyped]
import numpy as np

from graph.rings.evidence import EvidenceGraph, Float64
from graph.rings.joining import Bool, Joining
from graph.rings.parts import find_components, split_into_connected
from graph.store.answers import Int64

SEED = 1
MAX_ITERATIONS = 32
MIN_REPORTS_TO_SPLIT = 6
"""A component of fewer reports stays whole: there is too little to tell a border from chance."""
MIN_NODES_TO_SPLIT = 4
"""A component of three nodes has no inside that could differ from its outside."""


def find_cells(joining: Joining, graph: EvidenceGraph) -> Int64:
    """Return the cell of each node of the graph, lists among them.

    The same graph gives the same cells, whatever the number of threads: networkit is held to
    one, and the seed is set before each component, whose nodes are numbered in key order.

    Args:
        joining: tells how many reports a component has.
        graph: the evidence.
    """
    component = find_components(graph.u, graph.v, graph.total_count)
    labels = component * (graph.total_count + 1)
    nodes = _Groups(component)
    edges = _Groups(component[graph.u], nodes.count)
    local = np.empty(graph.total_count, np.int64)
    for number in np.flatnonzero(_worth_splitting(joining, component, nodes)).tolist():
        members, inside = nodes.of(number), edges.of(number)
        local[members] = np.arange(len(members))
        labels[members] += _map_equation(
            local[graph.u[inside]], local[graph.v[inside]], graph.weight[inside], len(members)
        )
    return split_into_connected(graph, labels)


class _Groups:
    """Positions by label, each group's in ascending order."""

    def __init__(self, labels: Int64, count: int | None = None) -> None:
        """Sort once; a label is a number below `count`."""
        self.count = int(labels.max(initial=-1)) + 1 if count is None else count
        self._order = np.argsort(labels, kind="stable")
        self.bounds = np.searchsorted(labels[self._order], np.arange(self.count + 1))

    def of(self, label: int) -> Int64:
        """Return the positions that carry a label."""
        return self._order[self.bounds[label] : self.bounds[label + 1]].astype(np.int64)


def _worth_splitting(joining: Joining, component: Int64, nodes: _Groups) -> Bool:
    """Return which components are large enough to be split."""
    # All units of a report that ties anything lie in one component: its first one tells which.
    first = np.flatnonzero(np.diff(joining.report, prepend=-1))
    reports = np.bincount(component[joining.node[first]], minlength=nodes.count)
    large: Bool = reports >= MIN_REPORTS_TO_SPLIT
    return large & (np.diff(nodes.bounds) >= MIN_NODES_TO_SPLIT)


def _map_equation(u: Int64, v: Int64, weight: Float64, count: int) -> Int64:
    # Both are process-wide in networkit: set them at each call, whoever else uses it.
    networkit.setNumberOfThreads(1)
    networkit.setSeed(SEED, False)
    graph = networkit.GraphFromCoo(
        (weight, (u.astype(np.uint64), v.astype(np.uint64))),
        n=count,
        weighted=True,
        directed=False,
    )
    search = networkit.community.LouvainMapEquation(graph, True, MAX_ITERATIONS, "none")
    return np.asarray(search.run().getPartition().getVector(), np.int64)
