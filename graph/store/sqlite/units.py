"""Units: identifiers that are one, kept as each identifier's representative.

Joining is incremental; when a link or a judgement goes away, the component is built again from
what still holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.identifiers import registry
from graph.model import TIE_TYPES, DecisionKind
from graph.store.sqlite.numbers import chunks, find_numbers, marks

_TIES = tuple(sorted(type_.value for type_ in TIE_TYPES))


def members(connection: sqlite3.Connection, unit: int) -> list[int]:
    """Return the numbers of all identifiers of a unit, its representative first."""
    rows = connection.execute(
        "SELECT num FROM identifier WHERE unit = ? AND unit <> num ORDER BY key", (unit,)
    )
    return [unit, *(num for (num,) in rows)]


def unit_of(connection: sqlite3.Connection, num: int) -> int:
    """Return the number of the unit's representative."""
    unit: int = connection.execute("SELECT unit FROM identifier WHERE num = ?", (num,)).fetchone()[
        0
    ]
    return unit


def join(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Make the units of each pair of identifiers one."""
    for a, b in pairs:
        unit_a, unit_b = unit_of(connection, a), unit_of(connection, b)
        if unit_a == unit_b:
            continue
        keep, lose = sorted((unit_a, unit_b), key=lambda num: _order(connection, num))
        connection.execute("UPDATE identifier SET unit = ? WHERE num = ?", (keep, lose))
        connection.execute(
            "UPDATE identifier SET unit = ? WHERE unit = ? AND unit <> num", (keep, lose)
        )


def rebuild(connection: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Find the units of these identifiers and of all that shared a unit with them anew."""
    old = {unit_of(connection, num) for num in touched}
    everyone = {num for unit in old for num in members(connection, unit)}
    for chunk in chunks(sorted(everyone)):
        connection.execute(f"UPDATE identifier SET unit = num WHERE num IN ({marks(chunk)})", chunk)
    for num in sorted(everyone):
        join(connection, ((num, other) for other in _tied(connection, num)))


def _tied(connection: sqlite3.Connection, num: int) -> list[int]:
    rows = connection.execute(
        f"""SELECT target FROM link JOIN identifier ON num = target
            WHERE source = ? AND type IN ({marks(_TIES)}) AND joins
            UNION SELECT source FROM link WHERE target = ? AND type IN ({marks(_TIES)})
              AND (SELECT joins FROM identifier WHERE num = ?)""",
        (num, *_TIES, num, *_TIES, num),
    ).fetchall()
    return [other for (other,) in rows] + _same_as(connection, num)


def _same_as(connection: sqlite3.Connection, num: int) -> list[int]:
    key = connection.execute("SELECT key FROM identifier WHERE num = ?", (num,)).fetchone()[0]
    rows = connection.execute(
        """SELECT other FROM decision WHERE subject = ? AND kind = ? AND revoked_at IS NULL
           UNION SELECT subject FROM decision WHERE other = ? AND kind = ? AND revoked_at IS NULL""",
        (key, DecisionKind.SAME_AS, key, DecisionKind.SAME_AS),
    ).fetchall()
    return list(find_numbers(connection, [other for (other,) in rows]).values())


def _order(connection: sqlite3.Connection, num: int) -> tuple[int, str]:
    key = connection.execute("SELECT key FROM identifier WHERE num = ?", (num,)).fetchone()[0]
    return registry.order(registry.from_key(key))


def joinable(connection: sqlite3.Connection, targets: Sequence[int]) -> set[int]:
    """Return those of these identifiers on which others may hang (not shared hosts)."""
    found: set[int] = set()
    for chunk in chunks(sorted(set(targets))):
        rows = connection.execute(
            f"SELECT num FROM identifier WHERE joins AND num IN ({marks(chunk)})", chunk
        )
        found.update(num for (num,) in rows)
    return found
