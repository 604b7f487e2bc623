"""The outermost net: a fault becomes an answer without its inside, and a line in the log."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TooLargeRequestError
from api.problems import error_response
from graph.errors import TruyvetError

_LOG = logging.getLogger("truyvet.error")


class FailsafeMiddleware:
    """Answers what nobody else caught: errors of the middleware within, and faults.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keep what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer for it where the application fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # one of the two outermost doors
            known = _known(error)
            if known is None:
                request_id = scope.get("truyvet.request_id", "")
                _LOG.exception("request %s: fault", request_id)
            if started:
                raise
            response = error_response(Request(scope, receive), known or TruyvetError())
            await response(scope, receive, send)


def _known(error: BaseException) -> TruyvetError | None:
    if isinstance(error, TruyvetError):
        return error
    cause = error.__cause__
    return cause if isinstance(cause, TooLargeRequestError) else None
