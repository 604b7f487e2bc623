"""From what a store answers to a picture with places: pure, so it is the same every time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from graph.errors import TooLargeToDrawError
from graph.expand import Connections, Edge, ListMembership, Standing, StatedLink, Unit
from graph.identifiers import registry
from viz.caption import masked, visible, wrapped
from viz.layout import Box, layout
from viz.picture import (
    DRAW_LIMIT,
    EdgeKind,
    Growth,
    NodeRole,
    NodeUpdate,
    Picture,
    PictureEdge,
    PictureNode,
    Point,
    stated_id,
    stub_id,
    together_id,
)
from viz.place import place
from viz.style import radius_of

_CHARACTER_WIDTH, _LINE_HEIGHT, _LABEL_GAP = 6.4, 13.0, 5.0


@dataclass(frozen=True, slots=True)
class Hidden:
    """A unit's neighbours that are not in the picture.

    Attributes:
        by_kind: how many of each kind.
        exact: False where they are "at least".
    """

    by_kind: Mapping[str, int]
    exact: bool = True

    @property
    def total(self) -> int:
        """Return how many there are of all kinds."""
        return sum(self.by_kind.values())


NOTHING_HIDDEN = Hidden(MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Names:
    """What the nodes are called.

    Attributes:
        units: opaque id of each unit, by key.
        lists: opaque id of each list, by report id.
        captions: text for people, by key; where one is missing the registry's is taken.
    """

    units: Mapping[str, str]
    lists: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)


def build_picture(
    units: Sequence[Unit],
    connections: Connections,
    names: Names,
    hidden: Mapping[str, Hidden],
    expanded: Collection[str] = frozenset(),
) -> Picture:
    """Draw units and what connects them.

    Args:
        units: each one a node; the order doesn't matter.
        connections: among them; what reaches outside them is left out.
        names: ids and captions.
        hidden: what each unit leaves out, by key; units that are missing leave out nothing.
        expanded: keys of units that were opened: what they leave out is drawn as one stub
            per kind. The others carry its sum as a badge.

    Raises:
        TooLargeToDrawError: more than 5,000 nodes.
    """
    lists = [listed for listed in connections.lists if listed.report_id in names.lists]
    nodes = [_unit_node(unit, names, hidden, expanded) for unit in units]
    nodes += [_list_node(listed, names) for listed in lists]
    nodes += [
        stub for unit in units if unit.key in expanded for stub in _stubs(unit.key, names, hidden)
    ]
    nodes = sorted({node.id: node for node in nodes}.values(), key=lambda node: node.id)
    if len(nodes) > DRAW_LIMIT:
        raise TooLargeToDrawError(len(nodes), DRAW_LIMIT)
    edges = _edges(connections, names, {node.id: node for node in nodes})
    places = layout([box_of(node) for node in nodes], [(e.source, e.target) for e in edges])
    return Picture(tuple(_at(node, places[node.id]) for node in nodes), tuple(edges))


def build_growth(
    parent: str,
    units: Sequence[Unit],
    connections: Connections,
    names: Names,
    hidden: Mapping[str, Hidden],
    shown: Mapping[str, Point],
    expanded: Collection[str] = frozenset(),
) -> Growth:
    """Draw what expanding one unit adds; nothing that is shown moves.

    Args:
        parent: key of the expanded unit.
        units: the new ones; those that are shown already are left out.
        connections: among all units, shown and new.
        names: ids of all units, shown and new, and of all lists.
        hidden: what each unit leaves out now, by key: the parent, the new ones, and those
            shown whose count has changed.
        shown: places by id, of everything on the screen; other ids are kept clear of too.
        expanded: keys of shown units, besides the parent, that were opened earlier.

    Raises:
        TooLargeToDrawError: the picture would have more than 5,000 nodes.
    """
    opened = {*expanded, parent}
    lists = [listed for listed in connections.lists if listed.report_id in names.lists]
    wanted = [_unit_node(unit, names, hidden, opened) for unit in units]
    wanted += [_list_node(listed, names) for listed in lists]
    stubs = [s for key in sorted(opened & hidden.keys()) for s in _stubs(key, names, hidden)]
    fresh = {node.id: node for node in (*wanted, *stubs) if node.id not in shown}
    if len(shown) + len(fresh) > DRAW_LIMIT:
        raise TooLargeToDrawError(len(shown) + len(fresh), DRAW_LIMIT)
    ends = {**dict.fromkeys(shown), **fresh}
    edges = [
        edge
        for edge in _edges(connections, names, ends)
        if edge.kind is not EdgeKind.MORE or edge.id in fresh
    ]
    places = place(names.units[parent], shown, list(fresh), _neighbour_places(edges, fresh, shown))
    nodes = tuple(_at(fresh[key], places[key]) for key in sorted(fresh))
    return Growth(nodes, tuple(edges), tuple(_updates(names, hidden, shown, opened)))


def _unit_node(
    unit: Unit, names: Names, hidden: Mapping[str, Hidden], expanded: Collection[str]
) -> PictureNode:
    caption = visible(names.captions.get(unit.key) or registry.caption(unit.identifier))
    left_out = NOTHING_HIDDEN if unit.key in expanded else hidden.get(unit.key, NOTHING_HIDDEN)
    victim = unit.standing is Standing.VICTIM
    return PictureNode(
        id=names.units[unit.key],
        label=masked(caption) if victim else caption,
        kind=unit.kind,
        key=None if victim else unit.key,
        standing=unit.standing,
        degree=unit.degree,
        hidden=left_out.total,
        exact=left_out.exact,
        confirmed=unit.confirmed,
    )


def _list_node(listed: ListMembership, names: Names) -> PictureNode:
    caption = names.captions.get(listed.report_id, "")
    return PictureNode(
        id=names.lists[listed.report_id],
        label=visible(caption) or f"({listed.list_size})",
        kind="list",
        role=NodeRole.LIST,
        degree=listed.list_size,
    )


def _stubs(key: str, names: Names, hidden: Mapping[str, Hidden]) -> Iterator[PictureNode]:
    left_out = hidden.get(key, NOTHING_HIDDEN)
    parent = names.units[key]
    for kind, count in sorted(left_out.by_kind.items()):
        if count > 0:
            yield PictureNode(
                id=stub_id(parent, kind),
                label=f"+{count}" if left_out.exact else f"≥{count}",
                kind=kind,
                role=NodeRole.MORE,
                degree=count,
                hidden=count,
                exact=left_out.exact,
                parent=parent,
            )


def _updates(
    names: Names, hidden: Mapping[str, Hidden], shown: Mapping[str, Point], opened: set[str]
) -> Iterator[NodeUpdate]:
    """Tell the new counts of what is on the screen: badges of units, numbers of stubs."""
    for key in sorted(hidden):
        node, left_out = names.units[key], hidden[key]
        if node in shown:
            total = 0 if key in opened else left_out.total
            yield NodeUpdate(node, total, left_out.exact)
        prefix = stub_id(node, "")
        for stub in sorted(id_ for id_ in shown if key in opened and id_.startswith(prefix)):
            count = left_out.by_kind.get(stub.removeprefix(prefix), 0)
            yield NodeUpdate(stub, count, left_out.exact)


def _edges(
    connections: Connections, names: Names, nodes: Mapping[str, PictureNode | None]
) -> list[PictureEdge]:
    """Return the edges whose ends are both in the picture, sorted by id."""
    found: list[PictureEdge] = [
        *(_together(edge, names) for edge in connections.edges if _known(names, edge)),
        *(_stated(link, names) for link in connections.links if _known(names, link)),
        *_list_edges(connections.lists, names),
        *_stub_edges(node for node in nodes.values() if node is not None),
    ]
    inside = {edge.id: edge for edge in found if edge.source in nodes and edge.target in nodes}
    return [inside[id_] for id_ in sorted(inside)]


def _known(names: Names, pair: Edge | StatedLink) -> bool:
    return pair.source in names.units and pair.target in names.units


def _together(edge: Edge, names: Names) -> PictureEdge:
    source, target = sorted((names.units[edge.source], names.units[edge.target]))
    count = edge.report_count
    return PictureEdge(
        together_id(source, target), source, target, EdgeKind.TOGETHER, str(count), count
    )


def _stated(link: StatedLink, names: Names) -> PictureEdge:
    source, target = names.units[link.source], names.units[link.target]
    id_ = stated_id(source, target, link.type)
    return PictureEdge(id_, source, target, EdgeKind.STATED, link.type, link.report_count, True)


def _list_edges(lists: Iterable[ListMembership], names: Names) -> Iterator[PictureEdge]:
    for listed in lists:
        source = names.lists.get(listed.report_id)
        for key in listed.units:
            if source and key in names.units:
                target = names.units[key]
                yield PictureEdge(together_id(source, target), source, target, EdgeKind.LIST)


def _stub_edges(nodes: Iterable[PictureNode]) -> Iterator[PictureEdge]:
    for node in nodes:
        if node.parent:
            yield PictureEdge(node.id, node.parent, node.id, EdgeKind.MORE)


def _neighbour_places(
    edges: Iterable[PictureEdge], fresh: Collection[str], shown: Mapping[str, Point]
) -> dict[str, list[Point]]:
    places: dict[str, list[Point]] = {}
    for edge in edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in fresh and other in shown:
                places.setdefault(one, []).append(shown[other])
    return places


def _at(node: PictureNode, point: Point) -> PictureNode:
    return replace(node, x=point[0], y=point[1])


def box_of(node: PictureNode) -> Box:
    """Return the room that a node takes with its label below it, in pixels."""
    lines = wrapped(node.label).split("\n")
    radius = radius_of(node.degree) if node.role is NodeRole.UNIT else radius_of(1)
    width = max(2 * radius, _CHARACTER_WIDTH * max(map(len, lines)))
    return Box(node.id, width, 2 * radius + _LABEL_GAP + _LINE_HEIGHT * len(lines))
