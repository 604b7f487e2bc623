"""Create and migrate: ordered statements in a ledger with checksums."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from graph.errors import SchemaOutdatedError, SchemaTooNewError
from graph.store.neo4j.database import Database
from graph.store.neo4j.fault_texts import unavailable
from graph.store.neo4j.schema import Statements
from graph.store.neo4j.transaction import Transaction, WriteTransaction

Migrations = Sequence[tuple[str, Statements]]
OLDEST = (5, 26)
_SERVERS_OWN = "system"
_AGENT = re.compile(r"Neo4j/(\d+)\.(\d+)")
_STORE = """MERGE (s:Store {name: 'truyvet'})
ON CREATE SET s.writes = 0, s.tokens = [], s.reports = 0, s.identifiers = 0, s.sources = 0,
  s.decisions = 0, s.runs = 0
ON MATCH SET s.tokens = coalesce(s.tokens, [])"""
_RECORD = """MERGE (m:Migration {name: $name})
ON CREATE SET m.checksum = $checksum, m.applied_at = $at"""
_LEDGER = "MATCH (m:Migration) RETURN m.name, m.checksum ORDER BY m.name"
# Nodes are ours also before the ledger is: of files that were imported, or where a crash came
# between the two.
_FOREIGN = """MATCH (n) WHERE NOT EXISTS { MATCH (:Store {name: 'truyvet'}) }
RETURN 1 LIMIT 1"""
_AWAIT = "CALL db.awaitIndexes(600)"


def prepare(database: Database, migrations: Migrations) -> None:
    """Create the schema in an empty or imported database; check it in one of ours.

    Raises:
        SchemaOutdatedError: migrations are pending.
        SchemaTooNewError: a newer program wrote it.
        StoreUnavailableError: away, too old, or another program's.
    """
    check_version(database)
    applied = database.read(ledger)
    if not applied:
        migrate(database, migrations)
        return
    compare(database, applied, migrations)
    if len(applied) < len(migrations):
        raise SchemaOutdatedError(database.address, len(applied), len(migrations))


def migrate(database: Database, migrations: Migrations) -> list[str]:
    """Apply what is pending; return the names.

    A statement may be repeated, so that what a crash interrupted is done again.

    Raises:
        SchemaTooNewError, StoreUnavailableError: as `prepare`.
    """
    check_version(database)
    applied = database.read(ledger)
    if not applied and database.read(lambda reading: reading.one(_FOREIGN)):
        raise unavailable(database.address, "foreign")
    compare(database, applied, migrations)
    done = []
    for name, statements in migrations[len(applied) :]:
        for statement in statements:
            database.run_alone(statement)
        database.run_alone(_AWAIT)
        database.run_alone(_STORE)
        _record(database, name, statements)
        done.append(name)
    return done


def check_version(database: Database) -> None:
    """Refuse a server that is older than what the queries need.

    Raises:
        StoreUnavailableError: it is, or no Neo4j, or away; or the database is the server's own.
    """
    if database.name == _SERVERS_OWN:
        raise unavailable(database.address, "database")
    found = _AGENT.match(database.server_version())
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        raise unavailable(database.address, "product")


def ledger(reading: Transaction) -> list[tuple[str, str]]:
    """Return name and checksum of the migrations applied, in order."""
    return [(name, checksum) for name, checksum in reading.rows(_LEDGER)]


def compare(database: Database, applied: Sequence[tuple[str, str]], migrations: Migrations) -> None:
    """Refuse a ledger that is not the beginning of ours.

    Raises:
        SchemaTooNewError: it goes on beyond ours.
        StoreUnavailableError: it is of no version that we know.
    """
    if len(applied) > len(migrations):
        raise SchemaTooNewError(database.address, len(applied), len(migrations))
    wanted = [(name, _checksum(script)) for name, script in migrations[: len(applied)]]
    if list(applied) != wanted:
        raise unavailable(database.address, "other-schema")


def _record(database: Database, name: str, statements: Statements) -> None:
    def record(writing: WriteTransaction) -> None:
        at = datetime.now(UTC).isoformat()
        writing.rows(_RECORD, name=name, checksum=_checksum(statements), at=at)

    database.write(record)


def _checksum(statements: Statements) -> str:
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
