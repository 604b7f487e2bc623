"""What the store holds, in numbers."""

from __future__ import annotations

import sqlite3

from graph.model import Role
from graph.store.answers import Counts

# One mention per role: the bits of the mask.
_ROLES = " + ".join(f"(roles >> {bit} & 1)" for bit in range(len(Role)))
_NAMED = """SELECT kind, count(*) FROM identifier WHERE degree > 0
    OR EXISTS (SELECT 1 FROM mention WHERE identifier = num)
    OR EXISTS (SELECT 1 FROM link WHERE source = num)
    OR EXISTS (SELECT 1 FROM link WHERE target = num)
  GROUP BY kind ORDER BY kind"""


def count_all(connection: sqlite3.Connection) -> Counts:
    """Return what the store holds; the contract stands in the port."""

    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    return Counts(
        sources=one("SELECT count(*) FROM source"),
        reports=one("SELECT count(*) FROM report WHERE in_force AND host = num"),
        versions=one("SELECT count(*) FROM version"),
        mentions=one(f"SELECT coalesce(sum({_ROLES}), 0) FROM mention"),
        links=one("SELECT count(*) FROM link"),
        decisions=one("SELECT count(*) FROM decision"),
        runs=one("SELECT count(*) FROM run"),
        identifiers_by_kind=dict(connection.execute(_NAMED).fetchall()),
    )
