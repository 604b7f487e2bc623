"""A picture as the network page's data: pyvis builds it, the page's scripts draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from graph.errors import Language
from graph.expand import Standing
from viz.caption import wrapped
from viz.network import SafeNetwork
from viz.picture import EdgeKind, Growth, NodeRole, NodeUpdate, Picture, PictureEdge, PictureNode
from viz.style import GREY, WHITE, look_of, radius_of, to_table, width_of

LINK_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "TRANSFERRED_TO": ("chuyển tiền", "transferred to"),
    "KEYED_BY": ("gắn với số", "keyed by"),
    "HOSTED_ON": ("đặt tại", "hosted on"),
    "SIGNED_BY": ("ký bằng", "signed by"),
    "CONTACTS": ("kết nối tới", "contacts"),
    "RESOLVES_TO": ("trỏ tới", "resolves to"),
    "VARIANT_OF": ("biến thể của", "variant of"),
})  # fmt: skip
"""Vietnamese and English, by type of a stated link."""

_BEND = 0.16
"""How far each further line between the same two nodes bows out, as part of its length."""


def network_data(picture: Picture, language: Language) -> dict[str, Any]:
    """Return what the network page draws.

    Args:
        picture: with places.
        language: of the names of kinds and links.

    Returns:
        `nodes` and `edges` in vis-network's form with whitelisted fields only, `options` for
        it, and `looks`: the table of kinds (viz.style).
    """
    data = _collected(picture.nodes, picture.edges, language)
    return {**data, "looks": to_table(language)}


def growth_data(growth: Growth, language: Language) -> dict[str, Any]:
    """Return what expanding adds, in the same form, and the counts that have changed.

    Args:
        growth: what is new.
        language: of the names of links.
    """
    data = _collected(growth.nodes, growth.edges, language)
    updates = [_update(update) for update in growth.updates]
    return {"nodes": data["nodes"], "edges": data["edges"], "updates": updates}


def _collected(
    nodes: Iterable[PictureNode], edges: Iterable[PictureEdge], language: Language
) -> dict[str, Any]:
    network = SafeNetwork()
    for node in nodes:
        _add_node(network, node)
    between: dict[frozenset[str], int] = {}
    for edge in edges:
        ends = frozenset((edge.source, edge.target))
        _add_edge(network, edge, between.get(ends, 0), language)
        between[ends] = between.get(ends, 0) + 1
    return network.data()


def _add_node(network: SafeNetwork, node: PictureNode) -> None:
    stub = node.role is NodeRole.MORE
    look = look_of(node.kind)
    joins = node.standing is Standing.JOINING
    face = WHITE if stub else look.colour if joins else GREY
    network.add_node(
        node.id,
        wrapped(node.label),
        shape="box" if stub else look.shape,
        x=node.x,
        y=node.y,
        size=radius_of(node.degree if node.role is NodeRole.UNIT else 1),
        color=face,
        caption=node.label,
        kind=node.kind,
        key=node.key,
        role=node.role.value,
        standing=node.standing.value,
        degree=node.degree,
        hidden=node.hidden,
        exact=node.exact,
        confirmed=node.confirmed,
        parent=node.parent,
    )


def _add_edge(network: SafeNetwork, edge: PictureEdge, ordinal: int, language: Language) -> None:
    """Add an edge; the first between two nodes is straight, further ones bow out."""
    bent = {"enabled": True, "type": "curvedCW", "roundness": round(_BEND * ordinal, 2)}
    network.add_edge(
        edge.source,
        edge.target,
        id=edge.id,
        label=_edge_label(edge, language),
        kind=edge.kind.value,
        weight=edge.weight,
        width=1 if edge.kind is EdgeKind.MORE else width_of(edge.weight),
        arrows="to" if edge.directed else "",
        dashes=edge.kind in {EdgeKind.LIST, EdgeKind.MORE},
        smooth=bent if ordinal else False,
    )


def _edge_label(edge: PictureEdge, language: Language) -> str:
    """Return what stands beside a line: a number above 1, or what is stated."""
    if edge.kind is EdgeKind.STATED:
        names = LINK_NAMES.get(edge.label)
        return edge.label if names is None else names[0 if language == "vi" else 1]
    return edge.label if edge.weight > 1 else ""


def _update(update: NodeUpdate) -> dict[str, Any]:
    sign = "+" if update.exact else "≥"
    return {
        "id": update.id,
        "hidden": update.hidden,
        "exact": update.exact,
        "label": f"{sign}{update.hidden}" if update.hidden else "",
    }
