"""Runs and rings for tests of a store."""

from __future__ import annotations

from datetime import timedelta

from graph.model import Broker, DecisionKind, Member, Ring, Run
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    PHONE,
    ZALO,
    judge,
    later,
    load,
    make_report,
    make_source,
    numbered_account,
)


def make_run(name: str = "run-1", *, days: float = 0, ring_count: int = 1) -> Run:
    """Return a run that started so many days after NOW."""
    return Run(
        id=name,
        method="map-equation",
        parameters={"seed": 7, "resolution": 1.0, "split": True, "cut": "none"},
        versions={"truyvet": "0.1.0", "python": "3.11"},
        started_at=later(days),
        finished_at=later(days) + timedelta(seconds=1.5),
        report_count=3,
        mention_count=9,
        unit_count=5,
        ring_count=ring_count,
        modularity=0.375,
    )


def make_ring(ring_id: str, *keys: str, reports: int = 2, single: bool = False) -> Ring:
    """Return a ring of these units, strongest first."""
    return Ring(
        id=ring_id,
        members=tuple(
            Member(key, (key, ZALO) if key == PHONE else (key,), 1 - number / 128, reports)
            for number, key in enumerate(keys)
        ),
        report_ids=tuple(f"s:{number:03}" for number in range(reports)),
        kinds={"phone": 1, "bank_account": 2},
        first_at=later(-30),
        last_at=None,
        loss_vnd=163_000_000_000,
        single_report=single,
    )


RING = make_ring("R1", PHONE, ACCOUNT)
OTHER_RING = make_ring("R2", DOMAIN, numbered_account(1), reports=5)


def introduce(store: GraphStore, *rings: Ring, brokers: tuple[Broker, ...] = ()) -> None:
    """Make known whom rings and brokers name: a report mentions them, and is then rejected."""
    keys = {key for ring in rings for member in ring.members for key in member.keys}
    keys |= {broker.key for broker in brokers}
    known = {key for unit in store.get_units(sorted(keys)) for key in unit.keys}
    if keys - known:
        roll = make_report("roll:" + str(len(keys - known)), *sorted(keys - known))
        load(store, roll, source=make_source("roll.csv", stream="roll"))
        judge(store, DecisionKind.REJECTED, roll.id)


def publish(store: GraphStore, run: Run, *rings: Ring, brokers: tuple[Broker, ...] = ()) -> None:
    """Write a run about identifiers that are known, and make it the current one."""
    introduce(store, *rings, brokers=brokers)
    store.write_run(run, rings, brokers)
    store.make_current(run.id)
