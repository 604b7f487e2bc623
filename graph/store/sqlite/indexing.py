"""What is built from reports: mentions by identifier, links, units. Can be built again any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.model import Identifier, Link, Report
from graph.store.answers import NO_MOMENT
from graph.store.sqlite import groups, units
from graph.store.sqlite.body import load_report, to_seconds
from graph.store.sqlite.numbers import IdentifierNumbers, chunks, packed

_CHUNK = 1_000
_INSERT_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?)"
_INSERT_LINK = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)"


def moment_seconds(report: Report) -> int:
    """Return the second that windows go by, NO_MOMENT where there is none."""
    return to_seconds(report.moment.at) if report.moment else NO_MOMENT


def role_masks(report: Report) -> dict[str, int]:
    """Return the roles of each identifier in a report, as masks by key."""
    masks: dict[str, int] = {}
    for mention in report.mentions:
        key = mention.identifier.key
        masks[key] = masks.get(key, 0) | mention.role.bit
    return masks


def named(reports: Sequence[tuple[int, Report]]) -> Iterable[Identifier]:
    """Return the identifiers that numbered reports name, in mentions or links, each once."""
    found = {m.identifier.key: m.identifier for _, report in reports for m in report.mentions}
    for _, report in reports:
        for link in report.links:
            found[link.source.key], found[link.target.key] = link.source, link.target
    return found.values()


def index_new(
    connection: sqlite3.Connection,
    numbers: IdentifierNumbers,
    reports: Sequence[tuple[int, Report]],
) -> None:
    """Index reports that are not yet indexed.

    Args:
        connection: in a write transaction.
        numbers: for the identifiers.
        reports: each with its number; each a group of its own.
    """
    _join(connection, _write(connection, numbers, [(num, [report]) for num, report in reports]))


def _write(
    connection: sqlite3.Connection,
    numbers: IdentifierNumbers,
    hosted: Sequence[tuple[int, list[Report]]],
) -> list[units.Pair]:
    """Write mentions and links of groups of reports at their hosts; return the ties."""
    everything = [(host, report) for host, reports in hosted for report in reports]
    known = numbers.number(connection, named(everything))
    mentions = [
        (known[key], moment, host, mask)
        for host, reports in hosted
        for moment in (_group_moment(reports),)
        for key, mask in _group_masks(reports).items()
    ]
    # In the order of the table, so that a batch touches each of its pages once.
    connection.executemany(_INSERT_MENTION, sorted(mentions))
    units.count_reports(connection, (host for host, _ in hosted), 1)
    rows = [
        (host, ordinal, *row)
        for host, reports in hosted
        for ordinal, row in enumerate(_link_rows(known, reports))
    ]
    connection.executemany(_INSERT_LINK, rows)
    return list(dict.fromkeys((row[2], row[3]) for row in rows if row[4] in units.TIES))


def _group_moment(reports: list[Report]) -> int:
    """Return the host's moment, or else the earliest of its copies'."""
    moments = [moment_seconds(report) for report in reports]
    known = [moment for moment in moments if moment != NO_MOMENT]
    return moments[0] if moments[0] != NO_MOMENT else min(known, default=NO_MOMENT)


def _group_masks(reports: list[Report]) -> dict[str, int]:
    masks = role_masks(reports[0])
    for report in reports[1:]:
        for key, mask in role_masks(report).items():
            masks[key] = masks.get(key, 0) | mask
    return masks


def _link_rows(
    known: dict[str, int], reports: list[Report]
) -> list[tuple[int, int, str, int, int]]:
    """Return the links of a group: what several of its reports state, once."""
    rows = [_link_row(known, link) for link in reports[0].links]
    for report in reports[1:]:
        stated = set(rows)
        rows.extend(row for link in report.links if (row := _link_row(known, link)) not in stated)
    return rows


def _link_row(known: dict[str, int], link: Link) -> tuple[int, int, str, int, int]:
    return (
        known[link.source.key],
        known[link.target.key],
        link.type.value,
        -1 if link.amount_vnd is None else link.amount_vnd,
        to_seconds(link.at.at) if link.at else NO_MOMENT,
    )


def _join(connection: sqlite3.Connection, ties: list[units.Pair]) -> None:
    if ties:
        on = units.joinable(connection, (target for _, target in ties))
        units.join(connection, [tie for tie in ties if tie[1] in on])


def reindex(
    connection: sqlite3.Connection, numbers: IdentifierNumbers, report_nums: Iterable[int]
) -> None:
    """Index these reports anew, by their newest versions and the judgements in force.

    A duplicate's mentions are hosted by the report that it duplicates, so that the group counts
    once; reports that are not in force have none.
    """
    for chunk in chunks(sorted(set(report_nums)), _CHUNK):
        found = groups.groups_of(connection, chunk)
        nums = [num for group in found for num in group]
        lost = set(_clear(connection, nums))
        groups.settle(connection, found)
        ties = _write(connection, numbers, _load(connection, nums))
        _join(connection, ties)
        lost.difference_update(ties)
        lost.difference_update(units.tie_pairs(connection, {num for tie in lost for num in tie}))
        if lost:
            units.rebuild(connection, {num for tie in lost for num in tie})


def _clear(connection: sqlite3.Connection, nums: list[int]) -> list[units.Pair]:
    """Take reports out of the index; return the ties that they stated."""
    units.count_reports(connection, nums, -1)
    which = "(SELECT value FROM json_each(?))"
    ties = connection.execute(
        f"SELECT DISTINCT source, target FROM link WHERE report IN {which} AND type IN (?, ?)",
        (packed(nums), *units.TIES),
    ).fetchall()
    connection.execute(f"DELETE FROM link WHERE report IN {which}", (packed(nums),))
    connection.execute(f"DELETE FROM mention WHERE report IN {which}", (packed(nums),))
    return ties


def _load(connection: sqlite3.Connection, nums: list[int]) -> list[tuple[int, list[Report]]]:
    """Return the groups in force by host, the host's own report first."""
    rows = connection.execute(
        """SELECT host, r.num, list_size, r.id, r.version, r.content_hash, recorded_at, body
           FROM (SELECT value FROM json_each(?)) CROSS JOIN report r ON r.num = value
           JOIN version v ON v.report = r.num AND v.version = r.version
           WHERE in_force ORDER BY host, r.num <> host, r.num""",
        (packed(nums),),
    )
    hosted: dict[int, list[Report]] = {}
    kept: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for host, num, list_size, *row in rows:
        report = load_report(*row)
        hosted.setdefault(host, []).append(report)
        kept[num], sizes[num] = list_size, report.list_size
    # A group is as long a list as all of it names.
    sizes.update((host, len(_group_masks(reports))) for host, reports in hosted.items())
    connection.executemany(
        "UPDATE report SET list_size = ? WHERE num = ?",
        [(size, num) for num, size in sizes.items() if size != kept[num]],
    )
    return list(hosted.items())
