from __future__ import annotations

from typing import Any

import pytest

from tests.api.case import JUDGED_VICTIM, REPORTER, VICTIM
from tests.api.client import TestClient
from tests.api.conftest import World
from tests.contract.facts import ACCOUNT, DOMAIN, OTHER_ACCOUNT, PHONE, THIRD_ACCOUNT, ZALO


def _post(client: TestClient, path: str, body: dict[str, Any]) -> Any:
    answer = client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_search_finds_by_what_is_typed(client: TestClient) -> None:
    """A hit has key, kind, caption, unit and degree."""
    hits = _post(client, "/search", {"text": "0912 345"})["hits"]

    assert hits[0] == {
        "key": PHONE,
        "kind": "phone",
        "caption": "0912 345 678",
        "unit": PHONE,
        "degree": 6,
        "masked": False,
    }
    assert [hit["key"] for hit in hits] == [PHONE, ZALO]


def test_search_takes_any_text(client: TestClient) -> None:
    """Empty, NUL, quotes, wildcards and bidi controls find nothing and break nothing."""
    for text in ["", "\0", '"', "'; DROP TABLE report; --", "%", "*", "\u202e", "a\0b", "NEAR("]:
        assert isinstance(_post(client, "/search", {"text": text})["hits"], list)


def test_a_part_of_a_number_finds_nobody_who_is_protected(client: TestClient) -> None:
    """Else a search would spell out a victim's number, digit by digit."""
    for text in ["09099999", "+84 9099999", "99999", "0909 999 90"]:
        assert _post(client, "/search", {"text": text})["hits"] == []


def test_who_types_a_whole_number_learns_only_that_it_is_known(client: TestClient) -> None:
    """A spelled-out identifier is named; the unit behind it stays hidden."""
    for text in ["0909999902", "0909.999 902", "SĐT: 0909 999 902"]:
        found = _post(client, "/search", {"text": text})["hits"][0]

        assert (found["key"], found["unit"], found["masked"]) == (JUDGED_VICTIM, None, True)


@pytest.mark.parametrize("text", ["0912 345", "0912.345", "+84 912", "(0912) 345", "0084 912 345"])
def test_marks_between_digits_do_not_matter(client: TestClient, text: str) -> None:
    """The programs of others find what the page finds."""
    assert PHONE in [hit["key"] for hit in _post(client, "/search", {"text": text})["hits"]]


def test_a_setting_shows_the_protected(open_eyed_world: World) -> None:
    """With see-protected nothing is masked."""
    client = open_eyed_world.person()
    hits = _post(client, "/search", {"text": "09099999"})["hits"]
    report = _post(client, "/reports", {"ids": ["s:1"]})["reports"][0]
    answer = client.post("/api/v1/expand", json={"key": PHONE, "roles": ["victim"]})

    assert {hit["key"] for hit in hits} == {VICTIM, JUDGED_VICTIM, REPORTER}
    assert VICTIM in {mention["key"] for mention in report["mentions"]}
    assert answer.status_code == 200


def test_lookup_answers_each_text(client: TestClient) -> None:
    """Common forms are read; what is no identifier or unknown is found nowhere."""
    texts = ["0912.345.678", "+84 912 345 678", "0999999999", "không phải", ""]
    results = _post(client, "/lookup", {"texts": texts})["results"]

    assert [result["text"] for result in results] == texts
    assert [[hit["key"] for hit in result["found"]] for result in results] == [
        [PHONE], [PHONE], [], [], [],
    ]  # fmt: skip


def test_lookup_takes_a_thousand_texts_and_no_more(client: TestClient) -> None:
    """The list has a bound."""
    assert len(_post(client, "/lookup", {"texts": ["0912345678"] * 1000})["results"]) == 1000
    assert client.post("/api/v1/lookup", json={"texts": ["x"] * 1001}).status_code == 422


def test_expand_tells_neighbours_and_what_is_hidden(client: TestClient) -> None:
    """Neighbours come with their own facts; the rest is counted."""
    answer = _post(client, "/expand", {"key": ZALO, "limit": 2, "kinds": ["bank_account"]})

    assert answer["centre"]["key"] == PHONE
    assert answer["centre"]["keys"] == [PHONE, ZALO]
    assert answer["neighbours"][0]["unit"]["key"] == ACCOUNT
    assert answer["neighbours"][0]["shared_reports"] == 3
    assert answer["hidden_by_kind"]["bank_account"] > 0
    assert answer["exact"] is True


def test_expand_leaves_out_what_is_on_the_screen(client: TestClient) -> None:
    """Excluded units are neither neighbours nor hidden."""
    answer = _post(client, "/expand", {"key": PHONE, "exclude": [ACCOUNT], "limit": 500})

    assert ACCOUNT not in {each["unit"]["key"] for each in answer["neighbours"]}


def test_expand_refuses_to_follow_victims(client: TestClient) -> None:
    """Their roles can't be asked for without the permission."""
    answer = client.post("/api/v1/expand", json={"key": PHONE, "roles": ["suspect", "victim"]})

    assert answer.status_code == 403
    assert "see-protected" in answer.json()["detail"]


def test_expand_refuses_what_is_out_of_bounds(client: TestClient) -> None:
    """An unknown kind, a time without zone or out of this age, a negative limit: 422."""
    extras: list[dict[str, Any]] = [
        {"kinds": ["dinosaur"]},
        {"since": "2019-01-01T00:00:00"},
        {"since": "0001-01-01T00:00:00+14:00"},
        {"until": "9999-12-31T23:59:59-14:00"},
        {"limit": -1},
        {"limit": 501},
        {"roles": ["king"]},
    ]
    for extra in extras:
        answer = client.post("/api/v1/expand", json={"key": PHONE, **extra})
        assert answer.status_code == 422, extra


def test_an_unknown_identifier_is_404(client: TestClient) -> None:
    """Also one of a kind that doesn't exist, or with NUL in it."""
    for key in ["phone:+84900000000", "dinosaur:x", "x", "phone:\0"]:
        answer = client.post("/api/v1/expand", json={"key": key})
        assert answer.status_code == 404, key
        assert answer.json()["type"] == "urn:truyvet:problem:identifier-not-found"


def test_path_names_reports_and_units(client: TestClient) -> None:
    """Each step has the report that leads to the next unit."""
    answer = _post(client, "/path", {"source": DOMAIN, "target": THIRD_ACCOUNT})

    assert answer["start"] == DOMAIN
    assert answer["steps"][-1]["unit"] == THIRD_ACCOUNT
    assert {"report_id": "s:8", "unit": OTHER_ACCOUNT, "caption": "9876543210 VietinBank"} in (
        answer["steps"]
    )


def test_no_path_is_an_answer(client: TestClient) -> None:
    """Where nothing connects two identifiers, steps is null."""
    assert _post(client, "/path", {"source": PHONE, "target": VICTIM}) == {
        "start": None,
        "steps": None,
    }


def test_units_mask_the_protected(client: TestClient) -> None:
    """Whoever is protected has no keys, whatever was asked."""
    units = _post(client, "/units", {"keys": [PHONE, JUDGED_VICTIM, VICTIM, "phone:+84900000000"]})[
        "units"
    ]

    assert [unit["key"] for unit in units] == [PHONE, None, None]
    assert [unit["keys"] for unit in units] == [[PHONE, ZALO], [], []]
    assert [unit["standing"] for unit in units] == ["joining", "victim", "joining"]
