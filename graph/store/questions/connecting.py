"""What connects given units with each other, and which reports mention all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.expand import EXPAND_CAP, Connections, Edge, ListMembership, StatedLink
from graph.model import JOINING_MASK, Role, role_mask
from graph.store.body import whole
from graph.store.questions.reading import Reading
from graph.store.questions.rows import ListRow
from graph.store.questions.units import units_asked
from graph.store.questions.window import Window

_ANY_ROLE = role_mask(frozenset(Role))


def connections(reading: Reading, keys: Sequence[str], cap: int) -> Connections:
    """Return what connects these units; the contract stands in the port."""
    units = set(units_asked(reading, keys).values())
    members = reading.members_of(units)
    unit_of = {num: unit for unit, nums in members.items() for num in nums}
    names = reading.keys_of(units)
    together, above = _newest_together(reading, members, cap)
    if above:
        # Of the others, all reports are read: only these may stand in further ones of them.
        further = {num: unit for num, unit in unit_of.items() if unit in above}
        for report, found in _together(reading, together, further, JOINING_MASK).items():
            together[report] |= found
    shared = {report: found for report, found in together.items() if len(found) > 1}
    lists = list(reading.lists(shared))
    listed = {num for num, _, _ in lists}
    return Connections(
        edges=_edges([found for report, found in shared.items() if report not in listed], names),
        links=_links(reading, unit_of, names),
        lists=tuple(
            sorted(
                (_membership(row, shared, names) for row in lists),
                key=lambda membership: membership.report_id,
            )
        ),
        exact=not above,
    )


def _newest_together(
    reading: Reading, members: dict[int, list[int]], cap: int
) -> tuple[dict[int, set[int]], set[int]]:
    """Return the units' newest reports with the units that led to each, and who has more."""
    found: dict[int, set[int]] = {}
    above: set[int] = set()
    for unit, reports in reading.newest(members, Window(), whole(cap + 1)).items():
        if len(reports) > max(cap, 0):
            above.add(unit)
        for report in reports[: max(cap, 0)]:
            found.setdefault(report, set()).add(unit)
    return found, above


def _together(
    reading: Reading, reports: Iterable[int], unit_of: dict[int, int], mask: int
) -> dict[int, set[int]]:
    """Return, of each report, which of these units it mentions."""
    found: dict[int, set[int]] = {}
    for report, identifier in reading.mentioned(reports, unit_of, mask):
        found.setdefault(report, set()).add(unit_of[identifier])
    return found


def _edges(groups: list[set[int]], names: dict[int, str]) -> tuple[Edge, ...]:
    pairs = Counter(
        pair for group in groups for pair in combinations(sorted(names[n] for n in group), 2)
    )
    return tuple(Edge(a, b, number) for (a, b), number in sorted(pairs.items()))


def _membership(row: ListRow, shared: dict[int, set[int]], names: dict[int, str]) -> ListMembership:
    num, report_id, size = row
    return ListMembership(report_id, size, tuple(sorted(names[unit] for unit in shared[num])))


def _links(
    reading: Reading, unit_of: dict[int, int], names: dict[int, str]
) -> tuple[StatedLink, ...]:
    """Return the stated links between different ones of these units."""
    stated: dict[tuple[str, str, str], set[int]] = {}
    for source, target, type_, report in reading.links_among(unit_of):
        if unit_of[source] != unit_of[target]:
            ends = (names[unit_of[source]], names[unit_of[target]], type_)
            stated.setdefault(ends, set()).add(report)
    return tuple(StatedLink(*ends, len(reports)) for ends, reports in sorted(stated.items()))


def reports_of(
    reading: Reading, keys: Sequence[str], limit: int, offset: int
) -> tuple[int, list[str]]:
    """Return the reports that mention all of these units; the contract stands in the port."""
    units = units_asked(reading, keys)
    if not units or len(units) < len(set(keys)):
        return 0, []
    members = reading.members_of(dict.fromkeys(units.values()))
    rarest = _rarest(reading, members)
    within = Window(_ANY_ROLE)
    reports = reading.newest({rarest: members[rarest]}, within, EXPAND_CAP)[rarest]
    if len(members) > 1:
        unit_of = {num: unit for unit, nums in members.items() for num in nums}
        together = _together(reading, reports, unit_of, _ANY_ROLE)
        reports = [report for report in reports if len(together[report]) == len(members)]
    return _page(reading, reports, limit, offset)


def _rarest(reading: Reading, members: dict[int, list[int]]) -> int:
    if len(members) == 1:
        return next(iter(members))
    counts = reading.count_reports(members, Window(_ANY_ROLE))
    return min(members, key=lambda unit: counts[unit])


def reports_stating(
    reading: Reading, ends: tuple[str, str], link_type: str, limit: int, offset: int
) -> tuple[int, list[str]]:
    """Return the reports that state a link; the contract stands in the port."""
    units = units_asked(reading, ends)
    if not units.keys() >= set(ends):
        return 0, []
    members = reading.members_of(set(units.values()))
    source, target = (members[units[end]] for end in ends)
    newest_first = sorted(reading.stating(source, target, link_type), reverse=True)
    return _page(reading, [report for _, report in newest_first], limit, offset)


def _page(
    reading: Reading, reports: Sequence[int], limit: int, offset: int
) -> tuple[int, list[str]]:
    """Return how many reports there are, and the ids of some."""
    page = reports[max(offset, 0) : max(offset, 0) + max(limit, 0)]
    ids = reading.reports_by_id(page) if page else {}
    return len(reports), [ids[report] for report in page]
