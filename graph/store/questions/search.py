"""Search: first identifiers whose terms begin with a text, then those whose terms contain it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import Identifier
from graph.store.answers import Hit
from graph.store.body import whole
from graph.store.judgements.facts import MAX_TERM
from graph.store.questions.reading import TermReading

GROUP_LIMIT = 500
TRIGRAM = 3


def search(reading: TermReading, text: str, limit: int) -> list[Hit]:
    """Find identifiers by what a person types; the contract stands in the port."""
    folded = fold(text)[:MAX_TERM]
    if not folded or limit <= 0 or not _is_storable(folded):
        return []
    limit = whole(limit)
    begins = reading.terms_beginning(folded, GROUP_LIMIT)
    hits = _hits(reading, begins, limit)
    if len(folded) >= TRIGRAM and len(hits) < limit:
        known = set(begins)
        contains = [
            num
            for num in reading.terms_containing(folded, GROUP_LIMIT + len(known))
            if num not in known
        ]
        hits += _hits(reading, contains[:GROUP_LIMIT], limit - len(hits))
    return hits


def _is_storable(text: str) -> bool:
    # NUL would end a query, half a character can't be handed to a store; no term has them.
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _hits(reading: TermReading, nums: Sequence[int], limit: int) -> list[Hit]:
    if not nums:
        return []
    found = []
    for kind, key, unit, degree in reading.hits(nums, limit):
        identifier = Identifier(kind, key.partition(":")[2])
        found.append(Hit(identifier, registry.caption(identifier), unit, degree))
    return found
