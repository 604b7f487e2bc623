"""pyvis' Network, made safe: known fields only, parallel edges kept, nothing of its templates.

pyvis writes pages that call other servers, leave texts unescaped and, as soon as one title
holds `href`, turn every title into markup. Here it only collects nodes, edges and options;
the page is ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NoReturn, cast

from jinja2 import DictLoader, Environment, StrictUndefined
from pyvis.edge import Edge  # type: ignore[import-untyped]  # noqa: TID251 (pyvis has no types; this is its room)
from pyvis.network import Network  # type: ignore[import-untyped]  # noqa: TID251 (likewise)
from pyvis.node import Node  # type: ignore[import-untyped]  # noqa: TID251 (likewise)

from viz.style import GREY

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

NODE_FIELDS = frozenset({
    "caption", "confirmed", "degree", "exact", "hidden", "key", "kind", "parent", "role", "size",
    "standing", "x", "y",
})  # fmt: skip
"""What a node may carry besides id, label, shape and colour. No `title`, no `image`, no address."""

EDGE_FIELDS = frozenset({
    "arrows", "dashes", "id", "kind", "label", "smooth", "weight", "width",
})  # fmt: skip
"""What an edge may carry besides its ends."""

SHAPES = frozenset({
    "box", "diamond", "dot", "hexagon", "square", "star", "triangle", "triangleDown",
})  # fmt: skip
"""Shapes that are drawn, never fetched."""

OPTIONS: Mapping[str, Any] = MappingProxyType({
    "autoResize": True,
    "configure": {"enabled": False},
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": True,
        "hover": True,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 1, "chosen": False, "font": {"size": 12}},
    "edges": {"smooth": False, "width": 1, "selectionWidth": 1, "hoverWidth": 0.5},
})  # fmt: skip
"""No physics: the server has placed every node. No pop-ups, buttons or editor of the library."""


class SafeNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """Collects nodes, edges and options for our own page; writes no page itself.

    Adding is linear: pyvis looks through all nodes and edges at each one.
    """

    def __init__(self) -> None:
        """Start empty, with our options and without any template."""
        super().__init__(cdn_resources="local")
        self.templateEnv = Environment(
            loader=DictLoader({}), autoescape=True, undefined=StrictUndefined
        )
        self.options = json.loads(json.dumps(dict(OPTIONS)))

    def add_node(
        self,
        n_id: str,
        label: str | None = None,
        shape: str = "dot",
        color: str = GREY,
        **fields: Any,
    ) -> None:
        """Add a node; one that is there already is kept as it is.

        Args:
            n_id: unique in the picture.
            label: plain text.
            shape: one of SHAPES.
            color: of its face, `#RRGGBB`.
            fields: of NODE_FIELDS.

        Raises:
            ValueError: a shape or field that isn't known, or no colour.
        """
        _check(fields, NODE_FIELDS)
        if shape not in SHAPES or not _COLOUR.fullmatch(color):
            raise ValueError(f"unknown shape or colour: {shape[:40]!r}, {color[:40]!r}")
        if n_id in self.node_map:
            return
        node = Node(n_id, shape, label=label or "", color=color, **fields)
        self.nodes.append(node.options)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node.options

    def add_edge(self, source: str, to: str, **fields: Any) -> None:
        """Add an edge; several between the same two nodes are all kept.

        Args:
            source, to: ids of nodes; those of a growth may be on the screen only.
            fields: of EDGE_FIELDS.

        Raises:
            ValueError: a field that isn't known.
        """
        _check(fields, EDGE_FIELDS)
        self.edges.append(Edge(source, to, False, **fields).options)

    def generate_html(self, *_arguments: object, **_options: object) -> NoReturn:
        """Refuse: pages are written by our own templates.

        Raises:
            RuntimeError: always; pyvis' `show` and `write_html` end here too.
        """
        raise RuntimeError("pages are written by viz/templates, not by pyvis")

    def data(self) -> dict[str, Any]:
        """Return nodes, edges and options as plain JSON values."""
        nodes, edges, _heading, _height, _width, options = self.get_network_data()
        return {
            "nodes": cast("list[dict[str, Any]]", nodes),
            "edges": cast("list[dict[str, Any]]", edges),
            "options": json.loads(options),
        }


def _check(fields: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(fields.keys() - known)
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(unknown)[:200]}")
