"""The plain rows that pass between the rules of judging and an adapter."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import TIE_TYPES, Member, Report

Pair = tuple[int, int]
"""Two numbers of identifiers, or two of reports."""
Numbered = tuple[int, Report]
"""A report and its number."""
Hosted = tuple[int, int, Sequence[Report]]
"""A host's number, its group's moment (NO_MOMENT for none) and the group's reports, its own first.
"""
TIES = tuple(sorted(type_.value for type_ in TIE_TYPES))


class Subject(enum.Enum):
    """What a judgement may be about."""

    IDENTIFIER = enum.auto()
    REPORT = enum.auto()
    RING = enum.auto()
    SOURCE = enum.auto()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What stands at a unit's representative: all of it is the unit's.

    Attributes:
        num, key: of the representative.
        degree: distinct reports that mention a member in a joining role.
        state: see graph.store.judgements.standing.
        confirmed: some member is.
    """

    num: int
    key: str
    degree: int
    state: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Union:
    """Units that become one.

    Attributes:
        keep: the representative from now on.
        others: the other units; all their members get the new representative.
        degree, state, confirmed: of the new unit.
    """

    keep: int
    others: tuple[int, ...]
    degree: int
    state: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class StateRow:
    """The state of an identifier, or of a unit where `num` is its representative."""

    num: int
    state: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class JudgedIdentifier:
    """An identifier, and what persons judged about it.

    Attributes:
        num: of the identifier.
        joins: the registry's word when it was first seen (False: a shared host and the like).
        kinds: which of ignore, victim and confirmed are in force.
    """

    num: int
    joins: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report as it is kept: its newest version's hash, and whether it was erased."""

    num: int
    content_hash: str
    erased: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where the facts of a report stand.

    Attributes:
        num: of the report.
        in_force: whether they count at all.
        host: the report at which they stand: itself, but for a duplicate in force.
        list_size: identifiers of the newest version; of a host in force those of its group.
    """

    num: int
    in_force: bool
    host: int
    list_size: int


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """A report's place as it is kept, and what decides about it.

    Attributes:
        place: as it is kept.
        erased: it was.
        rejected: a judgement in force says so.
        carried: some source that carried it is not withdrawn.
    """

    place: Place
    erased: bool
    rejected: bool
    carried: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a ring of a run: `ordinal` is its place in the ring."""

    run: int
    ring: str
    ordinal: int
    member: Member


@dataclass(frozen=True, slots=True)
class Outline:
    """What a ring says of its members as a whole: how many, of which kinds, the first ones."""

    run: int
    ring: str
    unit_count: int
    kinds: dict[str, int]
    top_keys: tuple[str, ...]
