from __future__ import annotations

import io
import logging

import pytest

from api.logs import PlacesOnly
from graph.errors import StoreUnavailableError
from tests.api.conftest import World
from tests.contract.facts import PHONE

SECRETS = ("0912", "84912", "a.vn", "xác minh", "token")


def test_no_log_line_names_an_identifier(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is asked and wherever it is typed, a line has route, status and time only."""
    caplog.set_level(logging.DEBUG, logger="truyvet")
    client = world.person()
    view = client.post("/api/v1/views", json={"key": PHONE}).json()
    client.get(f"/views/{view['id']}?q=0912345678")
    client.get("/0912345678")
    client.get("/rings/0912345678")
    client.get(f"/api/v1/views/{view['id']}/nodes/0912345678")
    client.get("/api/v1/rings?cursor=0912345678")
    client.post("/api/v1/search", json={"text": "0912345678"})
    client.post("/api/v1/search", json={"0912345678": "0912345678"})
    client.post("/api/v1/expand", json={"key": "phone:+84912000000"})
    client.request("PHONE0912", "/api/v1/status")
    lines = [record.getMessage() for record in caplog.records]

    assert len(lines) == 11, lines
    assert [line for line in lines if any(secret in line for secret in SECRETS)] == []
    assert any("GET /views/{view_id} 200" in line for line in lines)
    assert any("POST /api/v1/search 422" in line for line in lines)
    assert view["id"] not in "".join(lines)


def test_a_fault_is_logged_without_its_values(world: World) -> None:
    """The place in the code is told, once; the message, which holds a value, is not."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlacesOnly("%(message)s"))
    client = world.person()

    def fail() -> None:
        raise KeyError(PHONE)

    world.app.add_api_route("/api/v1/fail", fail)
    logging.getLogger("truyvet").addHandler(handler)
    try:
        answer = client.get("/api/v1/fail")
    finally:
        logging.getLogger("truyvet").removeHandler(handler)

    assert answer.status_code == 500
    assert "84912345678" not in answer.text
    assert "84912345678" not in written.getvalue()
    assert "KeyError" in written.getvalue()
    assert "in fail" in written.getvalue()
    assert written.getvalue().count("request " + answer.headers["X-Request-Id"]) == 1


def test_a_stores_trouble_is_logged_in_full() -> None:
    """It names an address and a reason, which the operator needs."""
    error = StoreUnavailableError("sqlite:///x", "bị khóa", "it is locked")

    assert "it is locked" in PlacesOnly().formatException((type(error), error, None))
