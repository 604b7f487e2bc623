"""The engine as the scorer takes it."""

from __future__ import annotations

from bench.extraction.scoring import Read
from ingest.text.extract import extract


def ours(text: str) -> list[Read]:
    """Return what our engine reads from a text."""
    return [
        Read(found.start, found.end, found.identifier.kind, found.identifier.value, found.role)
        for found in extract(text)
    ]
