"""A run while it is written: as a draft, in many transactions.

One transaction would need 5 KB of the server's memory for each membership, and so end at 140,000
with a heap of 1 GB. A (:Draft) and its rings are invisible to readers; that it becomes a (:Run)
is one small transaction. What a writer that died has left is removed by a later one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import partial
from typing import Any

from graph.model import Broker, Ring, Run
from graph.store.chunks import chunks
from graph.store.neo4j.database import Database
from graph.store.neo4j.fault_texts import unavailable
from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.properties import run_says, texts
from graph.store.neo4j.transaction import WriteTransaction
from graph.store.ring_bodies import dump_summary, known_brokers, known_rings

_AT_ONCE = 2_000
"""Memberships of one transaction; a ring is never divided, so that an erasure finds all of it."""
_STALE_MILLIS = 24 * 3_600_000
_BEGIN = "CREATE (:Draft {num: $num, begun_at: timestamp()})"
_STALE = "MATCH (d:Draft) WHERE d.begun_at < timestamp() - $millis RETURN d.num"
_RINGS = """MATCH (draft:Draft {num: $num}) UNWIND $items AS x
CREATE (draft)-[:FOUND]->(g:Ring {run: $num, id: x.id}) SET g += x.says
WITH g, x UNWIND x.members AS m MATCH (i:Identifier {key: m[1]})
CREATE (i)-[:MEMBER_OF {ordinal: m[0], keys: m[2], strength: m[3], report_count: m[4]}]->(g)"""
_BROKERS = """UNWIND $items AS x
MATCH (g:Ring {run: $num, id: x[1]}) MATCH (i:Identifier {key: x[0]})
CREATE (i)-[:BROKER_OF {reports_in_ring: x[2]}]->(g)"""
_JUDGED = """MATCH (:Draft {num: $num})-[:FOUND]->(g:Ring)
MATCH (d:Decision {subject: g.id}) MERGE (d)-[:ABOUT]->(g)"""
_RETIRE = """MATCH (old:Run {id: $id}) OPTIONAL MATCH (:Store)-[current:CURRENT]->(old)
WITH old, current, current IS NOT NULL AS is_current
DELETE current REMOVE old:Run SET old:Draft, old.begun_at = timestamp()
RETURN old.num, is_current"""
_PUBLISH = """MATCH (draft:Draft {num: $num})
REMOVE draft:Draft, draft.begun_at SET draft:Run, draft.id = $id, draft += $says RETURN 1"""
_CURRENT = """MATCH (s:Store {name: 'truyvet'}) MATCH (run:Run {id: $id})
CREATE (s)-[:CURRENT]->(run)"""
_UNLINK = """MATCH (:Draft {num: $num})-[:FOUND]->(:Ring)<-[m:MEMBER_OF|BROKER_OF]-()
WITH m LIMIT $few DELETE m RETURN count(m)"""
_EMPTY = """MATCH (:Draft {num: $num})-[:FOUND]->(g:Ring)
WITH g LIMIT $few DETACH DELETE g RETURN count(*)"""
_END = "MATCH (draft:Draft {num: $num}) DELETE draft"


def write_run(
    database: Database, run: Run, rings: Sequence[Ring], brokers: Sequence[Broker]
) -> None:
    """Write a run; one of the same id is written anew, and stays current if it was.

    Args:
        database: of the store.
        run: to write.
        rings, brokers: what it found.
    """
    number, unwanted = database.write(_begin)
    for some in _few(rings):
        database.write(partial(_write_rings, number=number, rings=some))
    ids = {ring.id for ring in rings}
    for shared in chunks(brokers, _AT_ONCE):
        database.write(partial(_write_brokers, number=number, brokers=shared, ring_ids=ids))
    unwanted += database.write(partial(_publish, number=number, run=run, address=database.address))
    for draft in unwanted:
        while not database.write(partial(_discard, number=draft)):
            pass


def _begin(writing: WriteTransaction) -> tuple[int, list[int]]:
    """Return a new draft's number, and those that their writers left."""
    stale = [num for (num,) in writing.rows(_STALE, millis=_STALE_MILLIS)]
    number = writing.take("runs", 1)
    writing.rows(_BEGIN, num=number)
    return number, stale


def _few(rings: Sequence[Ring]) -> Iterator[list[Ring]]:
    some: list[Ring] = []
    size = 0
    for ring in rings:
        if some and size + len(ring.members) > _AT_ONCE:
            yield some
            some, size = [], 0
        some.append(ring)
        size += len(ring.members) + 1
    if some:
        yield some


def _write_rings(writing: WriteTransaction, number: int, rings: Sequence[Ring]) -> None:
    known = known_rings(NodeIdentities(writing), rings)
    rows = [{"id": ring.id, "says": _says(ring), "members": _members(ring)} for ring in known]
    writing.each(_RINGS, rows, num=number)


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


def _members(ring: Ring) -> list[list[Any]]:
    return [
        [ordinal, member.unit, list(member.keys), member.strength, member.report_count]
        for ordinal, member in enumerate(ring.members)
    ]


def _write_brokers(
    writing: WriteTransaction, number: int, brokers: Sequence[Broker], ring_ids: Container[str]
) -> None:
    known = known_brokers(NodeIdentities(writing), brokers, ring_ids)
    rows = [[broker.key, broker.ring_id, broker.reports_in_ring] for broker in known]
    writing.each(_BROKERS, rows, num=number)


def _publish(writing: WriteTransaction, number: int, run: Run, address: str) -> list[int]:
    """Make a draft the run; return the number of the one that it replaces, now a draft.

    Raises:
        StoreUnavailableError: another writer took the draft for a dead one's.
    """
    writing.rows(_JUDGED, num=number)
    old = writing.one(_RETIRE, id=run.id)
    if writing.one(_PUBLISH, num=number, id=run.id, says=run_says(run)) is None:
        raise unavailable(address, "late")
    if old is None:
        return []
    replaced, was_current = old
    if was_current:
        writing.rows(_CURRENT, id=run.id)
    return [replaced]


def _discard(writing: WriteTransaction, number: int) -> bool:
    """Remove some of a draft; say whether that was all."""
    for query in (_UNLINK, _EMPTY):
        row = writing.one(query, num=number, few=_AT_ONCE)
        if row and row[0]:
            return False
    writing.rows(_END, num=number)
    return True
