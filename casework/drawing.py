"""Open and expand network pictures: from what a store answers to a state with places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from casework.arranging import moved
from casework.judged import list_captions
from casework.views import NodeNotFoundError, ViewState
from graph.errors import IdentifierNotFoundError, TooLargeToDrawError
from graph.expand import EXPAND_CAP, Connections, ExpandQuery, Expansion, Path, Unit
from graph.model import JOINING_ROLES, Ring, Role
from graph.store.port import GraphStore
from viz.build import Hidden, Names, build_growth, build_picture
from viz.picture import DRAW_LIMIT, Growth, NodeRole, Picture, PictureNode, Point

FIRST_NEIGHBOURS = 50
"""Neighbours that opening one identifier draws."""

MOST_BADGE_REPORTS = 60_000
"""Reports read for the counts of hidden neighbours in all, so that many hubs open as fast as one:
of a unit with more than its share the badge says "at least"."""

MOST_LISTS = 40
"""Lists in one picture, those with most of its identifiers first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which neighbours expanding asks for: see graph.expand.ExpandQuery."""

    limit: int = FIRST_NEIGHBOURS
    kinds: frozenset[str] | None = None
    roles: frozenset[Role] = JOINING_ROLES
    since: datetime | None = None
    until: datetime | None = None

    def query(self, key: str, exclude: Iterable[str]) -> ExpandQuery:
        """Return the question about one unit.

        Args:
            key: of the unit.
            exclude: units on the screen.
        """
        return ExpandQuery(
            key=key,
            limit=self.limit,
            kinds=self.kinds,
            roles=self.roles,
            since=self.since,
            until=self.until,
            exclude=frozenset(exclude),
        )


@dataclass(frozen=True, slots=True)
class Grown:
    """What expanding a node gave: the new state, what it added, and the store's answer."""

    state: ViewState
    growth: Growth
    expansion: Expansion


def open_unit(store: GraphStore, key: str, filters: Filters | None = None) -> ViewState:
    """Draw one unit with the neighbours that belong to it most.

    Args:
        store: what is known.
        key: any key of the unit.
        filters: which neighbours; default: the 50 nearest.

    Raises:
        IdentifierNotFoundError: no report mentions it.
    """
    asked = filters or Filters()
    expansion = store.expand(asked.query(key, ()))
    units = [expansion.centre, *(neighbour.unit for neighbour in expansion.neighbours)]
    known = {expansion.centre.key: Hidden(expansion.hidden_by_kind, expansion.exact)}
    return _draw(store, units, known, expanded=frozenset({expansion.centre.key}))


def open_units(store: GraphStore, keys: Sequence[str]) -> ViewState:
    """Draw several units and what connects them.

    Args:
        store: what is known.
        keys: any keys of the units; unknown ones are left out.

    Raises:
        IdentifierNotFoundError: none of them is known.
        TooLargeToDrawError: more than a picture may have.
    """
    if len(keys) > DRAW_LIMIT:
        raise TooLargeToDrawError(len(keys), DRAW_LIMIT)
    units = store.get_units(keys)
    if not units:
        raise IdentifierNotFoundError(keys[0] if keys else "")
    return _draw(store, units, {})


def open_ring(store: GraphStore, ring: Ring) -> ViewState:
    """Draw all members of a ring and what connects them.

    Raises:
        TooLargeToDrawError: it has more members than a picture may have.
    """
    return open_units(store, [member.unit for member in ring.members])


def open_path(store: GraphStore, path: Path) -> ViewState:
    """Draw the units on a path and what connects them."""
    return open_units(store, [path.start, *(step.unit for step in path.steps)])


def _draw(
    store: GraphStore,
    units: Sequence[Unit],
    known: Mapping[str, Hidden],
    expanded: frozenset[str] = frozenset(),
) -> ViewState:
    if len(units) > DRAW_LIMIT:
        raise TooLargeToDrawError(len(units), DRAW_LIMIT)
    keys = sorted(unit.key for unit in units)
    connections = _with_fewer_lists(store.connections(keys))
    # Numbered by key, so that the same units make the same picture every time.
    ids = {key: f"n{number}" for number, key in enumerate(keys, start=1)}
    lists = _name_lists(connections, {}, start=len(ids) + 1)
    names = Names(ids, lists, list_captions(store, lists))
    hidden = {**_count_hidden(store, keys, keys), **known}
    picture = build_picture(units, connections, names, hidden, expanded)
    return ViewState(
        picture=picture,
        units={node_id: key for key, node_id in ids.items()},
        lists={node_id: report_id for report_id, node_id in lists.items()},
        expanded=frozenset(ids[key] for key in expanded),
    )


def expand_node(
    store: GraphStore, state: ViewState, node_id: str, filters: Filters, shown: Mapping[str, Point]
) -> Grown:
    """Add the neighbours of a node to a picture; nothing that is there moves.

    Args:
        store: what is known.
        state: the picture before.
        node_id: of a unit, or of a stub: then of its parent, only the stub's kind.
        filters: which neighbours.
        shown: places on the screen now, by node id, where they differ from the state's.

    Raises:
        NodeNotFoundError: the picture has no such node, or it can't be expanded.
        TooLargeToDrawError: the picture would become too large.
    """
    parent_id, filters = _target(state, node_id, filters)
    key = state.key_of(parent_id)
    state = moved(state, shown)
    drawn = {node.id: node for node in state.picture.nodes}
    keys = [state.units[node_id] for node_id in drawn if node_id in state.units]
    expansion = store.expand(filters.query(key, keys))
    fresh = [neighbour.unit for neighbour in expansion.neighbours]
    return _grow(store, state, parent_id, fresh, expansion)


def _target(state: ViewState, node_id: str, filters: Filters) -> tuple[str, Filters]:
    node = next((node for node in state.picture.nodes if node.id == node_id), None)
    if node is None:
        raise NodeNotFoundError(node_id)
    if node.role is NodeRole.MORE and node.parent is not None:
        return node.parent, replace(filters, kinds=frozenset({node.kind}))
    return node_id, filters


def _grow(
    store: GraphStore, state: ViewState, parent_id: str, fresh: list[Unit], expansion: Expansion
) -> Grown:
    shown_keys = [state.units[n.id] for n in state.picture.nodes if n.id in state.units]
    all_keys = sorted({*shown_keys, *(unit.key for unit in fresh)})
    connections = _with_fewer_lists(store.connections(all_keys))
    ids = state.names()
    new_keys = [key for key in sorted(unit.key for unit in fresh) if key not in ids]
    start = state.next_number()
    ids.update({key: f"n{number}" for number, key in enumerate(new_keys, start=start)})
    old_lists = {report_id: list_id for list_id, report_id in state.lists.items()}
    lists = _name_lists(connections, old_lists, start=start + len(new_keys))
    names = Names(ids, lists, list_captions(store, lists))
    touched = _touched(connections, {unit.key for unit in fresh}, set(shown_keys))
    key = state.units[parent_id]
    hidden = _count_hidden(store, [*touched, key], all_keys)
    if key not in hidden:
        hidden[key] = Hidden(expansion.hidden_by_kind, expansion.exact)
    places = {node.id: (node.x, node.y) for node in state.picture.nodes}
    opened = {state.units[node_id] for node_id in state.expanded}
    growth = build_growth(key, fresh, connections, names, hidden, places, opened)
    units = {node_id: known for known, node_id in ids.items()}
    new_lists = {node_id: report_id for report_id, node_id in lists.items()}
    grown = replace(
        state,
        picture=_merged(state.picture, growth),
        units={**state.units, **units},
        lists={**state.lists, **new_lists},
        expanded=state.expanded | {parent_id},
        parent=state.id or None,
        action="expand",
    )
    return Grown(grown, growth, expansion)


def _merged(picture: Picture, growth: Growth) -> Picture:
    updates = {update.id: update for update in growth.updates}
    nodes: list[PictureNode] = []
    for node in picture.nodes:
        update = updates.get(node.id)
        if update is None:
            nodes.append(node)
        elif node.role is not NodeRole.MORE:
            nodes.append(replace(node, hidden=update.hidden, exact=update.exact))
        elif update.hidden:
            label = f"+{update.hidden}" if update.exact else f"≥{update.hidden}"
            nodes.append(
                replace(
                    node,
                    hidden=update.hidden,
                    degree=update.hidden,
                    exact=update.exact,
                    label=label,
                )
            )
    merged = sorted([*nodes, *growth.nodes], key=lambda node: node.id)
    ends = {node.id for node in merged}
    edges = {edge.id: edge for edge in (*picture.edges, *growth.edges)}
    kept = [edges[id_] for id_ in sorted(edges) if {edges[id_].source, edges[id_].target} <= ends]
    return Picture(tuple(merged), tuple(kept))


def _count_hidden(
    store: GraphStore, keys: Sequence[str], shown: Sequence[str]
) -> dict[str, Hidden]:
    if not keys:
        return {}
    cap = max(MOST_BADGE_REPORTS // len(keys), 1)
    counts = store.hidden_counts(keys, shown, min(cap, EXPAND_CAP))
    return {key: Hidden(count.by_kind, count.exact) for key, count in counts.items()}


def _touched(connections: Connections, fresh: set[str], shown: set[str]) -> list[str]:
    """Return the fresh units, and those on the screen that one of them is joined to."""
    pairs = [(edge.source, edge.target) for edge in connections.edges]
    ends = {end for pair in pairs if fresh.intersection(pair) for end in pair}
    return sorted(fresh) + sorted((ends & shown) - fresh)


def _with_fewer_lists(connections: Connections) -> Connections:
    largest = sorted(connections.lists, key=lambda each: (-len(each.units), each.report_id))
    kept = sorted(largest[:MOST_LISTS], key=lambda each: each.report_id)
    return replace(connections, lists=tuple(kept))


def _name_lists(connections: Connections, known: Mapping[str, str], start: int) -> dict[str, str]:
    named = dict(known)
    for listed in connections.lists:
        if listed.report_id not in named:
            named[listed.report_id] = f"l{start}"
            start += 1
    return named
