"""Identifiers and units as answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from api.sight import Sight
from api.wire.sound import Answer, SoundText
from graph.expand import Expansion, Path, Unit
from graph.store.answers import Hit


class HitAnswer(Answer):
    """A found identifier; without its unit where somebody is protected (`masked`)."""

    key: SoundText
    kind: str
    caption: SoundText
    unit: SoundText | None
    degree: int
    masked: bool


class HitsAnswer(Answer):
    """What a search found."""

    hits: list[HitAnswer]


class FoundAnswer(Answer):
    """What one text of a look-up may be."""

    text: SoundText
    found: list[HitAnswer]


class LookupAnswer(Answer):
    """What each text may be, in the order asked."""

    results: list[FoundAnswer]


class UnitAnswer(Answer):
    """A unit; without its keys where it is masked."""

    key: SoundText | None
    kind: str
    caption: SoundText
    keys: list[SoundText]
    degree: int
    standing: str
    first: datetime | None
    last: datetime | None
    confirmed: bool
    masked: bool


class UnitsAnswer(Answer):
    """The distinct units of the keys asked for."""

    units: list[UnitAnswer]


class NeighbourAnswer(Answer):
    """A unit that is reported together with the one expanded."""

    unit: UnitAnswer
    shared_reports: int
    only_in_lists: bool


class ExpansionAnswer(Answer):
    """A unit's neighbours, and what is hidden."""

    centre: UnitAnswer
    matching_reports: int
    neighbours: list[NeighbourAnswer]
    hidden_reports: int
    hidden_by_kind: dict[str, int]
    exact: bool


class StepAnswer(Answer):
    """One step of a path."""

    report_id: SoundText
    unit: SoundText | None
    caption: SoundText


class PathAnswer(Answer):
    """A shortest way between two units; no steps where there is none."""

    start: SoundText | None
    steps: list[StepAnswer] | None


def hits_to_answers(
    sight: Sight, hits: Iterable[Hit], typed: frozenset[str] = frozenset()
) -> list[HitAnswer]:
    """Return hits; of the protected only those that somebody typed in full.

    Else a search would spell out a victim's number, digit by digit.

    Args:
        sight: of who asks.
        hits: as the store found them.
        typed: keys that the text spells out.
    """
    found = list(hits)
    hidden = sight.protected(hit.identifier.key for hit in found)
    return [
        _hit(sight, hit, hidden)
        for hit in found
        if hit.identifier.key in typed or hit.identifier.key not in hidden
    ]


def _hit(sight: Sight, hit: Hit, hidden: frozenset[str]) -> HitAnswer:
    key = hit.identifier.key
    return HitAnswer(
        key=key,
        kind=hit.identifier.kind,
        caption=sight.caption(key, frozenset()),
        unit=None if key in hidden else hit.unit,
        degree=hit.degree,
        masked=key in hidden,
    )


def units_to_answers(sight: Sight, units: Iterable[Unit]) -> list[UnitAnswer]:
    """Return units, the protected ones masked."""
    found = list(units)
    hidden = sight.protected(unit.key for unit in found)
    return [unit_to_answer(sight, unit, hidden) for unit in found]


def unit_to_answer(sight: Sight, unit: Unit, hidden: frozenset[str]) -> UnitAnswer:
    """Return a unit, masked where it is among the hidden."""
    masked = unit.key in hidden
    return UnitAnswer(
        key=None if masked else unit.key,
        kind=unit.kind,
        caption=sight.caption(unit.key, hidden),
        keys=[] if masked else list(unit.keys),
        degree=unit.degree,
        standing=unit.standing.value,
        first=unit.first_at,
        last=unit.last_at,
        confirmed=unit.confirmed,
        masked=masked,
    )


def expansion_to_answer(sight: Sight, expansion: Expansion) -> ExpansionAnswer:
    """Return an expansion, the protected units masked."""
    units = [expansion.centre, *(each.unit for each in expansion.neighbours)]
    centre, *neighbours = units_to_answers(sight, units)
    return ExpansionAnswer(
        centre=centre,
        neighbours=[
            NeighbourAnswer(
                unit=unit,
                shared_reports=each.shared_report_count,
                only_in_lists=each.only_in_lists,
            )
            for unit, each in zip(neighbours, expansion.neighbours, strict=True)
        ],
        **summary_of(expansion),
    )


def summary_of(expansion: Expansion) -> dict[str, Any]:
    """Return the counts of an expansion, by the names of the API."""
    return {
        "matching_reports": expansion.matching_report_count,
        "hidden_reports": expansion.hidden_report_count,
        "hidden_by_kind": expansion.hidden_by_kind,
        "exact": expansion.exact,
    }


def path_to_answer(sight: Sight, path: Path | None) -> PathAnswer:
    """Return a path, the protected units masked."""
    if path is None:
        return PathAnswer(start=None, steps=None)
    hidden = sight.protected([path.start, *(step.unit for step in path.steps)])
    return PathAnswer(
        start=None if path.start in hidden else path.start,
        steps=[
            StepAnswer(
                report_id=step.report_id,
                unit=None if step.unit in hidden else step.unit,
                caption=sight.caption(step.unit, hidden),
            )
            for step in path.steps
        ],
    )
