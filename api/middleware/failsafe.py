"""The outermost net: a fault becomes an answer without its inside, and a line in the log."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TooLargeRequestError
from api.problems import error_response
from graph.errors import TruyvetError


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
            if started:
                raise
            response = error_response(Request(scope, receive), _known(error))
            await response(scope, receive, send)


def _known(error: BaseException) -> TruyvetError:
    if isinstance(error, TruyvetError):
        return error
    if isinstance(error.__cause__, TooLargeRequestError):
        return error.__cause__
    fault = TruyvetError()
    fault.__cause__ = error
    return fault
