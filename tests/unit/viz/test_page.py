"""The network page's data: whitelisted, complete, in either language."""

from __future__ import annotations

import json

import pytest

from graph.expand import Standing
from graph.model import LinkType
from tests.unit.viz.pictures import HOSTILE
from viz.network import EDGE_FIELDS, NODE_FIELDS
from viz.page import LINK_NAMES, growth_data, network_data
from viz.picture import (
    EdgeKind,
    Growth,
    NodeRole,
    NodeUpdate,
    Picture,
    PictureEdge,
    PictureNode,
    stated_id,
    together_id,
)
from viz.style import GREY, LOOKS

NODES = (
    PictureNode("n1", "0912 345 678", "phone", "phone:+84912345678", degree=4, x=1.5, y=-0.3),
    PictureNode("n2", "a.vn", "domain", "domain:a.vn", standing=Standing.IGNORED, hidden=3),
    PictureNode("n1~more~url", "≥7", "url", role=NodeRole.MORE, hidden=7, exact=False, parent="n1"),
)
EDGES = (
    PictureEdge("n1~n2", "n1", "n2", EdgeKind.TOGETHER, "12", 12),
    PictureEdge("n1~n2~CONTACTS", "n1", "n2", EdgeKind.STATED, "CONTACTS", 1, True),
    PictureEdge("n2~n1~OTHER", "n2", "n1", EdgeKind.STATED, "OTHER", 1, True),
    PictureEdge("n1~more~url", "n1", "n1~more~url", EdgeKind.MORE),
)
PICTURE = Picture(NODES, EDGES)


def test_nodes_and_edges_carry_known_fields_only() -> None:
    """What vis-network or the scripts need, and nothing else."""
    data = network_data(PICTURE, "vi")

    assert {frozenset(node) for node in data["nodes"]} == {
        NODE_FIELDS | {"id", "label", "shape", "color"}
    }
    assert {frozenset(edge) for edge in data["edges"]} == {EDGE_FIELDS | {"from", "to"}}
    assert set(data) == {"nodes", "edges", "options", "looks"}
    assert set(data["looks"]) == set(LOOKS)


def test_a_node_says_all_that_the_picture_says() -> None:
    """Place to the bit, size by degree, colour by kind; grey where it joins nothing."""
    first, second, stub = network_data(PICTURE, "vi")["nodes"]

    assert (first["x"], first["y"], first["size"], first["color"]) == (1.5, -0.3, 16.0, "#0072B2")
    assert (first["key"], first["degree"], first["standing"]) == (
        "phone:+84912345678",
        4,
        "joining",
    )
    assert (second["color"], second["hidden"], second["exact"]) == (GREY, 3, True)
    assert (stub["role"], stub["parent"], stub["label"], stub["exact"]) == (
        "more",
        "n1",
        "≥7",
        False,
    )


def test_parallel_edges_are_kept_and_bow_apart() -> None:
    """The first is straight, each further one between the same nodes bows out more."""
    edges = network_data(PICTURE, "en")["edges"][:3]
    bends = [edge["smooth"] and edge["smooth"]["roundness"] for edge in edges]

    assert [edge["id"] for edge in edges] == ["n1~n2", "n1~n2~CONTACTS", "n2~n1~OTHER"]
    assert bends == [False, 0.16, 0.32]
    assert [edge["arrows"] for edge in edges] == ["", "to", "to"]


@pytest.mark.parametrize(
    ("language", "labels"),
    [("vi", ["12", "kết nối tới", "OTHER", ""]), ("en", ["12", "contacts", "OTHER", ""])],
)
def test_links_are_named_in_the_pages_language(language: str, labels: list[str]) -> None:
    """A type without a name stands as it is."""
    data = network_data(PICTURE, "vi" if language == "vi" else "en")

    assert [edge["label"] for edge in data["edges"]] == labels


def test_every_type_of_link_has_a_name() -> None:
    """A new type is named before it can be drawn."""
    assert set(LINK_NAMES) == {link_type.value for link_type in LinkType}


def test_one_report_needs_no_number_on_its_line() -> None:
    """Numbers stand where they tell something."""
    edge = PictureEdge(together_id("n1", "n2"), "n1", "n2", EdgeKind.TOGETHER, "1", 1)

    assert network_data(Picture(NODES[:2], (edge,)), "vi")["edges"][0]["label"] == ""


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_stay_text(label: str) -> None:
    """They are values of JSON, short, in two lines at most; never a title."""
    node = PictureNode("n1", label, "phone")
    [drawn] = network_data(Picture((node,), ()), "vi")["nodes"]

    assert max(map(len, drawn["label"].split("\n"))) <= 17
    assert drawn["label"].count("\n") <= 1
    assert json.loads(json.dumps(drawn)) == drawn
    assert "title" not in drawn


def test_an_unknown_kind_gets_the_look_of_others() -> None:
    """A kind of a later version is drawn, not lost."""
    [drawn] = network_data(Picture((PictureNode("n1", "x", "fax"),), ()), "vi")["nodes"]

    assert (drawn["kind"], drawn["color"]) == ("fax", LOOKS["other"].colour)


def test_growth_has_the_same_form_and_tells_new_counts() -> None:
    """A count of 0 has no label: the badge or stub goes."""
    fresh = PictureNode("n3", "b.vn", "domain", x=0.1, y=0.2)
    edge = PictureEdge(stated_id("n3", "n1", "SIGNED_BY"), "n3", "n1", EdgeKind.STATED, "SIGNED_BY")
    updates = (NodeUpdate("n1", 0), NodeUpdate("n2", 5), NodeUpdate("n1~more~url", 9, exact=False))
    data = growth_data(Growth((fresh,), (edge,), updates), "vi")

    assert [node["id"] for node in data["nodes"]] == ["n3"]
    assert [(e["from"], e["to"], e["label"]) for e in data["edges"]] == [("n3", "n1", "ký bằng")]
    assert data["updates"] == [
        {"id": "n1", "hidden": 0, "exact": True, "label": ""},
        {"id": "n2", "hidden": 5, "exact": True, "label": "+5"},
        {"id": "n1~more~url", "hidden": 9, "exact": False, "label": "≥9"},
    ]


def test_the_largest_picture_is_built_whole() -> None:
    """5,000 nodes and 9,000 edges: none is dropped."""
    nodes = tuple(PictureNode(f"n{i}", "x", "phone") for i in range(5000))
    edges = tuple(
        PictureEdge(f"e{i}", f"n{i}", f"n{(i * 7) % 5000}", EdgeKind.TOGETHER) for i in range(9000)
    )
    data = network_data(Picture(nodes, edges), "vi")

    assert (len(data["nodes"]), len(data["edges"])) == (5000, 9000)
