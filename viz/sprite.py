"""The signs of the kinds as one SVG file: `viz/static/kinds.svg`, which pages refer to.

After a change of viz/style.py: `python -m viz.sprite > viz/static/kinds.svg`.
"""

from __future__ import annotations

import math
import sys

from viz.style import DARK_PAGE, LIGHT_PAGE, LOOKS, Look, Shape

_RADIUS = 14.0
_GLYPH_SCALE = 0.66
_CORNERS: dict[Shape, tuple[int, float]] = {
    "square": (4, 45.0),
    "diamond": (4, 0.0),
    "hexagon": (6, 0.0),
    "triangle": (3, -90.0),
    "triangleDown": (3, 90.0),
}
"""Number of corners, and the angle of the first, in degrees."""


def build_sprite() -> str:
    """Return the file: one symbol per kind, its id the kind's name."""
    symbols = "\n".join(_symbol(look) for look in LOOKS.values())
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def _symbol(look: Look) -> str:
    pale = look.needs_outline(LIGHT_PAGE) or look.needs_outline(DARK_PAGE)
    outline = ' stroke="currentColor" stroke-width="1.5"' if pale else ""
    move = 12 * _GLYPH_SCALE
    return (
        f'<symbol id="{look.kind}" viewBox="-16 -16 32 32">'
        f'<path fill="{look.colour}"{outline} d="{_outline(look.shape)}"/>'
        f'<path fill="{look.ink}" fill-rule="evenodd" d="{look.glyph}" '
        f'transform="translate({-move:.2f} {-move:.2f}) scale({_GLYPH_SCALE})"/></symbol>'
    )


def _outline(shape: Shape) -> str:
    if shape not in _CORNERS:
        return f"M{_RADIUS} 0 A{_RADIUS} {_RADIUS} 0 1 1 {_RADIUS} -0.01 Z"
    count, first = _CORNERS[shape]
    radius = _RADIUS * (1.2 if shape == "square" else 1.0)
    turns = [math.radians(first + 360 * i / count) for i in range(count)]
    corners = [f"{radius * math.cos(turn):.2f} {radius * math.sin(turn):.2f}" for turn in turns]
    return f"M{' L'.join(corners)} Z"


if __name__ == "__main__":
    sys.stdout.write(build_sprite())
