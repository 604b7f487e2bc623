"""Search: terms that begin with a text by a range of the index, then terms that contain it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import Identifier
from graph.store.answers import Hit
from graph.store.sqlite.body import whole
from graph.store.sqlite.numbers import packed

GROUP_LIMIT = 500
TRIGRAM = 3
_LAST = "\U0010ffff"
_BEGINS = "SELECT identifier FROM term WHERE term >= ? AND term < ? LIMIT ?"
_CONTAINS = "SELECT rowid FROM term_text WHERE term_text MATCH ? LIMIT ?"
_RANKED = """SELECT i.num, i.kind, i.key, u.key, coalesce(u.united, u.degree) AS degree
  FROM (SELECT value FROM json_each(?)) CROSS JOIN identifier i ON i.num = value
  CROSS JOIN identifier u ON u.num = i.unit ORDER BY degree DESC, i.key LIMIT ?"""


def search(connection: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """Find identifiers by what a person types; the contract stands in the port."""
    folded = fold(text)
    if not folded or limit <= 0 or not _is_storable(folded):
        return []
    limit = whole(limit)
    begins = _column(connection, _BEGINS, (folded, folded + _LAST, GROUP_LIMIT))
    hits = _rank(connection, begins, limit)
    if len(folded) >= TRIGRAM and len(hits) < limit:
        phrase = '"' + folded.replace('"', '""') + '"'
        known = set(begins)
        contains = [
            num
            for num in _column(connection, _CONTAINS, (phrase, GROUP_LIMIT + len(known)))
            if num not in known
        ]
        hits += _rank(connection, contains[:GROUP_LIMIT], limit - len(hits))
    return hits


def _is_storable(text: str) -> bool:
    # NUL would end an FTS5 query, half a character can't be handed to SQLite; no term has them.
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _column(connection: sqlite3.Connection, query: str, values: tuple[str | int, ...]) -> list[int]:
    return list(dict.fromkeys(num for (num,) in connection.execute(query, values)))


def _rank(connection: sqlite3.Connection, nums: Sequence[int], limit: int) -> list[Hit]:
    if not nums:
        return []
    found = []
    for _, kind, key, unit, degree in connection.execute(_RANKED, (packed(nums), limit)):
        identifier = Identifier(kind, key.partition(":")[2])
        found.append(Hit(identifier, registry.caption(identifier), unit, degree))
    return found
