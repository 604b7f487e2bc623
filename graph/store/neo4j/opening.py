"""Open the store on a Neo4j server by its address."""

from __future__ import annotations

from pathlib import Path

from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.migrate import migrate, prepare
from graph.store.neo4j.schema import MIGRATIONS
from graph.store.neo4j.store import Neo4jStore


def open_server(address: str, certificates: Path | None = None) -> Neo4jStore:
    """Open a database, or make its schema where it is empty: see graph.store.open."""
    database = Database(parse_address(address), certificates)
    try:
        prepare(database, MIGRATIONS)
    except BaseException:
        database.close()
        raise
    return Neo4jStore(database)


def migrate_server(address: str, certificates: Path | None = None) -> list[str]:
    """Bring a database to the newest schema: see graph.store.open."""
    database = Database(parse_address(address), certificates)
    try:
        return migrate(database, MIGRATIONS)
    finally:
        database.close()
