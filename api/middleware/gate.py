"""The gate: only this host, only from our own pages, only bodies of a bearable size."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ForeignRequestError, TooLargeRequestError

LARGEST_BODY_BYTES = 1024 * 1024
HEADER = "x-truyvet"
API_PREFIX = "/api/"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})


def hosts_of(host: str, port: int, more: Collection[str] = ()) -> frozenset[str]:
    """Return the Host headers that a server on this address answers to.

    Args:
        host: where it listens.
        port: where it listens.
        more: further `host:port` names.
    """
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host.lower()}
    with_port = {f"{name}:{port}" for name in names}
    # Browsers leave out the port of plain HTTP.
    bare = names if port == 80 else set()  # the port of http
    return frozenset(with_port | bare | {name.lower() for name in more})


def _check_header(headers: Headers) -> None:
    # Forms can't send it, and scripts of other sites only after a preflight that we refuse.
    if HEADER not in headers:
        raise ForeignRequestError("X-Truyvet")


class GateMiddleware:
    """Refuses other hosts (DNS rebinding), other origins (forged requests) and large bodies.

    Args:
        app: what answers.
        hosts: Host headers that are ours.
        largest_body_bytes: of any request.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str],
        largest_body_bytes: int = LARGEST_BODY_BYTES,
    ) -> None:
        """Keep what answers and what is allowed."""
        self._app = app
        self._hosts = hosts
        self._largest = largest_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on if it may come in.

        Raises:
            ForeignRequestError: another host, another origin, or our header is missing.
            TooLargeRequestError: it says that its body is too large.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        self._check(scope["method"], headers)
        if scope["method"] not in _SAFE_METHODS and scope["path"].startswith(API_PREFIX):
            _check_header(headers)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self._largest:
            raise TooLargeRequestError(self._largest)
        await self._app(scope, self._counted(receive), send)

    def _check(self, method: str, headers: Headers) -> None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            raise ForeignRequestError("Host")
        if headers.get("sec-fetch-site", "none") not in _OWN_SITES and (
            method not in _SAFE_METHODS or headers.get("sec-fetch-mode") != "navigate"
        ):
            raise ForeignRequestError("Sec-Fetch-Site")
        if method in _SAFE_METHODS:
            return
        origin = headers.get("origin", f"http://{host}").lower()
        # Forms of our own pages say "null", since no referrer may be sent.
        own = origin == "null" and headers.get("sec-fetch-site") == "same-origin"
        if not own and origin not in {f"http://{host}", f"https://{host}"}:
            raise ForeignRequestError("Origin")

    def _counted(self, receive: Receive) -> Receive:
        """Return `receive` with a count: a body may be longer than it said, or not say."""
        received = 0

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._largest:
                raise HTTPException(413) from TooLargeRequestError(self._largest)
            return message

        return counting
