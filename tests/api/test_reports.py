from __future__ import annotations

from typing import Any

from graph.store.texts import StoredText
from tests.api.case import HOSTILE, VICTIM
from tests.api.client import TestClient
from tests.api.conftest import World
from tests.contract.facts import ACCOUNT, OTHER_ACCOUNT


def _report(client: TestClient, report_id: str) -> Any:
    answer = client.post("/api/v1/reports", json={"ids": [report_id]})
    assert answer.status_code == 200
    return answer.json()["reports"][0]


def test_a_report_has_its_whole_shape(client: TestClient) -> None:
    """The shape that the side panel and other programs rely on."""
    report = _report(client, "s:1")

    assert set(report) == {
        "id", "stream", "locator", "version", "recorded", "occurred", "reported", "forms",
        "loss_vnd", "police_unit", "title", "sources", "mentions", "mention_count", "links",
        "link_count",
    }  # fmt: skip
    assert report["reported"] == {"at": "2019-01-01T00:00:00Z", "precision": "day"}
    assert report["loss_vnd"] == 5_000_000
    assert set(report["sources"][0]) == {"name", "sha256", "locator"}
    assert report["sources"][0]["locator"] == "row 1"
    by_key = {mention["key"]: mention for mention in report["mentions"]}
    assert by_key[ACCOUNT] == {
        "key": ACCOUNT,
        "kind": "bank_account",
        "caption": "0123456789 Vietcombank",
        "role": "suspect",
        "raw": ["970436:0123456789"],
        "column": "value",
        "confidence": 0.75,
        "masked": False,
    }


def test_victims_and_reporters_are_masked_in_reports(client: TestClient) -> None:
    """Neither key nor raw text nor whole caption of a protected person leaves."""
    answers = client.post("/api/v1/reports", json={"ids": [f"s:{n}" for n in range(1, 9)]})
    masked = [
        mention
        for report in answers.json()["reports"]
        for mention in report["mentions"]
        if mention["masked"]
    ]

    assert len(masked) == 4
    assert {(each["key"], tuple(each["raw"])) for each in masked} == {(None, ())}
    assert "99999" not in answers.text


def test_the_protected_end_of_a_link_is_masked(client: TestClient) -> None:
    """A victim who sent money is masked there too, with the raw text."""
    link = _report(client, "s:8")["links"][0]

    assert link["type"] == "TRANSFERRED_TO"
    assert (link["source"], link["source_key"]) == ("•••• ••• •01", None)
    assert link["target_key"] == OTHER_ACCOUNT
    assert (link["amount_vnd"], link["raw"]) == (9_000_000, None)


def test_a_list_is_cut_but_counted(client: TestClient) -> None:
    """The count tells of all mentions."""
    report = _report(client, "s:list")

    assert report["mention_count"] == 60
    assert len(report["mentions"]) == 60


def test_unknown_reports_are_left_out(client: TestClient) -> None:
    """The known ones come in the order asked."""
    answer = client.post("/api/v1/reports", json={"ids": ["s:2", "nope", "s:1"]})

    assert [report["id"] for report in answer.json()["reports"]] == ["s:2", "s:1"]


def test_hostile_texts_are_data(client: TestClient) -> None:
    """Markup and bidi controls come back as they were, as JSON strings."""
    answer = client.post("/api/v1/reports", json={"ids": ["s:bad"]})
    report = answer.json()["reports"][0]

    assert answer.headers["Content-Type"] == "application/json"
    assert (report["title"], report["police_unit"], report["locator"]) == (HOSTILE,) * 3
    assert report["mentions"][-1]["raw"] == [HOSTILE]
    assert "\u202e" not in report["mentions"][-1]["caption"]


def test_reading_a_text_is_logged(world: World) -> None:
    """Who, what for and which case are kept; half a character is shown as such."""
    client = world.person()
    body = {"id": "s:1", "purpose": "xác minh vụ A", "case": "A-1"}
    answer = client.post("/api/v1/reports/text", json=body)

    assert answer.status_code == 200
    assert answer.json() == {
        "texts": [{"column": "nội dung", "text": "Gọi 0909999901. nửa \ufffd chữ"}]
    }
    read = world.services.texts.reads("s:1")
    assert [(each.who, each.purpose, each.case, each.text_count) for each in read] == [
        ("local", "xác minh vụ A", "A-1", 1)
    ]


def test_a_text_needs_a_purpose(world: World) -> None:
    """Blank or missing, nothing is read and nothing is logged."""
    client = world.person()
    for body in [{"id": "s:1"}, {"id": "s:1", "purpose": "   "}, {"id": "s:1", "purpose": "ab"}]:
        assert client.post("/api/v1/reports/text", json=body).status_code == 422
    assert world.services.texts.reads() == []


def test_the_text_of_an_unknown_report_is_404(world: World) -> None:
    """Nothing is logged for what isn't there."""
    answer = world.person().post("/api/v1/reports/text", json={"id": "nope", "purpose": "xem"})

    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:truyvet:problem:report-not-found"
    assert world.services.texts.reads() == []


def test_a_report_without_text_has_none(client: TestClient) -> None:
    """An empty list, not an error."""
    answer = client.post("/api/v1/reports/text", json={"id": "s:2", "purpose": "xem"})

    assert answer.json() == {"texts": []}
    assert VICTIM not in answer.text


def test_the_text_of_an_older_version_is_not_told(world: World) -> None:
    """What a report says now is what its newest version said."""
    world.services.texts.put([StoredText("s:1", "0" * 64, "nội dung", "bản cũ")])
    answer = world.person().post("/api/v1/reports/text", json={"id": "s:1", "purpose": "xem"})

    assert len(answer.json()["texts"]) == 1
    assert "bản cũ" not in answer.text
