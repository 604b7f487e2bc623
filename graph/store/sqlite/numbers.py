"""Keys to numbers: which row an identifier has, giving new ones the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import orjson

from graph.identifiers import registry
from graph.model import Identifier
from graph.store.chunks import chunks
from graph.store.judgements.facts import search_terms
from graph.store.judgements.standing import alone

_CACHE_LIMIT = 400_000


def marks(values: Sequence[object]) -> str:
    """Return `?,?,?`: one placeholder for each value."""
    return ",".join("?" * len(values))


def packed(numbers: Iterable[int]) -> str:
    """Return numbers as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return orjson.dumps(list(numbers)).decode()


def find_numbers(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the keys that are known."""
    found: dict[str, int] = {}
    for chunk in chunks(list(keys)):
        found.update(
            connection.execute(
                f"SELECT key, num FROM identifier WHERE key IN ({marks(chunk)})", chunk
            ).fetchall()
        )
    return found


class IdentifierNumbers:
    """Numbers of identifiers, remembered between batches.

    The memory is dropped as soon as another connection has changed the file or asks, since an
    erasure may have removed a row.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: dict[str, int] = {}
        self._connection: sqlite3.Connection | None = None
        self._data_version = -1

    def forget(self) -> None:
        """Drop the memory, after rows were removed or a batch was rolled back."""
        self._known.clear()

    def number(
        self, connection: sqlite3.Connection, identifiers: Iterable[Identifier]
    ) -> dict[str, int]:
        """Return a number for each, inserting new ones; inside a write transaction.

        Returns:
            Numbers by key, for at least the identifiers given.
        """
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        seen = connection is self._connection and version == self._data_version
        if not seen or len(self._known) > _CACHE_LIMIT:
            self._known.clear()
            self._connection, self._data_version = connection, version
        missing = {i.key: i for i in identifiers if i.key not in self._known}
        if missing:
            found = find_numbers(connection, missing)
            self._known.update(found)
            # In the order of the indexes, so that a batch touches each of their pages once.
            fresh = [missing[key] for key in sorted(missing.keys() - found.keys())]
            self._known.update(_insert(connection, fresh))
        return self._known


def _insert(connection: sqlite3.Connection, fresh: list[Identifier]) -> dict[str, int]:
    if not fresh:
        return {}
    for identifier in fresh:
        registry.from_key(identifier.key)  # refuses unknown kinds
    first = connection.execute("SELECT coalesce(max(num), 0) + 1 FROM identifier").fetchone()[0]
    numbered = list(enumerate(fresh, start=first))
    connection.executemany(
        "INSERT INTO identifier (num, key, kind, unit, joins, state) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (n, i.key, i.kind, n, joins, alone(joins=joins))
            for n, i in numbered
            for joins in (registry.joins(i),)
        ],
    )
    terms = [(n, search_terms(i)) for n, i in numbered]
    connection.executemany(
        "INSERT OR IGNORE INTO term VALUES (?, ?)", sorted((t, n) for n, ts in terms for t in ts)
    )
    connection.executemany(
        "INSERT INTO term_text (rowid, terms) VALUES (?, ?)",
        [(n, "\n".join(ts)) for n, ts in terms],
    )
    return {i.key: n for n, i in numbered}
