"""A Neo4j database: sessions, retries, time limits; every error translated."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, TrustCustomCAs, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.closing import Closing
from graph.store.neo4j.address import Address
from graph.store.neo4j.faults import raise_translated, surrogate, unavailable
from graph.store.neo4j.transaction import Transaction, WriteTransaction

_T = TypeVar("_T")
READ_SECONDS = 600.0
"""What a job's reading may take."""
WRITE_SECONDS = 900.0
"""What one writing transaction may take, waiting for its turn among writers included."""
PATIENCE_SECONDS = 120.0
"""How long a job waits for a server that went away: a restart takes 10 to 30."""
_CONNECT_SECONDS = 5.0
_RETRY_SECONDS = 2.0
_PAUSE_SECONDS = 0.5
_AGENT = "truyvet"
_HOLD = "MATCH (s:Store {name: 'truyvet'}) SET s.writes = s.writes RETURN s.writes"
_READINGS = 3
"""How often a reading that writers disturbed is done again."""


class Database(Closing):
    """Runs work in transactions, again where the server went away meanwhile.

    Args:
        address: which server, database and user.
        certificates: file of the authorities that sign the server's certificate; None: the
            system's.
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
        self._name = address.database
        self._patience = patience
        self._closed = False
        try:
            self._driver = _make_driver(address, certificates)
        except (DriverError, ValueError, OSError) as error:
            raise unavailable(self.address, "certificate") from error
        self._bookmarks = GraphDatabase.bookmark_manager()

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
            raise_translated(self.address, error)

    def read(self, work: Callable[[Transaction], _T], seconds: float | None = None) -> _T:
        """Run reading work in a read session.

        Neo4j shows a transaction what others commit meanwhile. Work that several queries make up
        is done again where somebody wrote in between, a few times at most.

        Args:
            work: gets the transaction; may be run several times.
            seconds: after which it is stopped, and how long it waits for an absent server; None:
                as long as jobs may take.

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

        return self._run(
            neo4j.READ_ACCESS, unit_of_work(timeout=seconds or READ_SECONDS)(attempt), seconds
        )

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
        token = uuid.uuid4().hex
        made: list[_T] = []

        def attempt(transaction: neo4j.ManagedTransaction) -> _T:
            writing = WriteTransaction(transaction, self.address)
            if writing.lock(token) and made:
                return made[-1]
            result = work(writing)
            writing.remember(token)
            made.append(result)
            return result

        return self._run(neo4j.WRITE_ACCESS, unit_of_work(timeout=WRITE_SECONDS)(attempt), None)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep all writers waiting: what is read within is one consistent state.

        On a database that is read-only nobody writes anyhow.

        Raises:
            StoreError: the server is away.
        """
        try:
            with self._session(neo4j.WRITE_ACCESS) as session:
                holding = session.begin_transaction(timeout=READ_SECONDS)
                try:
                    holding.run(_HOLD).consume()
                except Neo4jError as error:
                    if "ReadOnly" not in (error.code or ""):
                        raise
                    yield
                    return
                yield
                # Fails where the lock was lost meanwhile.
                holding.run("RETURN 1").consume()
                holding.rollback()
        except (DriverError, Neo4jError) as error:
            raise_translated(self.address, error)

    def run_alone(self, query: str) -> None:
        """Run a statement that changes the schema: each is a transaction of its own.

        Raises:
            StoreError: the server refuses or is away.
        """
        try:
            with self._session(neo4j.WRITE_ACCESS) as session:
                session.run(neo4j.Query(query, timeout=WRITE_SECONDS)).consume()  # pyright: ignore[reportArgumentType] - our own literals
        except (DriverError, Neo4jError) as error:
            raise_translated(self.address, error)

    def _session(self, access: str) -> neo4j.Session:
        if self._closed:
            raise unavailable(self.address, "closed")
        return self._driver.session(
            database=self._name, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _run(
        self,
        access: str,
        attempt: Callable[[neo4j.ManagedTransaction], _T],
        seconds: float | None,
    ) -> _T:
        patience = self._patience if seconds is None else min(seconds, self._patience)
        deadline = time.monotonic() + patience
        while True:
            try:
                with self._session(access) as session:
                    if access == neo4j.READ_ACCESS:
                        return session.execute_read(attempt)
                    return session.execute_write(attempt)
            except UnicodeEncodeError as error:
                raise surrogate() from error
            except (LookupError, ValueError, TypeError, OverflowError) as error:
                raise unavailable(self.address, "damaged") from error
            except (DriverError, Neo4jError) as error:
                if not _is_away(error) or time.monotonic() > deadline:
                    raise_translated(self.address, error, seconds)
            time.sleep(_PAUSE_SECONDS)


def _is_away(error: DriverError | Neo4jError) -> bool:
    # A commit whose answer was lost counts too: a mark tells the next attempt whether it was done.
    return isinstance(error, (ServiceUnavailable, SessionExpired)) or error.is_retryable()


def _make_driver(address: Address, certificates: Path | None) -> neo4j.Driver:
    auth = (address.user, address.password) if address.user else None
    options = {} if certificates is None else _trusting(certificates)
    return GraphDatabase.driver(
        address.uri,
        auth=auth,
        user_agent=_AGENT,
        connection_timeout=_CONNECT_SECONDS,
        max_transaction_retry_time=_RETRY_SECONDS,
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
        **options,
    )


def _trusting(certificates: Path) -> dict[str, Any]:
    return {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(certificates))}
