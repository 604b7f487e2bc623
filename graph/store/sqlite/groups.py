"""Groups of duplicates, and whether reports are in force: what judgements do to reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from graph.model import DecisionKind
from graph.store.sqlite.numbers import packed

# A report is out when it was erased or rejected, or when every source that carried it was
# withdrawn.
_IN_FORCE = f"""(erased = 0
  AND NOT EXISTS (SELECT 1 FROM decision d INDEXED BY decision_subject
    WHERE d.subject = report.id
    AND d.kind = '{DecisionKind.REJECTED}' AND d.revoked_at IS NULL)
  AND EXISTS (SELECT 1 FROM sighting s JOIN source ON source.num = s.source
    WHERE s.report = report.num AND NOT EXISTS (
      SELECT 1 FROM decision d INDEXED BY decision_subject WHERE d.subject = source.sha256
        AND d.kind = '{DecisionKind.WITHDRAW}' AND d.revoked_at IS NULL)))"""


# By one end after the other: judgements are many, those about a report few.
_DUPLICATES = """SELECT a.num, b.num FROM (SELECT value FROM json_each(?1))
  CROSS JOIN report me ON me.num = value
  CROSS JOIN decision d INDEXED BY decision_{end} ON d.{end} = me.id
  CROSS JOIN report a ON a.id = d.subject CROSS JOIN report b ON b.id = d.other
  WHERE d.kind = ?2 AND d.revoked_at IS NULL"""


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
    groups: dict[int, set[int]] = {num: {num} for num in nums}
    fresh = set(nums)
    seen = set(nums)
    while fresh:
        pairs = _duplicates(connection, fresh)
        fresh = {num for pair in pairs for num in pair} - seen
        seen |= fresh
        for a, b in pairs:
            _unite(groups, a, b)
    return [sorted(group) for group in {id(group): group for group in groups.values()}.values()]


def _unite(groups: dict[int, set[int]], a: int, b: int) -> None:
    """Make the groups of two reports one, the smaller one within the larger."""
    fewer, more = sorted((groups.get(a, {a}), groups.get(b, {b})), key=len)
    if fewer is not more:
        more |= fewer
    groups.update(dict.fromkeys(fewer | {a, b}, more))


def _duplicates(connection: sqlite3.Connection, nums: Iterable[int]) -> list[tuple[int, int]]:
    """Return the judgements in force about these reports: (duplicate, what it duplicates)."""
    return connection.execute(
        _DUPLICATES.format(end="subject") + " UNION " + _DUPLICATES.format(end="other"),
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
    copies: dict[int, set[int]] = {num: set() for num in group}
    for copy, original in _duplicates(connection, group):
        copies[original].add(copy)
    in_force = {
        num
        for (num,) in connection.execute(
            "SELECT num FROM report WHERE in_force AND num IN (SELECT value FROM json_each(?))",
            (packed(group),),
        )
    }
    repeating = _copies_of(copies, in_force)
    host = min(group, key=lambda num: (num not in in_force, num in repeating, num))
    connection.execute(
        "UPDATE report SET host = ? WHERE num IN (SELECT value FROM json_each(?))",
        (host, packed(group)),
    )


def _copies_of(copies: dict[int, set[int]], originals: set[int]) -> set[int]:
    """Return what duplicates one of these reports, over any number of steps."""
    found: set[int] = set()
    open_ends = list(originals)
    while open_ends:
        fresh = copies[open_ends.pop()] - found
        found |= fresh
        open_ends.extend(fresh)
    return found
