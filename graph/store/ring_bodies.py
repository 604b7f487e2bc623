"""Runs and rings as JSON and back, without loss; and which members a store can keep."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import orjson

from graph.model import Broker, Member, Ring, Run
from graph.store.chunks import chunks
from graph.store.identities import Identities

TOP_KEYS = 5
"""Members that a ring's summary names."""
_RINGS_AT_ONCE = 500


def dump_run(run: Run) -> bytes:
    """Return all of a run."""
    return orjson.dumps(asdict(run))


def load_run(body: bytes | str) -> Run:
    """Return the run that `dump_run` wrote."""
    says = orjson.loads(body)
    return replace(
        Run(**says), started_at=_time(says["started_at"]), finished_at=_time(says["finished_at"])
    )


def dump_summary(ring: Ring) -> bytes:
    """Return what a list shows of a ring, but for its counts."""
    return orjson.dumps({
        "kinds": ring.kinds, "first_at": ring.first_at, "last_at": ring.last_at,
        "loss_vnd": ring.loss_vnd, "top_keys": [member.unit for member in ring.members[:TOP_KEYS]],
    })  # fmt: skip


def load_summary(body: bytes | str) -> dict[str, Any]:
    """Return the fields that `dump_summary` wrote, by name."""
    says = orjson.loads(body)
    return {
        "kinds": says["kinds"],
        "first_at": _time(says["first_at"]) if says["first_at"] else None,
        "last_at": _time(says["last_at"]) if says["last_at"] else None,
        "loss_vnd": says["loss_vnd"],
        "top_keys": tuple(says["top_keys"]),
    }


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def keep_known(
    identities: Identities, rings: Sequence[Ring], brokers: Sequence[Broker]
) -> tuple[list[Ring], list[Broker]]:
    """Leave out what the store no longer knows: identifiers erased since the run read them.

    So are brokers of no ring of the run.

    Args:
        identities: of the store.
        rings, brokers: as detection found them.
    """
    kept: list[Ring] = []
    for some in chunks(rings, _RINGS_AT_ONCE):
        kept += known_rings(identities, some)
    return kept, known_brokers(identities, brokers, {ring.id for ring in rings})


def known_rings(identities: Identities, rings: Sequence[Ring]) -> list[Ring]:
    """Return rings of those members that the store still knows."""
    named = {key for ring in rings for member in ring.members for key in _keys(member)}
    known = set(identities.numbers_of(named))
    return [_only(ring, known) for ring in rings]


def known_brokers(
    identities: Identities, brokers: Sequence[Broker], ring_ids: Container[str]
) -> list[Broker]:
    """Return the brokers of these rings that the store still knows, each of a ring once."""
    known = set(identities.numbers_of({broker.key for broker in brokers}))
    named = {(one.key, one.ring_id): one for one in reversed(brokers)}
    return [
        one
        for one in brokers
        if one.key in known and one.ring_id in ring_ids and named[one.key, one.ring_id] is one
    ]


def _keys(member: Member) -> Iterable[str]:
    return {member.unit, *member.keys}


def _only(ring: Ring, known: set[str]) -> Ring:
    gone = {key for member in ring.members for key in _keys(member)} - known
    if not gone:
        return ring
    members = []
    for member in ring.members:
        keys = tuple(key for key in member.keys if key not in gone)
        if keys:
            members.append(replace(member, unit=keys[0], keys=keys))
    kinds = dict(ring.kinds)
    for key in gone:
        kind = key.partition(":")[0]
        kinds[kind] = kinds.get(kind, 0) - 1
    return replace(
        ring,
        members=tuple(members),
        kinds={kind: count for kind, count in kinds.items() if count > 0},
    )
