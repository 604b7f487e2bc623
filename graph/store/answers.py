"""What a store answers: results of loading, hits, summaries, counts, its state, and arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from graph.model import Identifier, Source


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What adding a batch of reports changed.

    Attributes:
        new, known, superseded: reports: first seen; seen with the same content hash; seen
            before with other content, so that a new version was written.
        mentions_by_kind: mentions of the new and superseding versions.
        links: links of the new and superseding versions.
        new_report_ids: new and superseded, in order (for watch lists).
    """

    new: int = 0
    known: int = 0
    superseded: int = 0
    mentions_by_kind: dict[str, int] = field(default_factory=dict)
    links: int = 0
    new_report_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A source that carried a report, and where."""

    source: Source
    locator: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A found identifier: its text for people, its unit's key and degree."""

    identifier: Identifier
    caption: str
    unit: str
    degree: int


@dataclass(frozen=True, slots=True)
class RingSummary:
    """A ring without its members, for lists: see Ring."""

    id: str
    run_id: str
    unit_count: int
    report_count: int
    kinds: dict[str, int]
    first_at: datetime | None
    last_at: datetime | None
    loss_vnd: int
    single_report: bool
    top_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds, decisions applied. `reports` are those in force."""

    sources: int
    reports: int
    versions: int
    mentions: int
    links: int
    decisions: int
    runs: int
    identifiers_by_kind: dict[str, int]


Told = tuple[str, str]
"""What is wrong and what to do about it: in Vietnamese, and in English."""


@dataclass(frozen=True, slots=True)
class StoreState:
    """What a store is, and what is wrong with it.

    Attributes:
        kind: `sqlite` or `neo4j`.
        version: of the engine or server, such as `3.40.1` or `5.26.30 community`.
        schema, wanted: how many migrations are applied, and how many this program has.
        read_only: nothing can be written.
        problems: none where all is well.
    """

    kind: str
    version: str
    schema: int
    wanted: int
    read_only: bool = False
    problems: tuple[Told, ...] = ()


Int64 = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that detection reads, as arrays, decisions applied.

    Rejected and withdrawn reports are out, duplicates are one report, units are joined.

    Shapes: I identifiers, R reports, M mentions (one per report and identifier), L links.

    Attributes:
        keys: I, sorted ascending: position = identifier number.
        unit: I, the number of the identifier's unit (its representative's number).
        joins: I, bool: False where ignored, victim or shared.
        report_ids: R, sorted ascending: position = report number.
        moment: R, seconds since 1970 UTC of Report.moment; the smallest int64 where there is none.
        loss_vnd: R, 0 where none is known.
        mention_report, mention_identifier, mention_roles: M, sorted by (report, identifier);
            the last is a role mask (graph.model.role_mask).
        link_report, link_source, link_target: L, numbers.
        link_type: L, names of LinkType.
        link_amount_vnd: L, -1 where unknown.
        link_at: L, as `moment`.
    """

    keys: list[str]
    unit: Int64
    joins: npt.NDArray[np.bool_]
    report_ids: list[str]
    moment: Int64
    loss_vnd: Int64
    mention_report: Int64
    mention_identifier: Int64
    mention_roles: Int64
    link_report: Int64
    link_source: Int64
    link_target: Int64
    link_type: list[str]
    link_amount_vnd: Int64
    link_at: Int64


NO_MOMENT = int(np.iinfo(np.int64).min)
