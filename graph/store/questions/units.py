"""The units that callers see, by any of their keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from graph.errors import IdentifierNotFoundError
from graph.expand import Unit
from graph.model import Identifier
from graph.store.body import from_seconds
from graph.store.judgements.standing import STANDINGS
from graph.store.questions.reading import UnitReading
from graph.store.questions.rows import Profile


def get_unit(reading: UnitReading, key: str) -> Unit:
    """Return the unit that an identifier belongs to; the contract stands in the port.

    Raises:
        IdentifierNotFoundError: there is no such identifier.
    """
    num = number_in(reading.units_by_key([key]), key)
    return build_units(reading, [num])[num]


def get_units(reading: UnitReading, keys: Sequence[str]) -> list[Unit]:
    """Return the distinct units of these identifiers; the contract stands in the port."""
    units = units_asked(reading, keys)
    wanted = dict.fromkeys(units[key] for key in keys if key in units)
    built = build_units(reading, wanted)
    return [built[num] for num in wanted]


def units_asked(reading: UnitReading, keys: Sequence[str]) -> dict[str, int]:
    """Return the unit's number of each key that is known, in the order asked."""
    asked = dict.fromkeys(keys)
    found = reading.units_by_key(asked)
    return {key: found[key] for key in asked if key in found}


def number_in(units: dict[str, int], key: str) -> int:
    """Return the number of the unit that a key belongs to.

    Args:
        units: by key, of the keys that are known.
        key: of any member.

    Raises:
        IdentifierNotFoundError: there is no such identifier.
    """
    num = units.get(key)
    if num is None:
        raise IdentifierNotFoundError(key)
    return num


def build_units(reading: UnitReading, nums: Iterable[int]) -> dict[int, Unit]:
    """Return the units with these numbers.

    Args:
        reading: an open transaction.
        nums: of representatives.
    """
    return {profile.num: _unit(profile) for profile in reading.profiles(nums)}


def _unit(profile: Profile) -> Unit:
    return Unit(
        identifier=Identifier(profile.kind, profile.keys[0].partition(":")[2]),
        keys=profile.keys,
        degree=profile.degree,
        standing=STANDINGS[profile.state],
        first_at=_moment(profile.first),
        last_at=_moment(profile.last),
        confirmed=profile.confirmed,
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_seconds(seconds)
