"""Stress majorisation: places whose distances on the page are those along the links."""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import shortest_path

from viz.mesh import LINK_LENGTH, Floats, Mesh

_CLOSE_ENOUGH = LINK_LENGTH * 0.003
_GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))
_CALM_DEGREE = 6.8


def stress_places(distances: Floats, rounds: int = 60) -> Floats:
    """Return places whose distances come near to the wanted ones.

    Args:
        distances: n by n, symmetric, wanted, in pixels; finite, zero on the diagonal.
        rounds: at most; it ends sooner where nothing moves by more than a third of a pixel.

    Returns:
        n by 2. The same input gives the same output: it starts from classical scaling with
        fixed signs, and nothing in it is random.

    Source:
        Gansner, Koren and North, Graph Drawing by Stress Majorization, GD 2004, equation (7),
        weights d^-2.
    """
    count = len(distances)
    if count <= 2:  # no angle is free
        return np.array([[0.0, 0.0], [float(distances.max(initial=0.0)), 0.0]])[:count]
    weights = np.divide(1.0, distances**2, out=np.zeros_like(distances), where=distances > 0)
    mean = np.full((count, count), 1.0 / count)
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + mean) - mean
    pull = weights * distances
    places = _start(distances)
    for _ in range(rounds):
        moved = inverse @ (_guide(pull, places) @ places)
        far = float(np.abs(moved - places).max())
        places = moved
        if far < _CLOSE_ENOUGH:
            break
    return places


def _guide(pull: Floats, places: Floats) -> Floats:
    across = places[:, 0, None] - places[None, :, 0]
    down = places[:, 1, None] - places[None, :, 1]
    guide = -pull / np.maximum(np.hypot(across, down), 1e-6)
    np.fill_diagonal(guide, 0.0)
    np.fill_diagonal(guide, -guide.sum(axis=1))
    return guide


def _start(distances: Floats) -> Floats:
    """Return classical scaling (Torgerson 1952), signs fixed, twins split by the golden angle."""
    count = len(distances)
    centring = np.eye(count) - 1.0 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    axes = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    largest = np.abs(axes).argmax(axis=0)
    signs = np.where(axes[largest, [0, 1]] < 0, -1.0, 1.0)
    turns = np.arange(count) * _GOLDEN_ANGLE
    places: Floats = axes * signs + LINK_LENGTH * 0.02 * np.c_[np.cos(turns), np.sin(turns)]
    return places


def link_distances(mesh: Mesh) -> Floats:
    """Return the shortest ways along the links of a connected mesh, in pixels.

    A link is as long as its busier end needs to have its neighbours round it, and never
    shorter than the two boxes ask for.
    """
    degrees = mesh.degrees()
    one, other = mesh.pairs[:, 0], mesh.pairs[:, 1]
    busy = np.sqrt(np.maximum(degrees[one], degrees[other]) / _CALM_DEGREE)
    extent = mesh.sizes.min(axis=1) / 2
    lengths = np.maximum(LINK_LENGTH * np.maximum(1.0, busy), extent[one] + extent[other] + 20.0)
    found: Floats = shortest_path(mesh.adjacency(lengths), directed=False)
    return found
