"""All mentions and links in force as rows of one table.

The column `row` says what a row is: `mention` (a report names `key` in `role`, at the
report's moment) or `link` (a report states `key` -link_type-> `target`, with its amount and
moment). Nodes are the distinct `report_id` and `key`; `unit` says which keys are one. Where
an identifier has several roles in a report, there is a row for each.

Victims' and reporters' own identifiers are left out unless they are asked for: mentions in
these roles always; and a unit that was judged a victim, or that reports name in these roles
alone, with all its mentions and links. An account that stands in transfers only, with no
role given by anyone, stays: nothing says that it is a victim's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from casework.exports_files import Row
from graph.expand import Standing
from graph.model import Role, role_mask, roles_of_mask
from graph.store.answers import NO_MOMENT, Facts
from graph.store.port import GraphStore

GRAPH_COLUMNS = (
    "row", "report_id", "key", "kind", "value", "unit", "role", "target", "link_type",
    "amount_vnd", "moment",
)  # fmt: skip

PRIVATE_ROLES = frozenset({Role.VICTIM, Role.REPORTER})
_PRIVATE_MASK = role_mask(PRIVATE_ROLES)

BATCH = 500
"""Identifiers looked up at a time."""
STEP = 50_000
"""Array positions turned into Python numbers at a time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Bool = npt.NDArray[np.bool_]


def graph_rows(store: GraphStore, *, include_private: bool = False) -> Iterator[Row]:
    """Yield mentions by (report, key, role), then links in the store's order.

    Args:
        store: to read; one consistent state of it is written.
        include_private: also victims' and reporters' identifiers.
    """
    facts = store.facts()
    private = np.zeros(len(facts.keys), np.bool_)
    dropped_roles = 0
    if not include_private:
        private = _private_identifiers(store, facts)
        dropped_roles = _PRIVATE_MASK
    yield from _mention_rows(facts, private, dropped_roles)
    yield from _link_rows(facts, private)


def _private_identifiers(store: GraphStore, facts: Facts) -> Bool:
    """Return which identifiers belong to a victim or reporter (I, bool)."""
    unit = facts.unit[facts.mention_identifier]
    mentioned = np.zeros(len(facts.keys), np.bool_)
    mentioned[unit] = True
    public = np.zeros(len(facts.keys), np.bool_)
    public[unit[(facts.mention_roles & ~_PRIVATE_MASK) != 0]] = True
    private = mentioned & ~public
    doubtful = np.unique(facts.unit[~facts.joins]).tolist()
    for start in range(0, len(doubtful), BATCH):
        numbers = doubtful[start : start + BATCH]
        units = store.get_units([facts.keys[number] for number in numbers])
        victims = {key for u in units if u.standing is Standing.VICTIM for key in u.keys}
        private[[number for number in numbers if facts.keys[number] in victims]] = True
    result: Bool = private[facts.unit]
    return result


def _mention_rows(facts: Facts, private: Bool, dropped_roles: int) -> Iterator[Row]:
    roles = facts.mention_roles & ~dropped_roles
    kept = np.flatnonzero(~private[facts.mention_identifier] & (roles != 0))
    unit = facts.unit.tolist()
    for start in range(0, len(kept), STEP):
        part = kept[start : start + STEP]
        reports, moments = facts.mention_report[part], facts.moment[facts.mention_report[part]]
        columns = (reports, facts.mention_identifier[part], roles[part], moments)
        for report, number, mask, at in zip(*(c.tolist() for c in columns), strict=True):
            key = facts.keys[number]
            kind, _, value = key.partition(":")
            for role in roles_of_mask(mask):
                yield ("mention", facts.report_ids[report], key, kind, value,
                       facts.keys[unit[number]], role.value, None, None, None,
                       _text(at))  # fmt: skip


def _link_rows(facts: Facts, private: Bool) -> Iterator[Row]:
    kept = np.flatnonzero(~private[facts.link_source] & ~private[facts.link_target])
    for position in kept.tolist():
        source = int(facts.link_source[position])
        key = facts.keys[source]
        kind, _, value = key.partition(":")
        amount = int(facts.link_amount_vnd[position])
        yield ("link", facts.report_ids[int(facts.link_report[position])], key, kind, value,
               facts.keys[int(facts.unit[source])], None,
               facts.keys[int(facts.link_target[position])], str(facts.link_type[position]),
               amount if amount >= 0 else None, _text(int(facts.link_at[position])))  # fmt: skip


def _text(seconds: int) -> str | None:
    """Return a time in UTC as ISO 8601, such as `2026-11-24T03:15:00Z`."""
    if seconds == NO_MOMENT:
        return None
    return f"{_EPOCH + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"
