"""Reports as answers: what they say, where they come from, protected people masked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from api.sight import Sight
from api.wire.sound import Answer, SoundText
from casework.masking import shown_title
from graph.model import Identifier, Link, Mention, Moment, Report
from graph.store.answers import Sighting

MOST_MENTIONS = 500
"""Mentions and links that a report is answered with; the counts tell of all."""

MOST_SPANS = 20


class MomentAnswer(Answer):
    """A time, and how much of it is known."""

    at: datetime
    precision: str


class SourceAnswer(Answer):
    """A source that carried a report, and where."""

    name: SoundText
    sha256: str
    locator: SoundText


class MentionAnswer(Answer):
    """What a report names, in which role; without key and raw text where it is masked."""

    key: SoundText | None
    kind: str
    caption: SoundText
    role: str
    raw: list[SoundText]
    column: SoundText | None
    confidence: float
    masked: bool


class LinkAnswer(Answer):
    """What a report states of two identifiers."""

    type: str
    source: SoundText
    source_key: SoundText | None
    target: SoundText
    target_key: SoundText | None
    amount_vnd: int | None
    amount: SoundText | None
    at: MomentAnswer | None
    raw: SoundText | None


class ReportAnswer(Answer):
    """A report."""

    id: SoundText
    stream: SoundText
    locator: SoundText
    version: int
    recorded: datetime | None
    occurred: MomentAnswer | None
    reported: MomentAnswer | None
    forms: list[int]
    loss_vnd: int | None
    police_unit: SoundText | None
    title: SoundText | None
    sources: list[SourceAnswer]
    mentions: list[MentionAnswer]
    mention_count: int
    links: list[LinkAnswer]
    link_count: int


class ReportsAnswer(Answer):
    """Several reports."""

    reports: list[ReportAnswer]


class TextAnswer(Answer):
    """A text as received."""

    column: SoundText
    text: SoundText


class TextsAnswer(Answer):
    """The texts of a report's newest version."""

    texts: list[TextAnswer]


def reports_to_answers(sight: Sight, reports: Iterable[Report]) -> list[ReportAnswer]:
    """Return reports with their sources.

    Args:
        sight: of who asks.
        reports: in the order wanted.
    """
    found = list(reports)
    hidden = sight.protected(key for report in found for key in _keys_of(report, sight))
    return [_report(sight, report, hidden) for report in found]


def _keys_of(report: Report, sight: Sight) -> Iterable[str]:
    """Yield the keys of which the role alone doesn't say that they are masked."""
    for mention in report.mentions[:MOST_MENTIONS]:
        if not sight.hides(mention.role):
            yield mention.identifier.key
    for link in report.links[:MOST_MENTIONS]:
        yield link.source.key
        yield link.target.key


def _report(sight: Sight, report: Report, hidden: frozenset[str]) -> ReportAnswer:
    named = {m.identifier.key for m in report.mentions if sight.hides(m.role)}
    return ReportAnswer(
        id=report.id,
        stream=report.stream,
        locator=report.locator,
        version=report.version,
        recorded=report.recorded_at,
        occurred=_moment(report.occurred),
        reported=_moment(report.reported),
        forms=list(report.forms),
        loss_vnd=report.loss_vnd,
        police_unit=report.police_unit,
        title=shown_title(report, hidden | named),
        sources=[_source(each) for each in sight.store.sightings(report.id)],
        mentions=[_mention(sight, m, hidden) for m in report.mentions[:MOST_MENTIONS]],
        mention_count=len(report.mentions),
        links=[_link(sight, link, hidden | named) for link in report.links[:MOST_MENTIONS]],
        link_count=len(report.links),
    )


def _moment(moment: Moment | None) -> MomentAnswer | None:
    return MomentAnswer(at=moment.at, precision=moment.precision.value) if moment else None


def _source(sighting: Sighting) -> SourceAnswer:
    source = sighting.source
    return SourceAnswer(name=source.name, sha256=source.sha256, locator=sighting.locator)


def _mention(sight: Sight, mention: Mention, hidden: frozenset[str]) -> MentionAnswer:
    key = mention.identifier.key
    masked = key in hidden or sight.hides(mention.role)
    spans = mention.spans[:MOST_SPANS]
    return MentionAnswer(
        key=None if masked else key,
        kind=mention.identifier.kind,
        caption=sight.caption(key, frozenset({key}) if masked else frozenset()),
        role=mention.role.value,
        raw=[] if masked else [span.raw for span in spans],
        column=spans[0].column if spans else None,
        confidence=mention.confidence,
        masked=masked,
    )


def _link(sight: Sight, link: Link, hidden: frozenset[str]) -> LinkAnswer:
    def key_of(end: Identifier) -> str | None:
        return None if end.key in hidden else end.key

    source, target = key_of(link.source), key_of(link.target)
    return LinkAnswer(
        type=link.type.value,
        source=sight.caption(link.source.key, hidden),
        source_key=source,
        target=sight.caption(link.target.key, hidden),
        target_key=target,
        amount_vnd=link.amount_vnd,
        amount=link.amount,
        at=_moment(link.at),
        raw=None if source is None or target is None else link.raw,
    )
