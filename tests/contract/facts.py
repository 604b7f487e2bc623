"""Reports, links and decisions for tests of a store, written as a few literals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TypedDict, Unpack

from graph.model import (
    Decision,
    DecisionKind,
    Identifier,
    Link,
    LinkType,
    Mention,
    Moment,
    Precision,
    Report,
    Role,
    Source,
    Span,
)
from graph.store.answers import BatchResult
from graph.store.port import GraphStore

Named = str | tuple[str, Role]
"""An identifier's key, in the role `suspect` or in another."""

Stated = tuple[str, LinkType, str] | tuple[str, LinkType, str, int]
"""From, what, to, and how many dong."""

NOW = datetime(2020, 1, 1, 8, 30, tzinfo=UTC)
"""When the first batch is recorded; in the past, so that "now" shows it."""

PHONE, OTHER_PHONE = "phone:+84912345678", "phone:+84987654321"
ZALO = "social_handle:zalo:+84912345678"
ACCOUNT, OTHER_ACCOUNT = "bank_account:970436:0123456789", "bank_account:970415:9876543210"
THIRD_ACCOUNT = "bank_account:970422:5555000011"
DOMAIN, URL, OTHER_URL = "domain:a.vn", "url:a.vn/dang-nhap", "url:a.vn/qua"
SHORTENER, SHORT_URL = "domain:bit.ly", "url:bit.ly/3xYz"


class Details(TypedDict, total=False):
    """What a report may have besides mentions and a date."""

    occurred: str
    loss: int
    links: Iterable[Stated]
    forms: tuple[int, ...]
    police_unit: str
    title: str
    locator: str


def later(days: float) -> datetime:
    """Return the time so many days after NOW."""
    return NOW + timedelta(days=days)


def from_key(key: str) -> Identifier:
    """Return the identifier of a key."""
    kind, _, value = key.partition(":")
    return Identifier(kind, value)


def make_moment(text: str) -> Moment:
    """Return a moment: `2019` a year, `2019-11` a month, `2019-11-05` a day, else a second."""
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(text))
    whole = text + "-01-01"[: max(0, 10 - len(text))]
    at = datetime.fromisoformat(whole).replace(tzinfo=UTC)
    return Moment(at, precision or Precision.SECOND)


def make_mention(named: Named) -> Mention:
    """Return a mention with one span whose raw text is the identifier's value."""
    key, role = (named, Role.SUSPECT) if isinstance(named, str) else named
    identifier = from_key(key)
    return Mention(identifier, role, (Span(identifier.value, "value"),), "column/1", 0.75)


def make_link(stated: Stated) -> Link:
    """Return a link."""
    source, link_type, target, *amount = stated
    return Link(from_key(source), from_key(target), link_type, amount[0] if amount else None)


def make_report(
    report_id: str, *named: Named, at: str | None = None, **details: Unpack[Details]
) -> Report:
    """Return a report whose content hash is that of all it says.

    Args:
        report_id: `stream:own-id`.
        named: the identifiers that it mentions.
        at: when it was reported.
        details: the rest.
    """
    occurred = details.get("occurred")
    said = repr((named, at, sorted(details.items(), key=lambda item: item[0])))
    return Report(
        id=report_id,
        stream=report_id.partition(":")[0],
        locator=details.get("locator", f"row {report_id.rpartition(':')[2]}"),
        content_hash=hashlib.sha256(said.encode()).hexdigest(),
        mentions=tuple(make_mention(one) for one in named),
        links=tuple(make_link(one) for one in details.get("links", ())),
        occurred=make_moment(occurred) if occurred else None,
        reported=make_moment(at) if at else None,
        forms=details.get("forms", ()),
        loss_vnd=details.get("loss"),
        police_unit=details.get("police_unit"),
        title=details.get("title"),
    )


def make_source(name: str = "feed.csv", *, stream: str = "s", fingerprint: str = "f1") -> Source:
    """Return a source whose bytes are known by its name."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Source(digest, name, 1234, stream, fingerprint)


def load(
    store: GraphStore, *reports: Report, source: Source | None = None, now: datetime = NOW
) -> BatchResult:
    """Add the reports as one batch of a source."""
    source = source or make_source()
    store.begin_source(source)
    return store.add_reports(source.sha256, reports, now)


def many_reports(count: int, *named: Named, stream: str = "hub", start: int = 0) -> list[Report]:
    """Return so many reports that all name the same, one second apart, oldest first."""
    first = datetime(2019, 1, 1, tzinfo=UTC)
    return [
        make_report(
            f"{stream}:{number:06}",
            *named,
            at=(first + timedelta(seconds=number)).replace(tzinfo=None).isoformat(),
        )
        for number in range(start, start + count)
    ]


def numbered_account(number: int) -> str:
    """Return the key of one of many bank accounts, ascending."""
    return f"bank_account:970436:{7_000_000_000 + number}"


def make_list(report_id: str, *named: Named, size: int = 60, at: str | None = None) -> Report:
    """Return a list: the identifiers named and others up to `size`."""
    others = [numbered_account(number) for number in range(size - len(named))]
    return make_report(report_id, *named, *others, at=at)


def judge(
    store: GraphStore,
    kind: DecisionKind,
    subject: str,
    other: str | None = None,
    *,
    now: datetime = NOW,
) -> Decision:
    """Record a decision of Lan's."""
    return store.add_decision(Decision(kind, subject, "lan", "đã xác minh", other), now)


def revoke(store: GraphStore, decision: Decision, *, now: datetime | None = None) -> Decision:
    """Take a decision back as Minh."""
    return store.revoke_decision(decision.id, "minh", "nhầm", now or later(30))
