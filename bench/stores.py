"""Both stores side by side: each on a new, empty database, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.neo4j_server import Neo4jServer
from tests.servers.wiping import wipe

HEAP = "1g"
"""Memory for Java's objects: what docker-compose.yml gives, as the rest of the configuration."""
_CONFIGURATION = (
    "server.memory.pagecache.size=512m",
    "db.tx_log.preallocate=true",
    "db.tx_log.rotation.size=256m",
    "db.tx_log.rotation.retention_policy=2 days 2G",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A store to be measured.

    Attributes:
        name: of its kind.
        address: of an empty database.
        empty: empties it again, its schema too.
    """

    name: str
    address: str
    empty: Callable[[], None]


@contextmanager
def sqlite_place(folder: Path) -> Iterator[Place]:
    """Give an empty file."""
    path = folder / "graph.sqlite"

    def empty() -> None:
        for file in folder.glob("graph.sqlite*"):
            file.unlink()

    yield Place("SQLite", f"sqlite:///{path}", empty)


@contextmanager
def neo4j_place(_: Path) -> Iterator[Place]:
    """Start a server as it is run, without the options by which tests start it sooner."""
    with Neo4jServer(HEAP, _CONFIGURATION, java_options=()) as server:
        server.start()
        yield Place("Neo4j", server.address, lambda: wipe(server.address, schema=True))


PLACES = (sqlite_place, neo4j_place)
