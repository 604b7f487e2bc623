"""Runs and what they found: written beside the current one, then the pointer flips."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import NoRunError, RingNotFoundError, RunNotFoundError
from graph.model import Broker, Member, Ring, Run
from graph.store.answers import RingSummary
from graph.store.body import whole
from graph.store.neo4j.transaction import Transaction, WriteTransaction
from graph.store.ring_bodies import (
    load_run,
    load_summary,
)

_KNOWN = "MATCH (run:Run {id: $id}) RETURN 1"
_FLIP = """MATCH (s:Store {name: 'truyvet'}) MATCH (run:Run {id: $id})
OPTIONAL MATCH (s)-[old:CURRENT]->()
DELETE old CREATE (s)-[:CURRENT]->(run)"""
_CURRENT = "MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run) RETURN run.body"
_LIST = "MATCH (run:Run) RETURN run.body ORDER BY run.num DESC"
_LIST_RINGS = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)-[:FOUND]->(g:Ring)
WHERE $single OR NOT g.single_report
WITH run, g ORDER BY g.report_count DESC, g.id SKIP $offset LIMIT $limit
RETURN g.id, run.id, g.unit_count, g.report_count, g.single_report, g.summary"""
_GET = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)
UNWIND $items AS id MATCH (g:Ring {run: run.num, id: id})
RETURN id, g.single_report, coalesce(g.report_ids, []), g.summary"""
_GET_MEMBERS = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)
UNWIND $items AS id MATCH (i:Identifier)-[m:MEMBER_OF]->(:Ring {run: run.num, id: id})
WITH id, i, m ORDER BY m.ordinal
RETURN id, collect([i.key, m.keys, m.strength, m.report_count])"""
_RINGS_OF = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)
UNWIND $items AS key MATCH (:Identifier {key: key})-[:MEMBER_OF]->(g:Ring {run: run.num})
WITH key, min(g.id) AS ring RETURN collect(key), collect(ring)"""
_LIST_BROKERS = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)-[:FOUND]->(g:Ring)
MATCH (i:Identifier)-[b:BROKER_OF]->(g)
RETURN i.key, g.id, b.reports_in_ring ORDER BY i.key, g.id"""


def make_current(writing: WriteTransaction, run_id: str) -> None:
    """Flip readers to a written run.

    Raises:
        RunNotFoundError: it was never written.
    """
    if writing.one(_KNOWN, id=run_id) is None:
        raise RunNotFoundError(run_id)
    writing.rows(_FLIP, id=run_id)


def current_run(reading: Transaction) -> Run:
    """Return the current run.

    Raises:
        NoRunError: there is none.
    """
    row = reading.one(_CURRENT)
    if row is None:
        raise NoRunError
    return load_run(row[0])


def list_runs(reading: Transaction) -> list[Run]:
    """Return all runs, the last started first."""
    found = [load_run(body) for (body,) in reading.rows(_LIST)]
    # Stable: of those that started at once, the last written comes first.
    return sorted(found, key=lambda run: run.started_at, reverse=True)


def list_rings(
    reading: Transaction, limit: int, offset: int, *, include_single: bool
) -> list[RingSummary]:
    """Return the current run's rings: most reports first, then id."""
    rows = reading.rows(_LIST_RINGS, limit=_few(limit), offset=_few(offset), single=include_single)
    return [
        RingSummary(
            id=ring_id, run_id=run_id, unit_count=units, report_count=reports,
            single_report=single, **load_summary(summary),
        )
        for ring_id, run_id, units, reports, single, summary in rows
    ]  # fmt: skip


def _few(number: int) -> int:
    # The server adds the two up within 64 bits.
    return min(whole(number), 2**62)


def get_rings(reading: Transaction, ring_ids: Sequence[str]) -> list[Ring]:
    """Return rings of the current run, in order.

    Raises:
        RingNotFoundError: it lacks one of them.
    """
    items = list(dict.fromkeys(ring_ids))
    members = {
        ring_id: tuple(
            Member(unit, tuple(keys), strength, count) for unit, keys, strength, count in rows
        )
        for ring_id, rows in reading.rows(_GET_MEMBERS, items=items)
    }
    found: dict[str, Ring] = {}
    for ring_id, single, report_ids, summary in reading.rows(_GET, items=items):
        fields = load_summary(summary)
        del fields["top_keys"]
        found[ring_id] = Ring(
            id=ring_id, members=members.get(ring_id, ()), report_ids=tuple(report_ids),
            single_report=single, **fields,
        )  # fmt: skip
    for ring_id in ring_ids:
        if ring_id not in found:
            raise RingNotFoundError(ring_id)
    return [found[ring_id] for ring_id in ring_ids]


def rings_of(reading: Transaction, units: Sequence[str]) -> dict[str, str]:
    """Return the current run's ring of each unit that is in one."""
    found = dict(reading.pairs(_RINGS_OF, list(dict.fromkeys(units))))
    return {unit: found[unit] for unit in units if unit in found}


def list_brokers(reading: Transaction) -> list[Broker]:
    """Return the current run's brokers, sorted by (key, ring id)."""
    return [Broker(*row) for row in reading.rows(_LIST_BROKERS)]
