"""What the plain store answers to the questions of the workbench and of detection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from graph.expand import (
    Connections,
    Edge,
    ExpandQuery,
    Expansion,
    ListMembership,
    Neighbour,
    Path,
    Standing,
    StatedLink,
    Step,
)
from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import HUB_THRESHOLD, JOINING_ROLES, LIST_THRESHOLD, Report, Role
from tests.property.model_store import ModelStore, keys_in


def search(model: ModelStore, text: str, limit: int) -> list[tuple[str, str, int]]:
    """Return (key, unit, degree) of each hit."""
    wanted = fold(text)
    begins: list[tuple[int, str, str]] = []
    contains: list[tuple[int, str, str]] = []
    for key, identifier in model.known().items():
        terms = [fold(term) for term in registry.terms(identifier)]
        unit = model.get_unit(key)
        if wanted and any(term.startswith(wanted) for term in terms):
            begins.append((-unit.degree, key, unit.key))
        elif len(wanted) >= 3 and any(wanted in term for term in terms):
            contains.append((-unit.degree, key, unit.key))
    ranked = sorted(begins) + sorted(contains)
    return [(key, unit, -negative) for negative, key, unit in ranked][:limit]


def expand(model: ModelStore, query: ExpandQuery) -> Expansion:
    """Return the neighbours of a unit."""
    centre = model.get_unit(query.key)
    matching = model.newest_first(
        report for report in model.mentioning(query.key, query.roles) if in_window(report, query)
    )
    ranked = [(report, model.units_in(report, query.roles)) for report in matching[: query.cap]]
    shared: dict[str, list[Report]] = {}
    for report, units in ranked:
        for unit in units - {centre.key}:
            shared.setdefault(unit, []).append(report)
    excluded = {model.unit_key(key) for key in query.exclude if key in model.known()}
    neighbours = [
        Neighbour(model.get_unit(unit), len(reports), all(is_list(report) for report in reports))
        for unit, reports in shared.items()
        if unit not in excluded
    ]
    if query.kinds is not None:
        neighbours = [one for one in neighbours if one.unit.kind in query.kinds]
    neighbours.sort(key=lambda one: (-association(one), one.unit.key))
    shown, left_out = neighbours[: query.limit], neighbours[query.limit :]
    shown_keys = {one.unit.key for one in shown}
    return Expansion(
        centre=centre,
        matching_report_count=len(matching),
        neighbours=tuple(shown),
        hidden_report_count=len(matching) - sum(bool(units & shown_keys) for _, units in ranked),
        hidden_by_kind=dict(Counter(one.unit.kind for one in left_out)),
        exact=len(matching) <= query.cap,
    )


def association(neighbour: Neighbour) -> Fraction:
    """Return shared² / degree."""
    return Fraction(neighbour.shared_report_count**2, max(1, neighbour.unit.degree))


def in_window(report: Report, query: ExpandQuery) -> bool:
    """Say whether a report lies in a query's window."""
    if query.since is None and query.until is None:
        return True
    if report.moment is None:
        return False
    after = query.since is None or report.moment.at >= query.since
    return after and (query.until is None or report.moment.at < query.until)


def is_list(report: Report) -> bool:
    """Say whether a report names too many to make pairs."""
    return report.list_size > LIST_THRESHOLD


def connections(model: ModelStore, keys: Sequence[str]) -> Connections:
    """Return what connects the units of these keys."""
    wanted = {model.unit_key(key) for key in keys if key in model.known()}
    pairs: Counter[tuple[str, str]] = Counter()
    lists: list[ListMembership] = []
    links: Counter[tuple[str, str, str]] = Counter()
    for report in model.reports():
        units = sorted(model.units_in(report, JOINING_ROLES) & wanted)
        if is_list(report):
            if len(units) > 1:
                lists.append(ListMembership(report.id, report.list_size, tuple(units)))
        else:
            pairs.update((one, other) for one in units for other in units if one < other)
        stated = {
            (model.unit_key(link.source.key), model.unit_key(link.target.key), link.type)
            for link in report.links
        }
        links.update(
            (one, other, str(link_type))
            for one, other, link_type in stated
            if one != other and {one, other} <= wanted
        )
    return Connections(
        edges=tuple(Edge(*pair, count) for pair, count in sorted(pairs.items())),
        links=tuple(StatedLink(*link, count) for link, count in sorted(links.items())),
        lists=tuple(lists),
    )


def reports_of(model: ModelStore, keys: Sequence[str]) -> list[str]:
    """Return the ids of all reports that mention all of these units, in any role."""
    members = [model.members(key) for key in keys]
    found = [
        report
        for report in model.reports()
        if all(unit & keys_in(report, Role) for unit in members)
    ]
    return [report.id for report in model.newest_first(found)]


def path(model: ModelStore, source: str, target: str, max_reports: int) -> Path | None:
    """Return the first of the shortest paths."""
    start, end = model.get_unit(source).key, model.get_unit(target).key
    ways = {report.id: model.units_in(report, JOINING_ROLES) for report in model.reports()}
    distance = {end: 0}
    front = [end]
    while front:
        reached = {
            unit
            for inner in front
            if inner == end or may_be_passed(model, inner)
            for units in ways.values()
            if inner in units
            for unit in units
            if unit not in distance
        }
        distance |= dict.fromkeys(reached, distance[front[0]] + 1)
        front = sorted(reached)
    if distance.get(start, max_reports + 1) > max_reports:
        return None
    steps: list[Step] = []
    here = start
    while here != end:
        here, step = next_step(model, ways, distance, here, end)
        steps.append(step)
    return Path(start, tuple(steps))


def next_step(
    model: ModelStore, ways: dict[str, set[str]], distance: dict[str, int], here: str, end: str
) -> tuple[str, Step]:
    """Return the first step that comes nearer to the end."""
    report_id, unit = min(
        (report_id, unit)
        for report_id, units in ways.items()
        if here in units
        for unit in units
        if distance.get(unit) == distance[here] - 1 and (unit == end or may_be_passed(model, unit))
    )
    return unit, Step(report_id, unit)


def may_be_passed(model: ModelStore, key: str) -> bool:
    """Say whether a path may lead through a unit."""
    unit = model.get_unit(key)
    return unit.standing is Standing.JOINING and unit.degree <= HUB_THRESHOLD
