"""The pages of rings: the list, and one of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.door import AtDoor
from api.permissions import Reader
from api.sight import WithSight
from api.wire.rings import members_to_answers, without_protected
from graph.errors import NoRunError
from graph.model import Report, Run
from graph.store.port import GraphStore
from viz.caption import visible

router = APIRouter(include_in_schema=False)

REPORTS_SHOWN = 500
_LARGEST_OFFSET = 10**9


@router.get("/rings")
def show_rings(  # one argument per field of the address
    request: Request,
    door: AtDoor,
    sight: WithSight,
    _person: Reader,
    *,
    offset: Annotated[int, Query(ge=0, le=_LARGEST_OFFSET)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    include_single: Annotated[bool, Query()] = False,
) -> HTMLResponse:
    """Show a part of the current run's rings."""
    store = door.services.store
    rings = store.rings(limit=limit + 1, offset=offset, include_single=include_single)
    shown = without_protected(sight, rings[:limit])
    return door.pages.page(
        request,
        "rings.html",
        rings=shown,
        run=_current_run(store),
        offset=offset,
        limit=limit,
        total_shown=len(shown),
        include_single=include_single,
        next_offset=offset + limit if len(rings) > limit else None,
        previous_offset=max(0, offset - limit) if offset else None,
    )


def _current_run(store: GraphStore) -> Run | None:
    try:
        return store.current_run()
    except NoRunError:
        return None


@router.get("/rings/{ring_id}")
def show_ring(
    ring_id: str, request: Request, door: AtDoor, sight: WithSight, _person: Reader
) -> HTMLResponse:
    """Show a ring with its members and its newest reports."""
    store = door.services.store
    ring = store.get_ring(ring_id)
    answers = members_to_answers(sight, ring.members)
    members = [{**answer.model_dump(), "key": answer.unit} for answer in answers]
    reports = store.get_reports(ring.report_ids[:REPORTS_SHOWN])
    return door.pages.page(
        request,
        "ring.html",
        ring=ring,
        members=members,
        reports=[_row(report) for report in reports],
        run=store.current_run(),
    )


def _row(report: Report) -> dict[str, Any]:
    return {
        "id": visible(report.id),
        "date": report.moment,
        "title": visible(report.title) if report.title else None,
        "stream": visible(report.stream),
        "loss_vnd": report.loss_vnd,
    }
