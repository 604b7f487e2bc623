"""A whole database as rows, page by page: see graph.store.archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, LiteralString

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
from graph.store.judgements.decision_rows import number_of
from graph.store.neo4j.database import Database
from graph.store.neo4j.decisions import NodeDecisionList
from graph.store.neo4j.numbers import find_numbers
from graph.store.neo4j.sources import COLUMNS as SOURCE_COLUMNS
from graph.store.neo4j.sources import source_of_row
from graph.store.ring_bodies import load_run

_PAGE = 5_000
_LAST = """MATCH (s:Store {name: 'truyvet'})
RETURN s.reports, s.identifiers, s.sources, s.decisions, s.runs"""
_SOURCES: LiteralString = "MATCH (s:Source) WITH s ORDER BY s.num RETURN s.num, " + SOURCE_COLUMNS
_IDENTIFIERS = """MATCH (i:Identifier) WHERE i.num > $lo AND i.num <= $hi WITH i ORDER BY i.num
RETURN i.num, i.key, i.unit, i.joins, i.degree, i.united, i.state, i.confirmed"""
_REPORT: LiteralString = """ WITH r ORDER BY r.num
RETURN r.num, r.id, r.version, r.content_hash, r.moment, r.loss_vnd, r.list_size, r.in_force,
  coalesce(r.copy_of, r.num), coalesce(r.erased, false), r.recorded_at, r.body"""
_REPORTS: LiteralString = "MATCH (r:Report) WHERE r.num > $lo AND r.num <= $hi" + _REPORT
_COPIES: LiteralString = (
    "UNWIND $items AS n MATCH (r:Report {copy_of: n}) WHERE r.in_force" + _REPORT
)
_OLD = """MATCH (r:Report) WHERE r.num > $lo AND r.num <= $hi
MATCH (v:Version)-[:VERSION_OF]->(r) WITH r, v ORDER BY r.num, v.version
RETURN r.num, v.version, v.recorded_at, v.content_hash, v.body"""
_SIGHTINGS = """MATCH (r:Report) WHERE r.num > $lo AND r.num <= $hi
MATCH (r)-[seen:SEEN_IN]->(s:Source) WITH r, seen, s ORDER BY r.num, s.num
RETURN r.num, s.num, seen.locator"""
_TOMBSTONES = """MATCH (d:Decision)-[:LEFT]->(t:Tombstone) WITH d, t ORDER BY d.num, t.hash
RETURN d.num, t.hash, t.mention_count"""
_RUNS = """MATCH (run:Run) WITH run ORDER BY run.num
RETURN run.num, run.body, EXISTS { (:Store {name: 'truyvet'})-[:CURRENT]->(run) }"""
_RINGS = """MATCH (g:Ring) WHERE g.run = $run AND g.id > $after WITH g ORDER BY g.id LIMIT $page
RETURN g.id, g.report_count, g.unit_count, g.single_report, g.summary,
  coalesce(g.report_ids, [])"""
_MEMBERS = """UNWIND $items AS id MATCH (i:Identifier)-[m:MEMBER_OF]->(g:Ring {run: $run, id: id})
WITH id, i, m ORDER BY id, m.ordinal
RETURN id, m.ordinal, i.key, m.keys, m.strength, m.report_count"""
_BROKERS = """MATCH (i:Identifier)-[b:BROKER_OF]->(g:Ring {run: $run})
RETURN i.key, g.id, b.reports_in_ring ORDER BY i.key, g.id"""
_RINGS_AT_ONCE = 500


class NodeArchive:
    """Fulfils graph.store.archive.Archive.

    Args:
        database: while writers wait (Database.hold), so that all pages are of one state.
    """

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def _rows(self, query: LiteralString, **parameters: Any) -> list[list[Any]]:
        return self._database.read(lambda reading: reading.rows(query, **parameters))

    def _ranges(self, query: LiteralString, last: int) -> Iterator[list[Any]]:
        for start in range(0, last, _PAGE):
            yield from self._rows(query, lo=start, hi=start + _PAGE)

    def last_numbers(self) -> LastNumbers:
        """Return the last number given to each kind of thing."""
        return LastNumbers(*self._rows(_LAST)[0])

    def sources(self) -> Iterable[tuple[int, Source]]:
        """Return all sources with their numbers."""
        return [(num, source_of_row(*row)) for num, *row in self._rows(_SOURCES)]

    def identifiers(self) -> Iterator[IdentifierRow]:
        """Stream all identifiers."""
        for row in self._ranges(_IDENTIFIERS, self.last_numbers().identifiers):
            yield IdentifierRow(*row)

    def reports(self) -> Iterator[ReportRow]:
        """Stream all reports, also those that are not in force."""
        return map(_report, self._ranges(_REPORTS, self.last_numbers().reports))

    def copies_of(self, hosts: Sequence[int]) -> list[ReportRow]:
        """Return the other reports in force whose facts stand at these, by number."""
        return [*map(_report, self._rows(_COPIES, items=list(hosts)))]

    def numbers_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the identifiers of these keys that are known."""
        wanted = list(keys)
        return self._database.read(lambda reading: find_numbers(reading, wanted))

    def old_versions(self) -> Iterator[VersionRow]:
        """Stream the superseded versions, by report and version."""
        for num, version, at, hash_, body in self._ranges(_OLD, self.last_numbers().reports):
            yield VersionRow(num, version, at, hash_, body.encode())

    def sightings(self) -> Iterator[SightingRow]:
        """Stream who was seen where, by report and source."""
        for row in self._ranges(_SIGHTINGS, self.last_numbers().reports):
            yield SightingRow(*row)

    def decisions(self) -> Iterable[tuple[int, Decision]]:
        """Return all judgements with their numbers, revoked ones too."""
        found = self._database.read(
            lambda reading: NodeDecisionList(reading).select_decisions(None, None, None)
        )
        return [(number_of(decision.id or "") or 0, decision) for decision in found]

    def tombstones(self) -> Iterable[TombstoneRow]:
        """Return what erasures left."""
        return [TombstoneRow(*row) for row in self._rows(_TOMBSTONES)]

    def runs(self) -> Iterable[RunRow]:
        """Return all runs."""
        return [RunRow(num, load_run(body), current) for num, body, current in self._rows(_RUNS)]

    def rings(self, run: int) -> Iterator[RingRow]:
        """Stream the rings of a run, by id."""
        after = ""
        while page := self._rows(_RINGS, run=run, after=after, page=_RINGS_AT_ONCE):
            for ring_id, reports, units, single, summary, report_ids in page:
                ids = tuple(report_ids)
                yield RingRow(ring_id, reports, units, single, summary.encode(), ids)
            after = page[-1][0]

    def members(self, run: int) -> Iterator[tuple[str, int, Member]]:
        """Stream the members of a run's rings: ring id, place in the ring, member."""
        after = ""
        while page := self._rows(_RINGS, run=run, after=after, page=_RINGS_AT_ONCE):
            after = page[-1][0]
            for ring_id, ordinal, unit, keys, *says in self._rows(
                _MEMBERS, items=[row[0] for row in page], run=run
            ):
                yield ring_id, ordinal, Member(unit, tuple(keys), *says)

    def brokers(self, run: int) -> Iterator[Broker]:
        """Stream the brokers of a run."""
        return (Broker(*row) for row in self._rows(_BROKERS, run=run))


def _report(row: list[Any]) -> ReportRow:
    if row[-1] is not None:
        row[-1] = row[-1].encode()
    return ReportRow(*row)
