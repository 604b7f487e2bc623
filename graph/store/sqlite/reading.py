"""Facts out: reports with their versions, and the sources that carried them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from graph.errors import ReportNotFoundError
from graph.model import Report
from graph.store.answers import Sighting
from graph.store.body import load_report, to_micros
from graph.store.chunks import chunks
from graph.store.sqlite.numbers import marks
from graph.store.sqlite.sources import SOURCE_COLUMNS, source_of_row

PAGE = 10_000
_VERSION = """SELECT id, v.version, v.content_hash, recorded_at, body
  FROM report r JOIN version v ON v.report = r.num"""


def get_report(connection: sqlite3.Connection, report_id: str, as_of: datetime | None) -> Report:
    """Return the newest version recorded by then; the contract stands in the port.

    Raises:
        ReportNotFoundError: there was none by then, or it was erased.
    """
    by = "" if as_of is None else " AND recorded_at <= ?"
    row = connection.execute(
        f"{_VERSION} WHERE id = ?{by} ORDER BY v.version DESC LIMIT 1",
        (report_id,) if as_of is None else (report_id, to_micros(as_of)),
    ).fetchone()
    if not row:
        raise ReportNotFoundError(report_id)
    return load_report(*row)


def get_reports(connection: sqlite3.Connection, report_ids: Sequence[str]) -> list[Report]:
    """Return the newest versions of the known ones, in the order asked."""
    found: dict[str, Report] = {}
    for chunk in chunks(list(dict.fromkeys(report_ids))):
        rows = connection.execute(
            f"{_VERSION} AND v.version = r.version WHERE id IN ({marks(chunk)})", chunk
        )
        found.update((row[0], load_report(*row)) for row in rows)
    return [found[report_id] for report_id in report_ids if report_id in found]


def sightings(connection: sqlite3.Connection, report_id: str) -> list[Sighting]:
    """Return the sources that carried a report, oldest first."""
    rows = connection.execute(
        f"""SELECT locator, {SOURCE_COLUMNS} FROM sighting JOIN source ON source = source.num
            WHERE report = (SELECT num FROM report WHERE id = ?) ORDER BY source.num""",
        (report_id,),
    )
    return [Sighting(source_of_row(tuple(row)), locator) for locator, *row in rows]


def page_of_ids(connection: sqlite3.Connection, after: str | None) -> list[str]:
    """Return the next ids of reports in force, ascending; duplicates are one report."""
    start = "" if after is None else "id > ? AND"
    rows = connection.execute(
        f"SELECT id FROM report WHERE {start} in_force AND host = num ORDER BY id LIMIT {PAGE}",
        () if after is None else (after,),
    )
    return [report_id for (report_id,) in rows]
