"""The current run's rings and brokers as rows, judged as decisions stand when written.

An identifier that is ignored, a victim or shared by now is in no row, nor is a broker, whose
place is its own table. A ring of which fewer than two units are left is no ring any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casework.exports_files import Row
from graph.errors import StoreUnavailableError
from graph.expand import Standing
from graph.model import Ring
from graph.store.chunks import chunks
from graph.store.port import GraphStore

RING_COLUMNS = ("ring_id", "key", "kind", "value", "strength", "report_count")
BROKER_COLUMNS = ("key", "ring_id", "reports_in_ring")

PAGE_RINGS = 500
"""Rings listed at a time."""
BATCH_RINGS = 100
"""Rings read at a time: a server takes milliseconds for a question, not for a ring."""
BATCH_KEYS = 500
"""Identifiers looked up at a time."""


def ring_rows(store: GraphStore) -> Iterator[Row]:
    """Yield one row per identifier: its ring, key, kind, value, strength and reports.

    A unit has a row for each of its keys (see graph.model.Member); strength (0-1) and
    report_count are the unit's in the ring. Rings with most reports first, in a ring the
    strongest first. Rings that rest on one report are among them.

    Args:
        store: to read.

    Raises:
        NoRunError: no detection has been run.
        StoreUnavailableError: another run became current meanwhile.
    """
    run_id = store.current_run().id
    seen = _broker_keys(store)
    for ids in chunks(_ring_ids(store), BATCH_RINGS):
        rings = store.get_rings(ids)
        keys = [key for ring in rings for member in ring.members for key in member.keys]
        allowed = _joining_units(store, keys)
        for ring in rings:
            yield from _rows_of(ring, allowed, seen)
    _check_run(store, run_id)


def broker_rows(store: GraphStore) -> Iterator[Row]:
    """Yield one row per broker and ring that it touches, sorted by (key, ring id).

    Args:
        store: to read.

    Raises:
        NoRunError: no detection has been run.
        StoreUnavailableError: another run became current meanwhile.
    """
    run_id = store.current_run().id
    brokers = store.brokers()
    allowed = _joining_units(store, sorted({broker.key for broker in brokers}))
    for broker in brokers:
        if broker.key in allowed:
            yield broker.key, broker.ring_id, broker.reports_in_ring
    _check_run(store, run_id)


def _ring_ids(store: GraphStore) -> list[str]:
    """Return all ids before the first ring is read, so that paging is over soon."""
    ids: list[str] = []
    while page := store.rings(limit=PAGE_RINGS, offset=len(ids), include_single=True):
        ids.extend(summary.id for summary in page)
    return ids


def _rows_of(ring: Ring, allowed: Mapping[str, str], seen: set[str]) -> Iterator[Row]:
    """Yield a ring's rows and note their keys as seen."""
    kept = [
        (member, [key for key in member.keys if key in allowed and key not in seen])
        for member in ring.members
    ]
    # Units as they are now: two members that were judged the same since are one.
    if len({allowed[key] for _, keys in kept for key in keys}) < 2:
        return
    for member, keys in kept:
        for key in keys:
            seen.add(key)
            kind, _, value = key.partition(":")
            yield ring.id, key, kind, value, member.strength, member.report_count


def _joining_units(store: GraphStore, keys: Sequence[str]) -> dict[str, str]:
    """Return the unit of each key that may join reports as things stand now."""
    found: dict[str, str] = {}
    for start in range(0, len(keys), BATCH_KEYS):
        for unit in store.get_units(keys[start : start + BATCH_KEYS]):
            if unit.standing is Standing.JOINING:
                found.update((key, unit.key) for key in unit.keys)
    return found


def _broker_keys(store: GraphStore) -> set[str]:
    """Return all keys of all units that are brokers."""
    keys = sorted({broker.key for broker in store.brokers()})
    found = set(keys)
    for start in range(0, len(keys), BATCH_KEYS):
        for unit in store.get_units(keys[start : start + BATCH_KEYS]):
            found.update(unit.keys)
    return found


def _check_run(store: GraphStore, run_id: str) -> None:
    if store.current_run().id != run_id:
        raise StoreUnavailableError(
            store.address,
            "trong lúc xuất, một lần dò tìm khác đã trở thành hiện hành. Hãy xuất lại.",
            "another run became current while exporting. Export again.",
        )
