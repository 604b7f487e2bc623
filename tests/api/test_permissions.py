from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.routing import BaseRoute, Mount

from api.permissions import Permission, Requires
from tests.api.conftest import World

PUBLIC = {
    "GET /sign-in",
    "POST /language",
    "POST /api/v1/session",
    "DELETE /api/v1/session",
    "POST /api/v1/sign-in-link",
}


def _routes(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, Any]]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _routes(inner.routes)
        elif not isinstance(route, Mount):
            for method in sorted(getattr(route, "methods", None) or ["?"]):
                yield f"{method} {getattr(route, 'path', '?')}", route


def _required(route: Any) -> list[Permission]:
    calls = [dependency.call for dependency in route.dependant.dependencies]
    return [call.permission for call in calls if isinstance(call, Requires)]


def test_every_route_names_exactly_one_permission(world: World) -> None:
    """No route is reachable without saying who may."""
    routes = dict(_routes(world.app.routes))

    assert len(routes) > 20
    assert {
        name: _required(route) for name, route in routes.items() if len(_required(route)) != 1
    } == {}


def test_only_signing_in_and_the_language_are_public(world: World) -> None:
    """All else needs a session."""
    public = {
        name for name, route in _routes(world.app.routes) if _required(route) == [Permission.PUBLIC]
    }

    assert public == PUBLIC


def test_every_described_operation_refuses_strangers(world: World) -> None:
    """Without a session each operation of the API answers 401, and does nothing."""
    stranger = world.stranger()
    paths = world.person().get("/api/v1/openapi.json").json()["paths"]
    statuses = {}
    for path, operations in paths.items():
        for method in operations:
            name = f"{method.upper()} {path}"
            if name not in PUBLIC:
                address = path.replace("{", "").replace("}", "")
                statuses[name] = stranger.request(method, address, json={}).status_code

    assert len(statuses) > 14
    assert {name: status for name, status in statuses.items() if status != 401} == {}
