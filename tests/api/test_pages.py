from __future__ import annotations

import json
import re

import pytest

from graph.model import DecisionKind
from tests.api.case import HOSTILE
from tests.api.client import TestClient
from tests.api.conftest import World
from tests.contract.facts import PHONE, judge

_DATA = re.compile(r'<script type="application/json" id="view">(.*?)</script>', re.S)


def test_pages_need_a_session(stranger: TestClient) -> None:
    """Strangers are told how to get a link; the sign-in page is open."""
    for path in ["/", "/rings", "/rings/R-X", "/views/x"]:
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert 'id="new-link"' in answer.text
    assert stranger.get("/sign-in").status_code == 200


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    """The policy would refuse them: scripts have a src or are data, nothing has a style."""
    ring = client.get("/api/v1/rings").json()["rings"][0]["id"]
    view = client.post("/api/v1/views", json={"key": PHONE}).json()["id"]
    for path in ["/", "/sign-in", "/rings", f"/rings/{ring}", f"/views/{view}", "/nowhere"]:
        text = client.get(path).text
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or 'type="application/json"' in tag, (path, tag)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|=\"javascript:", text), path
        assert not re.search(r"(src|href)=\"(https?:)?//", text), path


def test_pages_are_vietnamese_until_somebody_chooses(client: TestClient) -> None:
    """The choice is kept in a cookie and goes back to the page."""
    assert '<html lang="vi">' in client.get("/", headers={"Accept-Language": "en"}).text
    answer = client.post("/language", data={"lang": "en", "next": "/rings"}, follow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/rings")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=strict" in answer.headers["Set-Cookie"]
    page = client.get("/rings")
    assert '<html lang="en">' in page.text
    assert page.headers["Content-Language"] == "en"


def test_the_language_form_passes_as_browsers_send_it(world: World) -> None:
    """A form has no header of ours, and says Origin null since no referrer may be sent."""
    client = world.stranger()
    del client.headers["X-Truyvet"]
    ours = {"Origin": "null", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    theirs = {**ours, "Sec-Fetch-Site": "cross-site"}
    body = {"lang": "en", "next": "/"}

    assert (
        client.post("/language", data=body, headers=ours, follow_redirects=False).status_code == 303
    )
    assert client.post("/language", data=body, headers=theirs).status_code == 403
    assert client.post("/language", data=body, headers={"Origin": "null"}).status_code == 403


@pytest.mark.parametrize("back", [
    "//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\r\nX: y", "/\x00",
])  # fmt: skip
def test_the_language_form_leads_nowhere_else(client: TestClient, back: str) -> None:
    """Only an address of this server is gone back to."""
    answer = client.post("/language", data={"lang": "vi", "next": back}, follow_redirects=False)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_another_language_is_refused(client: TestClient) -> None:
    """Also a body that is no form."""
    assert client.post("/language", data={"lang": "fr"}).status_code == 422
    assert client.post("/language", content=b"\xff" * 100).status_code == 422
    assert client.post("/language", content=b"a=b&" * 100).status_code == 422


def test_the_list_of_rings_pages(client: TestClient) -> None:
    """Forward and back keep the limit."""
    first = client.get("/rings?limit=1").text
    second = client.get("/rings?limit=1&offset=1").text

    assert 'href="/rings?offset=1&limit=1"' in first
    assert 'rel="prev"' not in first
    assert 'href="/rings?offset=0&limit=1"' in second
    assert 'rel="next"' not in second
    assert client.get("/rings?offset=-1").status_code == 422
    assert client.get("/rings?offset=999999999").status_code == 200


def test_without_a_run_the_page_says_what_to_do(empty_world: World) -> None:
    """The command stands there."""
    client = empty_world.person()

    assert "truyvet detect" in client.get("/rings").text
    assert "truyvet ingest" in client.get("/").text


def test_a_ring_page_shows_members_and_reports(client: TestClient) -> None:
    """With captions, dates and masks."""
    rings = client.get("/api/v1/rings").json()["rings"]
    pages = [client.get(f"/rings/{ring['id']}") for ring in rings]

    assert {page.status_code for page in pages} == {200}
    assert "0912 345 678" in pages[0].text
    assert "01/01/2019" in pages[0].text
    assert "5.000.000 ₫" in pages[0].text
    assert "•••• ••• •02" in pages[1].text
    assert "999902" not in pages[1].text


def test_a_ring_page_begins_with_the_newest_reports(client: TestClient) -> None:
    """As an investigator reads them; those without a date come last."""
    rings = client.get("/api/v1/rings").json()["rings"]
    ring = next(each for each in rings if each["reports"] >= 4)
    page = client.get(f"/rings/{ring['id']}").text
    days = re.findall(r'<td class="date">([0-9/]+|–)</td>', page)
    known = ["-".join(reversed(day.split("/"))) for day in days if day != "–"]

    assert len(days) == ring["reports"]
    assert known == sorted(known, reverse=True)
    assert "–" not in days[: len(known)]


def test_hostile_texts_are_text(client: TestClient) -> None:
    """Markup of strangers is escaped on pages, and in the data that they carry."""
    ring = next(
        ring["id"]
        for ring in client.get("/api/v1/rings").json()["rings"]
        if PHONE in client.get(f"/api/v1/rings/{ring['id']}").text
    )
    view = client.post("/api/v1/views", json={"key": PHONE, "limit": 500}).json()["id"]
    pages = [client.get(f"/rings/{ring}").text, client.get(f"/views/{view}").text]

    for page in pages:
        assert HOSTILE not in page
        assert "<img src=x" not in page
        assert "<script>alert" not in page
    assert "&lt;img src=x onerror" in pages[0]
    carried = _DATA.search(pages[1])
    assert carried is not None
    assert json.loads(carried[1])["id"] == view


def test_a_page_of_a_view_shows_judgements_of_today(world: World) -> None:
    """Ignored since: grey now."""
    client = world.person()
    view = client.post("/api/v1/views", json={"keys": [PHONE]}).json()["id"]
    judge(world.services.store, DecisionKind.IGNORE, PHONE)
    carried = _DATA.search(client.get(f"/views/{view}").text)

    assert carried is not None
    assert json.loads(carried[1])["nodes"][0]["standing"] == "ignored"


def test_errors_are_pages_outside_the_api(client: TestClient) -> None:
    """With a heading, what to do, and the request's id."""
    answer = client.get("/nowhere")

    assert answer.status_code == 404
    assert answer.headers["X-Request-Id"] in answer.text
    assert "Không có trang này" in answer.text
