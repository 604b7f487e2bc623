"""Rows to units: the values that callers see, built for many units at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from graph.errors import IdentifierNotFoundError
from graph.expand import Unit
from graph.model import Identifier
from graph.store.answers import NO_MOMENT
from graph.store.sqlite.body import from_seconds
from graph.store.sqlite.numbers import find_numbers, packed
from graph.store.sqlite.standing import STANDINGS
from graph.store.sqlite.units import units_of

_ROWS = """SELECT num, kind, key, coalesce(united, degree), state, confirmed, united IS NOT NULL
  FROM (SELECT value FROM json_each(?)) CROSS JOIN identifier ON num = value"""
_MEMBERS = """SELECT unit, num, key FROM (SELECT value FROM json_each(?))
  CROSS JOIN identifier ON unit = value
  WHERE unit <> num ORDER BY key"""
_PERIODS = f"""SELECT value,
    (SELECT moment FROM mention WHERE identifier = value AND moment > {NO_MOMENT} AND roles & 33
     ORDER BY moment LIMIT 1),
    (SELECT moment FROM mention WHERE identifier = value AND moment > {NO_MOMENT} AND roles & 33
     ORDER BY moment DESC LIMIT 1)
  FROM (SELECT value FROM json_each(?))"""

Period = tuple[int | None, int | None]


def find_units(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, int]:
    """Return the unit's number of each key that is known."""
    numbers = find_numbers(connection, keys)
    units = units_of(connection, numbers.values())
    return {key: units[num] for key, num in numbers.items()}


def find_unit(connection: sqlite3.Connection, key: str) -> int:
    """Return the number of the unit that a key belongs to.

    Raises:
        IdentifierNotFoundError: there is no such identifier.
    """
    found = find_units(connection, [key]).get(key)
    if found is None:
        raise IdentifierNotFoundError(key)
    return found


def build_units(connection: sqlite3.Connection, nums: Iterable[int]) -> dict[int, Unit]:
    """Return the units with these numbers.

    Args:
        connection: for reading.
        nums: of representatives.
    """
    rows = connection.execute(_ROWS, (packed(nums),)).fetchall()
    members: dict[int, list[tuple[int, str]]] = {row[0]: [(row[0], row[2])] for row in rows}
    several = [row[0] for row in rows if row[6]]
    if several:
        for unit, num, key in connection.execute(_MEMBERS, (packed(several),)):
            members[unit].append((num, key))
    periods = _periods(connection, (num for pairs in members.values() for num, _ in pairs))
    return {
        num: Unit(
            identifier=Identifier(kind, key.partition(":")[2]),
            keys=tuple(key for _, key in members[num]),
            degree=degree,
            standing=STANDINGS[state],
            first_at=_moment(min, [periods[member][0] for member, _ in members[num]]),
            last_at=_moment(max, [periods[member][1] for member, _ in members[num]]),
            confirmed=bool(confirmed),
        )
        for num, kind, key, degree, state, confirmed, _ in rows
    }


def _periods(connection: sqlite3.Connection, nums: Iterable[int]) -> dict[int, Period]:
    rows = connection.execute(_PERIODS, (packed(nums),))
    return {num: (first, last) for num, first, last in rows}


def _moment(choose: Callable[[list[int]], int], seconds: list[int | None]) -> datetime | None:
    known = [value for value in seconds if value is not None]
    return from_seconds(choose(known)) if known else None
