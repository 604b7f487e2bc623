"""Louvain's method as python-louvain has it (Blondel et al., J. Stat. Mech. P10008, 2008).

Two traps are closed here. `resolution` of python-louvain is not the gamma of networkx: on the
karate club, below 1 it breaks communities up instead of joining them, so it stays at 1.0,
where both mean plain modularity. And a seed is not enough: the same edges in another order of
insertion give another partition, so nodes and edges go in sorted.
"""

from __future__ import annotations

import community  # type: ignore[import-untyped]
import networkx as nx
import numpy as np

from graph.rings.evidence import EvidenceGraph
from graph.rings.joining import Joining
from graph.rings.parts import split_into_connected
from graph.store.answers import Int64

SEED = 1
RESOLUTION = 1.0


def find_communities(_joining: Joining, graph: EvidenceGraph) -> Int64:
    """Return the community of each node of the graph, each community connected.

    Modularity is a measure of the whole graph, so this runs on all components at once.

    Args:
        graph: the evidence.
    """
    labels = np.arange(graph.total_count, 2 * graph.total_count, dtype=np.int64)
    if len(graph.u):
        partition = best_partition(to_networkx(graph))
        nodes = np.fromiter(partition, np.int64, len(partition))
        labels[nodes] = np.fromiter(partition.values(), np.int64, len(partition))
    return split_into_connected(graph, labels)


def to_networkx(graph: EvidenceGraph) -> nx.Graph[int]:
    """Return the evidence as a networkx graph of the nodes that have an edge, in node order."""
    result: nx.Graph[int] = nx.Graph()
    result.add_nodes_from(np.unique(np.concatenate([graph.u, graph.v])).tolist())
    result.add_weighted_edges_from(
        zip(graph.u.tolist(), graph.v.tolist(), graph.weight.tolist(), strict=True)
    )
    return result


def best_partition(graph: nx.Graph[int]) -> dict[int, int]:
    """Return python-louvain's community of each node.

    Args:
        graph: weighted; its nodes and edges inserted in sorted order.
    """
    partition: dict[int, int] = community.best_partition(
        graph, weight="weight", resolution=RESOLUTION, random_state=SEED
    )
    return partition


def modularity(partition: dict[int, int], graph: nx.Graph[int]) -> float:
    """Return python-louvain's modularity of a partition (equal to networkx's at resolution 1)."""
    return float(community.modularity(partition, graph, weight="weight"))
