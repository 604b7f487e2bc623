from __future__ import annotations

import inspect

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

import api.errors
import casework.views
import graph.errors
from api.errors import TABLE, PageNotFoundError, TooLargeRequestError, exit_code, outcome_of
from api.problems import describe_flaws, detail_of, from_http
from graph.errors import (
    InvalidIdentifierError,
    NotFoundError,
    SchemaOutdatedError,
    StoreFullError,
    StoreUnavailableError,
    TruyvetError,
)

CLASSES = [
    cls
    for module in (graph.errors, api.errors, casework.views)
    for _, cls in inspect.getmembers(module, inspect.isclass)
    if issubclass(cls, TruyvetError)
]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_error_has_both_texts_and_an_outcome(cls: type[TruyvetError]) -> None:
    """A new error can't be forgotten in a language or at a door."""
    outcome = next(TABLE[parent] for parent in cls.__mro__ if parent in TABLE)

    assert cls.vi
    assert cls.en
    assert 400 <= outcome.status < 600
    assert 1 <= outcome.exit_code <= 7


def test_an_error_has_its_nearest_ancestors_outcome() -> None:
    """Its own row first."""
    assert outcome_of(StoreFullError("a", "b", "c")).status == 507
    assert outcome_of(casework.views.ViewNotFoundError("x")) == TABLE[NotFoundError]
    assert exit_code(StoreUnavailableError("a", "b", "c")) == 4
    assert outcome_of(TruyvetError()).status == 500


def test_from_500_up_nothing_of_the_inside_is_told() -> None:
    """Below it the error's own text is, with half characters mended."""
    inside = StoreUnavailableError("sqlite:///secret", "x", "y")
    outside = InvalidIdentifierError("phone", "\ud800", "r", "vì", "because")

    assert "secret" not in detail_of(inside, 503, "vi")
    assert "secret" not in detail_of(inside, 500, "en")
    assert "because" in detail_of(outside, 422, "en")
    detail_of(outside, 422, "vi").encode()


def test_what_to_do_about_a_store_is_told() -> None:
    """To wait, to free room, to migrate: each without the store's address."""
    full = StoreFullError("sqlite:///secret", "x", "y")
    locked = StoreUnavailableError("sqlite:///secret", "x", "y")
    older = SchemaOutdatedError("sqlite:///secret", 1, 2)

    assert "room" in detail_of(full, 507, "en")
    assert "đợi một phút" in detail_of(locked, 503, "vi")
    assert "truyvet migrate" in detail_of(older, 503, "en")
    assert not any("secret" in detail_of(each, 503, "vi") for each in (full, locked, older))


def test_flaws_are_named_without_their_values() -> None:
    """At most five, each with its place and kind."""
    flaws = [
        {"loc": ("body", "text", n), "type": "too_long", "input": "0912345678"} for n in range(9)
    ]
    text = describe_flaws(RequestValidationError(flaws)).message("en")

    assert "body.text.4: too_long" in text
    assert "body.text.5" not in text
    assert "0912345678" not in text


def test_the_frameworks_errors_become_ours() -> None:
    """By their status."""
    large = HTTPException(413)
    large.__cause__ = TooLargeRequestError(1)

    assert isinstance(from_http(HTTPException(404)), PageNotFoundError)
    assert isinstance(from_http(large), TooLargeRequestError)
    assert outcome_of(from_http(HTTPException(400))).status == 422
    assert outcome_of(from_http(HTTPException(405))).status == 405
    assert outcome_of(from_http(HTTPException(500))).status == 500
