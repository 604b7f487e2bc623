"""The pages that begin: sign-in, search, and the choice of a language."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.door import AtDoor
from api.errors import InvalidRequestError
from api.language import COOKIE, LANGUAGES
from api.permissions import Anyone, Searcher

router = APIRouter(include_in_schema=False)

_YEAR_SECONDS = 365 * 24 * 3600
_MOST_FIELDS = 10
# One slash, then no second one or backslash: browsers read `//host` and `/\host` as a host.
_LOCAL = re.compile(r"/(?![/\\])[!-~]{0,500}")


@router.get("/sign-in")
def show_sign_in(request: Request, door: AtDoor, _person: Anyone) -> HTMLResponse:
    """Show the page whose script exchanges the token in the address."""
    return door.pages.page(request, "sign-in.html")


@router.get("/")
def show_search(request: Request, door: AtDoor, _person: Searcher) -> HTMLResponse:
    """Show the search page."""
    return door.pages.page(request, "search.html", counts=door.services.store.counts())


@router.post("/language")
async def choose_language(request: Request, _person: Anyone) -> RedirectResponse:
    """Remember the language that a person chose, and go back.

    Raises:
        InvalidRequestError: no language of ours.
    """
    fields = _fields(await request.body())
    chosen, back = fields.get("lang", ""), fields.get("next", "/")
    if chosen not in LANGUAGES:
        raise InvalidRequestError("Hãy chọn lang=vi hoặc lang=en.", "Choose lang=vi or lang=en.")
    response = RedirectResponse(back if _LOCAL.fullmatch(back) else "/", status_code=303)
    response.set_cookie(
        COOKIE, chosen, max_age=_YEAR_SECONDS, path="/", httponly=True, samesite="strict"
    )
    return response


def _fields(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode("ascii"), max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}
