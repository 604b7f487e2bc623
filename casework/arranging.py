"""What a person does to a picture without asking the store: nodes moved, and taken off."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from casework.views import ViewState
from viz.picture import Picture, Point

_FARTHEST_PX = 1_000_000.0


def moved(state: ViewState, places: Mapping[str, Point]) -> ViewState:
    """Return a state with nodes where a person has put them; unknown ids are left out.

    Args:
        state: the picture before.
        places: by node id; a place that is no number, or absurdly far away, is left out.
    """
    sound = {
        node_id: (x, y)
        for node_id, (x, y) in places.items()
        if math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= _FARTHEST_PX
    }
    nodes = tuple(
        replace(node, x=sound[node.id][0], y=sound[node.id][1]) if node.id in sound else node
        for node in state.picture.nodes
    )
    return replace(state, picture=Picture(nodes, state.picture.edges))


def keeping(state: ViewState, node_ids: frozenset[str]) -> ViewState:
    """Return a state with only these of its nodes, and the edges among them."""
    nodes = tuple(node for node in state.picture.nodes if node.id in node_ids)
    left = {node.id for node in nodes}
    edges = tuple(e for e in state.picture.edges if e.source in left and e.target in left)
    gone = {node.id for node in state.picture.nodes} - left
    return replace(state, picture=Picture(nodes, edges), removed=state.removed | gone)
