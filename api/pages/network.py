"""The page of a network picture."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.door import AtDoor, InLanguage
from api.permissions import Drawer
from api.routes.views import find_view
from api.wire.views import view_to_answer

router = APIRouter(include_in_schema=False)


@router.get("/views/{view_id}")
def show_view(
    view_id: str, request: Request, door: AtDoor, language: InLanguage, _person: Drawer
) -> HTMLResponse:
    """Show a saved state; the page carries it as data."""
    state = find_view(door.services, view_id)
    return door.pages.page(
        request,
        "network.html",
        view=view_to_answer(state, language).model_dump(mode="json"),
        texts=door.catalogues[language].as_json,
    )
