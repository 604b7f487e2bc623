"""From a store's answers to pictures, and growing them without moving anything."""

from __future__ import annotations

import numpy as np
import pytest

from graph.errors import TooLargeToDrawError
from graph.expand import Connections, Edge, ListMembership, Standing, StatedLink
from tests.unit.viz.pictures import HOSTILE, chain, names, phone, unit, units
from viz.apart import overlaps
from viz.build import Hidden, Names, box_of, build_growth, build_picture
from viz.picture import DRAW_LIMIT, EdgeKind, NodeRole, NodeUpdate, Picture


def _by_id(picture: Picture) -> dict[str, tuple[float, float]]:
    return {node.id: (node.x, node.y) for node in picture.nodes}


def test_the_same_answers_make_the_same_picture_to_the_bit() -> None:
    """In whatever order they come."""
    of = units(120)
    connections = chain(of)
    turned = Connections(connections.edges[::-1])

    assert build_picture(of, connections, names(of), {}) == build_picture(
        of[::-1], turned, names(of), {}
    )


def test_nodes_of_a_picture_do_not_cover_each_other() -> None:
    """With their labels, stubs among them."""
    of = units(150)
    hidden = {of[0].key: Hidden({"phone": 3, "domain": 1})}
    nodes = build_picture(of, chain(of), names(of), hidden, {of[0].key}).nodes
    sizes = np.array([(box_of(node).width, box_of(node).height) for node in nodes])

    assert len(overlaps(np.array([(n.x, n.y) for n in nodes]), sizes, slack=0.2)) == 0


def test_a_unit_tells_what_it_leaves_out_as_a_badge_or_as_stubs() -> None:
    """A badge with the sum where it is closed; a stub per kind where it was opened."""
    of = units(2)
    hidden = {each.key: Hidden({"phone": 3, "domain": 1}, exact=False) for each in of}
    picture = build_picture(of, chain(of), names(of), hidden, {of[1].key})
    nodes = {node.id: node for node in picture.nodes}

    assert (nodes["n0"].hidden, nodes["n0"].exact) == (4, False)
    assert nodes["n1"].hidden == 0
    assert (nodes["n1~more~phone"].label, nodes["n1~more~domain"].label) == ("≥3", "≥1")
    assert nodes["n1~more~phone"].role is NodeRole.MORE
    assert [e.kind for e in picture.edges].count(EdgeKind.MORE) == 2


def test_parallel_connections_are_all_drawn() -> None:
    """Reported together, and stated in both directions and of two types: four lines."""
    one, other = units(2)
    connections = Connections(
        (Edge(one.key, other.key, 5),),
        (
            StatedLink(one.key, other.key, "CONTACTS", 1),
            StatedLink(one.key, other.key, "SIGNED_BY", 1),
            StatedLink(other.key, one.key, "SIGNED_BY", 1),
        ),
    )
    edges = build_picture([one, other], connections, names([one, other]), {}).edges

    assert len({edge.id for edge in edges}) == len(edges) == 4
    assert [edge.directed for edge in edges].count(True) == 3


def test_a_list_is_a_node_with_its_members_on_it() -> None:
    """It makes no pairs."""
    of = units(3)
    lists = (ListMembership("s:9", 80, tuple(each.key for each in of)),)
    picture = build_picture(of, Connections((), (), lists), names(of, ["s:9"]), {})
    [listed] = [node for node in picture.nodes if node.role is NodeRole.LIST]

    assert (listed.kind, listed.degree, listed.key) == ("list", 80, None)
    assert {edge.kind for edge in picture.edges} == {EdgeKind.LIST}
    assert len(picture.edges) == 3


def test_a_victim_is_masked_and_has_no_key() -> None:
    """Neither label nor key tells who it is."""
    victim = unit(phone(1), standing=Standing.VICTIM)
    [node] = build_picture([victim], Connections(()), names([victim]), {}).nodes

    assert node.key is None
    assert node.label == "•••• ••• •01"


@pytest.mark.parametrize("caption", HOSTILE)
def test_hostile_captions_make_safe_labels_of_bounded_size(caption: str) -> None:
    """Wherever the text comes from."""
    [each] = units(1)
    naming = Names({each.key: "n0"}, {}, {each.key: caption})
    [node] = build_picture([each], Connections(()), naming, {}).nodes

    assert len(node.label) <= 120
    assert not set(node.label) & {"\u202e", "\x00", "\x07", "\ud800"}
    assert box_of(node).width <= 17 * 6.4 + 1


def test_connections_to_what_is_not_drawn_are_left_out() -> None:
    """Both ends of every line are nodes."""
    of = units(4)
    picture = build_picture(of[:2], chain(of), names(of[:2]), {})
    ids = {node.id for node in picture.nodes}

    assert picture.edges
    assert all({edge.source, edge.target} <= ids for edge in picture.edges)


def test_a_picture_of_more_than_five_thousand_is_refused() -> None:
    """Before anything is placed."""
    of = units(DRAW_LIMIT + 1)

    with pytest.raises(TooLargeToDrawError):
        build_picture(of, Connections(()), names(of), {})


def test_growth_moves_nothing_and_covers_nothing() -> None:
    """What is shown gets no new place; what comes stands free."""
    of = units(40)
    before = build_picture(of[:20], chain(of[:20]), names(of[:20]), {})
    shown = _by_id(before)
    growth = build_growth(of[3].key, of, chain(of), names(of), {}, shown)
    points = np.array([*shown.values(), *((n.x, n.y) for n in growth.nodes)])
    rooms = np.tile([[100.0, 60.0]], (len(growth.nodes), 1))

    assert {node.id for node in growth.nodes} == {f"n{i}" for i in range(20, 40)}
    assert shown == _by_id(before)
    assert len(overlaps(points[20:], rooms, slack=1.0)) == 0
    assert growth == build_growth(of[3].key, of[::-1], chain(of), names(of), {}, shown)


def test_growth_tells_new_counts_of_what_is_shown() -> None:
    """A stub that is used up falls to nothing; the opened unit loses its badge."""
    of = units(3)
    shown = {"n0": (0.0, 0.0), "n1": (200.0, 0.0), "n0~more~phone": (0.0, 200.0)}
    hidden = {of[0].key: Hidden({"domain": 2}), of[1].key: Hidden({"phone": 4})}
    growth = build_growth(of[0].key, of[2:], chain(of), names(of), hidden, shown, {of[0].key})

    assert NodeUpdate("n0", 0) in growth.updates
    assert NodeUpdate("n0~more~phone", 0) in growth.updates
    assert NodeUpdate("n1", 4) in growth.updates
    assert "n0~more~domain" in {node.id for node in growth.nodes}


def test_growing_beyond_five_thousand_is_refused() -> None:
    """The picture stays as it is."""
    of = units(3)
    shown = {f"n{i}": (float(i), 0.0) for i in range(DRAW_LIMIT - 1)} | {"x": (0.0, 9.0)}
    naming = Names({of[0].key: "n0", of[1].key: "new1", of[2].key: "new2"})

    with pytest.raises(TooLargeToDrawError):
        build_growth(of[0].key, of, Connections(()), naming, {}, shown)
