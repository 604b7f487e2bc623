"""The description of /api/v1: what FastAPI knows, with errors as they are answered."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from api.address import API
from api.permissions import Reader

_PROBLEM = {
    "title": "Problem",
    "description": "An error (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
    },
}
_PROBLEM_ANSWER = {
    "description": "What went wrong, and what to do next.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_HEADER = {
    "name": "X-Truyvet",
    "in": "header",
    "required": True,
    "description": "Any value: other sites' pages can't send it.",
    "schema": {"type": "string", "enum": ["1"]},
}
_SAFE = frozenset({"get", "head", "options"})


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of an application.

    Args:
        app: with all its routes.
    """
    document = get_openapi(
        title="TruyVết",
        version=app.version,
        description="Link analysis of fraud networks. Every request needs the session cookie.",
        routes=app.routes,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = _PROBLEM
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return document


def _complete(method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    responses.update({"4XX": _PROBLEM_ANSWER, "5XX": _PROBLEM_ANSWER})
    if method not in _SAFE:
        operation.setdefault("parameters", []).append(_HEADER)


def describing(app: FastAPI) -> APIRouter:
    """Return the route that tells the description.

    Args:
        app: with all its other routes.
    """
    router = APIRouter()

    @router.get(f"{API}/openapi.json", include_in_schema=False)
    def get_description(_person: Reader) -> dict[str, Any]:
        """Return the OpenAPI document."""
        return describe(app)

    return router
