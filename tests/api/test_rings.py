from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from graph.rings.detect import detect
from tests.api.case import JUDGED_VICTIM
from tests.api.client import TestClient
from tests.api.conftest import World

LATER = datetime(2020, 2, 1, tzinfo=UTC)


def test_the_list_pages_by_cursor(client: TestClient) -> None:
    """Each part tells where the next begins; the last says null."""
    first = client.get("/api/v1/rings", params={"limit": 1}).json()
    second = client.get("/api/v1/rings", params={"limit": 1, "cursor": first["next"]}).json()

    assert len(first["rings"]) == len(second["rings"]) == 1
    assert first["rings"][0]["id"] != second["rings"][0]["id"]
    assert second["next"] is None
    assert set(first["rings"][0]) == {
        "id", "run_id", "units", "reports", "kinds", "first", "last", "loss_vnd", "single_report",
        "top_keys",
    }  # fmt: skip


def test_a_cursor_belongs_to_its_run(world: World) -> None:
    """After a newer detection an old cursor is 409, not another list's middle."""
    client = world.person()
    cursor = client.get("/api/v1/rings", params={"limit": 1}).json()["next"]
    detection = detect(world.services.store.facts(), now=LATER, version="0")
    world.services.store.write_run(detection.run, detection.rings, detection.brokers)
    world.services.store.make_current(detection.run.id)
    answer = client.get("/api/v1/rings", params={"limit": 1, "cursor": cursor})

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:truyvet:problem:list-changed"


def test_a_cursor_belongs_to_its_choice(client: TestClient) -> None:
    """Places in the list with single-report rings mean nothing in the list without them."""
    cursor = client.get("/api/v1/rings", params={"limit": 1}).json()["next"]
    answer = client.get("/api/v1/rings", params={"cursor": cursor, "include_single": True})

    assert answer.status_code == 409


def test_a_cursor_that_is_none_is_422(client: TestClient) -> None:
    """Whatever somebody writes there."""
    for cursor in ["x", "", "run.0.-1", "run.2.1", "run.0.99999999999", "<script>", "\u202e.0.1"]:
        answer = client.get("/api/v1/rings", params={"cursor": cursor})
        assert answer.status_code == 422, cursor


def test_limits_have_bounds(client: TestClient) -> None:
    """Zero and more than 500 are refused."""
    for limit in ["0", "501", "x", "1" * 5000]:
        assert client.get(f"/api/v1/rings?limit={limit}").status_code == 422


def test_without_a_run_the_list_is_empty(empty_world: World) -> None:
    """Asking for the run itself is 404 no-run."""
    client = empty_world.person()

    assert client.get("/api/v1/rings").json() == {"rings": [], "next": None}
    answer = client.get("/api/v1/runs/current")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:truyvet:problem:no-run")


def test_a_ring_masks_who_was_judged_a_victim_since(client: TestClient) -> None:
    """Member, keys and the list's strongest keys name no victim."""
    rings = client.get("/api/v1/rings").json()["rings"]
    answers = [client.get(f"/api/v1/rings/{ring['id']}") for ring in rings]
    members = [member for answer in answers for member in answer.json()["members"]]
    masked = [member for member in members if member["masked"]]

    assert [(each["unit"], each["keys"], each["caption"]) for each in masked] == [
        (None, [], "•••• ••• •02")
    ]
    assert JUDGED_VICTIM not in str(rings) + "".join(answer.text for answer in answers)


def test_an_unknown_ring_is_404(client: TestClient) -> None:
    """With the type that says so."""
    answer = client.get("/api/v1/rings/R-NONE")

    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:truyvet:problem:ring-not-found"


def test_the_run_tells_how_it_was_made(world: World) -> None:
    """Method, parameters, versions and sizes."""
    run = world.person().get("/api/v1/runs/current").json()
    current = replace(world.services.store.current_run())

    assert run["id"] == current.id
    assert run["parameters"] == current.parameters
    assert run["rings"] == current.ring_count


def test_status_counts_the_store(client: TestClient) -> None:
    """By the names of the API."""
    status = client.get("/api/v1/status").json()

    assert status["reports"] == 10
    assert status["identifiers"]["phone"] == 5
