"""A Neo4j database: sessions, retries, time limits; every error translated."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import neo4j
from neo4j import GraphDatabase, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError

from graph.closing import Closing
from graph.store.neo4j.address import Address
from graph.store.neo4j.driving import find_cause, make_driver
from graph.store.neo4j.fault_texts import unavailable
from graph.store.neo4j.faults import is_behind, is_ended, is_read_only, raise_translated
from graph.store.neo4j.repeating import Times, run_again
from graph.store.neo4j.transaction import Row, Transaction, WriteTransaction

_T = TypeVar("_T")
READ_SECONDS = 600.0
"""What a job's reading may take."""
WRITE_SECONDS = 900.0
"""What one writing transaction may take, waiting for its turn among writers included."""
COPY_SECONDS = 4 * 3600.0
"""What it may take to read everything, for a copy."""
PATIENCE_SECONDS = 120.0
"""How long a job waits for a server that went away: a restart takes 10 to 30."""
_HOLD = "MATCH (s:Store {name: 'truyvet'}) SET s.writes = s.writes RETURN s.writes"
_READINGS = 3
"""How often a reading that writers disturbed is done again."""


class Database(Closing):
    """Runs work in transactions, again where the server went away meanwhile.

    Args:
        address: which server, database and user.
        certificates: PEM file of the authorities that sign the server's certificate: see
            graph.store.neo4j.driving.
        patience: seconds that work waits for a server that went away.
    """

    def __init__(
        self,
        address: Address,
        certificates: Path | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Make a driver; nothing is connected yet."""
        self.address = str(address)
        self.name = address.database
        self._patience = patience
        self._closed = False
        try:
            self._driver = make_driver(address, certificates)
        except (DriverError, ValueError, OSError) as error:
            raise unavailable(self.address, "certificate") from error
        self._find_cause = partial(find_cause, address=address, certificates=certificates)
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._turn = threading.Lock()
        self._writer = uuid.uuid4().hex
        self._tokens = count()

    def close(self) -> None:
        """Close every connection; closing twice is no error."""
        self._closed = True
        self._driver.close()

    def server_version(self) -> str:
        """Return what the server calls itself, such as `Neo4j/5.26.30`; the first to connect.

        Raises:
            StoreUnavailableError: it can't be reached, refuses the password, or is none.
        """
        try:
            self._driver.verify_connectivity()
            return self._driver.get_server_info().agent
        except (DriverError, Neo4jError) as error:
            raise_translated(self.address, self._find_cause(error))

    def read(
        self,
        work: Callable[[Transaction], _T],
        seconds: float | None = None,
        patience: float | None = None,
    ) -> _T:
        """Run reading work in a read session.

        Neo4j shows a transaction what others commit meanwhile. Work that several queries make up
        is done again where somebody wrote in between, a few times at most; a commit that is being
        applied at that very moment may still be seen in part. What must not be holds the writers.

        Args:
            work: gets the transaction; may be run several times.
            seconds: after which it is stopped; None: as long as jobs may take.
            patience: seconds that it waits for a server that is away; None: as a job does.

        Raises:
            QueryTooLongError: it took longer than `seconds`.
            StoreError: the server refuses or is away.
        """

        def attempt(transaction: neo4j.ManagedTransaction) -> _T:
            reading = Transaction(transaction, self.address, seconds)
            before = reading.writes()
            for _ in range(_READINGS - 1):
                found = self._told(lambda: work(reading), reading, before)
                now = reading.writes()
                if found and now == before:
                    return found[0]
                before = now
            return work(reading)

        limited = unit_of_work(timeout=seconds or READ_SECONDS)(attempt)

        def run() -> _T:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(limited)

        times = Times(
            seconds or READ_SECONDS,
            min(self._patience, patience or self._patience),
            question=seconds is not None,
        )
        return run_again(run, self.address, times)

    def read_held(self, work: Callable[[Transaction], _T]) -> _T:
        """Run reading work while all writers wait; all of it again where the server went away.

        Args:
            work: gets the transaction; may be run several times.

        Raises:
            StoreError: the server refuses or is away.
        """

        def run() -> _T:
            with self._held(READ_SECONDS):
                return self.read(work)

        return run_again(run, self.address, Times(READ_SECONDS, self._patience))

    @staticmethod
    def _told(work: Callable[[], _T], reading: Transaction, before: int) -> tuple[_T] | None:
        """Return what the work finds; None where rows went away while it was read."""
        try:
            return (work(),)
        except (LookupError, ValueError):
            if reading.writes() == before:
                raise
            return None

    def write(self, work: Callable[[WriteTransaction], _T]) -> _T:
        """Run writing work: all of it or nothing, once, as the only writer.

        Where the connection broke during the commit, the next attempt sees whether it was
        stored, and then returns what the first attempt made.

        Args:
            work: gets the transaction; may be run several times.

        Raises:
            StoreError: the server refuses or is away.
        """
        token = f"{self._writer}:{next(self._tokens)}"
        made: list[_T] = []

        @unit_of_work(timeout=WRITE_SECONDS)
        def attempt(transaction: neo4j.ManagedTransaction) -> _T:
            writing = WriteTransaction(transaction, self.address)
            if writing.lock(token) and made:
                return made[-1]
            result = work(writing)
            writing.remember(self._writer)
            made.append(result)
            return result

        def run() -> _T:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(attempt)

        asked = time.monotonic()
        # A writer's token stands until its next: two transactions at once would need two.
        with self._turn:
            # Who waited for another's patience with a server that is away has had its own.
            patience = max(0.0, self._patience - (time.monotonic() - asked))
            return run_again(run, self.address, Times(WRITE_SECONDS, patience))

    @contextmanager
    def hold(self, seconds: float = READ_SECONDS) -> Iterator[None]:
        """Keep all writers waiting: what is read within is one consistent state.

        On a database that is read-only nobody writes anyhow.

        Args:
            seconds: after which the server lets them go on; then this fails.

        Raises:
            StoreError: the server is away.
        """
        holds, begun = False, time.monotonic()
        try:
            with self._held(seconds):
                holds = True
                yield
        except (DriverError, Neo4jError) as error:
            if holds:
                raise unavailable(self.address, "let-go") from error
            late = is_ended(error) and time.monotonic() - begun >= seconds
            raise_translated(self.address, error, late=late)

    @contextmanager
    def _held(self, seconds: float) -> Iterator[None]:
        with self._session(neo4j.WRITE_ACCESS) as session:
            holding = session.begin_transaction(timeout=seconds)
            try:
                holding.run(_HOLD).consume()
            except Neo4jError as error:
                if not is_read_only(error):
                    raise
                yield
                return
            yield
            # Fails where the lock was lost meanwhile.
            holding.run("RETURN 1").consume()
            holding.rollback()

    def run_alone(self, query: str) -> None:
        """Run a statement that may be repeated, such as one that changes the schema.

        Each is a transaction of its own.

        Raises:
            StoreError: the server refuses or is away.
        """

        def run() -> None:
            with self._session(neo4j.WRITE_ACCESS) as session:
                session.run(neo4j.Query(query, timeout=WRITE_SECONDS)).consume()  # pyright: ignore[reportArgumentType] - our own literals

        run_again(run, self.address, Times(WRITE_SECONDS, self._patience))

    def ask_alone(self, query: LiteralString, **parameters: Any) -> list[Row]:
        """Ask about the server itself; it answers that outside other transactions only.

        Raises:
            StoreError: the server refuses or is away.
        """

        def run() -> list[Row]:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.run(neo4j.Query(query, timeout=READ_SECONDS), parameters).values()

        return run_again(run, self.address, Times(READ_SECONDS, self._patience))

    @contextmanager
    def _session(self, access: str) -> Iterator[neo4j.Session]:
        if self._closed:
            raise unavailable(self.address, "closed")
        try:
            with self._driver.session(
                database=self.name, default_access_mode=access, bookmark_manager=self._bookmarks
            ) as session:
                yield session
        except Neo4jError as error:
            if is_behind(error):
                # The database was replaced by an older one: it never gets where our marks are.
                self._bookmarks = GraphDatabase.bookmark_manager()
            raise
