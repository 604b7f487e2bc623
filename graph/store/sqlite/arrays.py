"""Everything that detection reads, as arrays."""

from __future__ import annotations

import sqlite3

import numpy as np

from graph.store.answers import NO_MOMENT, Facts, Int64
from graph.store.raw_facts import RawFacts, assemble

_MENTIONS = """SELECT report, identifier, roles FROM mention INDEXED BY mention_report
  ORDER BY report, identifier"""
_LINKS = """SELECT report, source, target, type, amount_vnd, at FROM link
  ORDER BY report, ordinal"""
_IDENTIFIERS = "SELECT key, num, unit, state FROM identifier ORDER BY key"
_REPORTS = """SELECT id, num, moment, loss_vnd FROM report
  WHERE in_force AND host = num ORDER BY id"""
_HOSTED = f"""SELECT host, coalesce(max(loss_vnd), 0),
    coalesce(min(moment) FILTER (WHERE moment > {NO_MOMENT}), {NO_MOMENT})
  FROM report WHERE host <> num AND in_force GROUP BY host"""


def read_facts(connection: sqlite3.Connection) -> Facts:
    """Return all facts in force; the contract stands in the port.

    Args:
        connection: in a read transaction, so that all parts are of one state.
    """
    mentions = _columns(connection, _MENTIONS, 3)
    keys, (nums, units, states) = _named(connection, _IDENTIFIERS)
    report_ids, (report_nums, moment, loss_vnd) = _named(connection, _REPORTS)
    return assemble(
        RawFacts(
            keys, nums, units, states, report_ids, report_nums, moment, loss_vnd,
            mentions[0], mentions[1], mentions[2],
            links=connection.execute(_LINKS).fetchall(),
            hosted={host: (loss, at) for host, loss, at in connection.execute(_HOSTED)},
        )
    )  # fmt: skip


def _columns(connection: sqlite3.Connection, query: str, width: int) -> list[Int64]:
    names = [f"f{i}" for i in range(width)]
    table = np.fromiter(connection.execute(query), np.dtype([(name, np.int64) for name in names]))
    return [np.ascontiguousarray(table[name]) for name in names]


def _named(connection: sqlite3.Connection, query: str) -> tuple[list[str], list[Int64]]:
    """Return a column of texts, and three of numbers."""
    rows = connection.execute(query).fetchall()
    numbers = np.array([row[1:] for row in rows], np.int64).reshape(-1, 3)
    return [row[0] for row in rows], [np.ascontiguousarray(numbers[:, i]) for i in range(3)]
