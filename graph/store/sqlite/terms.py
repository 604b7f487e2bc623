"""Search terms: those that begin with a text by a range of the index, those that contain it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.store.questions.rows import HitRow
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import packed

_LAST = "\U0010ffff"
_BEGINS = "SELECT identifier FROM term WHERE term >= ? AND term < ? LIMIT ?"
_CONTAINS = "SELECT rowid FROM term_text WHERE term_text MATCH ? LIMIT ?"
_HITS = """SELECT i.kind, i.key, u.key, coalesce(u.united, u.degree) AS degree
  FROM (SELECT value FROM json_each(?)) CROSS JOIN identifier i ON i.num = value
  CROSS JOIN identifier u ON u.num = i.unit ORDER BY degree DESC, i.key LIMIT ?"""


class TermRows(IdentityRows):
    """Fulfils graph.store.questions.reading.TermReading."""

    def terms_beginning(self, text: str, limit: int) -> list[int]:
        """Return identifiers with a term that begins with a text."""
        return self._column(_BEGINS, (text, text + _LAST, limit))

    def terms_containing(self, text: str, limit: int) -> list[int]:
        """Return identifiers with a term that contains a text."""
        phrase = '"' + text.replace('"', '""') + '"'
        return self._column(_CONTAINS, (phrase, limit))

    def _column(self, query: str, values: tuple[str | int, ...]) -> list[int]:
        return list(dict.fromkeys(num for (num,) in self.connection.execute(query, values)))

    def hits(self, identifiers: Collection[int], limit: int) -> Iterable[HitRow]:
        """Return the first of these identifiers by their unit's degree, then key."""
        return self.connection.execute(_HITS, (packed(identifiers), limit))
