"""Who sends a request: the session cookie, looked up once."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.permissions import NOBODY, ORDINARY, Permission, Person
from api.settings import Settings
from api.signin import SESSION_SECONDS, SignIn

PERSON_NAME = "local"


def cookie_name(settings: Settings) -> str:
    """Return the session cookie's name.

    It holds the port: cookies are shared by all ports of a host, and a second server on this
    machine must not sign the first one out.
    """
    return f"truyvet_session_{settings.port}"


def set_session(response: Response, settings: Settings, session: str) -> None:
    """Hand a browser its session: out of reach of scripts and of other sites."""
    response.set_cookie(
        cookie_name(settings),
        session,
        max_age=SESSION_SECONDS,
        path="/",
        httponly=True,
        samesite="strict",
    )


def drop_session(response: Response, settings: Settings) -> None:
    """Let a browser forget its session."""
    response.delete_cookie(cookie_name(settings), path="/", httponly=True, samesite="strict")


def single_user(settings: Settings) -> Person:
    """Return the one person of a single-user installation, with all permissions.

    Seeing victims' and reporters' identifiers unmasked is the exception: a setting gives it.
    """
    extra = {Permission.SEE_PROTECTED} if settings.show_protected else set()
    return Person(PERSON_NAME, ORDINARY | extra)


class SessionMiddleware:
    """Writes who sends a request into its scope.

    Args:
        app: what answers.
        settings: name the cookie and the person's permissions.
        sign_in: knows the sessions.
    """

    def __init__(self, app: ASGIApp, settings: Settings, sign_in: SignIn) -> None:
        """Keep what answers and who knows the sessions."""
        self._app = app
        self._cookie = cookie_name(settings)
        self._person = single_user(settings)
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its person."""
        if scope["type"] == "http":
            session = HTTPConnection(scope).cookies.get(self._cookie)
            known = session is not None and self._sign_in.is_session(session)
            scope["truyvet.person"] = self._person if known else NOBODY
        await self._app(scope, receive, send)
