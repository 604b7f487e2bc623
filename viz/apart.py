"""Move overlapping boxes apart, as little as needed; afterwards none overlap."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from viz.mesh import MARGIN, Floats, Ints

_GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))
_ROUNDS, _PUSHES, _GROWTH = 14, 40, 1.12
_FIRST_GROWTH_LIMIT = 1.8


def overlaps(places: Floats, sizes: Floats, slack: float = 0.0) -> Ints:
    """Return the pairs of boxes that overlap by more than `slack` pixels, k by 2, sorted.

    Args:
        places: n by 2, middles.
        sizes: n by 2, width and height.
    """
    if len(places) < 2:  # a pair has two
        return np.empty((0, 2), dtype=np.int64)
    widest = sizes.max(axis=0)
    near = cKDTree(places / widest).query_pairs(1.0, p=np.inf, output_type="ndarray")
    near = near[np.lexsort((near[:, 1], near[:, 0]))]
    gap = np.abs(places[near[:, 0]] - places[near[:, 1]])
    needed = (sizes[near[:, 0]] + sizes[near[:, 1]]) / 2 - slack
    inside: Ints = near[(gap < needed).all(axis=1)].astype(np.int64)
    return inside


def separate(places: Floats, sizes: Floats, margin: tuple[float, float] = MARGIN) -> Floats:
    """Return places at which no two boxes overlap, near the given ones.

    First the whole drawing grows a little, which keeps its form; then boxes push each other
    along the shorter way out; what is still stuck takes the nearest free spot.

    Args:
        places: n by 2; finite.
        sizes: n by 2, pixels.
        margin: pixels kept free between boxes, across and down.
    """
    if len(places) < 2:  # nothing to overlap
        return places
    room = sizes + np.array(margin)
    turns = np.arange(len(places)) * _GOLDEN_ANGLE
    moved = places + 0.01 * np.c_[np.cos(turns), np.sin(turns)]  # no two at one point
    moved = moved * _first_growth(moved, room)
    for _ in range(_ROUNDS):
        moved = _push(moved, room)
        if not len(overlaps(moved, room, 0.5)):
            return moved
        moved = moved * _GROWTH
    return _settle(moved, room)


def _first_growth(places: Floats, room: Floats) -> float:
    """Return the factor that would free most overlapping pairs, between 1 and 1.8."""
    pairs = overlaps(places, room)
    if not len(pairs):
        return 1.0
    gap = np.abs(places[pairs[:, 0]] - places[pairs[:, 1]]) + 1e-6
    needed = (room[pairs[:, 0]] + room[pairs[:, 1]]) / 2
    factors = (needed / gap).min(axis=1)
    return float(min(np.quantile(factors, 0.7), _FIRST_GROWTH_LIMIT))


def _push(places: Floats, room: Floats) -> Floats:
    moved = places.copy()
    for _ in range(_PUSHES):
        pairs = overlaps(moved, room, 0.4)
        if not len(pairs):
            break
        one, other = pairs[:, 0], pairs[:, 1]
        way = moved[other] - moved[one]
        depth = (room[one] + room[other]) / 2 - np.abs(way)
        axis = (depth[:, 1] < depth[:, 0]).astype(np.int64)
        rows = np.arange(len(pairs))
        sign = np.where(way[rows, axis] < 0, -1.0, 1.0)
        step = np.zeros_like(way)
        step[rows, axis] = sign * depth[rows, axis] * 0.5
        np.add.at(moved, other, step)
        np.add.at(moved, one, -step)
    return moved


def _settle(places: Floats, room: Floats) -> Floats:
    """Put each box that still overlaps on the free spot that is nearest to it, one by one."""
    moved = places.copy()
    stuck = np.unique(overlaps(moved, room, 0.5)[:, 1])
    settled = np.setdiff1d(np.arange(len(moved)), stuck)
    for box in stuck:
        moved[box] = _free_spot(moved[box], room[box], moved[settled], room[settled])
        settled = np.append(settled, box)
    return moved


def _free_spot(wish: Floats, size: Floats, places: Floats, room: Floats) -> Floats:
    """Return the first free point on growing rings round a wish; one exists outside the drawing."""
    needed = (room + size) / 2
    ring = 0
    while True:
        turns = 2 * np.pi * np.arange(max(1, 6 * ring)) / max(1, 6 * ring)
        spots = wish + ring * size * np.c_[np.cos(turns), np.sin(turns)] * 0.5
        gap = np.abs(spots[:, None, :] - places[None, :, :])
        free = ~(gap < needed[None, :, :]).all(axis=2).any(axis=1)
        if free.any():
            found: Floats = spots[int(free.argmax())]
            return found
        ring += 1
