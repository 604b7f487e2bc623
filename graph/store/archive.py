"""A whole store as plain rows, in the order of recording: what a copy of it is made from.

Numbers are the store's own; they tie the rows of one archive together and mean nothing beyond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.model import Broker, Decision, Member, Run, Source


@dataclass(frozen=True, slots=True)
class LastNumbers:
    """The last number given to each kind of thing; 0 for none."""

    reports: int
    identifiers: int
    sources: int
    decisions: int
    runs: int


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """An identifier, and what stands at it.

    Attributes:
        num, key: its own.
        unit: number of its representative.
        joins: what the registry said when it was first seen.
        degree: distinct reports that mention it in a joining role.
        united: of a representative of several: the unit's degree; else None.
        state: see graph.store.judgements.standing; a representative's is the unit's.
        confirmed: as state.
    """

    num: int
    key: str
    unit: int
    joins: bool
    degree: int
    united: int | None
    state: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as it is kept, with its newest version.

    Attributes:
        num, id, version, content_hash: its own.
        moment: seconds, NO_MOMENT where there is none.
        loss_vnd, list_size: 0 where there is none.
        in_force: whether its facts count.
        host: the report at which they stand.
        erased: then there is neither `recorded_at` nor `body`.
        recorded_at: of the newest version, in microseconds.
        body: what `dump_report` wrote.
    """

    num: int
    id: str
    version: int
    content_hash: str
    moment: int
    loss_vnd: int
    list_size: int
    in_force: bool
    host: int
    erased: bool
    recorded_at: int | None
    body: bytes | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version that another one superseded; `report` is a number."""

    report: int
    version: int
    recorded_at: int
    content_hash: str
    body: bytes


@dataclass(frozen=True, slots=True)
class SightingRow:
    """A report was seen in a source; both are numbers."""

    report: int
    source: int
    locator: str


@dataclass(frozen=True, slots=True)
class TombstoneRow:
    """What an erasure left; `decision` is a number."""

    decision: int
    hash: str
    mention_count: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run, and whether it is the current one."""

    num: int
    run: Run
    is_current: bool


@dataclass(frozen=True, slots=True)
class RingRow:
    """A ring without its members; `summary` is what `dump_summary` wrote."""

    id: str
    report_count: int
    unit_count: int
    single_report: bool
    summary: bytes
    report_ids: tuple[str, ...]


class Archive(Protocol):
    """Everything that a store holds, in one consistent state.

    Every stream goes by number, ascending, and holds few rows in memory at a time; streams may
    be read one within the other.
    """

    def last_numbers(self) -> LastNumbers:
        """Return the last number given to each kind of thing."""
        ...

    def sources(self) -> Iterable[tuple[int, Source]]:
        """Return all sources with their numbers."""
        ...

    def identifiers(self) -> Iterator[IdentifierRow]:
        """Stream all identifiers."""
        ...

    def reports(self) -> Iterator[ReportRow]:
        """Stream all reports, also those that are not in force."""
        ...

    def copies_of(self, hosts: Sequence[int]) -> list[ReportRow]:
        """Return the other reports in force whose facts stand at these, by number."""
        ...

    def numbers_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the identifiers of these keys that are known."""
        ...

    def old_versions(self) -> Iterator[VersionRow]:
        """Stream the superseded versions, by report and version."""
        ...

    def sightings(self) -> Iterator[SightingRow]:
        """Stream who was seen where, by report and source."""
        ...

    def decisions(self) -> Iterable[tuple[int, Decision]]:
        """Return all judgements with their numbers, revoked ones too."""
        ...

    def tombstones(self) -> Iterable[TombstoneRow]:
        """Return what erasures left."""
        ...

    def runs(self) -> Iterable[RunRow]:
        """Return all runs."""
        ...

    def rings(self, run: int) -> Iterator[RingRow]:
        """Stream the rings of a run, by id."""
        ...

    def members(self, run: int) -> Iterator[tuple[str, int, Member]]:
        """Stream the members of a run's rings: ring id, place in the ring, member."""
        ...

    def brokers(self, run: int) -> Iterator[Broker]:
        """Stream the brokers of a run."""
        ...
