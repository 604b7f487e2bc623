"""A judgement about more reports than one transaction can take is applied in steps.

Each relationship that a transaction makes or deletes takes 5 KB of the server's memory: with a
heap of 1 GB the withdrawal of a source of 40,000 reports could not be taken back. The judgement
itself is recorded at once, with a mark that names the source and the last report done. Whoever
writes next goes on, should the program die.
"""

from __future__ import annotations

from graph.store.neo4j.transaction import Row, Transaction, WriteTransaction

AT_ONCE = 10_000
"""Mentions of the reports that one transaction judges anew."""
_SIZE = """MATCH (:Source {sha256: $sha256})<-[:SEEN_IN]-(r:Report)
WITH DISTINCT r RETURN coalesce(sum(r.list_size + 1), 0)"""
_MARKS = "MATCH (s:Store {name: 'truyvet'}) RETURN coalesce(s.unsettled, [])"
_SET = """MATCH (s:Store {name: 'truyvet'})
SET s.unsettled = CASE WHEN $marks = [] THEN null ELSE $marks END"""
# Along the index of report numbers, so that all steps together read each report once.
_NEXT = """MATCH (r:Report) WHERE r.num > $after
AND EXISTS { (r)-[:SEEN_IN]->(:Source {sha256: $sha256}) }
WITH r ORDER BY r.num LIMIT $few RETURN r.num, r.list_size + 1"""


def unsettled(reading: Transaction) -> list[str]:
    """Return the marks of sources whose reports are not all judged anew."""
    row = reading.one(_MARKS)
    return list(row[0]) if row else []


def leave_if_large(writing: WriteTransaction, sha256: str) -> bool:
    """Mark the reports of a source to be judged anew, unless one transaction can take them all."""
    row = writing.one(_SIZE, sha256=sha256)
    is_large = row is not None and row[0] > AT_ONCE
    if is_large:
        _mark(writing, sha256, 0)
    return is_large


def take_some(writing: WriteTransaction) -> list[int]:
    """Return the next few reports to be judged anew, and move the mark behind them.

    Returns:
        None at all once everything is settled.
    """
    while marks := unsettled(writing):
        sha256, _, after = marks[0].partition(":")
        found = writing.rows(_NEXT, sha256=sha256, after=int(after), few=AT_ONCE)
        nums = _few(found)
        _mark(writing, sha256, nums[-1] if nums else None)
        if nums:
            return nums
    return []


def _few(rows: list[Row]) -> list[int]:
    """Return the first numbers, of as many mentions as one transaction takes; at least one."""
    nums: list[int] = []
    size = 0
    for num, mentions in rows:
        size += mentions
        if nums and size > AT_ONCE:
            break
        nums.append(num)
    return nums


def _mark(writing: WriteTransaction, sha256: str, last: int | None) -> None:
    """Set how far the reports of a source are settled; None: all of them are."""
    others = [mark for mark in unsettled(writing) if not mark.startswith(sha256)]
    marks = others if last is None else [f"{sha256}:{last}", *others]
    writing.rows(_SET, marks=marks)
