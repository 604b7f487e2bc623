from __future__ import annotations

import json
import warnings
from contextlib import suppress
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from tests.api.client import TestClient
from tests.api.conftest import World

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import GenerationMode

BOUNDED = settings(
    max_examples=12,
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
SKIPPED = frozenset({"/api/v1/session"})
"""Signing out would end the session of the run."""


def test_the_description_is_complete(client: TestClient) -> None:
    """Every operation says what it takes and answers, and how errors look."""
    document = client.get("/api/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    for path, operations in document["paths"].items():
        assert path.startswith("/api/v1/")
        for method, operation in operations.items():
            assert {"4XX", "5XX"} <= set(operation["responses"]), (method, path)
            assert "422" not in operation["responses"]
            assert operation["description"]
            names = [each["name"] for each in operation.get("parameters", [])]
            assert ("X-Truyvet" in names) == (method != "get")


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return found.union(*map(_references, value.values()))
    return set().union(*map(_references, value)) if isinstance(value, list) else set()


def test_the_descriptions_references_resolve(client: TestClient) -> None:
    """No name points at nothing."""
    document = client.get("/api/v1/openapi.json").json()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    assert _references(document["paths"]) <= known


def test_generated_requests_meet_no_fault(world: World) -> None:
    """Requests made from the description, right and wrong ones, are answered as described."""
    client = world.person()
    schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
    faults: list[str] = []
    statuses: set[int] = set()

    def check(case: Any) -> None:
        arguments = case.as_transport_kwargs(base_url="http://127.0.0.1:8000")
        arguments["headers"] = {"X-Truyvet": "1"}
        arguments.pop("cookies", None)
        answer = client.request(
            arguments["method"], arguments["url"], params=arguments.get("params"),
            json=arguments.get("json"), headers=arguments["headers"],
        )  # fmt: skip
        statuses.add(answer.status_code)
        if answer.status_code >= 500:
            faults.append(f"{case.method} {case.path} {answer.status_code}")

    for found in schema.get_all_operations():
        operation: Any = cast("Any", found).ok()
        if operation.path in SKIPPED:
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            run = given(case=operation.as_strategy(generation_mode=mode))(check)
            # What takes no parameters can't be asked wrongly.
            with suppress(Unsatisfiable):
                BOUNDED(run)()

    assert faults == []
    assert {200, 404, 422} <= statuses


@pytest.mark.parametrize(
    "text", ["\ud800", "\0", "\u202e" * 400, "<script>" * 60, "%00", "{}" * 200]
)
def test_hostile_texts_meet_no_fault(client: TestClient, text: str) -> None:
    """In every text field of every body."""
    bodies: list[tuple[str, Any]] = [
        ("session", {"token": text}), ("search", {"text": text}), ("lookup", {"texts": [text]}),
        ("expand", {"key": text}), ("expand", {"key": "phone:" + text, "exclude": [text]}),
        ("path", {"source": text, "target": text}), ("units", {"keys": [text]}),
        ("reports", {"ids": [text]}), ("reports/text", {"id": text, "purpose": "x" + text}),
        ("views", {"key": text}), ("views", {"ring": text}), ("views", {"keys": [text, text]}),
        ("expand", {text: text}),
    ]  # fmt: skip
    for path, body in bodies:
        answer = client.post(
            f"/api/v1/{path}",
            content=json.dumps(body),
            headers={"Content-Type": "application/json"},
        )
        assert answer.status_code < 500, (path, body)
