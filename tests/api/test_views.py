from __future__ import annotations

from typing import Any

from graph.model import DecisionKind, LinkType, Role
from tests.api.case import JUDGED_VICTIM, VICTIM
from tests.api.client import TestClient
from tests.api.conftest import World
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    THIRD_ACCOUNT,
    judge,
    load,
    make_report,
)


def _open(client: TestClient, **what: Any) -> Any:
    answer = client.post("/api/v1/views", json=what)
    assert answer.status_code == 201, answer.text
    return answer.json()


def _keys(view: Any) -> set[str | None]:
    return {node["key"] for node in view["nodes"] if node["role"] == "unit"}


def _node(view: Any, key: str) -> str:
    return next(str(node["id"]) for node in view["nodes"] if node["key"] == key)


def test_a_view_has_its_whole_shape(client: TestClient) -> None:
    """The shape that the page's scripts rely on."""
    view = _open(client, key=PHONE, limit=5)

    assert set(view) == {
        "id", "parent", "action", "made_at", "nodes", "edges", "options", "looks",
    }  # fmt: skip
    assert (view["parent"], view["action"]) == (None, "open")
    assert {"id", "label", "caption", "x", "y", "kind", "role", "hidden", "exact"} <= set(
        view["nodes"][0]
    )
    assert {"id", "from", "to", "kind", "label", "weight"} <= set(view["edges"][0])
    assert view["options"]["physics"] == {"enabled": False}


def test_a_saved_view_is_what_it_was(client: TestClient) -> None:
    """The same address shows the same picture, to the bit."""
    view = _open(client, key=PHONE)

    assert client.get(f"/api/v1/views/{view['id']}").json() == view


def test_views_open_in_four_ways(client: TestClient) -> None:
    """An identifier, several, a ring, a path."""
    ring = client.get("/api/v1/rings").json()["rings"][1]

    assert _keys(_open(client, keys=[PHONE, DOMAIN])) == {PHONE, DOMAIN}
    assert len(_open(client, ring=ring["id"])["nodes"]) == ring["units"]
    path = _open(client, path={"source": DOMAIN, "target": THIRD_ACCOUNT})
    assert {DOMAIN, PHONE, OTHER_ACCOUNT, THIRD_ACCOUNT} >= _keys(path) >= {DOMAIN, THIRD_ACCOUNT}


def test_exactly_one_way_is_chosen(client: TestClient) -> None:
    """None and two are 422; so are no keys and too many."""
    for body in [{}, {"key": PHONE, "keys": [PHONE]}, {"keys": []}, {"keys": ["x"] * 5001}]:
        assert client.post("/api/v1/views", json=body).status_code == 422


def test_what_is_not_there_is_404(client: TestClient) -> None:
    """An identifier, a ring, a path, a view, a node, a line."""
    view = _open(client, key=PHONE)
    nowhere = {"path": {"source": PHONE, "target": VICTIM}}
    for body in [{"key": "phone:+84900000000"}, {"keys": ["x"]}, {"ring": "R-NONE"}, nowhere]:
        assert client.post("/api/v1/views", json=body).status_code == 404, body
    for path in [
        "x", "x" * 22, f"{view['id']}/nodes/n9999", f"{view['id']}/edges/n1~n9999",
        f"{view['id']}/nodes/%00", f"{view['id']}/edges/%F0%28%8C%28",
    ]:  # fmt: skip
        assert client.get(f"/api/v1/views/{path}").status_code == 404, path
    answer = client.post(f"/api/v1/views/{view['id']}/expand", json={"node": "n9999"})
    assert answer.status_code == 404


def test_expanding_adds_without_moving(client: TestClient) -> None:
    """The new state has all that was there, in its very place, and what was added."""
    view = _open(client, key=DOMAIN)
    node = _node(view, PHONE)
    places = {node: [123.456789012345, -0.1]}
    answer = client.post(
        f"/api/v1/views/{view['id']}/expand", json={"node": node, "places": places, "limit": 3}
    )
    grown = answer.json()
    after = client.get(f"/api/v1/views/{grown['view']}").json()
    before = {each["id"]: (each["x"], each["y"]) for each in view["nodes"]}
    before[node] = (123.456789012345, -0.1)
    now = {each["id"]: (each["x"], each["y"]) for each in after["nodes"]}

    assert answer.status_code == 200
    assert {id_: now[id_] for id_ in before if id_ in now} == {
        id_: before[id_] for id_ in before if id_ in now
    }
    assert set(now) - set(before) == {each["id"] for each in grown["nodes"]} != set()
    assert (after["parent"], after["action"]) == (view["id"], "expand")
    assert set(grown) == {"view", "nodes", "edges", "updates", "summary"}
    assert grown["summary"]["matching_reports"] == 6


def test_expanding_keeps_only_what_is_on_the_screen(client: TestClient) -> None:
    """Hidden nodes are not brought back by the next action."""
    view = _open(client, key=DOMAIN)
    keep = [_node(view, DOMAIN), _node(view, PHONE)]
    grown = client.post(
        f"/api/v1/views/{view['id']}/expand", json={"node": keep[1], "keep": keep, "limit": 0}
    ).json()
    after = client.get(f"/api/v1/views/{grown['view']}").json()

    assert _keys(after) == {DOMAIN, PHONE}


def test_arranging_saves_places(client: TestClient) -> None:
    """Floats are kept as they are; what is no place is left out."""
    view = _open(client, keys=[PHONE, DOMAIN])
    node, other = _node(view, PHONE), _node(view, DOMAIN)
    body = {"places": {node: [0.1, 0.2], other: [1e300, 0], "n99": [1, 1]}, "keep": [node, other]}
    saved = client.post(f"/api/v1/views/{view['id']}/arrange", json=body).json()
    after = client.get(f"/api/v1/views/{saved['view']}").json()
    places = {each["id"]: (each["x"], each["y"]) for each in after["nodes"]}
    old = {each["id"]: (each["x"], each["y"]) for each in view["nodes"]}

    assert places == {node: (0.1, 0.2), other: old[other]}
    assert (after["parent"], after["action"]) == (view["id"], "arrange")


def test_odd_places_break_nothing(client: TestClient) -> None:
    """NaN, infinity and numbers beyond all bounds are refused or left out."""
    view = _open(client, keys=[PHONE, DOMAIN])
    for place in ["[NaN, 0]", "[Infinity, 0]", "[1" + "0" * 400 + ", 0]", "[0]", '["a", 0]']:
        answer = client.post(
            f"/api/v1/views/{view['id']}/arrange",
            content=f'{{"places": {{"n1": {place}}}}}',
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code in {200, 422}, place


def test_the_panel_tells_a_units_facts(client: TestClient) -> None:
    """Keys, degree, dates, ring, what is hidden, and the newest reports."""
    view = _open(client, key=PHONE, limit=2)
    facts = client.get(f"/api/v1/views/{view['id']}/nodes/{_node(view, PHONE)}").json()

    assert facts["keys"][0] == PHONE
    assert facts["degree"] == 6
    assert facts["ring"].startswith("R-")
    assert facts["first"] == "2019-01-01T00:00:00Z"
    assert sum(facts["hidden_by_kind"].values()) > 0
    assert facts["reports"]["total"] == 6
    assert facts["reports"]["shown"][0]["id"] == "s:bad"


def test_the_panel_tells_of_a_list(client: TestClient) -> None:
    """A list's node shows its one report."""
    view = _open(client, keys=[PHONE, ACCOUNT])
    node = next(each for each in view["nodes"] if each["role"] == "list")
    facts = client.get(f"/api/v1/views/{view['id']}/nodes/{node['id']}").json()

    assert (facts["kind"], facts["degree"], facts["keys"]) == ("list", 60, [])
    assert [report["id"] for report in facts["reports"]["shown"]] == ["s:list"]


def test_the_panel_tells_the_reports_behind_a_line(client: TestClient) -> None:
    """Those that mention both ends."""
    view = _open(client, keys=[PHONE, DOMAIN])
    line = client.get(f"/api/v1/views/{view['id']}/edges/{view['edges'][0]['id']}").json()

    assert {line["source"], line["target"]} == {"0912 345 678", "a.vn"}
    assert (line["kind"], line["report_count"], line["total"]) == ("together", 2, 2)
    assert [report["id"] for report in line["reports"]] == ["s:3", "s:2"]


def test_a_victims_node_is_masked(client: TestClient) -> None:
    """In the picture, in the panel and in the page."""
    view = _open(client, keys=[OTHER_PHONE, JUDGED_VICTIM])
    node = next(each for each in view["nodes"] if each["key"] is None)
    facts = client.get(f"/api/v1/views/{view['id']}/nodes/{node['id']}")

    assert node["caption"] == "•••• ••• •02"
    assert (facts.json()["caption"], facts.json()["keys"]) == ("•••• ••• •02", [])
    assert "999902" not in facts.text
    assert "999902" not in client.get(f"/views/{view['id']}").text


def test_an_old_view_masks_who_was_judged_a_victim_since(world: World) -> None:
    """Judgements of today hold for pictures of yesterday."""
    client = world.person()
    view = _open(client, keys=[PHONE, DOMAIN])
    judge(world.services.store, DecisionKind.VICTIM, PHONE)

    assert PHONE not in client.get(f"/api/v1/views/{view['id']}").text
    assert PHONE not in client.get(f"/views/{view['id']}").text


def test_no_address_names_an_identifier(client: TestClient) -> None:
    """Ids of views, nodes and lines are opaque."""
    view = _open(client, key=PHONE)
    ids = [view["id"], *(n["id"] for n in view["nodes"]), *(e["id"] for e in view["edges"])]

    assert not any(part in id_ for id_ in ids for part in ("0912", "84912", "a.vn", "970436"))


def test_the_panel_tells_the_reports_that_state_a_link(world: World) -> None:
    """Also where they mention neither end, as rows of transfers do; victims stay masked."""
    moved = (THIRD_ACCOUNT, LinkType.TRANSFERRED_TO, ACCOUNT, 7_000_000)
    load(world.services.store, make_report("t:1", at="2019-09-01", links=[moved]))
    client = world.person()
    view = _open(client, keys=[ACCOUNT, THIRD_ACCOUNT])
    edge = next(each for each in view["edges"] if each["kind"] == "stated")
    line = client.get(f"/api/v1/views/{view['id']}/edges/{edge['id']}").json()

    assert (line["kind"], line["total"], line["report_count"]) == ("stated", 1, 1)
    assert line["reports"][0]["links"][0]["amount_vnd"] == 7_000_000


def test_one_key_of_a_protected_person_does_not_uncover_the_others(world: World) -> None:
    """Whoever knows a victim's handle doesn't see the phone that it hangs on."""
    handle, phone = "social_handle:zalo:+84909999911", "phone:+84909999911"
    tie = (handle, LinkType.KEYED_BY, phone)
    load(world.services.store, make_report("t:2", (handle, Role.VICTIM), links=[tie]))
    client = world.person()
    view = _open(client, keys=[handle])

    assert [(node["key"], node["caption"]) for node in view["nodes"]] == [(None, "•••• ••• •11")]
    for path in [f"/views/{view['id']}", f"/api/v1/views/{view['id']}/nodes/n1"]:
        assert "999911" not in client.get(path).text.replace(" ", "")
    assert client.get(f"/api/v1/views/{view['id']}").json() == view


def test_a_long_link_can_be_opened(world: World) -> None:
    """What a search finds opens, however long its makers made it."""
    link = f"url:a.vn/{'x' * 1_900}"
    load(world.services.store, make_report("t:3", link, PHONE))
    client = world.person()
    hit = client.post("/api/v1/search", json={"text": "a.vn/xxxx"}).json()["hits"][0]

    assert hit["key"] == link
    assert len(_open(client, key=hit["key"])["nodes"]) == 2
