"""The one Neo4j that a test session shares: started at first use, gone at its end."""

from __future__ import annotations

import atexit
import os
from functools import cache

from graph.store.open import open_store
from tests.servers.neo4j_server import Neo4jServer, ServerFailedError
from tests.servers.wiping import Nodes, claim, copy_nodes, release, restore_nodes, wipe


def neo4j_address() -> str:
    """Return the address of `TRUYVET_TEST_NEO4J`, or of a server started for this session.

    Raises:
        NotOursError: the server that was named holds data.
        ServerMissingError: there is none to start; says what to do.
        ServerFailedError: it did not start; said at once from the second time on.
    """
    found = _find_server()
    if isinstance(found, ServerFailedError):
        raise found
    return found


@cache
def _find_server() -> str | ServerFailedError:
    named = os.environ.get("TRUYVET_TEST_NEO4J")
    if named:
        claim(named)
        atexit.register(release, named)
        return named
    server = Neo4jServer()
    atexit.register(server.close)
    try:
        server.start()
    except ServerFailedError as failure:
        # Hundreds of tests would wait a minute each, and each leave a process behind.
        server.close()
        return failure
    return server.address


def empty_neo4j() -> str:
    """Empty the session's server and return its address: no store, no nodes."""
    wipe(neo4j_address())
    return neo4j_address()


def new_neo4j_store() -> str:
    """Return the address of a new, empty store on the session's server.

    It holds what opening an empty database makes, copied from the first time, since making it
    takes a quarter of a second.
    """
    if not restore_nodes(neo4j_address(), _beginning()):
        # A test before has taken the schema away: what follows would run without indexes.
        _beginning.cache_clear()
        _beginning()
    return neo4j_address()


@cache
def _beginning() -> Nodes:
    wipe(neo4j_address(), schema=True)
    open_store(neo4j_address()).close()
    return copy_nodes(neo4j_address())
