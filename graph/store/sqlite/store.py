"""SqliteStore: the embedded store. Each method opens what it needs and delegates to a module."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

from graph.closing import Closing
from graph.model import Broker, Decision, DecisionKind, Report, Ring, Run, Source
from graph.store.answers import BatchResult, Counts, Facts, RingSummary, Sighting, StoreState
from graph.store.archive import Archive
from graph.store.judgements import decisions, loading
from graph.store.questions.reading import Reading
from graph.store.questions.workbench import Workbench
from graph.store.sqlite import arrays, counting, reading, runs, scrubbing, sources, state
from graph.store.sqlite.archive import ArchiveRows
from graph.store.sqlite.connection import Connections, telling_damage
from graph.store.sqlite.judging import SqliteJudging
from graph.store.sqlite.numbers import IdentifierNumbers
from graph.store.sqlite.questions import SqliteReading

_T = TypeVar("_T")
QUERY_SECONDS = 20.0
"""After so long, a question of the workbench is stopped."""
BATCH_MENTIONS = 6000
"""A commit writes every page that the batch touched, and in a large store nearly each mention
touches one of its own: at 100,000 reports the last tenth loads at 91 % of the first one's speed
with 6,000, at 50 to 65 % with 2,000."""


class SqliteStore(Workbench, Closing):
    """The graph in one SQLite file, for several threads and processes; see GraphStore.

    `graph.store.open.open_store` is the way in.

    Args:
        connections: to a prepared file; taken over.
        query_seconds: what a question may take.
    """

    def __init__(self, connections: Connections, query_seconds: float = QUERY_SECONDS) -> None:
        """Take over connections to a prepared file."""
        self._connections = connections
        self._query_seconds = query_seconds
        self._numbers = IdentifierNumbers()

    @property
    def address(self) -> str:
        """Where the store is: fit for a message."""
        return self._connections.address

    @property
    def batch_mentions(self) -> int:
        """How many mentions add_reports had best be given at a time: see the port."""
        return BATCH_MENTIONS

    def close(self) -> None:
        """Release the store. Closing twice is no error."""
        self._connections.close()

    @contextmanager
    def _reading(self, seconds: float | None = None) -> Iterator[sqlite3.Connection]:
        """Give a connection within a read transaction, for so long: one consistent state."""
        with telling_damage(self.address), self._connections.snapshot(seconds) as connection:
            yield connection

    def _ask(self, question: Callable[[Reading], _T]) -> _T:
        """Answer a question of the workbench, for a limited time."""
        with self._reading(self._query_seconds) as connection:
            return question(SqliteReading(connection))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within a write transaction: all of it or nothing."""
        with telling_damage(self.address), self._connections.transaction() as connection:
            try:
                yield connection
            except BaseException:
                # Numbers given within what is now rolled back were never written.
                self._numbers.forget()
                raise

    # ---- facts in

    def find_source(self, sha256: str, fingerprint: str) -> Source | None:
        """Return the source as an earlier load left it, or None: see the port."""
        with self._reading() as connection:
            return sources.find_source(connection, sha256, fingerprint)

    def begin_source(self, source: Source) -> None:
        """Record that a source is being read: see the port."""
        with self._transaction() as connection:
            sources.begin_source(connection, source, datetime.now(UTC))

    def add_reports(
        self, source_sha256: str, reports: Sequence[Report], now: datetime
    ) -> BatchResult:
        """Add a batch, all or nothing: see the port.

        Raises:
            SourceNotBegunError: begin_source was never called for it.
        """
        with self._transaction() as connection:
            judging = SqliteJudging(connection, self._numbers)
            return loading.add_reports(judging, source_sha256, reports, now)

    def complete_source(self, sha256: str, fingerprint: str, report_count: int) -> None:
        """Record that all of a source was loaded: see the port."""
        with self._transaction() as connection:
            sources.complete_source(connection, sha256, fingerprint, report_count)

    # ---- facts out

    def get_report(self, report_id: str, as_of: datetime | None = None) -> Report:
        """Return the newest version recorded by then: see the port."""
        with self._reading() as connection:
            return reading.get_report(connection, report_id, as_of)

    def get_reports(self, report_ids: Sequence[str]) -> list[Report]:
        """Return the newest versions, in the order asked: see the port."""
        with self._reading() as connection:
            return reading.get_reports(connection, report_ids)

    def sightings(self, report_id: str) -> list[Sighting]:
        """Return the sources that carried a report: see the port."""
        with self._reading() as connection:
            return reading.sightings(connection, report_id)

    def sources(self) -> list[Source]:
        """Return all sources, oldest first: see the port."""
        with self._reading() as connection:
            return sources.list_sources(connection)

    def facts(self) -> Facts:
        """Return everything as arrays, for detection: see the port."""
        with self._reading() as connection:
            return arrays.read_facts(connection)

    def report_ids(self) -> Iterator[str]:
        """Stream the ids of all reports in force, ascending: see the port."""
        page: list[str] = []
        while True:
            with self._reading() as connection:
                page = reading.page_of_ids(connection, page[-1] if page else None)
            yield from page
            if len(page) < reading.PAGE:
                return

    def counts(self) -> Counts:
        """Return what the store holds: see the port."""
        with self._reading() as connection:
            return counting.count_all(connection)

    def about(self) -> StoreState:
        """Return what the store is and what is wrong with it: see the port."""
        with self._reading() as connection:
            return state.read_state(self._connections, connection)

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """Give everything as rows, in one consistent state: see the port."""
        with self._reading() as connection:
            yield ArchiveRows(connection)

    # ---- runs and rings

    def write_run(self, run: Run, rings: Iterable[Ring], brokers: Iterable[Broker]) -> None:
        """Write a run beside the current one, all or nothing: see the port."""
        # Not under telling_damage: the callers' own iterables may raise what they like.
        with self._connections.transaction() as connection:
            runs.write_run(connection, run, rings, brokers)

    def make_current(self, run_id: str) -> None:
        """Flip readers to a written run, at once: see the port.

        Raises:
            RunNotFoundError: it was never written.
        """
        with self._transaction() as connection:
            runs.make_current(connection, run_id)

    def current_run(self) -> Run:
        """Return the current run: see the port."""
        with self._reading() as connection:
            return runs.current_run(connection)

    def runs(self) -> list[Run]:
        """Return all complete runs, newest first: see the port."""
        with self._reading() as connection:
            return runs.list_runs(connection)

    def rings(
        self, *, limit: int = 100, offset: int = 0, include_single: bool = False
    ) -> list[RingSummary]:
        """List the current run's rings: see the port."""
        with self._reading() as connection:
            return runs.list_rings(connection, limit, offset, include_single=include_single)

    def get_ring(self, ring_id: str) -> Ring:
        """Return a ring of the current run with its members: see the port."""
        return self.get_rings([ring_id])[0]

    def get_rings(self, ring_ids: Sequence[str]) -> list[Ring]:
        """Return rings of the current run with their members: see the port."""
        with self._reading() as connection:
            return [runs.get_ring(connection, ring_id) for ring_id in ring_ids]

    def rings_of(self, units: Sequence[str]) -> dict[str, str]:
        """Return the current run's ring id of each unit that is in one: see the port."""
        with self._reading() as connection:
            return runs.rings_of(connection, units)

    def brokers(self) -> list[Broker]:
        """Return the current run's brokers: see the port."""
        with self._reading() as connection:
            return runs.list_brokers(connection)

    # ---- judgements

    def add_decision(self, decision: Decision, now: datetime) -> Decision:
        """Record a judgement and apply it for all readers: see the port.

        Raises:
            StoreUnavailableError: among others, where an erasure is recorded and in force, but
                another program's reading keeps its bytes in the file: the next opening of the
                store destroys them.
        """
        with self._transaction() as connection:
            judging = SqliteJudging(connection, self._numbers)
            recorded = decisions.add_decision(judging, decision, now)
            if decision.kind is DecisionKind.ERASE:
                scrubbing.mark_pending(connection)
        if decision.kind is DecisionKind.ERASE:
            scrubbing.scrub(self._connections)
        return recorded

    def revoke_decision(self, decision_id: str, who: str, why: str, now: datetime) -> Decision:
        """Take a judgement back: see the port."""
        with self._transaction() as connection:
            judging = SqliteJudging(connection, self._numbers)
            return decisions.revoke_decision(judging, decision_id, who, why, now)

    def decisions(
        self,
        *,
        subject: str | None = None,
        kind: DecisionKind | None = None,
        in_force_at: datetime | None = None,
    ) -> list[Decision]:
        """Return judgements, oldest first: see the port."""
        with self._reading() as connection:
            judging = SqliteJudging(connection, self._numbers)
            return decisions.list_decisions(judging, subject, kind, in_force_at)
