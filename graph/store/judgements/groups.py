"""Groups of duplicates, and whether reports are in force: what judgements do to reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.store.judgements.primitives.reports import Reports
from graph.store.judgements.primitives.rows import JudgedReport, Pair, Place


def is_in_force(judged: JudgedReport) -> bool:
    """Say whether a report counts.

    It is out when it was erased or rejected, or when every source that carried it was withdrawn.
    """
    return judged.carried and not judged.erased and not judged.rejected


def misjudged(judging: Reports, nums: Iterable[int]) -> list[int]:
    """Return those of these reports whose place is not what judgements say."""
    return [
        judged.place.num
        for judged in judging.judged_reports(nums)
        if judged.place.in_force != is_in_force(judged)
    ]


def groups_of(judging: Reports, nums: Sequence[int]) -> tuple[list[list[int]], list[Pair]]:
    """Return the groups of duplicates that these reports are in, and what makes them groups.

    Returns:
        Groups, each sorted, and all pairs (duplicate, what it duplicates) among their members.
    """
    groups: dict[int, set[int]] = {num: {num} for num in nums}
    everything: dict[Pair, None] = {}
    fresh = set(nums)
    seen = set(nums)
    while fresh:
        pairs = judging.duplicate_pairs(fresh)
        everything.update(dict.fromkeys(pairs))
        fresh = {num for pair in pairs for num in pair} - seen
        seen |= fresh
        for a, b in pairs:
            _unite(groups, a, b)
    distinct = {id(group): group for group in groups.values()}
    return [sorted(group) for group in distinct.values()], list(everything)


def _unite(groups: dict[int, set[int]], a: int, b: int) -> None:
    """Make the groups of two reports one, the smaller one within the larger."""
    fewer, more = sorted((groups.get(a, {a}), groups.get(b, {b})), key=len)
    if fewer is not more:
        more |= fewer
    groups.update(dict.fromkeys(fewer | {a, b}, more))


def settle(
    groups: Sequence[Sequence[int]], pairs: Sequence[Pair], judged: Mapping[int, JudgedReport]
) -> list[Place]:
    """Return where the facts of reports have to stand: whether they are in force, their hosts.

    The host of a group is a report in force that duplicates none in force.

    Args:
        groups: of duplicates.
        pairs: all judgements among them: (duplicate, what it duplicates).
        judged: each report of the groups.
    """
    in_force = {num for num, row in judged.items() if is_in_force(row)}
    copies: dict[int, set[int]] = {}
    for copy, original in pairs:
        copies.setdefault(original, set()).add(copy)
    return [
        Place(num, num in in_force, host, judged[num].place.list_size)
        for group in groups
        for host in (_host(group, copies, in_force),)
        for num in group
    ]


def _host(group: Sequence[int], copies: Mapping[int, set[int]], in_force: set[int]) -> int:
    if len(group) == 1:
        return group[0]
    repeating = _copies_of(copies, [num for num in group if num in in_force])
    return min(group, key=lambda num: (num not in in_force, num in repeating, num))


def _copies_of(copies: Mapping[int, set[int]], originals: Iterable[int]) -> set[int]:
    """Return what duplicates one of these reports, over any number of steps."""
    found: set[int] = set()
    open_ends = list(originals)
    while open_ends:
        fresh = copies.get(open_ends.pop(), set()) - found
        found |= fresh
        open_ends.extend(fresh)
    return found
