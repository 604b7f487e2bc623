"""What is built from reports: facts at their hosts, and units. Can be built again any time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.model import Report
from graph.store.chunks import chunks
from graph.store.judgements import groups, units
from graph.store.judgements.facts import group_masks, group_moment, moment_seconds
from graph.store.judgements.judging import Judging
from graph.store.judgements.primitives.rows import Hosted, Numbered, Place

_CHUNK = 1_000


def index_new(judging: Judging, reports: Sequence[Numbered]) -> None:
    """Index reports that are not yet indexed, each a group of its own."""
    groups_ = [(num, moment_seconds(report), (report,)) for num, report in reports]
    units.join_ties(judging, judging.write_facts(groups_))


def reindex(judging: Judging, report_nums: Iterable[int]) -> None:
    """Index these reports anew, by their newest versions and the judgements in force.

    A duplicate's mentions are hosted by the report that it duplicates, so that the group counts
    once; reports that are not in force have none.
    """
    for chunk in chunks(sorted(set(report_nums)), _CHUNK):
        _reindex(judging, chunk)


def _reindex(judging: Judging, some: Sequence[int]) -> None:
    found, pairs = groups.groups_of(judging, some)
    nums = [num for group in found for num in group]
    lost = set(judging.clear_facts(nums))
    judged = {row.place.num: row for row in judging.judged_reports(nums)}
    places = groups.settle(found, pairs, judged)
    reports = judging.newest_reports([place.num for place in places if place.in_force])
    hosted = _hosted(places, reports)
    sized = _sized(places, reports, hosted)
    judging.set_places([place for place in sized if place != judged[place.num].place])
    ties = judging.write_facts(hosted)
    units.join_ties(judging, ties)
    lost.difference_update(ties)
    if lost:
        lost.difference_update(judging.tie_pairs({num for tie in lost for num in tie}))
    if lost:
        units.rebuild(judging, {num for tie in lost for num in tie})


def _hosted(places: Sequence[Place], reports: Mapping[int, Report]) -> list[Hosted]:
    """Return the groups in force by host, the host's own report first."""
    hosted: dict[int, list[Report]] = {}
    for place in sorted(places, key=lambda place: (place.host, place.num != place.host, place.num)):
        if place.in_force:
            hosted.setdefault(place.host, []).append(reports[place.num])
    return [(host, group_moment(group), group) for host, group in hosted.items()]


def _sized(
    places: Sequence[Place], reports: Mapping[int, Report], hosted: Sequence[Hosted]
) -> list[Place]:
    """Return the places with the sizes of lists, where reports are in force."""
    sizes = {num: report.list_size for num, report in reports.items()}
    # A group is as long a list as all of it names.
    sizes.update((host, len(group_masks(group))) for host, _, group in hosted)
    return [
        Place(place.num, place.in_force, place.host, sizes.get(place.num, place.list_size))
        for place in places
    ]
