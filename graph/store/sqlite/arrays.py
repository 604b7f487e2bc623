"""Everything that detection reads, as arrays."""

from __future__ import annotations

import sqlite3
from itertools import compress

import numpy as np
import numpy.typing as npt

from graph.store.answers import NO_MOMENT, Facts, Int64
from graph.store.sqlite import standing

_MENTIONS = """SELECT report, identifier, roles FROM mention INDEXED BY mention_report
  ORDER BY report, identifier"""
_REPORTS = """SELECT id, num, moment, loss_vnd FROM report
  WHERE in_force AND host = num ORDER BY id"""
# What duplicates tell counts where their host tells nothing.
_HOSTED = f"""SELECT host, coalesce(max(loss_vnd), 0),
    coalesce(min(moment) FILTER (WHERE moment > {NO_MOMENT}), {NO_MOMENT})
  FROM report WHERE host <> num AND in_force GROUP BY host"""


def read_facts(connection: sqlite3.Connection) -> Facts:
    """Return all facts in force; the contract stands in the port.

    Args:
        connection: in a read transaction, so that all parts are of one state.
    """
    mentions = _columns(connection, _MENTIONS, 3)
    links = connection.execute(
        "SELECT report, source, target, type, amount_vnd, at FROM link ORDER BY report, ordinal"
    ).fetchall()
    ends = np.array([(row[1], row[2]) for row in links], np.int64).reshape(-1, 2)
    identifiers = _columns(connection, "SELECT num, unit, state FROM identifier", 3)
    size = int(identifiers[0].max(initial=0)) + 1
    unit_of, state_of = np.zeros(size, np.int64), np.zeros(size, np.int64)
    unit_of[identifiers[0]], state_of[identifiers[0]] = identifiers[1], identifiers[2]
    used = np.zeros(size, np.bool_)
    used[mentions[1]] = used[ends[:, 0]] = used[ends[:, 1]] = True
    used[unit_of[used]] = True
    keys, nums = _keys(connection, used)
    place = _places(nums, size)
    reports, report_nums, moment, loss = _reports(connection)
    report_place = _places(report_nums, int(report_nums.max(initial=0)) + 1)
    report, identifier = report_place[mentions[0]], place[mentions[1]]
    order = np.lexsort((identifier, report))
    link_report = report_place[np.array([row[0] for row in links], np.int64)]
    return Facts(
        keys=keys, unit=place[unit_of[nums]], joins=state_of[unit_of[nums]] == standing.JOINING,
        report_ids=reports, moment=moment, loss_vnd=loss, mention_report=report[order],
        mention_identifier=identifier[order], mention_roles=mentions[2][order],
        link_report=link_report, link_source=place[ends[:, 0]], link_target=place[ends[:, 1]],
        link_type=[row[3] for row in links],
        link_amount_vnd=np.array([row[4] for row in links], np.int64),
        link_at=np.array([row[5] for row in links], np.int64),
    )  # fmt: skip


def _columns(connection: sqlite3.Connection, query: str, width: int) -> list[Int64]:
    names = [f"f{i}" for i in range(width)]
    table = np.fromiter(connection.execute(query), np.dtype([(name, np.int64) for name in names]))
    return [np.ascontiguousarray(table[name]) for name in names]


def _places(nums: Int64, size: int) -> Int64:
    places = np.full(size, -1, np.int64)
    places[nums] = np.arange(len(nums))
    return places


def _keys(connection: sqlite3.Connection, used: npt.NDArray[np.bool_]) -> tuple[list[str], Int64]:
    rows = connection.execute("SELECT key, num FROM identifier ORDER BY key").fetchall()
    nums = np.fromiter((num for _, num in rows), np.int64, len(rows))
    wanted = used[nums]
    return [key for key, _ in compress(rows, wanted.tolist())], nums[wanted]


def _reports(connection: sqlite3.Connection) -> tuple[list[str], Int64, Int64, Int64]:
    rows = connection.execute(_REPORTS).fetchall()
    numbers = np.array([row[1:] for row in rows], np.int64).reshape(-1, 3)
    nums, moment, loss = (np.ascontiguousarray(numbers[:, i]) for i in range(3))
    hosted = {host: told for host, *told in connection.execute(_HOSTED)}
    for index in np.flatnonzero(np.isin(nums, list(hosted))) if hosted else ():
        most, earliest = hosted[int(nums[index])]
        loss[index] = loss[index] or most
        moment[index] = earliest if moment[index] == NO_MOMENT else moment[index]
    return [row[0] for row in rows], nums, moment, loss
