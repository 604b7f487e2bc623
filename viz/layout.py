"""Where the nodes of a picture stand: each connected part drawn by itself, then all packed.

Deterministic: boxes and pairs are sorted by id first, nothing is random but Louvain, which
has a fixed seed and sorted input, and places are rounded to a tenth of a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from graph.errors import TooLargeToDrawError
from viz.apart import separate
from viz.bending import folded
from viz.leaves import Bouquet, find_bouquets
from viz.mesh import LINK_LENGTH, Box, Floats, Mesh, to_mesh
from viz.packing import pack
from viz.parts import places_by_parts, spiral_places
from viz.picture import DRAW_LIMIT, Point
from viz.stress import link_distances, stress_places

__all__ = ["Box", "layout"]

_STRESS_LIMIT = 110
"""Nodes that one stress drawing can hold before it becomes a ball of wool."""


def layout(boxes: Sequence[Box], pairs: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return a place for each box: no two overlap, the middle of all is (0, 0).

    Args:
        boxes: each id once, in any order.
        pairs: ids of joined boxes, in any order; unknown ends, loops and repeats are dropped.

    Returns:
        Places by id, pixels, rounded to a tenth.

    Raises:
        TooLargeToDrawError: more than 5,000 boxes.
    """
    if len(boxes) > DRAW_LIMIT:
        raise TooLargeToDrawError(len(boxes), DRAW_LIMIT)
    if not boxes:
        return {}
    ids, mesh = to_mesh(boxes, pairs)
    places = _packed(mesh)
    low, high = (places - mesh.sizes / 2).min(axis=0), (places + mesh.sizes / 2).max(axis=0)
    rounded = np.round(places - (low + high) / 2, 1) + 0.0  # no negative zero
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(ids, rounded, strict=True)}


def _packed(mesh: Mesh) -> Floats:
    places = np.empty((len(mesh), 2))
    parts = mesh.components()
    rectangles: list[tuple[float, float]] = []
    for part in parts:
        sizes = mesh.sizes[part]
        drawn = _component(mesh.sub(part)) if len(part) > 1 else np.zeros((1, 2))
        places[part] = drawn - (drawn - sizes / 2).min(axis=0)
        width, height = (places[part] + sizes / 2).max(axis=0)
        rectangles.append((float(width), float(height)))
    for part, corner in zip(parts, pack(rectangles, LINK_LENGTH * 0.6), strict=True):
        places[part] += np.array(corner)
    return places


def _component(mesh: Mesh) -> Floats:
    return separate(folded(_lying(_drawn(mesh)), mesh.sizes), mesh.sizes)


def _drawn(mesh: Mesh) -> Floats:
    """Return places of a mesh; boxes may still overlap."""
    if len(mesh.components()) > 1:
        return spiral_places(mesh)
    bouquets = find_bouquets(mesh)
    if not bouquets:
        return _core(mesh)
    leaves = np.concatenate([bouquet.leaves for bouquet in bouquets])
    core = np.setdiff1d(np.arange(len(mesh)), leaves)
    places = np.empty((len(mesh), 2))
    places[core] = _core(_with_room(mesh, bouquets).sub(core))
    for bouquet in bouquets:
        places[bouquet.leaves] = places[bouquet.parent] + bouquet.offsets
    return places


def _with_room(mesh: Mesh, bouquets: Sequence[Bouquet]) -> Mesh:
    sizes = mesh.sizes.copy()
    for bouquet in bouquets:
        sizes[bouquet.parent] = 2 * bouquet.radius
    return Mesh(sizes, mesh.pairs)


def _core(mesh: Mesh) -> Floats:
    if len(mesh) <= _STRESS_LIMIT:
        drawn = stress_places(link_distances(mesh))
    else:
        drawn = places_by_parts(mesh, _drawn)
    return separate(drawn, mesh.sizes)


def _lying(places: Floats) -> Floats:
    """Turn a drawing so that its long side lies across, as pages and labels do."""
    if len(places) < 3:  # one lies already, two are drawn lying
        return places
    centred = places - places.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(centred.T) + 1e-9 * np.eye(2))
    axes = axes[:, ::-1]
    largest = np.abs(axes).argmax(axis=0)
    turned: Floats = centred @ (axes * np.sign(axes[largest, [0, 1]]))
    return turned
