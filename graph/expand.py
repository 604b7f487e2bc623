"""What the workbench asks of a store: who is reported together with whom, and what is hidden.

A node is a unit (design: a phone and the handles keyed by it are one). An edge says
"reported together in n reports". A list (more than 50 identifiers) makes no pairs: it is
told as a list with its members.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime

from graph.model import JOINING_ROLES, Identifier, Role

EXPAND_CAP = 2000
"""Above so many reports, expanding ranks the newest ones only."""

PATH_CAP = 200_000
"""A path is looked for through so many reports at most, counted once per unit in them."""


class Standing(enum.StrEnum):
    """Whether a unit may join reports, and if not, why."""

    JOINING = "joining"
    IGNORED = "ignored"
    VICTIM = "victim"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Unit:
    """What linking counts: one identifier, or several that are one.

    Attributes:
        key: the representative: the phone or domain that the others hang on, else the
            smallest by (order of kinds in the registry, key).
        keys: all, sorted, the representative first.
        identifier: the representative.
        degree: distinct reports that mention any of them in a joining role.
        standing: whether it may join reports.
        first_at, last_at: of these reports' moments, aware, UTC; None where none has one.
        confirmed: a person has confirmed it.
    """

    identifier: Identifier
    keys: tuple[str, ...]
    degree: int
    standing: Standing = Standing.JOINING
    first_at: datetime | None = None
    last_at: datetime | None = None
    confirmed: bool = False

    @property
    def key(self) -> str:
        """Return the representative's key."""
        return self.identifier.key

    @property
    def kind(self) -> str:
        """Return the representative's kind."""
        return self.identifier.kind


@dataclass(frozen=True, slots=True)
class ExpandQuery:
    """Which neighbours of an identifier are wanted.

    Attributes:
        key: any key of the unit to expand.
        limit: neighbours at most.
        kinds: only these; None is all.
        roles: of the mentions on both sides.
        since, until: reports whose moment lies in [since, until); a report without a moment
            is out as soon as one of them is given.
        exclude: units that are on the screen already: they are not returned as neighbours
            and not counted as hidden.
        cap: reports ranked at most, the newest by (moment, order of recording); those without a
            moment last.
    """

    key: str
    limit: int = 50
    kinds: frozenset[str] | None = None
    roles: frozenset[Role] = JOINING_ROLES
    since: datetime | None = None
    until: datetime | None = None
    exclude: frozenset[str] = frozenset()
    cap: int = EXPAND_CAP


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A unit that is reported together with the expanded one.

    Attributes:
        unit: with its exact degree.
        shared_report_count: of the ranked reports, how many mention both.
        only_in_lists: every one of them is a list.
    """

    unit: Unit
    shared_report_count: int
    only_in_lists: bool


@dataclass(frozen=True, slots=True)
class Expansion:
    """The answer to an ExpandQuery.

    Neighbours are ranked by association, shared_report_count² / degree (the squared cosine of
    the two report sets, up to the centre's constant), highest first, ties by key: what is
    reported with the centre again and again comes before hubs that are reported with everyone.

    Attributes:
        centre: the unit expanded; its degree is exact and without filters.
        matching_report_count: exact number of reports that pass roles, since and until (kinds
            and exclude don't change it).
        neighbours: at most `limit`.
        hidden_report_count: exact: matching reports in which none of the neighbours occurs.
            Reports above the cap in which nobody was looked for count as hidden.
        hidden_by_kind: neighbours left out by `limit`, by kind; zero kinds are left out.
        exact: False where more than the cap match: then hidden_by_kind is "at least n, from the
            newest `cap` reports".
    """

    centre: Unit
    matching_report_count: int
    neighbours: tuple[Neighbour, ...]
    hidden_report_count: int
    hidden_by_kind: dict[str, int] = field(default_factory=dict)
    exact: bool = True


@dataclass(frozen=True, slots=True)
class HiddenCounts:
    """How many neighbours of a unit are not on the screen.

    Attributes:
        by_kind: by kind; zero kinds are left out.
        exact: False where the unit has more reports than were read: then "at least".
    """

    by_kind: dict[str, int]
    exact: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Two units and how many reports that are not lists mention both (source < target)."""

    source: str
    target: str
    report_count: int


@dataclass(frozen=True, slots=True)
class StatedLink:
    """A link between two units that reports state: type, and in how many reports."""

    source: str
    target: str
    type: str
    report_count: int


@dataclass(frozen=True, slots=True)
class ListMembership:
    """A list that mentions at least two of the units asked for."""

    report_id: str
    list_size: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """All that connects a set of units: pairs from ordinary reports, stated links, lists.

    Attributes:
        edges: sorted by (source, target).
        links: stated links between different ones of the units, sorted.
        lists: sorted by report id.
        exact: False where a unit had more reports than the cap: its newest ones were read.
    """

    edges: tuple[Edge, ...]
    links: tuple[StatedLink, ...] = ()
    lists: tuple[ListMembership, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the unit reached, and the report that leads to it."""

    report_id: str
    unit: str


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest way between two units through reports, without hubs.

    Attributes:
        start: key of the first unit.
        steps: each report with the unit that it leads to; empty where both ends are one unit.
    """

    start: str
    steps: tuple[Step, ...]
