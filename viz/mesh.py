"""A graph as the layout works on it: numbered boxes and pairs of numbers, always in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LINK_LENGTH = 104.0
"""The distance in pixels that two joined nodes are drawn at, where there is room."""

MARGIN = (14.0, 10.0)
"""Pixels kept free between two boxes, across and down."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, in pixels; its place is the box's middle."""

    id: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mesh:
    """Boxes and the pairs of them that are joined.

    Attributes:
        sizes: n by 2, width and height in pixels.
        pairs: m by 2, numbers of boxes, the smaller first, sorted, each pair once, no loops.
    """

    sizes: Floats
    pairs: Ints

    def __len__(self) -> int:
        """Return the number of boxes."""
        return len(self.sizes)

    def degrees(self) -> Ints:
        """Return how many others each box is joined to."""
        return np.bincount(self.pairs.ravel(), minlength=len(self)).astype(np.int64)

    def adjacency(self, lengths: Floats | None = None) -> csr_array:
        """Return the symmetric matrix of lengths (default: ones), n by n."""
        values = np.ones(len(self.pairs)) if lengths is None else lengths
        rows, columns = self.pairs[:, 0], self.pairs[:, 1]
        return csr_array(
            (np.r_[values, values], (np.r_[rows, columns], np.r_[columns, rows])),
            shape=(len(self), len(self)),
        )

    def sub(self, members: Ints) -> Mesh:
        """Return the part that holds only these boxes, renumbered in their order (ascending)."""
        number = np.full(len(self), -1, dtype=np.int64)
        number[members] = np.arange(len(members))
        inside = (number[self.pairs] >= 0).all(axis=1)
        return Mesh(self.sizes[members], number[self.pairs[inside]])

    def components(self) -> list[Ints]:
        """Return the numbers of each connected part, largest part first, then smallest number."""
        count, label = connected_components(self.adjacency(), directed=False)
        parts = groups_of(label.astype(np.int64), int(count))
        return sorted(parts, key=lambda part: (-len(part), int(part[0])))


def groups_of(label: Ints, count: int) -> list[Ints]:
    """Return the numbers that carry each label 0 … count - 1, ascending."""
    order = np.argsort(label, kind="stable")
    cuts = np.searchsorted(label[order], np.arange(1, count))
    return np.split(order, cuts)


def to_mesh(boxes: Sequence[Box], pairs: Iterable[tuple[str, str]]) -> tuple[list[str], Mesh]:
    """Number boxes in the order of their ids, so that the caller's order has no influence.

    Args:
        boxes: each id once.
        pairs: ids; loops, repeats and pairs with an unknown end are dropped.

    Returns:
        The ids in the order of their numbers, and the mesh.
    """
    ordered = sorted(boxes, key=lambda box: box.id)
    number = {box.id: i for i, box in enumerate(ordered)}
    known = {
        tuple(sorted((number[one], number[other])))
        for one, other in pairs
        if one in number and other in number and one != other
    }
    sizes = np.array([(box.width, box.height) for box in ordered], dtype=np.float64)
    array = np.array(sorted(known), dtype=np.int64).reshape(-1, 2)
    return [box.id for box in ordered], Mesh(sizes.reshape(-1, 2), array)
