"""Fold a long thin drawing into rows, as a line of text is folded on a page."""

from __future__ import annotations

import math

import numpy as np

from viz.mesh import Floats

_ROW_GAP = 36.0
_LONG = 6.0
"""A drawing that is this many times longer than thick is folded."""

_ASPECT = 1.6


def folded(places: Floats, sizes: Floats) -> Floats:
    """Return the drawing as a serpentine where it is long and thin, else as it is.

    Rows run to and fro and half circles join them, so that neighbours stay neighbours and
    distances along the drawing stay what they were.

    Args:
        places: n by 2, the long side across.
        sizes: n by 2, width and height of the boxes, pixels.
    """
    length, _ = np.ptp(places, axis=0)
    thick = float(np.ptp(places, axis=0)[1] + sizes.max()) + _ROW_GAP
    rows = round(math.sqrt(length / (_ASPECT * thick)))
    if length < _LONG * thick or rows < 2:  # one row is not folded
        return places
    turn = math.pi * thick / 2
    straight = max((length - (rows - 1) * turn) / rows, thick)
    along = places[:, 0] - places[:, 0].min()
    offset = places[:, 1] - (places[:, 1].min() + places[:, 1].max()) / 2
    return _serpentine(along, offset, straight, thick)


def _serpentine(along: Floats, offset: Floats, straight: float, thick: float) -> Floats:
    """Map a place on the middle line, and its distance from it, onto rows and half circles.

    Args:
        along: pixels from the beginning.
        offset: pixels from the middle line, down.
        straight: length of a row without its turn.
        thick: distance of two rows: twice the radius of a turn.
    """
    radius = thick / 2
    row, rest = np.divmod(along, straight + math.pi * radius)
    back = row % 2 == 1
    angle = np.maximum(rest - straight, 0.0) / radius
    flip = np.where(back, -1.0, 1.0)
    reach = np.minimum(rest, straight) + (radius - flip * offset) * np.sin(angle)
    x = np.where(back, straight - reach, reach)
    y = row * thick + radius - (radius - flip * offset) * np.cos(angle)
    places: Floats = np.c_[x, y]
    return places
