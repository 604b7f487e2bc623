"""RunStore: runs, and the rings and brokers that they found; a part of GraphStore."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from graph.model import Broker, Ring, Run
from graph.store.answers import RingSummary


class RunStore(Protocol):
    """A place that keeps runs. What a run found is read once it is the current one."""

    def write_run(self, run: Run, rings: Iterable[Ring], brokers: Iterable[Broker]) -> None:
        """Write a run beside the current one, all or nothing; readers don't see it yet."""
        ...

    def make_current(self, run_id: str) -> None:
        """Flip readers to a written run, at once.

        Raises:
            RunNotFoundError: it was never written.
        """
        ...

    def current_run(self) -> Run:
        """Return the current run.

        Raises:
            NoRunError: there is none.
        """
        ...

    def runs(self) -> list[Run]:
        """Return all complete runs, the last started first."""
        ...

    def rings(
        self, *, limit: int = 100, offset: int = 0, include_single: bool = False
    ) -> list[RingSummary]:
        """List the current run's rings: most reports first, then id. No run: an empty list."""
        ...

    def get_ring(self, ring_id: str) -> Ring:
        """Return a ring of the current run with its members.

        Raises:
            RingNotFoundError: it has no such ring.
        """
        ...

    def get_rings(self, ring_ids: Sequence[str]) -> list[Ring]:
        """Return these rings of the current run with their members, in order.

        Raises:
            RingNotFoundError: it lacks one of them.
        """
        ...

    def rings_of(self, units: Sequence[str]) -> dict[str, str]:
        """Return the current run's ring id of each unit that is in one."""
        ...

    def brokers(self) -> list[Broker]:
        """Return the current run's brokers, sorted by (key, ring id)."""
        ...
