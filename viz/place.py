"""Places for new nodes round the one that was opened; what is there keeps its place."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy.spatial import cKDTree

from viz.mesh import LINK_LENGTH, Floats
from viz.picture import Point

_ROOM = (116.0, 66.0)
"""The room of a node with its label, across and down, in pixels."""

_FAR = 1e6
"""Pixels; what a caller claims to be farther out counts as being there."""


def place(
    parent: str,
    existing: Mapping[str, Point],
    new: Sequence[str],
    neighbour_positions: Mapping[str, Sequence[Point]],
) -> dict[str, Point]:
    """Return a place for each new node; none of them covers another node.

    A node that is joined to several shown ones goes to the free spot nearest to their middle,
    the others to free arcs round the parent, beginning on the side that is emptiest.

    Args:
        parent: id of the opened node; without a place of its own it is taken to be at (0, 0).
        existing: places of all that is shown, by id; they are only read.
        new: ids, in any order; those that exist already get no place.
        neighbour_positions: places of the shown nodes that each new one is joined to.

    Returns:
        Places by id, rounded to a tenth of a pixel; the same for the same input.
    """
    taken = _Taken(existing.values())
    centre = _bounded(existing.get(parent, (0.0, 0.0)))
    arcs = _arcs(centre, _emptiest_side(centre, taken.places), LINK_LENGTH)
    wishes = {id_: sorted({_bounded(p) for p in neighbour_positions.get(id_, ())}) for id_ in new}
    places: dict[str, Point] = {}
    for id_ in sorted(set(new) - existing.keys(), key=lambda id_: (-len(wishes[id_]), id_)):
        several = len(wishes[id_]) > 1
        places[id_] = taken.take(_arcs(_middle(wishes[id_]), 0.0, 0.0) if several else arcs)
    return places


class _Taken:
    """The places that are taken: a tree of what was there, a list of what has come."""

    def __init__(self, existing: Iterable[Point]) -> None:
        self.places: Floats = np.array([_bounded(p) for p in existing], float).reshape(-1, 2)
        self._tree = cKDTree(self.places / _ROOM) if len(self.places) else None
        self._came: list[Point] = []

    def take(self, spots: Iterator[Point]) -> Point:
        """Return the first free one of endless spots, and remember it."""
        for spot in spots:
            if self._is_free(spot):
                self._came.append(spot)
                return spot
        raise AssertionError("spots are endless")

    def _is_free(self, spot: Point) -> bool:
        across, down = _ROOM
        if any(abs(spot[0] - x) < across and abs(spot[1] - y) < down for x, y in self._came):
            return False
        if self._tree is None:
            return True
        nearest, _ = self._tree.query((spot[0] / across, spot[1] / down), p=np.inf)
        return bool(nearest >= 1.0)


def _bounded(point: Point) -> Point:
    """Return a point that arithmetic survives: a browser may send anything."""
    x, y = (min(max(float(v), -_FAR), _FAR) if math.isfinite(v) else 0.0 for v in point)
    return x, y


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _emptiest_side(centre: Point, places: Floats) -> float:
    """Return the angle that points away from what stands near, in radians."""
    away = np.array(centre) - places
    distance = np.hypot(away[:, 0], away[:, 1])
    near = (distance > 1e-6) & (distance < 4 * LINK_LENGTH)  # not itself
    if not near.any():
        return 0.0
    pull = (away[near] / distance[near, None] ** 2).sum(axis=0)
    return math.atan2(float(pull[1]), float(pull[0]))


def _arcs(centre: Point, angle: float, start: float) -> Iterator[Point]:
    """Yield points on growing rings, on each one from the given angle to both sides, endlessly."""
    for ring in itertools.count():
        radius = start + ring * _ROOM[1] * 0.75
        count = max(1, int(2 * math.pi * radius / (_ROOM[1] * 0.75)))
        for i in range(count):
            step = (i + 1) // 2 * (1 if i % 2 else -1)
            turn = angle + 2 * math.pi * step / count
            x, y = centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)
            yield round(x, 1), round(y, 1)
