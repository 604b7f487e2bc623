"""The values that the whole system speaks of: facts, judgements, and what detection found.

Facts (Source, Report, Mention, Link) are written once; what a person judges is a Decision,
applied when reading. Values only: no input, no output.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Where reports are taken, without summer time since 1975: days are shown in this zone."""


class Role(enum.StrEnum):
    """The part that an identifier plays in a report."""

    SUSPECT = "suspect"
    DISPLAYED = "displayed"
    IMPERSONATED = "impersonated"
    VICTIM = "victim"
    REPORTER = "reporter"
    UNCLEAR = "unclear"

    @property
    def bit(self) -> int:
        """Return this role's bit in a role mask (1, 2, 4, … in the order above)."""
        return 1 << _ROLE_ORDER[self]


_ROLE_ORDER = {role: i for i, role in enumerate(Role)}

JOINING_ROLES = frozenset({Role.SUSPECT, Role.UNCLEAR})
"""Only these join reports: `displayed` can be spoofed, the others belong to innocents."""


def role_mask(roles: frozenset[Role] | set[Role]) -> int:
    """Return the roles as one number, the sum of their bits."""
    return sum(role.bit for role in roles)


def roles_of_mask(mask: int) -> tuple[Role, ...]:
    """Return the roles whose bits are set, in the order of `Role`."""
    return tuple(role for role in Role if mask & role.bit)


JOINING_MASK = role_mask(JOINING_ROLES)


class LinkType(enum.StrEnum):
    """What a report states of two identifiers."""

    TRANSFERRED_TO = "TRANSFERRED_TO"
    KEYED_BY = "KEYED_BY"
    HOSTED_ON = "HOSTED_ON"
    SIGNED_BY = "SIGNED_BY"
    CONTACTS = "CONTACTS"
    RESOLVES_TO = "RESOLVES_TO"
    VARIANT_OF = "VARIANT_OF"


TIE_TYPES = frozenset({LinkType.KEYED_BY, LinkType.HOSTED_ON})
"""The links that make two identifiers one unit."""


class Precision(enum.StrEnum):
    """How much of a moment is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a source gave it.

    Attributes:
        at: the start of the moment, aware, in UTC.
        precision: how much of it the source gave.
    """

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True)
class Identifier:
    """A phone, an account, a handle, … in canonical form; equal keys are the same thing.

    Attributes:
        kind: a name of the registry, such as `phone`.
        value: the canonical value, such as `+84912345678`.
    """

    kind: str
    value: str

    @property
    def key(self) -> str:
        """Return `kind:value`, the identity everywhere."""
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a mention stands in its report.

    Attributes:
        raw: the text exactly as received (cut at 1,000 characters by the ingest job).
        column: the column or field of the row, or `text`.
        start, end: code points into that field as received; None for a whole cell.
    """

    raw: str
    column: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A report names an identifier, in a role. One per (report, identifier, role).

    Attributes:
        identifier: which one.
        role: the part that it plays.
        spans: every place where it stands, in order.
        extractor: name and version of what read it, such as `column/1`.
        confidence: 0-1.
    """

    identifier: Identifier
    role: Role
    spans: tuple[Span, ...] = ()
    extractor: str = "column/1"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two identifiers that a report states.

    Attributes:
        source, target: from and to.
        type: what is stated.
        amount_vnd: of a transfer; None where none is given or in another currency.
        amount: as given, with its currency, such as `163.3 USD`.
        at: when.
        raw: the text as received.
    """

    source: Identifier
    target: Identifier
    type: LinkType
    amount_vnd: int | None = None
    amount: str | None = None
    at: Moment | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One complaint, row or message of a source: immutable; new content is a new version.

    Attributes:
        id: `stream:own-id`, or `stream:fingerprint:ordinal`.
        stream: the named feed or register that it comes from.
        locator: where it stands in its source, such as `row 17`.
        content_hash: SHA-256 (hex) over all that the report says; equal hash, same version.
        mentions, links: what it states.
        occurred, reported: when the thing happened, when it was reported.
        forms: numbers of the 24 forms of online fraud, ascending.
        loss_vnd: in Vietnamese dong.
        police_unit: the unit that took it.
        title: a short caption of the source's own, such as a tag's label; never a victim's name.
        recorded_at: when this store first had this version; set by the store.
        version: 1, 2, …; set by the store.
        list_size: distinct identifiers, so that a list (over 50) is known as one.
    """

    id: str
    stream: str
    locator: str
    content_hash: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    occurred: Moment | None = None
    reported: Moment | None = None
    forms: tuple[int, ...] = ()
    loss_vnd: int | None = None
    police_unit: str | None = None
    title: str | None = None
    recorded_at: datetime | None = None
    version: int = 1

    @property
    def list_size(self) -> int:
        """Return the number of distinct identifiers that the report mentions."""
        return len({mention.identifier for mention in self.mentions})

    @property
    def moment(self) -> Moment | None:
        """Return when it was reported, else when it occurred: the time that windows use."""
        return self.reported or self.occurred


LIST_THRESHOLD = 50
"""A report with more distinct identifiers than this is a list."""

HUB_THRESHOLD = 1000
"""An identifier in more reports than this is a hub."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or feed as received, known by its SHA-256.

    Attributes:
        sha256: of the bytes as received, hex.
        name: the file's name without its folder.
        size_bytes: of the file.
        stream: which feed it belongs to.
        fingerprint: of the mapping and the engine that read it; another reading is read anew.
        recorded_at: set by the store.
        complete: whether all of it was loaded.
        report_count: its reports, known once complete.
    """

    sha256: str
    name: str
    size_bytes: int
    stream: str
    fingerprint: str
    recorded_at: datetime | None = None
    complete: bool = False
    report_count: int = 0


class DecisionKind(enum.StrEnum):
    """What a person can judge."""

    IGNORE = "ignore"
    VICTIM = "victim"
    SAME_AS = "same_as"
    NOT_SAME_AS = "not_same_as"
    DUPLICATE_OF = "duplicate_of"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAW = "withdraw"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement: who, when, why; revocable, never deleted.

    Attributes:
        id: given by the store, `D1`, `D2`, ….
        kind: what is judged.
        subject: a key of an identifier, a report's id, a source's SHA-256 or a ring's id.
        other: the second one of same_as, not_same_as and duplicate_of.
        who, why: the person and the reason; both are required.
        decided_at: set by the store.
        revoked_at, revoked_by, revoked_why: set when it is revoked.
    """

    kind: DecisionKind
    subject: str
    who: str
    why: str
    other: str | None = None
    id: str = ""
    decided_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    revoked_why: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One detection, with all that is needed to repeat it.

    Attributes:
        id: such as `run-20261124-101500-3f2a`.
        method: `louvain`, `map-equation`, ….
        parameters: by name.
        versions: of this program, Python and the libraries.
        started_at, finished_at: aware, UTC.
        report_count, mention_count, unit_count: what it ran on.
        ring_count: what it found.
        modularity: of the partition on the evidence graph, 0-1 as usual.
    """

    id: str
    method: str
    parameters: dict[str, str | int | float | bool]
    versions: dict[str, str]
    started_at: datetime
    finished_at: datetime
    report_count: int
    mention_count: int
    unit_count: int
    ring_count: int
    modularity: float


@dataclass(frozen=True, slots=True)
class Member:
    """A unit's place in a ring.

    Attributes:
        unit: key of the unit.
        keys: every key of the unit but those that reports mention in no joining role,
            sorted; the unit's own first.
        strength: 0-1, the share of its evidence that stays inside the ring.
        report_count: reports of the ring that mention it in a joining role.
    """

    unit: str
    keys: tuple[str, ...]
    strength: float
    report_count: int


@dataclass(frozen=True, slots=True)
class Broker:
    """An identifier that several rings share. One row per ring that it touches.

    Attributes:
        key: of the identifier.
        ring_id: a ring that it touches.
        reports_in_ring: reports of that ring that mention it.
    """

    key: str
    ring_id: str
    reports_in_ring: int


@dataclass(frozen=True, slots=True)
class Ring:
    """Identifiers that belong together, as one run found them.

    Attributes:
        id: unique within the run.
        members: strongest first, of equals those in most reports, then by key.
        report_ids: the reports that belong to it (the ring with most of their joining units).
        kinds: how many identifiers of each kind.
        first_at, last_at: of its reports; None where none has a date.
        loss_vnd: the sum over its reports.
        single_report: it rests on one report or list alone.
    """

    id: str
    members: tuple[Member, ...]
    report_ids: tuple[str, ...]
    kinds: dict[str, int] = field(default_factory=dict)
    first_at: datetime | None = None
    last_at: datetime | None = None
    loss_vnd: int = 0
    single_report: bool = False
