"""Sources as rows: what was read, and whether all of it was loaded."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from graph.model import Source
from graph.store.body import from_micros, to_micros

SOURCE_COLUMNS = (
    "sha256, name, size_bytes, stream, fingerprint, recorded_at, complete, report_count"
)


def source_of_row(row: tuple[str, str, int, str, str, int, int, int]) -> Source:
    """Return a Source of the columns of `SOURCE_COLUMNS`."""
    sha256, name, size_bytes, stream, fingerprint, recorded_at, complete, report_count = row
    return Source(
        sha256, name, size_bytes, stream, fingerprint, from_micros(recorded_at), bool(complete),
        report_count,
    )  # fmt: skip


def find_source(connection: sqlite3.Connection, sha256: str, fingerprint: str) -> Source | None:
    """Return the source, or None."""
    row = connection.execute(
        f"SELECT {SOURCE_COLUMNS} FROM source WHERE sha256 = ? AND fingerprint = ?",
        (sha256, fingerprint),
    ).fetchone()
    return source_of_row(row) if row else None


def list_sources(connection: sqlite3.Connection) -> list[Source]:
    """Return all sources, oldest first."""
    rows = connection.execute(f"SELECT {SOURCE_COLUMNS} FROM source ORDER BY num")
    return [source_of_row(row) for row in rows]


def begin_source(connection: sqlite3.Connection, source: Source, now: datetime) -> None:
    """Record that a source is being read."""
    connection.execute(
        """INSERT INTO source (sha256, fingerprint, name, size_bytes, stream, recorded_at)
           VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
        (
            source.sha256,
            source.fingerprint,
            source.name,
            source.size_bytes,
            source.stream,
            to_micros(source.recorded_at or now),
        ),
    )
    connection.execute(
        "UPDATE source SET complete = 0 WHERE sha256 = ? AND stream = ? AND fingerprint <> ?",
        (source.sha256, source.stream, source.fingerprint),
    )


def complete_source(
    connection: sqlite3.Connection, sha256: str, fingerprint: str, report_count: int
) -> None:
    """Record that all of a source was loaded."""
    connection.execute(
        "UPDATE source SET complete = 1, report_count = ? WHERE sha256 = ? AND fingerprint = ?",
        (report_count, sha256, fingerprint),
    )
