from __future__ import annotations

import json

import pytest

from tests.api.case import REPORTER, VICTIM
from tests.api.client import TestClient
from tests.api.conftest import World


@pytest.mark.parametrize(("what", "head"), [
    ("rings", "ring_id,key,kind,value,strength,report_count"),
    ("brokers", "key,ring_id,reports_in_ring"),
    ("graph", "row,report_id,key,kind,value,unit,role,target,link_type,amount_vnd,moment"),
])  # fmt: skip
def test_exports_are_downloads(client: TestClient, what: str, head: str) -> None:
    """A CSV file with a name, and JSONL on request."""
    answer = client.get("/api/v1/export", params={"what": what})
    lines = client.get("/api/v1/export", params={"what": what, "format": "jsonl"})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="truyvet-{what}.csv"'
    assert answer.text.splitlines()[0] == head
    assert lines.headers["Content-Type"] == "application/x-ndjson"
    assert len([json.loads(line) for line in lines.text.splitlines()]) == (
        len(answer.text.splitlines()) - 1
    )


def test_exports_hold_no_victims_and_reporters(client: TestClient) -> None:
    """There is no parameter that adds them."""
    text = client.get("/api/v1/export?what=graph&include_private=true").text

    assert VICTIM not in text
    assert REPORTER not in text


def test_an_export_without_a_run_is_an_error_not_a_file(empty_world: World) -> None:
    """404 before anything is sent."""
    answer = empty_world.person().get("/api/v1/export?what=rings")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_unknown_words_are_422(client: TestClient) -> None:
    """Neither file names nor other formats pass."""
    for query in ["", "what=all", "what=rings&format=xlsx", "what=../rings"]:
        assert client.get(f"/api/v1/export?{query}").status_code == 422
