"""Groups of duplicates, and whether reports are in force: what judgements do to reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.model import DecisionKind
from graph.store.sqlite.numbers import packed

# A report is out when it was erased or rejected, or when every source that carried it was
# withdrawn.
_IN_FORCE = f"""(erased = 0
  AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.subject = report.id
    AND d.kind = '{DecisionKind.REJECTED}' AND d.revoked_at IS NULL)
  AND EXISTS (SELECT 1 FROM sighting s JOIN source ON source.num = s.source
    WHERE s.report = report.num AND NOT EXISTS (
      SELECT 1 FROM decision d WHERE d.subject = source.sha256
        AND d.kind = '{DecisionKind.WITHDRAW}' AND d.revoked_at IS NULL)))"""


def misjudged(connection: sqlite3.Connection, nums: Iterable[int]) -> list[int]:
    """Return those of these reports whose place in the index is not what judgements say."""
    rows = connection.execute(
        f"""SELECT num FROM report WHERE num IN (SELECT value FROM json_each(?))
            AND in_force <> {_IN_FORCE}""",
        (packed(nums),),
    )
    return [num for (num,) in rows]


def groups_of(connection: sqlite3.Connection, nums: Sequence[int]) -> list[list[int]]:
    """Return the groups of duplicates that these reports are in, each sorted."""
    seen: set[int] = set()
    found = []
    judged = connection.execute(
        "SELECT 1 FROM decision WHERE kind = ? AND revoked_at IS NULL LIMIT 1",
        (DecisionKind.DUPLICATE_OF,),
    ).fetchone()
    for num in nums:
        if num not in seen:
            group = _group(connection, num) if judged else [num]
            seen.update(group)
            found.append(group)
    return found


def _group(connection: sqlite3.Connection, num: int) -> list[int]:
    group, open_ends = {num}, [num]
    while open_ends:
        me = open_ends.pop()
        fresh = {other for pair in _duplicates(connection, [me]) for other in pair} - group
        group |= fresh
        open_ends.extend(fresh)
    return sorted(group)


def _duplicates(connection: sqlite3.Connection, nums: list[int]) -> list[tuple[int, int]]:
    """Return the judgements in force about these reports: (duplicate, what it duplicates)."""
    return connection.execute(
        """SELECT a.num, b.num FROM (SELECT value FROM json_each(?1))
           JOIN report me ON me.num = value
           JOIN decision d ON (d.subject = me.id OR d.other = me.id)
           JOIN report a ON a.id = d.subject JOIN report b ON b.id = d.other
           WHERE d.kind = ?2 AND d.revoked_at IS NULL""",
        (packed(nums), DecisionKind.DUPLICATE_OF),
    ).fetchall()


def settle(connection: sqlite3.Connection, groups: list[list[int]]) -> None:
    """Set, of reports that are out of the index, whether they are in force, and their hosts.

    The host of a group is a report in force that duplicates none in force.
    """
    nums = packed(num for group in groups for num in group)
    connection.execute(
        f"""UPDATE report SET host = num, in_force = {_IN_FORCE}
            WHERE num IN (SELECT value FROM json_each(?))""",
        (nums,),
    )
    for group in groups:
        if len(group) > 1:
            _settle_host(connection, group)


def _settle_host(connection: sqlite3.Connection, group: list[int]) -> None:
    onward: dict[int, set[int]] = {num: set() for num in group}
    for a, b in _duplicates(connection, group):
        onward[a].add(b)
    out = {
        num
        for (num,) in connection.execute(
            "SELECT num FROM report WHERE NOT in_force AND num IN (SELECT value FROM json_each(?))",
            (packed(group),),
        )
    }
    host = min(group, key=lambda num: (num in out, bool(_reached(onward, num) - out), num))
    connection.execute(
        "UPDATE report SET host = ? WHERE num IN (SELECT value FROM json_each(?))",
        (host, packed(group)),
    )


def _reached(onward: dict[int, set[int]], start: int) -> set[int]:
    """Return what a report duplicates, over any number of steps."""
    found: set[int] = set()
    open_ends = [start]
    while open_ends:
        fresh = onward[open_ends.pop()] - found
        found |= fresh
        open_ends.extend(fresh)
    return found
