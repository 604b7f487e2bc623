"""What detection wrote of identifiers that are now erased, taken out of every run."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import orjson

from graph.store.sqlite.runs import TOP_KEYS, dump_member, load_member, ring_members


def strip_rings(connection: sqlite3.Connection, keys: set[str]) -> None:
    """Take identifiers out of all rings and brokers of all runs.

    Args:
        connection: in a write transaction.
        keys: erased.
    """
    touched: dict[tuple[int, str], list[str]] = {}
    rows = connection.execute("SELECT run, ring, ordinal, unit, body FROM ring_member").fetchall()
    for run, ring, ordinal, unit, body in rows:
        member = load_member(unit, body)
        left = tuple(key for key in member.keys if key not in keys)
        gone = [key for key in {unit, *member.keys} if key in keys]
        if not gone:
            continue
        touched.setdefault((run, ring), []).extend(gone)
        place = (run, ring, ordinal)
        if left:
            connection.execute(
                "UPDATE ring_member SET unit = ?, body = ?"
                " WHERE run = ? AND ring = ? AND ordinal = ?",
                (left[0], dump_member(replace(member, unit=left[0], keys=left)), *place),
            )
        else:
            connection.execute(
                "DELETE FROM ring_member WHERE run = ? AND ring = ? AND ordinal = ?", place
            )
    for (run, ring), gone in touched.items():
        _summarise(connection, run, ring, gone)
    connection.executemany("DELETE FROM broker WHERE key = ?", [(key,) for key in keys])


def _summarise(connection: sqlite3.Connection, run: int, ring: str, gone: list[str]) -> None:
    members = ring_members(connection, run, ring)
    body = connection.execute(
        "SELECT summary FROM ring WHERE run = ? AND id = ?", (run, ring)
    ).fetchone()[0]
    summary = orjson.loads(body)
    for key in gone:
        kind = key.partition(":")[0]
        summary["kinds"][kind] = summary["kinds"].get(kind, 0) - 1
    summary["kinds"] = {kind: n for kind, n in summary["kinds"].items() if n > 0}
    summary["top_keys"] = [member.unit for member in members[:TOP_KEYS]]
    connection.execute(
        "UPDATE ring SET unit_count = ?, summary = ? WHERE run = ? AND id = ?",
        (len(members), orjson.dumps(summary), run, ring),
    )
