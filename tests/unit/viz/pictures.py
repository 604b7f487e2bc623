"""Pictures and parts of them for tests."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from graph.expand import Connections, Edge, Standing, StatedLink, Unit
from graph.identifiers import registry
from viz.build import Names

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "</script><script>alert(1)</script>",
    "a" * 10_000,
    "Z" + "\u0301" * 50,
    "\ud800",
    "\x00\x07",
    "",
]
"""What strangers write into names."""


def phone(number: int) -> str:
    """Return the key of the n-th phone."""
    return f"phone:+84912{number:06d}"


def unit(key: str, degree: int = 1, standing: Standing = Standing.JOINING) -> Unit:
    """Return a unit with one key."""
    return Unit(registry.from_key(key), (key,), degree, standing)


def units(count: int) -> list[Unit]:
    """Return that many phones."""
    return [unit(phone(number), degree=1 + number % 9) for number in range(count)]


def names(of: Sequence[Unit], lists: Sequence[str] = ()) -> Names:
    """Return ids `n0`, `n1`, … and `l0`, …."""
    return Names(
        {each.key: f"n{number}" for number, each in enumerate(of)},
        {report_id: f"l{number}" for number, report_id in enumerate(lists)},
    )


def chain(of: Sequence[Unit], links: Sequence[StatedLink] = ()) -> Connections:
    """Return each unit reported together with the next one, and with every seventh."""
    keys = [each.key for each in of]
    pairs = {tuple(sorted(pair)) for pair in itertools.pairwise(keys)}
    pairs |= {tuple(sorted(pair)) for pair in zip(keys, keys[7::7], strict=False)}
    edges = [Edge(one, other, 2) for one, other in sorted(pairs) if one != other]
    return Connections(tuple(edges), tuple(links))
