"""Finding identifiers: by what somebody types, and many at once."""

from __future__ import annotations

from fastapi import APIRouter

from api.address import API
from api.door import WithServices
from api.permissions import Searcher
from api.sight import WithSight
from api.typed import as_kept
from api.wire.asked import LookupTexts, SearchText
from api.wire.identifiers import FoundAnswer, HitsAnswer, LookupAnswer, hits_to_answers
from casework.masking import BATCH_KEYS
from graph.expand import Unit
from graph.identifiers import registry
from graph.model import Identifier
from graph.store.answers import Hit
from graph.store.port import GraphStore

router = APIRouter(prefix=API, tags=["search"])


@router.post("/search")
def search(
    asked: SearchText, services: WithServices, sight: WithSight, _person: Searcher
) -> HitsAnswer:
    """Find identifiers that begin with a text or contain it.

    Blanks, dots and brackets between digits do not matter. Victims and reporters are found only
    by who writes an identifier in full.
    """
    kept = as_kept(asked.text)
    hits = services.store.search(kept, limit=asked.limit)
    typed = {each.key for text in (asked.text, kept) for each in registry.readings(text)}
    return HitsAnswer(hits=hits_to_answers(sight, hits, frozenset(typed)))


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
