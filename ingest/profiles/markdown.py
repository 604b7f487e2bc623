"""Markdown with tables: columns by their headers, like any table; other lines are free text."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Role
from ingest.infer import infer_mapping
from ingest.infer_headers import names_host_company
from ingest.look import Look
from ingest.mapping import Column, IdentifierColumn, Mapping, PlainColumn, Use
from ingest.sources.options import Format, ReadOptions
from ingest.sources.text import COLUMN

NAME = "markdown-table"


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of a Markdown file with a table, or None where the source is none.

    A table of sites with the companies that host or register them is one of suspects. Where
    no column says anything, each line is a text of its own: one row of such a table has
    nothing to do with the next.
    """
    if look.format is not Format.MARKDOWN:
        return None
    names = tuple(name for name in look.columns if name != COLUMN)
    rows = tuple(row for row in look.rows if COLUMN not in row.cells)
    found = infer_mapping(Look(look.format, names, rows)).columns
    lines = PlainColumn(COLUMN, Use.TEXT)
    if not any(_is_telling(column) for column in found):
        return Mapping(columns=(lines,), read=ReadOptions(split="line"))
    if any(map(names_host_company, names)):
        found = tuple(map(_as_suspect, found))
    return Mapping(columns=(*found, replace(lines, role=Role.UNCLEAR)))


def _is_telling(column: Column) -> bool:
    return isinstance(column, IdentifierColumn) or (
        isinstance(column, PlainColumn) and column.use is Use.TEXT
    )


def _as_suspect(column: Column) -> Column:
    if isinstance(column, IdentifierColumn) or (
        isinstance(column, PlainColumn) and column.use is Use.TEXT
    ):
        return replace(column, role=column.role or Role.SUSPECT)
    return column
