"""What is built from reports: mentions by identifier, links, units. Can be built again any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.model import TIE_TYPES, Identifier, Report
from graph.store.port import NO_MOMENT
from graph.store.sqlite import units
from graph.store.sqlite.body import load_report, to_seconds
from graph.store.sqlite.numbers import IdentifierNumbers, chunks, marks

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


def _named(reports: Sequence[tuple[int, Report]]) -> Iterable[Identifier]:
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
        reports: each with its number.
    """
    known = numbers.number(connection, _named(reports))
    connection.executemany(
        _INSERT_MENTION,
        [
            (known[key], moment, num, mask)
            for num, report in reports
            for moment in (moment_seconds(report),)
            for key, mask in role_masks(report).items()
        ],
    )
    _index_links(connection, known, reports)


def _index_links(
    connection: sqlite3.Connection, known: dict[str, int], reports: Sequence[tuple[int, Report]]
) -> None:
    rows = [
        (
            num,
            ordinal,
            known[link.source.key],
            known[link.target.key],
            link.type.value,
            -1 if link.amount_vnd is None else link.amount_vnd,
            to_seconds(link.at.at) if link.at else NO_MOMENT,
        )
        for num, report in reports
        for ordinal, link in enumerate(report.links)
    ]
    if not rows:
        return
    connection.executemany(_INSERT_LINK, rows)
    ties = dict.fromkeys((row[2], row[3]) for row in rows if row[4] in TIE_TYPES)
    on = units.joinable(connection, [target for _, target in ties])
    units.join(connection, ((source, target) for source, target in ties if target in on))


def reindex(
    connection: sqlite3.Connection, numbers: IdentifierNumbers, report_nums: Iterable[int]
) -> None:
    """Index these reports anew, by their newest versions and the judgements in force.

    A duplicate's mentions are hosted by the report that it duplicates, so that the group counts
    once; reports that are not in force have none.
    """
    hosts = _hosts(connection, report_nums)
    for host in hosts:
        group = connection.execute(
            """SELECT num, id, r.version, r.content_hash, recorded_at, body, in_force
               FROM report r JOIN version v ON v.report = r.num AND v.version = r.version
               WHERE host = ? ORDER BY num""",
            (host,),
        ).fetchall()
        touched = _clear(connection, [row[0] for row in group])
        reports = [(row[0], load_report(*row[1:6])) for row in group if row[6]]
        _index_group(connection, numbers, host, reports)
        units.rebuild(connection, touched)


def _hosts(connection: sqlite3.Connection, nums: Iterable[int]) -> list[int]:
    found: set[int] = set()
    for chunk in chunks(sorted(set(nums))):
        rows = connection.execute(f"SELECT host FROM report WHERE num IN ({marks(chunk)})", chunk)
        found.update(host for (host,) in rows)
    return sorted(found)


def _clear(connection: sqlite3.Connection, nums: list[int]) -> set[int]:
    touched: set[int] = set()
    for num in nums:
        rows = connection.execute("SELECT source, target FROM link WHERE report = ?", (num,))
        touched.update(end for row in rows for end in row)
        connection.execute("DELETE FROM link WHERE report = ?", (num,))
        keys = connection.execute(
            "SELECT identifier, moment FROM mention WHERE report = ?", (num,)
        ).fetchall()
        connection.executemany(
            "DELETE FROM mention WHERE identifier = ? AND moment = ? AND report = ?",
            [(identifier, moment, num) for identifier, moment in keys],
        )
    return touched


def _index_group(
    connection: sqlite3.Connection,
    numbers: IdentifierNumbers,
    host: int,
    reports: list[tuple[int, Report]],
) -> None:
    if not reports:
        return
    first = next((report for num, report in reports if num == host), reports[0][1])
    masks: dict[str, int] = {}
    for _, report in reports:
        for key, mask in role_masks(report).items():
            masks[key] = masks.get(key, 0) | mask
    known = numbers.number(connection, _named(reports))
    moment = moment_seconds(first)
    connection.executemany(
        _INSERT_MENTION, [(known[key], moment, host, mask) for key, mask in masks.items()]
    )
    _index_links(connection, known, reports)
