"""All facts as an adapter reads them, by its own numbers; and as the arrays of Facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.store.answers import NO_MOMENT, Facts, Int64
from graph.store.judgements import standing

LinkRow = tuple[int, int, int, str, int, int]
"""Report, source, target, type, amount (-1 unknown), moment (NO_MOMENT unknown)."""


@dataclass(frozen=True, slots=True, eq=False)
class RawFacts:
    """Facts in force, by numbers.

    Shapes: I identifiers, R reports, M mentions.

    Attributes:
        keys, nums, units, states: I, in any order: key, number, representative's number, state.
        report_ids, report_nums, moment, loss_vnd: R, sorted by id; what each says itself.
        mention_report, mention_identifier, mention_roles: M, in any order, a pair once.
        links: in order of (report, place in it).
        hosted: by host: the greatest loss and the earliest moment of its copies in force.
    """

    keys: Sequence[str]
    nums: Int64
    units: Int64
    states: Int64
    report_ids: list[str]
    report_nums: Int64
    moment: Int64
    loss_vnd: Int64
    mention_report: Int64
    mention_identifier: Int64
    mention_roles: Int64
    links: Sequence[LinkRow]
    hosted: Mapping[int, tuple[int, int]]


def assemble(raw: RawFacts) -> Facts:
    """Return the arrays that detection reads: all that facts name, and their representatives."""
    size = int(raw.nums.max(initial=0)) + 1
    unit_of, state_of = np.zeros(size, np.int64), np.zeros(size, np.int64)
    unit_of[raw.nums], state_of[raw.nums] = raw.units, raw.states
    ends = np.array([(row[1], row[2]) for row in raw.links], np.int64).reshape(-1, 2)
    used = np.zeros(size, np.bool_)
    used[raw.mention_identifier] = used[ends[:, 0]] = used[ends[:, 1]] = True
    used[unit_of[used]] = True
    keys, nums = _keys(raw, used)
    place = _places(nums, size)
    report_place = _places(raw.report_nums, int(raw.report_nums.max(initial=0)) + 1)
    report, identifier = report_place[raw.mention_report], place[raw.mention_identifier]
    order = np.lexsort((identifier, report))
    moment, loss = _told(raw)
    return Facts(
        keys=keys, unit=place[unit_of[nums]], joins=state_of[unit_of[nums]] == standing.JOINING,
        report_ids=raw.report_ids, moment=moment, loss_vnd=loss, mention_report=report[order],
        mention_identifier=identifier[order], mention_roles=raw.mention_roles[order],
        link_report=report_place[np.array([row[0] for row in raw.links], np.int64)],
        link_source=place[ends[:, 0]], link_target=place[ends[:, 1]],
        link_type=[row[3] for row in raw.links],
        link_amount_vnd=np.array([row[4] for row in raw.links], np.int64),
        link_at=np.array([row[5] for row in raw.links], np.int64),
    )  # fmt: skip


def _keys(raw: RawFacts, used: npt.NDArray[np.bool_]) -> tuple[list[str], Int64]:
    order = np.flatnonzero(used[raw.nums]).tolist()
    order.sort(key=raw.keys.__getitem__)
    return [raw.keys[index] for index in order], raw.nums[np.array(order, np.int64)]


def _places(nums: Int64, size: int) -> Int64:
    places = np.full(size, -1, np.int64)
    places[nums] = np.arange(len(nums))
    return places


def _told(raw: RawFacts) -> tuple[Int64, Int64]:
    """Return moments and losses: what duplicates tell counts where their host tells nothing."""
    moment, loss = raw.moment.copy(), raw.loss_vnd.copy()
    hosts = np.isin(raw.report_nums, list(raw.hosted)) if raw.hosted else np.zeros(0, np.bool_)
    for index in np.flatnonzero(hosts):
        most, earliest = raw.hosted[int(raw.report_nums[index])]
        loss[index] = loss[index] or most
        moment[index] = earliest if moment[index] == NO_MOMENT else moment[index]
    return moment, loss
