"""Finding identifiers: by what somebody types, and many at once."""

from __future__ import annotations

import re

from fastapi import APIRouter

from api.address import API
from api.door import WithServices
from api.permissions import Searcher
from api.sight import WithSight
from api.wire.asked import LookupTexts, SearchText
from api.wire.identifiers import FoundAnswer, HitsAnswer, LookupAnswer, hits_to_answers
from casework.masking import BATCH_KEYS
from graph.expand import Unit
from graph.identifiers import registry
from graph.model import Identifier
from graph.store.port import GraphStore, Hit

router = APIRouter(prefix=API, tags=["search"])

_MARKS = re.compile(r"[\s.()-]+")
_NUMBER = re.compile(r"\+?[0-9]+", re.ASCII)


@router.post("/search")
def search(
    asked: SearchText, services: WithServices, sight: WithSight, _person: Searcher
) -> HitsAnswer:
    """Find identifiers that begin with a text or contain it."""
    hits = services.store.search(_as_kept(asked.text), limit=asked.limit)
    typed = frozenset(identifier.key for identifier in registry.readings(asked.text))
    return HitsAnswer(hits=hits_to_answers(sight, hits, typed))


def _as_kept(text: str) -> str:
    """Return a number without the blanks and marks that people put between its digits."""
    number = _MARKS.sub("", text)
    return number if _NUMBER.fullmatch(number) else text


@router.post("/lookup")
def look_up(
    asked: LookupTexts, services: WithServices, sight: WithSight, _person: Searcher
) -> LookupAnswer:
    """Find many identifiers exactly, each by any of its common forms."""
    readings = [registry.readings(text) for text in asked.texts]
    units = _units(services.store, {each.key for found in readings for each in found})
    known = {
        identifier.key: _hit(identifier, units[identifier.key])
        for found in readings
        for identifier in found
        if identifier.key in units
    }
    answers = hits_to_answers(sight, known.values(), typed=frozenset(known))
    by_key = dict(zip(known, answers, strict=True))
    return LookupAnswer(
        results=[
            FoundAnswer(text=text, found=[by_key[each.key] for each in found if each.key in by_key])
            for text, found in zip(asked.texts, readings, strict=True)
        ]
    )


def _units(store: GraphStore, keys: set[str]) -> dict[str, Unit]:
    """Return the unit of each key that the store knows."""
    ordered = sorted(keys)
    units: dict[str, Unit] = {}
    for start in range(0, len(ordered), BATCH_KEYS):
        for unit in store.get_units(ordered[start : start + BATCH_KEYS]):
            units.update((key, unit) for key in unit.keys)
    return units


def _hit(identifier: Identifier, unit: Unit) -> Hit:
    return Hit(identifier, registry.caption(identifier), unit.key, unit.degree)
