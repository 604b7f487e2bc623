"""Big connected drawings: communities side by side, what bridges them between them."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import shortest_path

from viz.apart import separate
from viz.mesh import LINK_LENGTH, Floats, Ints, Mesh, groups_of
from viz.stress import stress_places

_BRIDGE_PARTS, _BRIDGE_DEGREE = 4, 8
_GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))
_ROUNDS_AT_CALM_SIZE, _CALM_SIZE, _FEWEST_ROUNDS = 100, 300, 8

_CRUMB = 2
_PAIR_LIMIT = 200_000
"""Above so many pairs there are no communities to be seen, and finding them takes seconds."""

_ROOMINESS = 2.6
"""The area of a drawing of groups by the area of the groups themselves, at most."""

Arrange = Callable[[Mesh], Floats]


def find_groups(mesh: Mesh) -> list[Ints]:
    """Return the parts of a connected mesh in a fixed order, biggest first.

    Louvain follows the order of nodes and edges whatever its seed: a mesh is always sorted.
    A node that is joined to four communities or more stands alone between them.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(mesh)))
    graph.add_edges_from(mesh.pairs.tolist())
    communities = nx.community.louvain_communities(graph, seed=1)
    label = np.empty(len(mesh), dtype=np.int64)
    for number, community in enumerate(sorted(communities, key=min)):
        label[sorted(community)] = number
    bridges = _bridges(mesh, label)
    label[bridges] = len(communities) + np.arange(len(bridges))
    groups: list[Ints] = []
    for members in groups_of(label, len(communities) + len(bridges)):
        if len(members):
            groups += _connected_parts(mesh, members)
    return sorted(groups, key=lambda group: (-len(group), int(group[0])))


def _connected_parts(mesh: Mesh, members: Ints) -> list[Ints]:
    """Split what a bridge held together; crumbs of one or two stay together in one group."""
    parts = mesh.sub(members).components()
    whole = [members[part] for part in parts if len(part) > _CRUMB]
    crumbs = [members[part] for part in parts if len(part) <= _CRUMB]
    return [*whole, np.sort(np.concatenate(crumbs))] if crumbs else whole


def _bridges(mesh: Mesh, label: Ints) -> Ints:
    one, other = mesh.pairs[:, 0], mesh.pairs[:, 1]
    touched = np.unique(np.r_[np.c_[one, label[other]], np.c_[other, label[one]]], axis=0)
    parts = np.bincount(touched[:, 0], minlength=len(mesh))
    found: Ints = np.flatnonzero((parts >= _BRIDGE_PARTS) & (mesh.degrees() >= _BRIDGE_DEGREE))
    return found


def places_by_parts(mesh: Mesh, arrange: Arrange) -> Floats:
    """Return places of a connected mesh that is too big for one stress drawing.

    Args:
        mesh: connected.
        arrange: draws one part.
    """
    groups = find_groups(mesh) if len(mesh.pairs) <= _PAIR_LIMIT else []
    if len(groups) <= 1:
        return spiral_places(mesh)
    drawn = [_centred(arrange(mesh.sub(group)), mesh.sizes[group]) for group in groups]
    sizes = np.array([_extent(d, mesh.sizes[g]) for d, g in zip(drawn, groups, strict=True)])
    label = np.empty(len(mesh), dtype=np.int64)
    for number, group in enumerate(groups):
        label[group] = number
    centres = _group_places(mesh, label, sizes)
    places = np.empty((len(mesh), 2))
    for number, group in enumerate(groups):
        turned = _facing(mesh, label, group, drawn[number], centres)
        places[group] = turned + centres[number]
    return places


def spiral_places(mesh: Mesh) -> Floats:
    """Return places on a sunflower spiral, busiest in the middle: for what has no parts."""
    order = np.lexsort((np.arange(len(mesh)), -mesh.degrees()))
    turns = np.arange(len(mesh)) * _GOLDEN_ANGLE
    radius = LINK_LENGTH * 0.62 * np.sqrt(np.arange(len(mesh)) + 0.5)
    places = np.empty((len(mesh), 2))
    places[order] = np.c_[radius * np.cos(turns), radius * np.sin(turns)]
    return places


def _centred(places: Floats, sizes: Floats) -> Floats:
    low, high = (places - sizes / 2).min(axis=0), (places + sizes / 2).max(axis=0)
    centred: Floats = places - (low + high) / 2
    return centred


def _extent(places: Floats, sizes: Floats) -> tuple[float, float]:
    """Return the square that holds a part however it is turned."""
    radius = float(np.hypot(*(np.abs(places) + sizes / 2).T).max())
    return 1.85 * radius, 1.85 * radius  # corners of two squares hardly ever meet


def _group_places(mesh: Mesh, label: Ints, sizes: Floats) -> Floats:
    """Return the middles of the groups: stress over the graph of groups, then apart."""
    between = np.sort(label[mesh.pairs], axis=1)
    between = np.unique(between[between[:, 0] != between[:, 1]], axis=0)
    radius = sizes[:, 0] / 2
    graph = Mesh(sizes, between)
    lengths = radius[between[:, 0]] + radius[between[:, 1]] + LINK_LENGTH
    distances = shortest_path(graph.adjacency(lengths), directed=False)
    scale = (_CALM_SIZE / max(len(sizes), _CALM_SIZE)) ** 2
    rounds = max(_FEWEST_ROUNDS, int(_ROUNDS_AT_CALM_SIZE * scale))
    gap = LINK_LENGTH * 0.5
    return separate(_tightened(stress_places(distances, rounds), sizes), sizes, (gap, gap))


def _tightened(centres: Floats, sizes: Floats) -> Floats:
    """Shrink a drawing that is mostly empty: distances along links grow faster than a page."""
    across, down = np.ptp(centres, axis=0) + sizes.max()
    wanted = _ROOMINESS * float(sizes.prod(axis=1).sum())
    return centres * min(1.0, float(np.sqrt(wanted / (across * down))))


def _facing(mesh: Mesh, label: Ints, group: Ints, drawn: Floats, centres: Floats) -> Floats:
    """Turn a part so that what it shares with others faces them (closed form, complex plane)."""
    own = int(label[group[0]])
    place = np.zeros(len(mesh), dtype=np.complex128)
    place[group] = drawn[:, 0] + 1j * drawn[:, 1]
    ends = np.r_[mesh.pairs, mesh.pairs[:, ::-1]]
    ends = ends[(label[ends[:, 0]] == own) & (label[ends[:, 1]] != own)]
    way = centres[label[ends[:, 1]]] - centres[own]
    turn = complex(((way[:, 0] + 1j * way[:, 1]) * place[ends[:, 0]].conj()).sum())
    if abs(turn) < 1e-9:  # nothing to face
        return drawn
    turned = place[group] * (turn / abs(turn))
    places: Floats = np.c_[turned.real, turned.imag]
    return places
