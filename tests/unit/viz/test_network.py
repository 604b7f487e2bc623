"""pyvis behind our own door: known fields, parallel edges, no pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from viz.network import NODE_FIELDS, OPTIONS, SafeNetwork


def test_parallel_edges_are_kept() -> None:
    """Two lines between the same nodes are two facts, in either direction."""
    network = SafeNetwork()
    network.add_node("a")
    network.add_node("b")
    for number, (one, other) in enumerate([("a", "b"), ("a", "b"), ("b", "a")]):
        network.add_edge(one, other, id=f"e{number}")

    assert [(e["from"], e["to"]) for e in network.data()["edges"]] == [
        ("a", "b"), ("a", "b"), ("b", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["title", "image", "brokenImage", "href", "icon", "group"])
def test_a_field_that_could_carry_markup_or_an_address_is_refused(field: str) -> None:
    """Whoever adds one to a node or an edge learns it at once."""
    network = SafeNetwork()

    with pytest.raises(ValueError, match=field):
        network.add_node("a", "label", **{field: "<b>href</b>"})
    with pytest.raises(ValueError, match=field):
        network.add_edge("a", "a", **{field: "x"})
    assert network.data()["nodes"] == []


@pytest.mark.parametrize(("shape", "color"), [("image", "#000000"), ("dot", "url(x)"), ("dot", "")])
def test_a_shape_or_colour_that_is_fetched_is_refused(shape: str, color: str) -> None:
    """Only drawn shapes and plain colours."""
    with pytest.raises(ValueError, match="unknown shape or colour"):
        SafeNetwork().add_node("a", "label", shape, color)


def test_a_label_may_be_empty_and_is_never_the_id() -> None:
    """Pyvis puts the id where a label is empty; ids are no text for people."""
    network = SafeNetwork()
    network.add_node("n1", "")

    assert network.data()["nodes"][0]["label"] == ""


def test_a_node_that_is_there_is_kept_as_it_is() -> None:
    """Adding it again changes nothing."""
    network = SafeNetwork()
    network.add_node("a", "first")
    network.add_node("a", "second")

    assert [node["label"] for node in network.data()["nodes"]] == ["first"]


def test_pyvis_writes_no_page(tmp_path: Path) -> None:
    """Neither of its ways to a page works, and no file appears."""
    network = SafeNetwork()
    network.add_node("a", "<script>")

    page = str(tmp_path / "a.html")

    with pytest.raises(RuntimeError, match="templates"):
        network.generate_html()
    with pytest.raises(RuntimeError, match="templates"):
        network.write_html(page)
    assert list(tmp_path.iterdir()) == []
    assert network.templateEnv.autoescape is True
    assert network.templateEnv.list_templates() == []


def test_options_have_no_physics_and_nothing_that_draws_markup() -> None:
    """Places are the server's; no pop-up, button or editor of the library is on."""
    options = SafeNetwork().data()["options"]

    assert options["physics"] == {"enabled": False}
    assert options["configure"] == {"enabled": False}
    assert options["interaction"]["navigationButtons"] is False
    assert options == dict(OPTIONS)
    assert "title" not in NODE_FIELDS
