"""The pages of rings: the list, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.door import AtDoor
from api.permissions import Reader
from api.sight import WithSight
from api.wire.rings import members_to_answers, without_protected
from casework.masking import shown_title
from graph.errors import NoRunError
from graph.model import Report, Run
from graph.store.port import GraphStore
from viz.caption import visible

router = APIRouter(include_in_schema=False)

REPORTS_READ = 5000
"""Reports of a ring among which the newest are looked for."""

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
    reports = _newest(store.get_reports(ring.report_ids[:REPORTS_READ]))
    hidden = sight.hidden_in(report for report in reports if report.title)
    return door.pages.page(
        request,
        "ring.html",
        ring=ring,
        members=members,
        reports=[_row(report, hidden) for report in reports],
        run=store.current_run(),
    )


def _newest(reports: Sequence[Report]) -> list[Report]:
    """Return the newest reports first; those without a date come last."""
    dated = [(report.moment.at, report) for report in reports if report.moment is not None]
    found = [report for _, report in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    found += [report for report in reports if report.moment is None]
    return found[:REPORTS_SHOWN]


def _row(report: Report, hidden: frozenset[str]) -> dict[str, Any]:
    title = shown_title(report, hidden)
    return {
        "id": visible(report.id),
        "date": report.moment,
        "title": visible(title) if title else None,
        "stream": visible(report.stream),
        "loss_vnd": report.loss_vnd,
    }
