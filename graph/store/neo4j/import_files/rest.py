"""Everything but reports as files: the store's node, sources, identifiers, runs and rings."""

from __future__ import annotations

from graph.identifiers import registry
from graph.store.archive import Archive, RunRow
from graph.store.body import to_micros
from graph.store.chunks import pages
from graph.store.neo4j.import_files import layout
from graph.store.neo4j.import_files.judged import Judged
from graph.store.neo4j.import_files.tables import Tables
from graph.store.neo4j.properties import run_says, terms_of
from graph.store.ring_bodies import load_summary

_STORE = 1
_MEMBERS_AT_ONCE = 2_000


def write_store(tables: Tables, archive: Archive) -> None:
    """Write the node whose counters go on where the archive's end."""
    last = archive.last_numbers()
    counters = (last.reports, last.identifiers, last.sources, last.decisions, last.runs)
    tables.write(layout.STORE, _STORE, "truyvet", 0, *counters)


def write_sources(tables: Tables, archive: Archive, judged: Judged) -> None:
    """Write all sources."""
    for num, source in archive.sources():
        at = source.recorded_at
        tables.write(
            layout.SOURCES, num, num, source.sha256, source.fingerprint, source.name,
            source.size_bytes, source.stream, None if at is None else to_micros(at),
            source.complete, source.report_count,
        )  # fmt: skip
        judged.tie(source.sha256, "Source", num)


def write_identifiers(tables: Tables, archive: Archive, judged: Judged) -> None:
    """Write all identifiers and the units that they are in."""
    for row in archive.identifiers():
        identifier = registry.from_key(row.key)
        tables.write(
            layout.IDENTIFIERS[identifier.kind], row.num, row.num, row.key, identifier.kind,
            identifier.value, row.unit, row.joins, row.degree, row.united, row.state,
            row.confirmed, terms_of(identifier),
        )  # fmt: skip
        if row.unit != row.num:
            tables.write(layout.PART_OF, row.num, row.unit)
        judged.tie(row.key, "Identifier", row.num)


def write_runs(tables: Tables, archive: Archive, judged: Judged) -> None:
    """Write all runs with what they found."""
    written = 0
    for row in archive.runs():
        says = run_says(row.run)
        tables.write(layout.RUNS, row.num, row.num, row.run.id, *says.values())
        if row.is_current:
            tables.write(layout.CURRENT, _STORE, row.num)
        written = _write_rings(tables, archive, judged, row, written)


def _write_rings(
    tables: Tables, archive: Archive, judged: Judged, run: RunRow, written: int
) -> int:
    """Write the rings of a run; return how many rings are written by then."""
    places: dict[str, int] = {}
    for num, ring in enumerate(archive.rings(run.num), start=written + 1):
        places[ring.id] = num
        says = load_summary(ring.summary)
        tables.write(
            layout.RINGS, num, run.num, ring.id, ring.report_count, ring.unit_count,
            ring.single_report, says["loss_vnd"], says["first_at"], says["last_at"],
            ring.summary.decode(), ring.report_ids,
        )  # fmt: skip
        tables.write(layout.FOUND, run.num, num)
        judged.tie(ring.id, "Ring", num)
    for page in pages(archive.members(run.num), _MEMBERS_AT_ONCE):
        known = archive.numbers_of({member.unit for _, _, member in page})
        for ring_id, ordinal, member in page:
            says_member = (ordinal, member.keys, member.strength, member.report_count)
            tables.write(layout.MEMBER_OF, known[member.unit], places[ring_id], *says_member)
    for brokers in pages(archive.brokers(run.num), _MEMBERS_AT_ONCE):
        known = archive.numbers_of({broker.key for broker in brokers})
        for broker in brokers:
            ends = known[broker.key], places[broker.ring_id]
            tables.write(layout.BROKER_OF, *ends, broker.reports_in_ring)
    return written + len(places)
