"""What is known of a source before anything is loaded: its columns and a sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sources.open import OpenSource
from ingest.sources.options import Format
from ingest.sources.row import Row


@dataclass(frozen=True, slots=True)
class Look:
    """The beginning of a source.

    Attributes:
        format: what it is written in.
        columns: as its reader names them.
        rows: the first ones.
    """

    format: Format
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def values(self, column: str) -> Iterator[str]:
        """Yield what the sample holds in a column, blanks left out."""
        for row in self.rows:
            raw = row.cells.get(column)
            for value in row.many.get(column, ()) if raw is None else (raw,):
                if value and not value.isspace():
                    yield value


def without_header(look: Look) -> Look:
    """Return the look at a table whose first row was no header: that row is data too."""
    names = {name: f"column {place}" for place, name in enumerate(look.columns, start=1)}
    first = Row(0, "row 1", {names[name]: name for name in look.columns})
    rows = (
        Row(row.number, row.locator, {names[name]: cell for name, cell in row.cells.items()})
        for row in look.rows
    )
    return Look(look.format, tuple(names.values()), (first, *rows))


def look_at(source: OpenSource) -> Look:
    """Return the beginning of an open source."""
    return Look(source.format, source.columns, tuple(source.sample()))
