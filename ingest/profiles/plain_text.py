"""Plain text: each message is a report."""

from __future__ import annotations

from ingest.look import Look
from ingest.mapping import Mapping, PlainColumn, Use
from ingest.sources.options import Format
from ingest.sources.text import COLUMN

NAME = "text"

_MAPPING = Mapping(columns=(PlainColumn(COLUMN, Use.TEXT),))


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of plain text, or None where the source is something else."""
    return _MAPPING if look.format is Format.TEXT else None
