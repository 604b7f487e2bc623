"""Read free text: kept as received, with the identifiers that stand in it."""

from __future__ import annotations

from graph.model import Span
from ingest.mapping import PlainColumn
from ingest.observe_cells import Setting
from ingest.observe_draft import MAX_RAW_CHARACTERS, MAX_TITLE_CHARACTERS, Draft, Seen, storable
from ingest.sources.row import Row
from ingest.text.extract import extract

_LIST_MARK = "\n"


def text_of(row: Row, column: str) -> str:
    """Return what a column holds as one text; a list's items stand on lines of their own."""
    raw = row.cells.get(column)
    return _LIST_MARK.join(row.many.get(column, ())) if raw is None else raw


class TextStep:
    """Reads a column of free text. Its steps run last, when the roles of columns are known."""

    def __init__(self, column: PlainColumn, setting: Setting) -> None:
        """Compile the column."""
        self._column = column.column
        self._role = column.role or setting.role

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        text = text_of(row, self._column)
        if not text or text.isspace():
            return
        draft.texts.append((self._column, text))
        for found in extract(text, role=self._role):
            span = Span(found.raw[:MAX_RAW_CHARACTERS], self._column, found.start, found.end)
            seen = Seen([span], found.extractor, found.confidence)
            draft.add_found(found.identifier, seen, found.role, found.tie)


class TitleStep:
    """Reads a column as the report's caption."""

    def __init__(self, column: str) -> None:
        """Keep the column's name."""
        self._column = column

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        text = text_of(row, self._column).strip()
        if text:
            draft.title = draft.title or storable(text, MAX_TITLE_CHARACTERS)


class PoliceUnitStep:
    """Reads a column as the unit of police that took the report."""

    def __init__(self, column: str) -> None:
        """Keep the column's name."""
        self._column = column

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        text = text_of(row, self._column).strip()
        if text:
            draft.police_unit = draft.police_unit or storable(text, MAX_TITLE_CHARACTERS)
