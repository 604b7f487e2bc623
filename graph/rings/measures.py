"""Figures that say how a partition fits the evidence."""

from __future__ import annotations

import numpy as np

from graph.rings.evidence import EvidenceGraph, Float64
from graph.rings.joining import Bool
from graph.rings.parts import number_in_order
from graph.store.answers import Int64


def modularity(graph: EvidenceGraph, labels: Int64) -> float:
    """Return the modularity of a partition of the evidence graph; 0 where it has no edge.

    Q = sum over communities of (inside / m - (volume / 2m)²), with m the total weight.

    Args:
        graph: the evidence.
        labels: the community of each node, lists among them.

    Source: Newman and Girvan, Phys. Rev. E 69, 026113 (2004), eq. 5; weighted: Newman,
        Phys. Rev. E 70, 056131 (2004).
    """
    total = float(graph.weight.sum())
    if total == 0.0:
        return 0.0
    community = number_in_order(labels)
    volume = np.bincount(community, node_weights(graph))
    inside = graph.weight[community[graph.u] == community[graph.v]].sum()
    return float(inside / total - np.square(volume / (2 * total)).sum())


def node_weights(graph: EvidenceGraph, keep: Bool | None = None) -> Float64:
    """Return the evidence weight at each node.

    Args:
        graph: the evidence.
        keep: which edges count (E, bool); default all.
    """
    u, v, weight = graph.u, graph.v, graph.weight
    if keep is not None:
        u, v, weight = u[keep], v[keep], weight[keep]
    count = graph.total_count
    # Without any edge numpy counts in integers.
    return (np.bincount(u, weight, count) + np.bincount(v, weight, count)).astype(np.float64)
