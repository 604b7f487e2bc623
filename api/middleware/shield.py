"""Headers on every answer: what a browser may load, keep and tell others."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages.assets import KEPT_PREFIX, STATIC_PREFIX

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
CONTENT_SECURITY_POLICY = "; ".join(_POLICY)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
"""On every answer, pages, data and files alike."""


class ShieldMiddleware:
    """Adds HEADERS, and keeps every answer but static files out of caches.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keep what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and dress its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers["Cache-Control"] = _caching(scope["path"], message["status"])
                headers["X-Request-Id"] = scope.get("truyvet.request_id", "")
            await send(message)

        await self._app(scope, receive, dressed)


def _caching(path: str, status: int) -> str:
    if path.startswith(KEPT_PREFIX) and status in {200, 304}:
        return "public, max-age=31536000, immutable"
    # Asked for again each time, but not sent again (ETag).
    return "no-cache" if path.startswith(STATIC_PREFIX) else "no-store"
