"""Create and migrate: ordered scripts in a ledger with checksums, each applied whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from graph.errors import SchemaOutdatedError, SchemaTooNewError, StoreUnavailableError
from graph.store.sqlite.connection import Connections

Migrations = Sequence[tuple[str, str]]
_LEDGER = """CREATE TABLE IF NOT EXISTS migration (
  name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)"""
_FOREIGN = (
    "tệp này thuộc về chương trình khác hoặc lược đồ đã bị sửa; hãy chọn tệp khác",
    "the file belongs to another program or its schema was changed; choose another file",
)
_NO_TRIGRAM = (
    "thư viện SQLite thiếu FTS5 trigram; cần SQLite 3.34 trở lên",
    "this SQLite library lacks FTS5 trigram; SQLite 3.34 or newer is needed",
)


def prepare(connections: Connections, migrations: Migrations, application_id: int) -> None:
    """Create the schema in a new file; check it in an existing one, changing nothing.

    Raises:
        SchemaOutdatedError: migrations are pending.
        SchemaTooNewError: a newer program wrote the file.
        StoreUnavailableError: no store of ours, damaged or locked.
    """
    with connections.reading() as connection:
        if _is_new(connection):
            check_full_text(connections)
            connections.keep_log(connection)
            with connections.transaction() as writer:
                if _is_new(writer):
                    writer.execute(f"PRAGMA application_id = {application_id}")
                    writer.execute(_LEDGER)
                    for name, script in migrations:
                        _apply(writer, name, script)
            return
        applied = _ledger(connections, connection, application_id)
        _compare(connections, applied, migrations)
        if len(applied) < len(migrations):
            raise SchemaOutdatedError(connections.address, len(applied), len(migrations))
        connections.keep_log(connection)


def migrate(connections: Connections, migrations: Migrations, application_id: int) -> list[str]:
    """Apply what is pending; return the names.

    Raises:
        SchemaTooNewError, StoreUnavailableError: as `prepare`.
    """
    done: list[str] = []
    with connections.reading() as connection:
        if _is_new(connection):
            prepare(connections, migrations, application_id)
            return [name for name, _ in migrations]
        applied = _ledger(connections, connection, application_id)
        _compare(connections, applied, migrations)
        for name, script in migrations[len(applied) :]:
            with connections.transaction() as writer:
                # Another process may have done it while this one waited.
                known = {found for found, _ in _ledger(connections, writer, application_id)}
                if name not in known:
                    _apply(writer, name, script)
                    done.append(name)
    return done


def check_full_text(connections: Connections) -> None:
    """Refuse an SQLite library without the trigram index that searching needs."""
    probe = sqlite3.connect(":memory:")
    try:
        probe.execute("CREATE VIRTUAL TABLE probe USING fts5 (x, tokenize = 'trigram')")
    except sqlite3.Error as error:
        raise StoreUnavailableError(connections.address, *_NO_TRIGRAM) from error
    finally:
        probe.close()


def _is_new(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _checksum(script: str) -> str:
    return hashlib.sha256(script.encode()).hexdigest()


def _ledger(
    connections: Connections, connection: sqlite3.Connection, application_id: int
) -> list[tuple[str, str]]:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone()
    if found != application_id or not known:
        raise StoreUnavailableError(connections.address, *_FOREIGN)
    return connection.execute("SELECT name, checksum FROM migration ORDER BY name").fetchall()


def _compare(
    connections: Connections, applied: list[tuple[str, str]], migrations: Migrations
) -> None:
    if len(applied) > len(migrations):
        raise SchemaTooNewError(connections.address, len(applied), len(migrations))
    wanted = [(name, _checksum(script)) for name, script in migrations[: len(applied)]]
    if [tuple(row) for row in applied] != wanted:
        raise StoreUnavailableError(connections.address, *_FOREIGN)


def _apply(connection: sqlite3.Connection, name: str, script: str) -> None:
    # executescript would commit first; statement by statement the whole stays one transaction.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    connection.execute(
        "INSERT INTO migration VALUES (?, ?, ?)",
        (name, _checksum(script), datetime.now(UTC).isoformat()),
    )
