"""Neo4jStore: the store of a unit. Each method opens a transaction and delegates to a module."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

from graph.closing import Closing
from graph.model import Broker, Decision, DecisionKind, Report, Ring, Run, Source
from graph.store.answers import BatchResult, Counts, Facts, RingSummary, Sighting, StoreState
from graph.store.archive import Archive
from graph.store.judgements import decisions, loading
from graph.store.judgements.indexing import reindex
from graph.store.neo4j import arrays, counting, drafts, runs, settling, sources, state
from graph.store.neo4j.archive import NodeArchive
from graph.store.neo4j.database import COPY_SECONDS, Database
from graph.store.neo4j.decisions import NodeDecisionList
from graph.store.neo4j.numbers import IdentifierNumbers
from graph.store.neo4j.questions import Neo4jReading
from graph.store.neo4j.tombstones import Neo4jJudging
from graph.store.neo4j.transaction import Transaction, WriteTransaction
from graph.store.questions.reading import Reading
from graph.store.questions.workbench import Workbench

_T = TypeVar("_T")
QUERY_SECONDS = 20.0
"""After so long, a question of the workbench is stopped; and no page waits longer for a server
that is away."""
BATCH_MENTIONS = 2000
"""Larger transactions are slower: 14,700 mentions/s with 2,000, 12,700 with 4,000, 11,500 with
8,000 on a heap of 1 GB."""


class Neo4jStore(Workbench, Closing):
    """The graph on a Neo4j server, for several threads and programs; see GraphStore.

    `graph.store.open.open_store` is the way in.

    Args:
        database: prepared; taken over.
        query_seconds: what a question may take.
    """

    def __init__(self, database: Database, query_seconds: float = QUERY_SECONDS) -> None:
        """Take over a prepared database."""
        self._database = database
        self._query_seconds = query_seconds
        self._numbers = IdentifierNumbers()
        self._writing = threading.Lock()

    @property
    def address(self) -> str:
        """Where the store is, without credentials."""
        return self._database.address

    @property
    def batch_mentions(self) -> int:
        """How many mentions add_reports had best be given at a time: see the port."""
        return BATCH_MENTIONS

    def close(self) -> None:
        """Release the store. Closing twice is no error."""
        self._database.close()

    def _ask(self, question: Callable[[Reading], _T]) -> _T:
        """Answer a question of the workbench, for a limited time."""
        return self._database.read(
            lambda reading: question(Neo4jReading(reading)),
            self._query_seconds,
            self._query_seconds,
        )

    def _look(self, work: Callable[[Transaction], _T]) -> _T:
        """Read what pages show and jobs need too: for as long as it takes, once it can begin."""
        return self._database.read(work, patience=self._query_seconds)

    def _judge(self, judge: Callable[[Neo4jJudging], _T]) -> _T:
        """Write by the rules of judging, and settle what that, or a program that died, has left."""
        result, is_left = self._write(lambda judging: (judge(judging), judging.is_unsettled()))
        if is_left:
            self._settle()
        return result

    def _settle(self) -> None:
        while self._write(_settle_some):
            pass

    def _write(self, judge: Callable[[Neo4jJudging], _T]) -> _T:
        """Write by the rules of judging, in one transaction."""

        def work(writing: WriteTransaction) -> _T:
            self._numbers.begin(writing)
            return judge(Neo4jJudging(writing, self._numbers))

        with self._writing:
            result = self._database.write(work)
            self._numbers.keep()
        return result

    # ---- facts in

    def find_source(self, sha256: str, fingerprint: str) -> Source | None:
        """Return the source as an earlier load left it, or None: see the port."""
        return self._database.read(
            lambda reading: sources.find_source(reading, sha256, fingerprint)
        )

    def begin_source(self, source: Source) -> None:
        """Record that a source is being read: see the port."""
        now = datetime.now(UTC)
        self._database.write(lambda writing: sources.begin_source(writing, source, now))

    def add_reports(
        self, source_sha256: str, reports: Sequence[Report], now: datetime
    ) -> BatchResult:
        """Add a batch, all or nothing: see the port.

        Raises:
            SourceNotBegunError: begin_source was never called for it.
        """
        return self._judge(
            lambda judging: loading.add_reports(judging, source_sha256, reports, now)
        )

    def complete_source(self, sha256: str, fingerprint: str, report_count: int) -> None:
        """Record that all of a source was loaded: see the port."""
        self._database.write(
            lambda writing: sources.complete_source(writing, sha256, fingerprint, report_count)
        )

    # ---- facts out

    def get_report(self, report_id: str, as_of: datetime | None = None) -> Report:
        """Return the newest version recorded by then: see the port."""
        return self._look(lambda reading: sources.get_report(reading, report_id, as_of))

    def get_reports(self, report_ids: Sequence[str]) -> list[Report]:
        """Return the newest versions, in the order asked: see the port."""
        return self._look(lambda reading: sources.get_reports(reading, report_ids))

    def sightings(self, report_id: str) -> list[Sighting]:
        """Return the sources that carried a report: see the port."""
        return self._look(lambda reading: sources.sightings(reading, report_id))

    def sources(self) -> list[Source]:
        """Return all sources, oldest first: see the port."""
        return self._look(sources.list_sources)

    def facts(self) -> Facts:
        """Return everything as arrays, for detection, while writers wait: see the port."""
        while True:
            found = self._database.read_held(_settled_facts)
            if found is not None:
                return found
            self._settle()

    def report_ids(self) -> Iterator[str]:
        """Stream the ids of all reports in force, ascending: see the port."""
        after: str | None = None
        while page := self._page_of_ids(after):
            yield from page
            after = page[-1]

    def _page_of_ids(self, after: str | None) -> list[str]:
        return self._database.read(lambda reading: sources.page_of_ids(reading, after))

    def counts(self) -> Counts:
        """Return what the store holds: see the port."""
        return self._look(counting.count_all)

    def about(self) -> StoreState:
        """Return what the store is and what is wrong with it: see the port."""
        return state.read_state(self._database)

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """Give everything as rows, in one consistent state, while writers wait: see the port."""
        while True:
            with self._database.hold(COPY_SECONDS):
                if not self._database.read(settling.unsettled):
                    yield NodeArchive(self._database)
                    return
            self._settle()

    # ---- runs and rings

    def write_run(self, run: Run, rings: Iterable[Ring], brokers: Iterable[Broker]) -> None:
        """Write a run beside the current one, all or nothing: see the port."""
        # Before all transactions, which may be run again.
        found, shared = list(rings), list(brokers)
        drafts.write_run(self._database, run, found, shared)

    def make_current(self, run_id: str) -> None:
        """Flip readers to a written run, at once: see the port.

        Raises:
            RunNotFoundError: it was never written.
        """
        self._database.write(lambda writing: runs.make_current(writing, run_id))

    def current_run(self) -> Run:
        """Return the current run: see the port."""
        return self._look(runs.current_run)

    def runs(self) -> list[Run]:
        """Return all complete runs, newest first: see the port."""
        return self._look(runs.list_runs)

    def rings(
        self, *, limit: int = 100, offset: int = 0, include_single: bool = False
    ) -> list[RingSummary]:
        """List the current run's rings: see the port."""
        return self._look(
            lambda reading: runs.list_rings(reading, limit, offset, include_single=include_single)
        )

    def get_ring(self, ring_id: str) -> Ring:
        """Return a ring of the current run with its members: see the port."""
        return self.get_rings([ring_id])[0]

    def get_rings(self, ring_ids: Sequence[str]) -> list[Ring]:
        """Return rings of the current run with their members: see the port."""
        return self._look(lambda reading: runs.get_rings(reading, ring_ids))

    def rings_of(self, units: Sequence[str]) -> dict[str, str]:
        """Return the current run's ring id of each unit that is in one: see the port."""
        return self._look(lambda reading: runs.rings_of(reading, units))

    def brokers(self) -> list[Broker]:
        """Return the current run's brokers: see the port."""
        return self._look(runs.list_brokers)

    # ---- judgements

    def add_decision(self, decision: Decision, now: datetime) -> Decision:
        """Record a judgement and apply it for all readers: see the port."""
        return self._judge(lambda judging: decisions.add_decision(judging, decision, now))

    def revoke_decision(self, decision_id: str, who: str, why: str, now: datetime) -> Decision:
        """Take a judgement back: see the port."""
        return self._judge(
            lambda judging: decisions.revoke_decision(judging, decision_id, who, why, now)
        )

    def decisions(
        self,
        *,
        subject: str | None = None,
        kind: DecisionKind | None = None,
        in_force_at: datetime | None = None,
    ) -> list[Decision]:
        """Return judgements, oldest first: see the port."""
        return self._look(
            lambda reading: decisions.list_decisions(
                NodeDecisionList(reading), subject, kind, in_force_at
            )
        )


def _settle_some(judging: Neo4jJudging) -> bool:
    """Judge a few of the reports anew that are left; say whether there were any."""
    nums = judging.take_unsettled()
    reindex(judging, nums)
    return bool(nums)


def _settled_facts(reading: Transaction) -> Facts | None:
    """Return all facts; None where a judgement is not yet applied to all of its reports."""
    return None if settling.unsettled(reading) else arrays.read_facts(reading)
