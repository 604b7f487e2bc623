"""Rings, runs and counts as answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from api.json_shapes import ring_summary_to_json
from api.sight import Sight
from api.wire.sound import Answer, SoundText
from graph.model import Member, Ring
from graph.store.answers import RingSummary


class RingSummaryAnswer(Answer):
    """A ring without its members."""

    id: str
    run_id: str
    units: int
    reports: int
    kinds: dict[str, int]
    first: datetime | None
    last: datetime | None
    loss_vnd: int
    single_report: bool
    top_keys: list[SoundText]


class RingsAnswer(Answer):
    """A part of the list; `next` is the cursor of the part after it."""

    rings: list[RingSummaryAnswer]
    next: str | None


class MemberAnswer(Answer):
    """A unit of a ring; without its keys where it is masked."""

    unit: SoundText | None
    caption: SoundText
    kind: str
    keys: list[SoundText]
    strength: float
    report_count: int
    masked: bool


class RingAnswer(Answer):
    """A ring with members and report ids."""

    id: str
    members: list[MemberAnswer]
    reports: list[SoundText]
    kinds: dict[str, int]
    first: datetime | None
    last: datetime | None
    loss_vnd: int
    single_report: bool


class RunAnswer(Answer):
    """A detection with its parameters and versions."""

    id: str
    method: str
    parameters: dict[str, str | int | float | bool]
    versions: dict[str, str]
    started: datetime
    finished: datetime
    reports: int
    mentions: int
    units: int
    rings: int
    modularity: float


class CountsAnswer(Answer):
    """What the store holds."""

    sources: int
    reports: int
    versions: int
    mentions: int
    links: int
    decisions: int
    runs: int
    identifiers: dict[str, int]


def without_protected(sight: Sight, rings: Sequence[RingSummary]) -> list[RingSummary]:
    """Return rings whose strongest keys name nobody who is protected.

    Args:
        sight: of who asks.
        rings: as the store lists them.
    """
    hidden = sight.protected(key for ring in rings for key in ring.top_keys)
    return [
        replace(ring, top_keys=tuple(key for key in ring.top_keys if key not in hidden))
        for ring in rings
    ]


def summaries_to_answers(sight: Sight, rings: Sequence[RingSummary]) -> list[RingSummaryAnswer]:
    """Return the rings of a list."""
    return [
        RingSummaryAnswer.model_validate(ring_summary_to_json(ring))
        for ring in without_protected(sight, rings)
    ]


def members_to_answers(sight: Sight, members: Sequence[Member]) -> list[MemberAnswer]:
    """Return members, those masked who were judged victims since."""
    hidden = sight.protected(key for member in members for key in member.keys)
    return [_member(sight, member, hidden) for member in members]


def _member(sight: Sight, member: Member, hidden: frozenset[str]) -> MemberAnswer:
    masked = member.unit in hidden
    return MemberAnswer(
        unit=None if masked else member.unit,
        caption=sight.caption(member.unit, hidden),
        kind=member.unit.partition(":")[0],
        # A unit may have fallen apart since the run, and one of its keys be a victim's now.
        keys=[] if masked else [key for key in member.keys if key not in hidden],
        strength=member.strength,
        report_count=member.report_count,
        masked=masked,
    )


def ring_to_answer(sight: Sight, ring: Ring) -> RingAnswer:
    """Return a ring."""
    return RingAnswer(
        id=ring.id,
        members=members_to_answers(sight, ring.members),
        reports=list(ring.report_ids),
        kinds=ring.kinds,
        first=ring.first_at,
        last=ring.last_at,
        loss_vnd=ring.loss_vnd,
        single_report=ring.single_report,
    )
