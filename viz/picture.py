"""A picture of a part of the graph: nodes with places, edges, and what is left out.

Values only. Ids are opaque short strings that the caller gives (`n12`); they go into pages,
addresses and logs, so an identifier is never one of them.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from graph.expand import Standing

Point = tuple[float, float]
"""A place on the canvas: x to the right, y downwards, in CSS pixels at zoom 1."""

DRAW_LIMIT = 5000
"""Nodes in one picture at most: above it the canvas pans below 20 frames a second."""


class NodeRole(enum.StrEnum):
    """What a node stands for."""

    UNIT = "unit"
    LIST = "list"
    MORE = "more"
    RING = "ring"


class EdgeKind(enum.StrEnum):
    """Why two nodes are joined: reported together, a stated link, on a list, or left out."""

    TOGETHER = "together"
    STATED = "stated"
    LIST = "list"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A node with its place.

    Attributes:
        id: opaque, unique in the picture.
        label: text for people, without hidden characters.
        kind: a kind of the registry, or `list` or `ring`.
        key: the unit's key; None for anything but a unit, and for victims.
        role: what it stands for.
        standing: whether it may join reports; all but `joining` are drawn grey.
        degree: reports of a unit, identifiers of a list or ring, those left out of a stub.
        hidden: identifiers that are joined to it and not in the picture.
        exact: False where `hidden` is "at least".
        confirmed: a person has confirmed it.
        parent: of a stub, the node whose neighbours it stands for.
        x, y: its place (see Point).
    """

    id: str
    label: str
    kind: str
    key: str | None = None
    role: NodeRole = NodeRole.UNIT
    standing: Standing = Standing.JOINING
    degree: int = 0
    hidden: int = 0
    exact: bool = True
    confirmed: bool = False
    parent: str | None = None
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A line between two nodes.

    Attributes:
        id: unique in the picture; made of its ends' ids, so that it names no identifier.
        source, target: ids of nodes.
        kind: why they are joined.
        label: the number of reports, or the type of a stated link; language-free.
        weight: reports.
        directed: drawn with an arrow at the target.
    """

    id: str
    source: str
    target: str
    kind: EdgeKind
    label: str = ""
    weight: int = 1
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes sorted by id, edges sorted by id; every edge's ends are among the nodes."""

    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]


@dataclass(frozen=True, slots=True)
class NodeUpdate:
    """A node on the screen whose count of hidden neighbours has changed.

    A stub that falls to 0 leaves the picture; a unit that falls to 0 loses its badge.
    """

    id: str
    hidden: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Growth:
    """What expanding adds to a picture: nothing in it moves what is there."""

    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    updates: tuple[NodeUpdate, ...] = ()


def together_id(source: str, target: str) -> str:
    """Return the id of the edge "reported together", the same from either end.

    >>> together_id("n2", "n1")
    'n1~n2'
    """
    return "~".join(sorted((source, target)))


def stated_id(source: str, target: str, link_type: str) -> str:
    """Return the id of a stated link's edge.

    >>> stated_id("n2", "n1", "TRANSFERRED_TO")
    'n2~n1~TRANSFERRED_TO'
    """
    return f"{source}~{target}~{link_type}"


def stub_id(parent: str, kind: str) -> str:
    """Return the id of the stub that stands for a node's hidden neighbours of one kind.

    >>> stub_id("n1", "phone")
    'n1~more~phone'
    """
    return f"{parent}~more~{kind}"
