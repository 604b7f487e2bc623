"""Plain text: each message is a report; of a Markdown file with a table, each line is one."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.look import Look
from ingest.mapping import Mapping, PlainColumn, Use
from ingest.sources.options import Format, ReadOptions
from ingest.sources.text import COLUMN

NAME = "text"
MARKDOWN = "markdown-table"

_RULE = re.compile(r"^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$", re.M)
_MAPPING = Mapping(columns=(PlainColumn(COLUMN, Use.TEXT),))


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of plain text, or None where the source is something else."""
    return _MAPPING if look.format is Format.TEXT else None


def recognise_markdown(look: Look) -> Mapping | None:
    """Return the mapping of a text with a Markdown table, or None where the source is none.

    Its lines are separate reports: one row of such a table has nothing to do with the next.
    """
    texts = (text for text in look.values(COLUMN)) if look.format is Format.TEXT else ()
    if not any(map(_RULE.search, texts)):
        return None
    return replace(_MAPPING, read=ReadOptions(split="line"))
