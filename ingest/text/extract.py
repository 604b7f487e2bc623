"""Identifiers in free Vietnamese text: which, where, in which role, how sure."""

from __future__ import annotations

from dataclasses import dataclass

from graph.identifiers import registry
from graph.identifiers.kind import Tie
from graph.model import Identifier, Role
from ingest.text.handles import read_handles
from ingest.text.links import read_links
from ingest.text.normalise import normalise
from ingest.text.numbers import read_numbers
from ingest.text.payloads import read_payloads
from ingest.text.roles import RoleTeller
from ingest.text.scan import Scan

EXTRACTOR = "text/2"
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in a text.

    Attributes:
        identifier: the likelier reading.
        role: the part that it plays there.
        start, end: code points into the text exactly as given.
        raw: what stands there.
        confidence: 0-1.
        tie: what the identifier hangs on by its form.
        alternatives: other honest readings; they join nothing until a person decides.
        why: what told it, and which disguises were undone: see docs/extract.md.
        extractor: name and version of what read it.
    """

    identifier: Identifier
    role: Role
    start: int
    end: int
    raw: str
    confidence: float
    tie: Tie | None = None
    alternatives: tuple[Identifier, ...] = ()
    why: tuple[str, ...] = ()
    extractor: str = EXTRACTOR


def extract(text: str, *, role: Role | None = None) -> list[Found]:
    """Return the identifiers of a text in the order in which they stand.

    Args:
        text: as received; of a longer one than 1,000,000 characters the beginning is read.
        role: of what no words of the text tell; None: unclear.

    >>> [(f.identifier.key, f.raw) for f in extract("STK 0123456789 VCB, Zalo 0912.345.678")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('bank_account:970436:0123456789', '0123456789'),
     ('social_handle:zalo:+84912345678', '0912.345.678')]
    """
    norm = normalise(text[:MAX_CHARACTERS])
    scan = Scan(norm)
    read_payloads(scan)
    read_links(scan)
    read_handles(scan)
    read_numbers(scan)
    if not scan.hits:
        return []
    teller = RoleTeller(norm)
    found = []
    for hit in sorted(scan.hits, key=lambda hit: hit.start):
        told = teller.tell(hit.start, hit.end)
        start, end = norm.span(hit.start, hit.end)
        if end == MAX_CHARACTERS < len(text):
            continue  # perhaps cut off
        found.append(
            Found(
                hit.identifier, told or role or Role.UNCLEAR, start, end, text[start:end],
                round(hit.confidence, 2), registry.tie(hit.identifier), hit.alternatives,
                (*hit.why, *(f"undone:{name}" for name in norm.undone_in(start, end))),
            )
        )  # fmt: skip
    return found
