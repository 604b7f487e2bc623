"""How long work waits for a server that is away; none is needed for that."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import StoreUnavailableError
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.transaction import WriteTransaction

PATIENCE_SECONDS = 5.0
WRITERS = 3


def test_writers_of_one_program_lose_their_patience_together() -> None:
    """Not one after the other: the last of three would wait three times as long."""
    with Database(parse_address("bolt://127.0.0.1:1"), patience=PATIENCE_SECONDS) as database:

        def work(_writing: WriteTransaction) -> None:
            pytest.fail("there is no server")

        def write(_number: int) -> None:
            with pytest.raises(StoreUnavailableError):
                database.write(work)

        begun = time.monotonic()
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(write, range(WRITERS)))

    assert time.monotonic() - begun < (WRITERS - 0.5) * PATIENCE_SECONDS
