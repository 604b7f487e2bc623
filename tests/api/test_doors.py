from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from api.middleware.gate import LARGEST_BODY_BYTES
from api.middleware.shield import HEADERS
from api.signin import SESSION_SECONDS, TOKEN_SECONDS
from api.wiring import Services
from tests.api.client import TestClient
from tests.api.conftest import BASE, World, build_world
from tests.contract.facts import PHONE

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/sign-in", 200),
    ("GET", "/static/app.css", 200),
    ("GET", "/static/nothing.js", 404),
    ("GET", "/nowhere", 404),
    ("GET", "/api/v1/status", 200),
    ("GET", "/api/v1/nowhere", 404),
    ("PUT", "/api/v1/status", 405),
    ("POST", "/api/v1/search", 422),
    ("GET", "/api/v1/export?what=rings", 200),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_kind_of_answer_carries_the_headers(
    client: TestClient, method: str, path: str, status: int
) -> None:
    """Pages, data, files and errors forbid what a browser must not do."""
    answer = client.request(method, path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == (
        "no-cache" if path.startswith("/static/") else "no-store"
    )
    assert len(answer.headers["X-Request-Id"]) == 12
    assert "server" not in answer.headers


def test_the_policy_lets_no_script_of_others_run(client: TestClient) -> None:
    """Nothing inline, nothing from elsewhere, no markup made of text."""
    policy = client.get("/").headers["Content-Security-Policy"].split("; ")

    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)
    assert {"require-trusted-types-for 'script'", "trusted-types 'none'"} <= set(policy)
    assert "unsafe" not in " ".join(policy)
    assert {"frame-ancestors 'none'", "base-uri 'none'"} <= set(policy)


def test_a_foreign_host_is_refused(world: World) -> None:
    """A name that somebody points at this machine opens nothing."""
    answer = world.person().get("/api/v1/status", headers={"Host": "evil.example:8000"})

    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:truyvet:problem:foreign-request"
    assert answer.headers["Content-Security-Policy"]


def test_another_port_is_a_foreign_host(client: TestClient) -> None:
    """The Host header must name the port as well."""
    assert client.get("/", headers={"Host": "127.0.0.1:9000"}).status_code == 403
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9000"])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    """Another site's page can't change anything."""
    answer = client.post("/api/v1/search", json={"text": "0"}, headers={"Origin": origin})

    assert answer.status_code == 403
    assert "Origin" in answer.json()["detail"]


def test_our_own_origin_passes(client: TestClient) -> None:
    """What our pages send is let in."""
    answer = client.post("/api/v1/search", json={"text": "0"}, headers={"Origin": BASE})

    assert answer.status_code == 200


@pytest.mark.parametrize(("site", "mode", "status"), [
    ("same-origin", "cors", 200),
    ("none", "navigate", 200),
    ("cross-site", "navigate", 200),
    ("cross-site", "no-cors", 403),
    ("same-site", "cors", 403),
])  # fmt: skip
def test_other_sites_may_link_here_but_not_read(
    client: TestClient, site: str, mode: str, status: int
) -> None:
    """A click may lead here; a script, picture or frame of another site may not."""
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}

    assert client.get("/api/v1/status", headers=headers).status_code == status


def test_a_change_without_our_header_is_refused(world: World) -> None:
    """A form of another site can't send the header."""
    client = world.person()
    del client.headers["X-Truyvet"]

    assert client.get("/api/v1/status").status_code == 200
    assert client.post("/api/v1/search", json={"text": "0"}).status_code == 403
    assert client.delete("/api/v1/session").status_code == 403


def test_a_large_body_is_refused(client: TestClient) -> None:
    """One byte over the limit is 413, also where the length isn't said."""
    body = b" " * (LARGEST_BODY_BYTES + 1)

    said = client.post("/api/v1/search", content=body)
    unsaid = client.post("/api/v1/search", content=iter([body]))

    assert (said.status_code, unsaid.status_code) == (413, 413)
    assert said.json()["type"] == unsaid.json()["type"] == "urn:truyvet:problem:request-too-large"


@pytest.mark.parametrize("body", [
    b"{", b"[]", b"null", b'{"text": 1}', b'{"text": "x", "more": 1}', b'{"text": "\\ud800"}',
    b'{"\\ud800": 1}', b"\xff\xfe", b'{"text": "x", "limit": 51}',
    b'{"text": "' + b"x" * 501 + b'"}',
])  # fmt: skip
def test_a_body_of_another_shape_is_422(client: TestClient, body: bytes) -> None:
    """Broken JSON, wrong types, unknown fields, half characters and too much are refused."""
    answer = client.post(
        "/api/v1/search", content=body, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_flaw_is_named_without_its_value(client: TestClient) -> None:
    """The answer says which field, and never repeats what somebody sent."""
    answer = client.post("/api/v1/expand", json={"key": PHONE, "limit": "0912345678"})

    assert "limit" in answer.json()["detail"]
    assert "0912345678" not in answer.text


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    """405 comes with Allow."""
    answer = client.delete("/api/v1/status")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"


def test_a_fault_shows_nothing_of_the_inside(world: World) -> None:
    """500 and 503 say a request id, and no path, name or message."""
    client = world.person()
    world.services.store.close()
    answer = client.get("/api/v1/status")

    assert answer.status_code == 503
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
    assert "graph.sqlite" not in answer.text

    world.app.state.door.services.views.close()
    page = client.get("/views/" + "x" * 22)
    assert page.status_code == 503
    assert "sqlite" not in page.text
    assert page.headers["X-Request-Id"] in page.text


def test_an_unforeseen_fault_is_500_without_detail(world: World) -> None:
    """Even what nobody thought of is answered in our form, dressed and without its message."""
    client = world.person()
    door = world.app.state.door
    world.app.state.door = replace(door, services=cast("Services", object()))
    answer = client.get("/api/v1/status")

    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:truyvet:problem:error"
    assert "attribute" not in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_a_token_works_once(world: World) -> None:
    """The second exchange of the same token is refused."""
    token = world.sign_in.issue()
    first = world.stranger().post("/api/v1/session", json={"token": token})
    second = world.stranger().post("/api/v1/session", json={"token": token})

    assert (first.status_code, second.status_code) == (204, 401)
    assert second.json()["type"] == "urn:truyvet:problem:invalid-token"
    assert "set-cookie" not in second.headers


def test_a_token_ends(world: World) -> None:
    """After twelve hours a link opens nothing."""
    token = world.sign_in.issue()
    world.clock.now += TOKEN_SECONDS + 1

    assert world.stranger().post("/api/v1/session", json={"token": token}).status_code == 401


def test_a_session_ends(world: World) -> None:
    """After twelve hours a person signs in again."""
    client = world.person()
    world.clock.now += SESSION_SECONDS - 1
    assert client.get("/api/v1/status").status_code == 200
    world.clock.now += 2
    assert client.get("/api/v1/status").status_code == 401


def test_the_cookie_is_out_of_reach(world: World) -> None:
    """Scripts can't read it, other sites can't send it, another port's server has its own."""
    answer = world.stranger().post("/api/v1/session", json={"token": world.sign_in.issue()})
    name, *attributes = answer.headers["Set-Cookie"].split("; ")

    assert name.startswith("truyvet_session_8000=")
    assert {"HttpOnly", "Path=/", f"Max-Age={SESSION_SECONDS}", "SameSite=strict"} <= set(
        attributes
    )


def test_signing_out_ends_the_session(world: World) -> None:
    """The old cookie is worth nothing afterwards, also where it was copied."""
    client = world.person()
    copied = dict(client.cookies)
    assert client.delete("/api/v1/session").status_code == 204
    other = world.stranger()
    other.cookies.update(copied)

    assert client.get("/api/v1/status").status_code == 401
    assert other.get("/api/v1/status").status_code == 401


def test_a_new_link_is_printed_but_not_too_often(world: World) -> None:
    """The link goes to the terminal, never to who asked; ten seconds lie between two."""
    stranger = world.stranger()
    first = stranger.post("/api/v1/sign-in-link", json={})
    second = stranger.post("/api/v1/sign-in-link", json={})

    assert (first.status_code, second.status_code) == (202, 429)
    assert second.headers["Retry-After"] == "10"
    assert len(world.announced) == 1
    assert world.announced[0] not in first.text
    answer = stranger.post("/api/v1/session", json={"token": world.announced[0]})
    assert answer.status_code == 204


def test_errors_speak_the_language_asked_for(world: World) -> None:
    """The API follows Accept-Language, and the cookie before it."""
    stranger = world.stranger()
    english = stranger.get("/api/v1/status", headers={"Accept-Language": "en-GB,vi;q=0.5"})
    vietnamese = stranger.get("/api/v1/status")

    assert english.json()["title"] == "Not signed in"
    assert english.headers["Content-Language"] == "en"
    assert vietnamese.json()["title"] == "Chưa đăng nhập"


def test_static_files_are_not_sent_twice(client: TestClient) -> None:
    """A file that the browser has is answered 304."""
    first = client.get("/static/app.css")
    again = client.get("/static/app.css", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.headers["Content-Security-Policy"]


def test_pages_name_files_by_what_is_in_them(client: TestClient) -> None:
    """So browsers keep them for good, and a newer program never meets an older one's scripts."""
    found = re.search(r'href="(/static/v-[0-9a-f]{12})/app\.css"', client.get("/").text)
    assert found is not None
    kept = client.get(f"{found[1]}/app.css")

    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.content == client.get("/static/app.css").content
    assert client.get(f"{found[1]}/nothing.js").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/static/../page.py", "/static/%2e%2e/page.py", "/static/..%2fpage.py"]
)
def test_static_files_stay_in_their_folder(client: TestClient, path: str) -> None:
    """No path leads out of viz/static."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/api/v1/docs"])
def test_the_frameworks_own_pages_are_off(client: TestClient, path: str) -> None:
    """They would load scripts from other servers."""
    assert client.get(path).status_code == 404


def test_no_environment_variable_turns_telemetry_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What people ask for must not reach a collector elsewhere."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    built = build_world(tmp_path, "sqlite::memory:")
    switches = dict(built.app._telemetry)
    built.services.close()

    assert {name for name, value in switches.items() if value} == set()
