"""Nodes with one neighbour: many of them on one parent are drawn as rings round it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from viz.mesh import LINK_LENGTH, MARGIN, Floats, Ints, Mesh

_MANY = 7


@dataclass(frozen=True, slots=True)
class Bouquet:
    """A parent, its leaves, and where they stand round it.

    Attributes:
        parent: its number in the mesh.
        leaves: their numbers, ascending.
        offsets: one row per leaf, from the parent.
        radius: of the circle that holds all, in pixels.
    """

    parent: int
    leaves: Ints
    offsets: Floats
    radius: float


def find_bouquets(mesh: Mesh) -> list[Bouquet]:
    """Return each parent with seven leaves or more, parents ascending."""
    degrees = mesh.degrees()
    one, other = mesh.pairs[:, 0], mesh.pairs[:, 1]
    leaf = np.r_[one[degrees[one] == 1], other[degrees[other] == 1]]
    parent = np.r_[other[degrees[one] == 1], one[degrees[other] == 1]]
    found: list[Bouquet] = []
    for centre in np.unique(parent):
        leaves = np.sort(leaf[parent == centre])
        if len(leaves) >= _MANY and degrees[centre] > 1:
            found.append(_bouquet(mesh, int(centre), leaves))
    return found


def _bouquet(mesh: Mesh, parent: int, leaves: Ints) -> Bouquet:
    """Fill rings from the inside; each ring holds what its length allows."""
    width, height = mesh.sizes[leaves].max(axis=0) + np.array(MARGIN)
    offsets = np.zeros((len(leaves), 2))
    radius = max(LINK_LENGTH * 0.8, float(mesh.sizes[parent].max()) / 2 + height)
    begin = 0
    while begin < len(leaves):
        count = min(max(_MANY, int(2 * np.pi * radius / (width * 0.75))), len(leaves) - begin)
        turns = 2 * np.pi * (np.arange(count) + 0.5 * (begin > 0)) / count - np.pi / 2
        offsets[begin : begin + count] = radius * np.c_[np.cos(turns), np.sin(turns)]
        begin += count
        radius += height * 1.25
    return Bouquet(parent, leaves, offsets, radius - height * 1.25 + float(max(width, height)) / 2)
