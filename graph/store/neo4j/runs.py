"""Runs and what they found: written beside the current one, then the pointer flips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.errors import NoRunError, RingNotFoundError, RunNotFoundError
from graph.model import Broker, Member, Ring, Run
from graph.store.answers import RingSummary
from graph.store.body import whole
from graph.store.chunks import chunks
from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.properties import run_says, texts
from graph.store.neo4j.transaction import Transaction, WriteTransaction
from graph.store.ring_bodies import (
    dump_summary,
    keep_known,
    load_run,
    load_summary,
)

_AT_ONCE = 2_000
_REMOVE = """MATCH (run:Run {id: $id}) OPTIONAL MATCH (run)-[:FOUND]->(g:Ring)
DETACH DELETE g"""
_RUN = """MERGE (run:Run {id: $id})
SET run.num = $num, run += $says"""
_RINGS = """MATCH (run:Run {id: $id}) UNWIND $items AS x
CREATE (run)-[:FOUND]->(g:Ring {run: run.num, id: x.id}) SET g += x.says"""
_JUDGED = """MATCH (run:Run {id: $id})-[:FOUND]->(g:Ring)
MATCH (d:Decision {subject: g.id}) MERGE (d)-[:ABOUT]->(g)"""
_MEMBERS = """MATCH (run:Run {id: $id}) UNWIND $items AS x
MATCH (g:Ring {run: run.num, id: x[0]}) MATCH (i:Identifier {key: x[2]})
CREATE (i)-[:MEMBER_OF {ordinal: x[1], keys: x[3], strength: x[4], report_count: x[5]}]->(g)"""
_BROKERS = """MATCH (run:Run {id: $id}) UNWIND $items AS x
MATCH (g:Ring {run: run.num, id: x[1]}) MATCH (i:Identifier {key: x[0]})
CREATE (i)-[:BROKER_OF {reports_in_ring: x[2]}]->(g)"""
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
MATCH (g:Ring {run: run.num, id: $id})
RETURN g.single_report, coalesce(g.report_ids, []), g.summary"""
_GET_MEMBERS = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)
MATCH (i:Identifier)-[m:MEMBER_OF]->(:Ring {run: run.num, id: $id})
RETURN i.key, m.keys, m.strength, m.report_count ORDER BY m.ordinal"""
_RINGS_OF = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)
UNWIND $items AS key MATCH (:Identifier {key: key})-[:MEMBER_OF]->(g:Ring {run: run.num})
WITH key, min(g.id) AS ring RETURN collect(key), collect(ring)"""
_LIST_BROKERS = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)-[:FOUND]->(g:Ring)
MATCH (i:Identifier)-[b:BROKER_OF]->(g)
RETURN i.key, g.id, b.reports_in_ring ORDER BY i.key, g.id"""


def write_run(
    writing: WriteTransaction, run: Run, rings: Sequence[Ring], brokers: Sequence[Broker]
) -> None:
    """Write a run; one of the same id is written anew, and stays current if it was."""
    rings, brokers = keep_known(NodeIdentities(writing), rings, brokers)
    writing.rows(_REMOVE, id=run.id)
    writing.rows(_RUN, id=run.id, num=writing.take("runs", 1), says=run_says(run))
    for some in chunks(rings, _AT_ONCE):
        writing.each(_RINGS, [{"id": ring.id, "says": _says(ring)} for ring in some], id=run.id)
    writing.rows(_JUDGED, id=run.id)
    members = [
        [ring.id, ordinal, member.unit, list(member.keys), member.strength, member.report_count]
        for ring in rings
        for ordinal, member in enumerate(ring.members)
    ]
    for found in chunks(members, _AT_ONCE):
        writing.each(_MEMBERS, found, id=run.id)
    shared = [[broker.key, broker.ring_id, broker.reports_in_ring] for broker in brokers]
    for found in chunks(shared, _AT_ONCE):
        writing.each(_BROKERS, found, id=run.id)


def _says(ring: Ring) -> dict[str, Any]:
    return {
        "report_count": len(ring.report_ids),
        "unit_count": len(ring.members),
        "single_report": ring.single_report,
        "loss_vnd": ring.loss_vnd,
        "first_at": ring.first_at,
        "last_at": ring.last_at,
        "summary": dump_summary(ring).decode(),
        "report_ids": texts(ring.report_ids),
    }


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


def get_ring(reading: Transaction, ring_id: str) -> Ring:
    """Return a ring of the current run.

    Raises:
        RingNotFoundError: it has no such ring.
    """
    row = reading.one(_GET, id=ring_id)
    if row is None:
        raise RingNotFoundError(ring_id)
    single, report_ids, summary = row
    fields = load_summary(summary)
    del fields["top_keys"]
    members = tuple(
        Member(unit, tuple(keys), strength, count)
        for unit, keys, strength, count in reading.rows(_GET_MEMBERS, id=ring_id)
    )
    return Ring(
        id=ring_id, members=members, report_ids=tuple(report_ids), single_report=single, **fields
    )


def rings_of(reading: Transaction, units: Sequence[str]) -> dict[str, str]:
    """Return the current run's ring of each unit that is in one."""
    found = dict(reading.pairs(_RINGS_OF, list(dict.fromkeys(units))))
    return {unit: found[unit] for unit in units if unit in found}


def list_brokers(reading: Transaction) -> list[Broker]:
    """Return the current run's brokers, sorted by (key, ring id)."""
    return [Broker(*row) for row in reading.rows(_LIST_BROKERS)]
