"""Pack rectangles: small drawings beside the big one instead of below it."""

from __future__ import annotations

import math
from collections.abc import Sequence

Rectangle = tuple[float, float]
"""Width and height."""

_Segment = tuple[float, float, float]
"""Of the skyline: left, top, width."""


def pack(
    rectangles: Sequence[Rectangle], gap: float, aspect: float = 1.6
) -> list[tuple[float, float]]:
    """Return the left upper corner of each rectangle; none overlap.

    Biggest first, each one as far up as it fits, then as far left (skyline, bottom-left).

    Args:
        rectangles: widths and heights in pixels.
        gap: pixels kept free between two.
        aspect: wanted width by height of the whole.
    """
    if not rectangles:
        return []
    padded = [(width + gap, height + gap) for width, height in rectangles]
    area = sum(width * height for width, height in padded)
    total = max(*(width for width, _ in padded), math.sqrt(area * aspect) * 1.06)
    order = sorted(range(len(padded)), key=lambda i: (-padded[i][0] * padded[i][1], i))
    skyline: list[_Segment] = [(0.0, 0.0, total)]
    corners = [(0.0, 0.0)] * len(padded)
    for i in order:
        width, height = padded[i]
        corners[i] = _lowest(skyline, width, total)
        skyline = _raised(skyline, corners[i], width, height)
    return corners


def _lowest(skyline: Sequence[_Segment], width: float, total: float) -> tuple[float, float]:
    spots: list[tuple[float, float]] = []
    for i, (left, _, _) in enumerate(skyline):
        if left + width > total + 1e-6:
            break
        spots.append((_top(skyline, i, width), left))
    top, left = min(spots)
    return left, top


def _top(skyline: Sequence[_Segment], begin: int, width: float) -> float:
    """Return how far down a rectangle must start that begins at this segment."""
    top, rest = 0.0, width
    for _, segment_top, segment_width in skyline[begin:]:
        top = max(top, segment_top)
        rest -= segment_width
        if rest <= 1e-6:  # rounding of sums
            break
    return top


def _raised(
    skyline: Sequence[_Segment], corner: tuple[float, float], width: float, height: float
) -> list[_Segment]:
    left, top = corner
    right = left + width
    raised: list[_Segment] = [(left, top + height, width)]
    for begin, segment_top, segment_width in skyline:
        end = begin + segment_width
        if begin < left:
            raised.append((begin, segment_top, min(end, left) - begin))
        if end > right:
            raised.append((max(begin, right), segment_top, end - max(begin, right)))
    return sorted(segment for segment in raised if segment[2] > 1e-9)
