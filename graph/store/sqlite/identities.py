"""Identifiers by key, by number and by unit: what questions and judgements both look up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.store.sqlite.numbers import find_numbers, packed


class IdentityRows:
    """Fulfils graph.store.identities.Identities.

    Args:
        connection: within a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Look up within this connection's transaction."""
        self.connection = connection

    def numbers_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the keys that are known."""
        return find_numbers(self.connection, keys)

    def keys_of(self, nums: Iterable[int]) -> dict[int, str]:
        """Return the keys of identifiers."""
        return dict(
            self.connection.execute(
                """SELECT num, key FROM (SELECT value FROM json_each(?))
                   CROSS JOIN identifier ON num = value""",
                (packed(set(nums)),),
            ).fetchall()
        )

    def units_of(self, nums: Iterable[int]) -> dict[int, int]:
        """Return the number of each identifier's representative."""
        return dict(
            self.connection.execute(
                "SELECT num, unit FROM identifier WHERE num IN (SELECT value FROM json_each(?))",
                (packed(set(nums)),),
            ).fetchall()
        )

    def members_of(self, units: Iterable[int]) -> dict[int, list[int]]:
        """Return the identifiers of each unit: its representative first, then by key."""
        found = {unit: [unit] for unit in units}
        rows = self.connection.execute(
            """SELECT unit, num FROM (SELECT value FROM json_each(?))
               CROSS JOIN identifier ON unit = value
               WHERE unit <> num ORDER BY key""",
            (packed(found),),
        )
        for unit, num in rows:
            found[unit].append(num)
        return found
