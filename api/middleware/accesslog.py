"""The access log: what was asked for by route, never by address, so that it names nobody."""

from __future__ import annotations

import logging
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("truyvet.access")
_ID_BYTES = 6


class AccessLogMiddleware:
    """Gives each request an id and writes one line: id, method, route, status, milliseconds.

    The route is its template (`/rings/{ring_id}`): neither the address typed nor its query
    gets into the log, since people type identifiers anywhere.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keep what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["truyvet.request_id"] = secrets.token_hex(_ID_BYTES)
        started = time.perf_counter()
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            route = scope.get("route")
            _LOG.info(
                "%s %s %s %d %.1f ms",
                scope["truyvet.request_id"],
                scope["method"] if scope["method"].isalpha() else "?",
                getattr(route, "path", "-"),
                status,
                (time.perf_counter() - started) * 1000,
            )
