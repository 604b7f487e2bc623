"""Everything that detection reads, as arrays: collected lists, by ranges of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, LiteralString

import numpy as np

from graph.model import Role
from graph.store.answers import NO_MOMENT, Facts, Int64
from graph.store.neo4j.schema import LINKS
from graph.store.neo4j.transaction import Transaction
from graph.store.raw_facts import LinkRow, RawFacts, assemble

_RANGE = 50_000
"""Nodes of one answer: bounds what the server collects."""
_LAST = """MATCH (s:Store {name: 'truyvet'}) RETURN s.reports, s.identifiers"""
# Reading a value takes the driver longer than finding it takes the server: so few of them travel.
_IDENTIFIERS = """MATCH (i:Identifier) WHERE i.num >= $lo AND i.num < $hi
RETURN collect(i.key), collect(i.num),
  collect(CASE WHEN i.unit <> i.num OR i.state <> 0 THEN [i.num, i.unit, i.state] END)"""
_REPORTS = """MATCH (r:Report) WHERE r.num >= $lo AND r.num < $hi
AND r.in_force AND r.copy_of IS NULL
RETURN collect(r.id), collect(r.num), collect(r.moment), collect(r.loss_vnd)"""
_BITS = 32
_MENTIONS = """MATCH (r:Report)-[m:MENTIONS]->(i) WHERE r.num >= $lo AND r.num < $hi
RETURN m.role, collect(r.num * $high + i.num)"""
_HOSTED = """MATCH (r:Report) WHERE r.copy_of IS NOT NULL AND r.in_force
RETURN r.copy_of, max(r.loss_vnd), min(CASE WHEN r.moment > $none THEN r.moment END)"""
_FIND: LiteralString = "MATCH (a)-[l:"
_LINK: LiteralString = """]->(b) WHERE l.report >= $lo AND l.report < $hi
RETURN collect(l.report), collect(l.ordinal), collect(a.num), collect(b.num),
  collect(coalesce(l.amount_vnd, -1)), collect(coalesce(l.moment, $none))"""


def read_facts(reading: Transaction) -> Facts:
    """Return all facts in force; the contract stands in the port.

    Args:
        reading: while writers wait (Database.hold), so that all parts are of one state.
    """
    last_report, last_identifier = reading.rows(_LAST)[0]
    keys, nums, others = _columns(reading, _IDENTIFIERS, 3, last_identifier)
    report_ids, report_nums, moment, loss_vnd = _columns(reading, _REPORTS, 4, last_report)
    order = sorted(range(len(report_ids)), key=report_ids.__getitem__)
    by_id = np.array(order, np.int64)
    return assemble(
        RawFacts(
            keys, *_identifiers(nums, others),
            [report_ids[index] for index in order], _numbers(report_nums)[by_id],
            _numbers(moment)[by_id], _numbers(loss_vnd)[by_id],
            *_mentions(reading, last_report),
            links=_links(reading, last_report),
            hosted=_hosted(reading),
        )
    )  # fmt: skip


def _ranges(last: int) -> Iterator[dict[str, int]]:
    for start in range(1, last + 1, _RANGE):
        yield {"lo": start, "hi": start + _RANGE}


def _columns(reading: Transaction, query: LiteralString, width: int, last: int) -> list[list[Any]]:
    found: list[list[Any]] = [[] for _ in range(width)]
    for bounds in _ranges(last):
        for column, values in zip(found, reading.rows(query, **bounds)[0], strict=True):
            column.extend(values)
    return found


def _numbers(values: list[int]) -> Int64:
    return np.array(values, np.int64)


def _identifiers(nums: list[int], others: list[list[int]]) -> tuple[Int64, Int64, Int64]:
    """Return numbers, units and states, where only those told apart are no unit of their own."""
    numbers = _numbers(nums)
    units, states = numbers.copy(), np.zeros(len(numbers), np.int64)
    if others:
        place = np.zeros(int(numbers.max()) + 1, np.int64)
        place[numbers] = np.arange(len(numbers))
        num, unit, state = np.array(others, np.int64).T
        units[place[num]], states[place[num]] = unit, state
    return numbers, units, states


def _mentions(reading: Transaction, last: int) -> tuple[Int64, Int64, Int64]:
    """Return report, identifier and mask of roles of each mention, a pair once."""
    parts, masks = [_numbers([])], [_numbers([])]
    for bounds in _ranges(last):
        for role, some in reading.rows(_MENTIONS, high=1 << _BITS, **bounds):
            parts.append(_numbers(some))
            masks.append(np.full(len(some), Role(role).bit, np.int64))
    pairs, mask = np.concatenate(parts), np.concatenate(masks)
    order = np.argsort(pairs)
    pairs, first = np.unique(pairs[order], return_index=True)
    roles = np.bitwise_or.reduceat(mask[order], first) if len(first) else mask
    return pairs >> _BITS, pairs & ((1 << _BITS) - 1), roles


def _links(reading: Transaction, last: int) -> list[LinkRow]:
    found = []
    for name in LINKS.values():
        for bounds in _ranges(last):
            columns = reading.rows(_FIND + name + _LINK, none=NO_MOMENT, **bounds)[0]
            for report, ordinal, source, target, amount, at in zip(*columns, strict=True):
                found.append((report, ordinal, source, target, str(name), amount, at))
    found.sort(key=lambda row: row[:2])
    return [(report, *rest) for report, _, *rest in found]


def _hosted(reading: Transaction) -> dict[int, tuple[int, int]]:
    rows = reading.rows(_HOSTED, none=NO_MOMENT)
    return {host: (loss, NO_MOMENT if at is None else at) for host, loss, at in rows}
