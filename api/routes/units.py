"""Units, their neighbours and the ways between them."""

from __future__ import annotations

from fastapi import APIRouter

from api.address import API
from api.door import WithServices
from api.permissions import Reader
from api.sight import WithSight
from api.wire.asked import ExpandKey, Keys, PathEnds
from api.wire.identifiers import (
    ExpansionAnswer,
    PathAnswer,
    UnitsAnswer,
    expansion_to_answer,
    path_to_answer,
    units_to_answers,
)

router = APIRouter(prefix=API, tags=["units"])


@router.post("/units")
def get_units(
    asked: Keys, services: WithServices, sight: WithSight, _person: Reader
) -> UnitsAnswer:
    """Return the distinct units of some identifiers; unknown ones are left out."""
    return UnitsAnswer(units=units_to_answers(sight, services.store.get_units(asked.keys)))


@router.post("/expand")
def expand(
    asked: ExpandKey, services: WithServices, sight: WithSight, _person: Reader
) -> ExpansionAnswer:
    """Return who is reported together with an identifier, and what is hidden."""
    filters = asked.filters()
    sight.check_roles(filters.roles)
    expansion = services.store.expand(filters.query(asked.key, asked.exclude))
    return expansion_to_answer(sight, expansion)


@router.post("/path")
def find_path(
    asked: PathEnds, services: WithServices, sight: WithSight, _person: Reader
) -> PathAnswer:
    """Return a shortest way between two identifiers through reports, avoiding hubs."""
    return path_to_answer(sight, services.store.path(asked.source, asked.target))
