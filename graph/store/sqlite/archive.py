"""The whole file as rows: see graph.store.archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import orjson

from graph.model import Broker, Decision, Member, Source
from graph.store.archive import (
    IdentifierRow,
    LastNumbers,
    ReportRow,
    RingRow,
    RunRow,
    SightingRow,
    TombstoneRow,
    VersionRow,
)
from graph.store.judgements.decision_rows import from_row
from graph.store.ring_bodies import load_run
from graph.store.sqlite.decisions import COLUMNS as DECISION_COLUMNS
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import packed
from graph.store.sqlite.runs import load_member
from graph.store.sqlite.sources import SOURCE_COLUMNS, source_of_row

_IDENTIFIERS = """SELECT num, key, unit, joins, degree, united, state, confirmed
  FROM identifier ORDER BY num"""
_REPORTS = """SELECT num, id, r.version, r.content_hash, moment, loss_vnd, list_size, in_force,
    host, erased, v.recorded_at, v.body
  FROM report r LEFT JOIN version v ON v.report = r.num AND v.version = r.version """
_COPIES = """WHERE host IN (SELECT value FROM json_each(?)) AND host <> num AND in_force
  ORDER BY num"""
_OLD = """SELECT v.report, v.version, v.recorded_at, v.content_hash, v.body
  FROM report r CROSS JOIN version v ON v.report = r.num AND v.version < r.version
  ORDER BY r.num, v.version"""


class ArchiveRows(IdentityRows):
    """Fulfils graph.store.archive.Archive; within a read transaction."""

    def last_numbers(self) -> LastNumbers:
        """Return the last number given to each kind of thing."""
        tables = ("report", "identifier", "source", "decision", "run")
        return LastNumbers(*map(self._last, tables))

    def _last(self, table: str) -> int:
        row = self.connection.execute(f"SELECT coalesce(max(num), 0) FROM {table}").fetchone()
        return int(row[0])

    def sources(self) -> Iterable[tuple[int, Source]]:
        """Return all sources with their numbers."""
        rows = self.connection.execute(f"SELECT num, {SOURCE_COLUMNS} FROM source ORDER BY num")
        return [(num, source_of_row(tuple(row))) for num, *row in rows]

    def identifiers(self) -> Iterator[IdentifierRow]:
        """Stream all identifiers."""
        for num, key, unit, joins, degree, united, state, confirmed in self.connection.execute(
            _IDENTIFIERS
        ):
            yield IdentifierRow(num, key, unit, bool(joins), degree, united, state, bool(confirmed))

    def reports(self) -> Iterator[ReportRow]:
        """Stream all reports, also those that are not in force."""
        return map(_report, self.connection.execute(_REPORTS + "ORDER BY num"))

    def copies_of(self, hosts: Sequence[int]) -> list[ReportRow]:
        """Return the other reports in force whose facts stand at these, by number."""
        return [*map(_report, self.connection.execute(_REPORTS + _COPIES, (packed(hosts),)))]

    def old_versions(self) -> Iterator[VersionRow]:
        """Stream the superseded versions, by report and version."""
        return (VersionRow(*row) for row in self.connection.execute(_OLD))

    def sightings(self) -> Iterator[SightingRow]:
        """Stream who was seen where, by report and source."""
        rows = self.connection.execute(
            "SELECT report, source, locator FROM sighting ORDER BY report, source"
        )
        return (SightingRow(*row) for row in rows)

    def decisions(self) -> Iterable[tuple[int, Decision]]:
        """Return all judgements with their numbers, revoked ones too."""
        rows = self.connection.execute(f"SELECT {DECISION_COLUMNS} FROM decision ORDER BY num")
        return [(row[0], from_row(row)) for row in rows]

    def tombstones(self) -> Iterable[TombstoneRow]:
        """Return what erasures left."""
        rows = self.connection.execute(
            "SELECT decision, hash, mention_count FROM tombstone ORDER BY decision, hash"
        )
        return [TombstoneRow(*row) for row in rows]

    def runs(self) -> Iterable[RunRow]:
        """Return all runs."""
        rows = self.connection.execute("SELECT num, body, current FROM run ORDER BY num")
        return [RunRow(num, load_run(body), bool(current)) for num, body, current in rows]

    def rings(self, run: int) -> Iterator[RingRow]:
        """Stream the rings of a run, by id."""
        rows = self.connection.execute(
            """SELECT id, report_count, unit_count, single_report, summary, reports
               FROM ring WHERE run = ? ORDER BY id""",
            (run,),
        )
        for ring_id, reports, units, single, summary, report_ids in rows:
            ids = tuple(orjson.loads(report_ids))
            yield RingRow(ring_id, reports, units, bool(single), summary, ids)

    def members(self, run: int) -> Iterator[tuple[str, int, Member]]:
        """Stream the members of a run's rings: ring id, place in the ring, member."""
        rows = self.connection.execute(
            """SELECT ring, ordinal, unit, body FROM ring_member WHERE run = ?
               ORDER BY ring, ordinal""",
            (run,),
        )
        return ((ring, ordinal, load_member(unit, body)) for ring, ordinal, unit, body in rows)

    def brokers(self, run: int) -> Iterator[Broker]:
        """Stream the brokers of a run."""
        rows = self.connection.execute(
            "SELECT key, ring, reports_in_ring FROM broker WHERE run = ? ORDER BY key, ring",
            (run,),
        )
        return (Broker(*row) for row in rows)


def _report(row: tuple[int, str, int, str, int, int, int, int, int, int, int, bytes]) -> ReportRow:
    num, report_id, version, hash_, moment, loss, size, in_force, host, erased, at, body = row
    return ReportRow(
        num, report_id, version, hash_, moment, loss, size, bool(in_force), host, bool(erased),
        at, body,
    )  # fmt: skip
