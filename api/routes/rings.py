"""Rings and the run that found them."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query

from api.address import API
from api.door import WithServices
from api.errors import InvalidRequestError, ListChangedError
from api.json_shapes import run_to_json
from api.permissions import Reader
from api.sight import WithSight
from api.wire.rings import (
    RingAnswer,
    RingsAnswer,
    RunAnswer,
    ring_to_answer,
    summaries_to_answers,
)
from graph.errors import NoRunError
from graph.store.port import GraphStore

router = APIRouter(prefix=API, tags=["rings"])

_CURSOR = re.compile(r"(?P<run>[A-Za-z0-9_-]{1,100})\.(?P<single>[01])\.(?P<offset>[0-9]{1,9})")


@router.get("/rings")
def list_rings(
    services: WithServices,
    sight: WithSight,
    _person: Reader,
    *,
    cursor: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    include_single: Annotated[bool, Query()] = False,
) -> RingsAnswer:
    """List the current run's rings, those with most reports first.

    A cursor belongs to one run and one choice of include_single: after a newer detection it
    answers 409.
    """
    run_id = _current_run_id(services.store)
    offset = 0 if cursor is None else _offset(cursor, run_id, include_single=include_single)
    rings = services.store.rings(limit=limit + 1, offset=offset, include_single=include_single)
    if any(ring.run_id != run_id for ring in rings):
        raise ListChangedError
    following = f"{run_id}.{int(include_single)}.{offset + limit}"
    return RingsAnswer(
        rings=summaries_to_answers(sight, rings[:limit]),
        next=following if len(rings) > limit else None,
    )


def _current_run_id(store: GraphStore) -> str:
    try:
        return store.current_run().id
    except NoRunError:
        return ""


def _offset(cursor: str, run_id: str, *, include_single: bool) -> int:
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise InvalidRequestError(
            "Con trỏ trang không đúng. Hãy tải lại danh sách từ đầu.",
            "The cursor is wrong. Load the list from the start.",
        )
    if found["run"] != run_id or found["single"] != str(int(include_single)):
        raise ListChangedError
    return int(found["offset"])


@router.get("/rings/{ring_id}")
def get_ring(ring_id: str, services: WithServices, sight: WithSight, _person: Reader) -> RingAnswer:
    """Return a ring of the current run with its members and report ids."""
    return ring_to_answer(sight, services.store.get_ring(ring_id))


@router.get("/runs/current")
def get_current_run(services: WithServices, _person: Reader) -> RunAnswer:
    """Return the detection whose rings are shown."""
    return RunAnswer.model_validate(run_to_json(services.store.current_run()))
