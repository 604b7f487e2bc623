"""Sources and reports: what was read, and what it said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

from graph.errors import ReportNotFoundError
from graph.model import Report, Source
from graph.store.answers import Sighting
from graph.store.body import from_micros, to_micros
from graph.store.neo4j.reports import read_body
from graph.store.neo4j.transaction import Transaction, WriteTransaction

PAGE = 10_000
COLUMNS: LiteralString = """s.sha256, s.name, s.size_bytes, s.stream, s.fingerprint,
  s.recorded_at, s.complete, s.report_count"""
_FIND = "MATCH (s:Source {sha256: $sha256, fingerprint: $fingerprint}) RETURN " + COLUMNS
_LIST = "MATCH (s:Source) WITH s ORDER BY s.num RETURN " + COLUMNS
_LIST_DOUBTFUL = (
    """MATCH (s:Source) WHERE NOT s.complete WITH collect(s.sha256) AS files
MATCH (s:Source) WHERE s.sha256 IN files WITH s ORDER BY s.num RETURN """
    + COLUMNS
)
_BEGIN = """CREATE (:Source {num: $num, sha256: $sha256, fingerprint: $fingerprint, name: $name,
  size_bytes: $size, stream: $stream, recorded_at: $at, complete: false, report_count: 0})"""
_JUDGED = """MATCH (s:Source {sha256: $sha256}) MATCH (d:Decision {subject: $sha256})
MERGE (d)-[:ABOUT]->(s)"""
_OTHERS = """MATCH (s:Source {sha256: $sha256}) WHERE s.stream = $stream
AND s.fingerprint <> $fingerprint SET s.complete = false"""
_COMPLETE = """MATCH (s:Source {sha256: $sha256, fingerprint: $fingerprint})
SET s.complete = true, s.report_count = $count"""
_GET = """MATCH (r:Report {id: $id})
CALL (r) { WITH r WHERE r.body IS NOT NULL AND ($at IS NULL OR r.recorded_at <= $at)
    RETURN r.version AS version, r.content_hash AS hash, r.recorded_at AS recorded, r.body AS body
  UNION ALL MATCH (v:Version)-[:VERSION_OF]->(r) WHERE $at IS NOT NULL AND v.recorded_at <= $at
    RETURN v.version AS version, v.content_hash AS hash, v.recorded_at AS recorded,
      v.body AS body }
RETURN r.id, version, hash, recorded, body ORDER BY version DESC LIMIT 1"""
_GET_MANY = """UNWIND $items AS id MATCH (r:Report {id: id}) WHERE r.body IS NOT NULL
RETURN r.id, r.version, r.content_hash, r.recorded_at, r.body"""
_SIGHTINGS = (
    """MATCH (:Report {id: $id})-[seen:SEEN_IN]->(s:Source)
WITH seen, s ORDER BY s.num RETURN seen.locator, """
    + COLUMNS
)
# Of two conditions, since an id may be empty; the first is the index's.
_IDS = """MATCH (r:Report) WHERE r.id >= $start AND ($after IS NULL OR r.id <> $after)
AND r.in_force AND r.copy_of IS NULL
WITH r.id AS id ORDER BY id LIMIT $page RETURN collect(id)"""


def find_source(reading: Transaction, sha256: str, fingerprint: str) -> Source | None:
    """Return the source, or None."""
    row = reading.one(_FIND, sha256=sha256, fingerprint=fingerprint)
    return source_of_row(*row) if row else None


def list_sources(reading: Transaction) -> list[Source]:
    """Return all sources, oldest first."""
    return [source_of_row(*row) for row in reading.rows(_LIST)]


def list_doubtful(reading: Transaction) -> list[Source]:
    """Return all readings of those files of which one is incomplete, oldest first.

    They are few where there are many sources: 5,000 as rows take half a second.
    """
    return [source_of_row(*row) for row in reading.rows(_LIST_DOUBTFUL)]


def begin_source(writing: WriteTransaction, source: Source, now: datetime) -> None:
    """Record that a source is being read; other readings of it become incomplete."""
    if find_source(writing, source.sha256, source.fingerprint) is None:
        writing.rows(
            _BEGIN,
            num=writing.take("sources", 1),
            sha256=source.sha256,
            fingerprint=source.fingerprint,
            name=source.name,
            size=source.size_bytes,
            stream=source.stream,
            at=to_micros(source.recorded_at or now),
        )
        writing.rows(_JUDGED, sha256=source.sha256)
    writing.rows(
        _OTHERS, sha256=source.sha256, stream=source.stream, fingerprint=source.fingerprint
    )


def complete_source(
    writing: WriteTransaction, sha256: str, fingerprint: str, report_count: int
) -> None:
    """Record that all of a source was loaded."""
    writing.rows(_COMPLETE, sha256=sha256, fingerprint=fingerprint, count=report_count)


def get_report(reading: Transaction, report_id: str, as_of: datetime | None) -> Report:
    """Return the newest version recorded by then; the contract stands in the port.

    Raises:
        ReportNotFoundError: there was none by then, or it was erased.
    """
    row = reading.one(_GET, id=report_id, at=None if as_of is None else to_micros(as_of))
    if row is None:
        raise ReportNotFoundError(report_id)
    return read_body(*row)


def get_reports(reading: Transaction, report_ids: Sequence[str]) -> list[Report]:
    """Return the newest versions of the known ones, in the order asked."""
    rows = reading.each(_GET_MANY, list(dict.fromkeys(report_ids)))
    found = {row[0]: read_body(*row) for row in rows}
    return [found[report_id] for report_id in report_ids if report_id in found]


def sightings(reading: Transaction, report_id: str) -> list[Sighting]:
    """Return the sources that carried a report, oldest first."""
    rows = reading.rows(_SIGHTINGS, id=report_id)
    return [Sighting(source_of_row(*source), locator) for locator, *source in rows]


def page_of_ids(reading: Transaction, after: str | None) -> list[str]:
    """Return the next ids of reports in force, ascending; duplicates are one report."""
    row = reading.one(_IDS, start=after or "", after=after, page=PAGE)
    return list(row[0]) if row else []


def source_of_row(*columns: Any) -> Source:
    """Return a Source of the columns of `COLUMNS`."""
    sha256, name, size, stream, fingerprint, recorded_at, complete, report_count = columns
    return Source(
        sha256, name, size, stream, fingerprint, from_micros(recorded_at), complete, report_count
    )
