"""A store in memory with what exports read: facts, the rings found in them, standings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast

from graph.errors import NoRunError, RingNotFoundError
from graph.expand import Standing, Unit
from graph.model import Broker, Identifier, Ring, Run
from graph.rings.detect import detect
from graph.store.answers import Facts, RingSummary
from graph.store.port import GraphStore


@dataclass
class DetectedStore:
    """Holds facts and one detection of them."""

    all_facts: Facts
    standing: Mapping[str, Standing] = field(default_factory=dict)
    found_brokers: Sequence[Broker] = ()
    address: str = "memory"
    run: Run | None = None
    found: dict[str, Ring] = field(default_factory=dict)
    run_changes: bool = False

    def detect(self) -> GraphStore:
        """Run a detection; return the store as its port."""
        detection = detect(self.all_facts, now=datetime(2026, 11, 24, tzinfo=UTC), version="0")
        self.run = detection.run
        self.found = {ring.id: ring for ring in detection.rings}
        return self.as_port()

    def as_port(self) -> GraphStore:
        """Return the store as what the exports take."""
        return cast("GraphStore", cast("object", self))

    def facts(self) -> Facts:
        """As the port has it."""
        return self.all_facts

    def current_run(self) -> Run:
        """As the port has it; with run_changes another one at each call."""
        if self.run is None:
            raise NoRunError
        if self.run_changes:
            self.run = replace(self.run, id=self.run.id + "x")
        return self.run

    def rings(
        self, *, limit: int = 100, offset: int = 0, include_single: bool = False
    ) -> list[RingSummary]:
        """As the port has it."""
        chosen = [r for r in self.found.values() if include_single or not r.single_report]
        return [
            RingSummary(ring.id, "run", len(ring.members), len(ring.report_ids), ring.kinds,
                        None, None, 0, ring.single_report, ())
            for ring in chosen[offset : offset + limit]
        ]  # fmt: skip

    def get_ring(self, ring_id: str) -> Ring:
        """As the port has it."""
        return self.get_rings([ring_id])[0]

    def get_rings(self, ring_ids: Sequence[str]) -> list[Ring]:
        """As the port has it."""
        for ring_id in ring_ids:
            if ring_id not in self.found:
                raise RingNotFoundError(ring_id)
        return [self.found[ring_id] for ring_id in ring_ids]

    def brokers(self) -> list[Broker]:
        """As the port has it."""
        return list(self.found_brokers)

    def get_units(self, keys: Sequence[str]) -> list[Unit]:
        """As the port has it."""
        facts = self.all_facts
        numbers = {key: number for number, key in enumerate(facts.keys)}
        units = dict.fromkeys(int(facts.unit[numbers[key]]) for key in keys if key in numbers)
        return [self._unit(number) for number in units]

    def _unit(self, number: int) -> Unit:
        keys = self.all_facts.keys
        others = [k for i, k in enumerate(keys) if self.all_facts.unit[i] == number != i]
        kind, _, value = keys[number].partition(":")
        standing = self.standing.get(keys[number], Standing.JOINING)
        return Unit(Identifier(kind, value), (keys[number], *others), 1, standing)
