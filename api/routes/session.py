"""Signing in and out."""

from __future__ import annotations

import math

from fastapi import APIRouter, Request, Response

from api.address import API
from api.door import AtDoor
from api.errors import InvalidTokenError, TooManyRequestsError
from api.middleware.sessions import cookie_name, drop_session, set_session
from api.permissions import Anyone
from api.wire.asked import Token

router = APIRouter(prefix=API, tags=["session"])


@router.post("/session", status_code=204)
def sign_in(asked: Token, door: AtDoor, response: Response, _person: Anyone) -> None:
    """Exchange the token of a sign-in link for a session cookie; a token works once."""
    session = door.sign_in.exchange(asked.token)
    if session is None:
        raise InvalidTokenError
    set_session(response, door.settings, session)


@router.delete("/session", status_code=204)
def sign_out(request: Request, door: AtDoor, response: Response, _person: Anyone) -> None:
    """End the session; without one nothing happens."""
    session = request.cookies.get(cookie_name(door.settings))
    if session is not None:
        door.sign_in.end(session)
    drop_session(response, door.settings)


@router.post("/sign-in-link", status_code=202)
def print_link(door: AtDoor, _person: Anyone) -> None:
    """Have a new sign-in link printed in the server's terminal, at most once in ten seconds."""
    wait_seconds = door.sign_in.announce()
    if wait_seconds > 0:
        raise TooManyRequestsError(math.ceil(wait_seconds))
