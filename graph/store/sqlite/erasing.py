"""Erasing a report or an identifier: mentions, bodies and traces go, a tombstone stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from graph.model import Report
from graph.store.sqlite import units
from graph.store.sqlite.body import dump_report, load_report
from graph.store.sqlite.erased_keys import hash_of, without
from graph.store.sqlite.erased_rings import strip_rings
from graph.store.sqlite.indexing import reindex
from graph.store.sqlite.numbers import IdentifierNumbers, chunks, find_numbers, packed

_VERSIONS = """SELECT r.num, r.id, v.version, v.content_hash, recorded_at, body
  FROM version v JOIN report r ON r.num = v.report"""
_NAMED = """SELECT 1 FROM mention WHERE identifier = ?1
  UNION ALL SELECT 1 FROM link WHERE source = ?1 OR target = ?1
  UNION ALL SELECT 1 FROM decision
    WHERE (subject = ?2 OR other = ?2) AND revoked_at IS NULL LIMIT 1"""


def erase(
    connection: sqlite3.Connection, numbers: IdentifierNumbers, decision: int, subject: str
) -> None:
    """Erase inside the caller's transaction; `scrub` then destroys what pages still hold.

    Args:
        connection: in a write transaction.
        numbers: forgets.
        decision: its number, for the tombstone.
        subject: a report's id or an identifier's key.
    """
    row = connection.execute(
        "SELECT num, content_hash FROM report WHERE id = ?", (subject,)
    ).fetchone()
    if row:
        _erase_report(connection, numbers, decision, *row)
    else:
        _erase_identifier(connection, numbers, decision, subject)
    numbers.forget()
    connection.execute("INSERT INTO term_text (term_text) VALUES ('optimize')")
    connection.execute("PRAGMA user_version = 1")


def _erase_report(
    connection: sqlite3.Connection,
    numbers: IdentifierNumbers,
    decision: int,
    num: int,
    content_hash: str,
) -> None:
    versions = [
        load_report(*row[1:])
        for row in connection.execute(f"{_VERSIONS} WHERE r.num = ?", (num,)).fetchall()
    ]
    _bury(connection, decision, content_hash, max((len(r.mentions) for r in versions), default=0))
    connection.execute("DELETE FROM version WHERE report = ?", (num,))
    connection.execute("UPDATE report SET erased = 1, loss_vnd = 0 WHERE num = ?", (num,))
    reindex(connection, numbers, [num])
    named = {key for report in versions for key in _keys_of(report)}
    _forget_identifiers(connection, _unnamed(connection, named))


def _bury(connection: sqlite3.Connection, decision: int, hash_: str, mention_count: int) -> None:
    connection.execute(
        "INSERT INTO tombstone (decision, hash, mention_count) VALUES (?, ?, ?)",
        (decision, hash_, mention_count),
    )


def _keys_of(report: Report) -> set[str]:
    ends = {end.key for link in report.links for end in (link.source, link.target)}
    return ends | {mention.identifier.key for mention in report.mentions}


def _unnamed(connection: sqlite3.Connection, keys: set[str]) -> set[str]:
    """Return those that no version of any report, and no judgement in force, names any more."""
    free = {
        key
        for key, num in find_numbers(connection, keys).items()
        if not connection.execute(_NAMED, (num, key)).fetchone()
    }
    if free:
        for _, report in _unindexed(connection):
            free -= _keys_of(report)
    return free


def _unindexed(connection: sqlite3.Connection) -> Iterator[tuple[int, Report]]:
    """Yield the versions that the index does not cover: old ones, and reports not in force."""
    rows = connection.execute(f"{_VERSIONS} WHERE v.version < r.version OR NOT r.in_force")
    yield from ((num, load_report(*row)) for num, *row in rows)


def _forget_identifiers(connection: sqlite3.Connection, keys: set[str]) -> None:
    nums = find_numbers(connection, keys)
    units.rebuild(connection, nums.values())
    for num in nums.values():
        terms = connection.execute(
            "SELECT terms FROM term_text WHERE rowid = ?", (num,)
        ).fetchone()[0]
        connection.executemany(
            "DELETE FROM term WHERE term = ? AND identifier = ?",
            [(term, num) for term in terms.split("\n")],
        )
        connection.execute("DELETE FROM term_text WHERE rowid = ?", (num,))
        connection.execute("DELETE FROM identifier WHERE num = ?", (num,))
    strip_rings(connection, set(nums))


def _erase_identifier(
    connection: sqlite3.Connection, numbers: IdentifierNumbers, decision: int, key: str
) -> None:
    hidden = hash_of(key)
    nums = find_numbers(connection, [key])
    changed = _strip_reports(connection, key, nums.get(key, 0))
    _bury(connection, decision, hidden, len(changed))
    connection.execute("UPDATE decision SET subject = ? WHERE subject = ?", (hidden, key))
    connection.execute("UPDATE decision SET other = ? WHERE other = ?", (hidden, key))
    reindex(connection, numbers, changed)
    _forget_identifiers(connection, {key})


def _strip_reports(connection: sqlite3.Connection, key: str, num: int) -> list[int]:
    """Take an identifier out of every version of every report; return these reports."""
    hosts = connection.execute(
        """SELECT report FROM mention WHERE identifier = ?1
           UNION SELECT report FROM link WHERE source = ?1 OR target = ?1""",
        (num,),
    ).fetchall()
    changed: dict[int, None] = {}
    # Few at a time: a hub's reports would not fit into memory.
    for chunk in chunks([host for (host,) in hosts]):
        rows = connection.execute(
            f"""{_VERSIONS} AND v.version = r.version
                WHERE host IN (SELECT value FROM json_each(?)) AND r.in_force""",
            (packed(chunk),),
        ).fetchall()
        _strip_versions(connection, key, ((row[0], load_report(*row[1:])) for row in rows), changed)
    _strip_versions(connection, key, _unindexed(connection), changed)
    return list(changed)


def _strip_versions(
    connection: sqlite3.Connection,
    key: str,
    versions: Iterable[tuple[int, Report]],
    changed: dict[int, None],
) -> None:
    found = [(num, report) for num, report in versions if key in _keys_of(report)]
    connection.executemany(
        "UPDATE version SET body = ? WHERE report = ? AND version = ?",
        [(dump_report(without(report, {key})), num, report.version) for num, report in found],
    )
    changed.update((num, None) for num, _ in found)
