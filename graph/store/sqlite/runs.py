"""Runs and what they found: written beside the current one, then the pointer flips."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import orjson

from graph.errors import NoRunError, RingNotFoundError, RunNotFoundError
from graph.model import Broker, Member, Ring, Run
from graph.store.answers import RingSummary
from graph.store.body import whole
from graph.store.chunks import chunks
from graph.store.ring_bodies import dump_run, dump_summary, keep_known, load_run, load_summary
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import marks

_CURRENT = "(SELECT num FROM run WHERE current = 1)"


def write_run(
    connection: sqlite3.Connection, run: Run, rings: Iterable[Ring], brokers: Iterable[Broker]
) -> None:
    """Write a run inside the caller's transaction; one of the same id is written anew."""
    rings, brokers = keep_known(IdentityRows(connection), list(rings), list(brokers))
    row = connection.execute("SELECT num, current FROM run WHERE id = ?", (run.id,)).fetchone()
    if row:
        for table in ("broker", "ring_member", "ring"):
            connection.execute(f"DELETE FROM {table} WHERE run = ?", (row[0],))
        connection.execute("DELETE FROM run WHERE num = ?", (row[0],))
    number = connection.execute(
        "INSERT INTO run (id, current, body) VALUES (?, ?, ?)",
        (run.id, row[1] if row else 0, dump_run(run)),
    ).lastrowid
    for ring in rings:
        _write_ring(connection, number, ring)
    connection.executemany(
        "INSERT INTO broker VALUES (?, ?, ?, ?)",
        ((number, broker.key, broker.ring_id, broker.reports_in_ring) for broker in brokers),
    )


def _write_ring(connection: sqlite3.Connection, run: int | None, ring: Ring) -> None:
    connection.execute(
        "INSERT INTO ring VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            run,
            ring.id,
            len(ring.report_ids),
            len(ring.members),
            ring.single_report,
            dump_summary(ring),
            orjson.dumps(ring.report_ids),
        ),
    )
    connection.executemany(
        "INSERT INTO ring_member (run, unit, ring, ordinal, body) VALUES (?, ?, ?, ?, ?)",
        [
            (run, member.unit, ring.id, ordinal, dump_member(member))
            for ordinal, member in enumerate(ring.members)
        ],
    )


def dump_member(member: Member) -> bytes:
    """Return a member as bytes, without its unit, which is kept apart."""
    return orjson.dumps((member.keys, member.strength, member.report_count))


def load_member(unit: str, body: bytes) -> Member:
    """Return the member that `dump_member` wrote."""
    keys, strength, report_count = orjson.loads(body)
    return Member(unit, tuple(keys), strength, report_count)


def make_current(connection: sqlite3.Connection, run_id: str) -> None:
    """Flip readers to a written run, inside the caller's transaction.

    Raises:
        RunNotFoundError: it was never written.
    """
    if not connection.execute("SELECT 1 FROM run WHERE id = ?", (run_id,)).fetchone():
        raise RunNotFoundError(run_id)
    connection.execute("UPDATE run SET current = 0 WHERE current = 1")
    connection.execute("UPDATE run SET current = 1 WHERE id = ?", (run_id,))


def current_run(connection: sqlite3.Connection) -> Run:
    """Return the current run.

    Raises:
        NoRunError: there is none.
    """
    row = connection.execute("SELECT body FROM run WHERE current = 1").fetchone()
    if not row:
        raise NoRunError
    return load_run(row[0])


def list_runs(connection: sqlite3.Connection) -> list[Run]:
    """Return all runs, the last started first."""
    rows = connection.execute("SELECT body FROM run ORDER BY num DESC")
    # Stable: of those that started at once, the last written comes first.
    return sorted(
        (load_run(body) for (body,) in rows), key=lambda run: run.started_at, reverse=True
    )


def list_rings(
    connection: sqlite3.Connection, limit: int, offset: int, *, include_single: bool
) -> list[RingSummary]:
    """Return the current run's rings: most reports first, then id."""
    only = "" if include_single else "AND single_report = 0"
    rows = connection.execute(
        f"""SELECT ring.id, run.id, unit_count, report_count, single_report, summary
            FROM ring JOIN run ON run = run.num WHERE run = {_CURRENT} {only}
            ORDER BY report_count DESC, ring.id LIMIT ? OFFSET ?""",
        (whole(limit), whole(offset)),
    )
    return [_summary(*row) for row in rows]


def _summary(
    ring_id: str, run_id: str, unit_count: int, report_count: int, single: int, body: bytes
) -> RingSummary:
    return RingSummary(
        id=ring_id, run_id=run_id, unit_count=unit_count, report_count=report_count,
        single_report=bool(single), **load_summary(body),
    )  # fmt: skip


def get_ring(connection: sqlite3.Connection, ring_id: str) -> Ring:
    """Return a ring of the current run.

    Raises:
        RingNotFoundError: it has no such ring.
    """
    row = connection.execute(
        f"""SELECT run, single_report, summary, reports FROM ring
            WHERE run = {_CURRENT} AND id = ?""",
        (ring_id,),
    ).fetchone()
    if not row:
        raise RingNotFoundError(ring_id)
    run, single, summary, reports = row
    fields = load_summary(summary)
    del fields["top_keys"]
    return Ring(
        id=ring_id,
        members=tuple(ring_members(connection, run, ring_id)),
        report_ids=tuple(orjson.loads(reports)),
        single_report=bool(single),
        **fields,
    )


def ring_members(connection: sqlite3.Connection, run: int, ring_id: str) -> list[Member]:
    """Return a ring's members in their order."""
    rows = connection.execute(
        "SELECT unit, body FROM ring_member WHERE run = ? AND ring = ? ORDER BY ordinal",
        (run, ring_id),
    )
    return [load_member(unit, body) for unit, body in rows]


def rings_of(connection: sqlite3.Connection, units: Sequence[str]) -> dict[str, str]:
    """Return the current run's ring of each unit that is in one."""
    found: dict[str, str] = {}
    for chunk in chunks(list(dict.fromkeys(units))):
        rows = connection.execute(
            f"""SELECT unit, min(ring) FROM ring_member
                WHERE run = {_CURRENT} AND unit IN ({marks(chunk)}) GROUP BY unit""",
            chunk,
        )
        found.update(rows.fetchall())
    return {unit: found[unit] for unit in units if unit in found}


def list_brokers(connection: sqlite3.Connection) -> list[Broker]:
    """Return the current run's brokers, sorted by (key, ring id)."""
    rows = connection.execute(
        f"""SELECT key, ring, reports_in_ring FROM broker
            WHERE run = {_CURRENT} ORDER BY key, ring"""
    )
    return [Broker(*row) for row in rows]
