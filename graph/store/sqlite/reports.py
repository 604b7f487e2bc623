"""Reports as rows: the newest of each, its versions, where it was seen, and its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import DecisionKind, Report
from graph.store.body import dump_report, load_report
from graph.store.chunks import chunks
from graph.store.judgements.facts import moment_seconds
from graph.store.judgements.primitives.rows import (
    JudgedReport,
    KnownReport,
    Numbered,
    Pair,
    Place,
)
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import marks, packed

_JUDGED = f"""SELECT num, in_force, host, list_size, erased,
    EXISTS (SELECT 1 FROM decision d INDEXED BY decision_subject
      WHERE d.subject = report.id
      AND d.kind = '{DecisionKind.REJECTED}' AND d.revoked_at IS NULL),
    EXISTS (SELECT 1 FROM sighting s JOIN source ON source.num = s.source
      WHERE s.report = report.num AND NOT EXISTS (
        SELECT 1 FROM decision d INDEXED BY decision_subject WHERE d.subject = source.sha256
          AND d.kind = '{DecisionKind.WITHDRAW}' AND d.revoked_at IS NULL))
  FROM report WHERE num IN (SELECT value FROM json_each(?))"""
# By one end after the other: judgements are many, those about a report few.
_DUPLICATES = """SELECT a.num, b.num FROM (SELECT value FROM json_each(?1))
  CROSS JOIN report me ON me.num = value
  CROSS JOIN decision d INDEXED BY decision_{end} ON d.{end} = me.id
  CROSS JOIN report a ON a.id = d.subject CROSS JOIN report b ON b.id = d.other
  WHERE d.kind = ?2 AND d.revoked_at IS NULL"""
_DUPLICATES_EITHER = f"{_DUPLICATES.format(end='subject')} UNION {_DUPLICATES.format(end='other')}"
_NEWEST = """SELECT r.num, r.id, r.version, r.content_hash, recorded_at, body
  FROM (SELECT value FROM json_each(?)) CROSS JOIN report r ON r.num = value
  JOIN version v ON v.report = r.num AND v.version = r.version"""


class ReportRows(IdentityRows):
    """Fulfils graph.store.judgements.primitives.reports.Reports."""

    def source_number(self, sha256: str) -> int | None:
        """Return the number of a source, of several readings the last begun."""
        row = self.connection.execute(
            "SELECT num FROM source WHERE sha256 = ? ORDER BY num DESC LIMIT 1", (sha256,)
        ).fetchone()
        return int(row[0]) if row else None

    def known_reports(self, ids: Sequence[str]) -> dict[str, KnownReport]:
        """Return the reports of these ids that are known, by id."""
        found: dict[str, KnownReport] = {}
        for chunk in chunks(ids):
            rows = self.connection.execute(
                f"SELECT id, num, content_hash, erased FROM report WHERE id IN ({marks(chunk)})",
                chunk,
            )
            found.update(
                (id_, KnownReport(num, hash_, bool(erased))) for id_, num, hash_, erased in rows
            )
        return found

    def take_report_numbers(self, count: int) -> int:
        """Return the first of so many numbers, which are taken once they are written."""
        row = self.connection.execute("SELECT coalesce(max(num), 0) + 1 FROM report").fetchone()
        return int(row[0]) if count else 0

    def insert_reports(self, source: int, new: Sequence[Numbered], recorded_at: int) -> None:
        """Write new reports, seen in a source, as their first versions."""
        self.connection.executemany(
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
        self.connection.executemany(
            "INSERT INTO version VALUES (?, 1, ?, ?, ?)",
            [(num, recorded_at, report.content_hash, dump_report(report)) for num, report in new],
        )
        self.insert_sightings(source, [(num, report.locator) for num, report in new])

    def insert_versions(self, superseding: Sequence[Numbered], recorded_at: int) -> None:
        """Write further versions of reports, in order."""
        for num, report in superseding:
            self.connection.execute(
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
            self.connection.execute(
                """INSERT INTO version (report, version, recorded_at, content_hash, body)
                   SELECT num, version, ?, content_hash, ? FROM report WHERE num = ?""",
                (recorded_at, dump_report(report), num),
            )

    def insert_sightings(self, source: int, seen: Sequence[tuple[int, str]]) -> None:
        """Record (report, locator) as seen in a source once more; the first locator is kept."""
        self.connection.executemany(
            "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?)",
            [(num, source, locator) for num, locator in seen],
        )

    def reports_to_judge(self, sha256: str) -> list[int]:
        """Return the reports that any reading of a source carried."""
        rows = self.connection.execute(
            """SELECT DISTINCT report FROM source JOIN sighting ON source = source.num
               WHERE sha256 = ?""",
            (sha256,),
        )
        return [num for (num,) in rows]

    def newest_reports(self, nums: Sequence[int]) -> dict[int, Report]:
        """Return the newest version of each, but for erased reports."""
        rows = self.connection.execute(_NEWEST, (packed(nums),))
        return {num: load_report(*row) for num, *row in rows}

    def judged_reports(self, nums: Iterable[int]) -> list[JudgedReport]:
        """Return the place of each, and what decides about it."""
        rows = self.connection.execute(_JUDGED, (packed(nums),))
        return [
            JudgedReport(
                Place(num, bool(in_force), host, list_size),
                erased=bool(erased),
                rejected=bool(rejected),
                carried=bool(carried),
            )
            for num, in_force, host, list_size, erased, rejected, carried in rows
        ]

    def duplicate_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the judgements duplicate_of in force about these reports."""
        values = (packed(nums), DecisionKind.DUPLICATE_OF)
        return self.connection.execute(_DUPLICATES_EITHER, values).fetchall()

    def set_places(self, places: Sequence[Place]) -> None:
        """Set the places of reports."""
        self.connection.executemany(
            "UPDATE report SET in_force = ?, host = ?, list_size = ? WHERE num = ?",
            [(place.in_force, place.host, place.list_size, place.num) for place in places],
        )
