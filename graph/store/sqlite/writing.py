"""Facts in: sources, reports with versions, sightings; each batch is one transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from graph.errors import InvalidInputError, SourceNotBegunError
from graph.model import DecisionKind, Report, Source
from graph.store.answers import BatchResult
from graph.store.sqlite import erased_keys, groups
from graph.store.sqlite.body import LARGEST, dump_report, from_micros, to_micros
from graph.store.sqlite.indexing import index_new, moment_seconds, named, reindex
from graph.store.sqlite.numbers import IdentifierNumbers, chunks, marks

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


@dataclass(slots=True)
class _Batch:
    new: list[tuple[int, Report]] = field(default_factory=list)
    superseding: list[tuple[int, Report]] = field(default_factory=list)
    known: int = 0
    written: list[Report] = field(default_factory=list)
    sightings: list[tuple[int, int, str]] = field(default_factory=list)


def add_reports(
    connection: sqlite3.Connection,
    numbers: IdentifierNumbers,
    source_sha256: str,
    reports: Sequence[Report],
    now: datetime,
) -> BatchResult:
    """Add a batch inside the caller's transaction; the contract stands in the port."""
    _refuse_huge_amounts(reports)
    source = _source_number(connection, source_sha256)
    batch = _sort_out(connection, source, erased_keys.strip(connection, reports))
    recorded_at = to_micros(now)
    _insert_new(connection, batch.new, recorded_at)
    _insert_versions(connection, batch.superseding, recorded_at)
    connection.executemany("INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)", batch.sightings)
    index_new(connection, numbers, batch.new)
    # Also what only a version names that another one of this batch supersedes is known.
    numbers.number(connection, named(batch.superseding))
    changed = [num for num, _ in batch.superseding]
    if _is_any_withdrawn(connection):
        changed += groups.misjudged(connection, (num for num, _, _ in batch.sightings))
    reindex(connection, numbers, changed)
    return _summarise(batch)


def _refuse_huge_amounts(reports: Sequence[Report]) -> None:
    for report in reports:
        for amount in (report.loss_vnd, *(link.amount_vnd for link in report.links)):
            if amount is not None and abs(amount) > LARGEST:
                raise InvalidInputError(
                    what_vi=f"Số tiền {amount:.3e} của {report.id} quá lớn; hãy kiểm tra lại.",
                    what_en=f"The amount {amount:.3e} of {report.id} is too large; check it.",
                )


def _is_any_withdrawn(connection: sqlite3.Connection) -> bool:
    return bool(
        connection.execute(
            "SELECT 1 FROM decision WHERE kind = ? AND revoked_at IS NULL LIMIT 1",
            (DecisionKind.WITHDRAW,),
        ).fetchone()
    )


def _source_number(connection: sqlite3.Connection, sha256: str) -> int:
    row = connection.execute(
        "SELECT num FROM source WHERE sha256 = ? ORDER BY num DESC LIMIT 1", (sha256,)
    ).fetchone()
    if not row:
        raise SourceNotBegunError(sha256)
    number: int = row[0]
    return number


def _sort_out(connection: sqlite3.Connection, source: int, reports: Sequence[Report]) -> _Batch:
    known = _known(connection, [report.id for report in reports])
    number = connection.execute("SELECT coalesce(max(num), 0) FROM report").fetchone()[0]
    batch = _Batch()
    for report in reports:
        found = known.get(report.id)
        if found is None:
            number += 1
            num = number
            batch.new.append((num, report))
            batch.written.append(report)
        else:
            num, content_hash, erased = found
            if erased or content_hash == report.content_hash:
                batch.known += 1
            else:
                batch.superseding.append((num, report))
                batch.written.append(report)
        known[report.id] = (num, report.content_hash, bool(found and found[2]))
        batch.sightings.append((num, source, report.locator))
    return batch


def _known(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[int, str, bool]]:
    found: dict[str, tuple[int, str, bool]] = {}
    for chunk in chunks(ids):
        rows = connection.execute(
            f"SELECT id, num, content_hash, erased FROM report WHERE id IN ({marks(chunk)})", chunk
        )
        found.update((id_, (num, hash_, bool(erased))) for id_, num, hash_, erased in rows)
    return found


def _insert_new(
    connection: sqlite3.Connection, new: list[tuple[int, Report]], recorded_at: int
) -> None:
    connection.executemany(
        "INSERT INTO report VALUES (?, ?, 1, ?, ?, ?, ?, 1, ?, 0)",
        [
            (
                num,
                report.id,
                report.content_hash,
                moment_seconds(report),
                report.loss_vnd or 0,
                report.list_size,
                num,
            )
            for num, report in new
        ],
    )
    connection.executemany(
        "INSERT INTO version VALUES (?, 1, ?, ?, ?)",
        [(num, recorded_at, report.content_hash, dump_report(report)) for num, report in new],
    )


def _insert_versions(
    connection: sqlite3.Connection, superseding: list[tuple[int, Report]], recorded_at: int
) -> None:
    for num, report in superseding:
        connection.execute(
            """UPDATE report SET version = version + 1, content_hash = ?, moment = ?,
               loss_vnd = ?, list_size = ? WHERE num = ?""",
            (
                report.content_hash,
                moment_seconds(report),
                report.loss_vnd or 0,
                report.list_size,
                num,
            ),
        )
        connection.execute(
            """INSERT INTO version (report, version, recorded_at, content_hash, body)
               SELECT num, version, ?, content_hash, ? FROM report WHERE num = ?""",
            (recorded_at, dump_report(report), num),
        )


def _summarise(batch: _Batch) -> BatchResult:
    written = batch.written
    kinds = Counter(mention.identifier.kind for report in written for mention in report.mentions)
    return BatchResult(
        new=len(batch.new),
        known=batch.known,
        superseded=len(batch.superseding),
        mentions_by_kind=dict(kinds),
        links=sum(len(report.links) for report in written),
        new_report_ids=tuple(report.id for report in written),
    )


def complete_source(
    connection: sqlite3.Connection, sha256: str, fingerprint: str, report_count: int
) -> None:
    """Record that all of a source was loaded."""
    connection.execute(
        "UPDATE source SET complete = 1, report_count = ? WHERE sha256 = ? AND fingerprint = ?",
        (report_count, sha256, fingerprint),
    )
