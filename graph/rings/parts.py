"""Partitions as arrays of labels: numbered in node order, and never disconnected."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from graph.rings.evidence import EvidenceGraph
from graph.store.answers import Int64


def number_in_order(labels: Int64) -> Int64:
    """Return the same partition with labels 0, 1, … in the order of their first node.

    >>> number_in_order(np.array([7, 3, 7, 5])).tolist()
    [0, 1, 0, 2]
    """
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def find_components(u: Int64, v: Int64, count: int) -> Int64:
    """Return the number of each node's connected component, in node order.

    Args:
        u, v: ends of the edges.
        count: of all nodes.
    """
    if count == 0:
        return np.zeros(0, np.int64)
    ones = np.ones(len(u), np.int8)
    graph = sp.coo_array((ones, (u, v)), shape=(count, count))
    return number_in_order(connected_components(graph, directed=False)[1].astype(np.int64))


def split_into_connected(graph: EvidenceGraph, labels: Int64) -> Int64:
    """Return the partition with every community cut into its connected parts.

    Args:
        graph: the evidence.
        labels: of all its nodes.
    """
    inside = labels[graph.u] == labels[graph.v]
    return find_components(graph.u[inside], graph.v[inside], graph.total_count)
