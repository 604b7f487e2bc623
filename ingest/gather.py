"""Bring the rows of one report together, wherever they stand in a source of any size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice

import orjson

from ingest.digests import open_temporary, temporary_file_error
from ingest.rejects import Reject
from ingest.report_ids import Naming
from ingest.sources.reader import NO_LISTS
from ingest.sources.row import Row

MAX_ROWS_PER_REPORT = 20_000
"""What is beyond is rejected: a report is held in memory whole."""

_CHUNK = 1000


def gather_rows(
    rows: Iterable[Row | Reject], naming: Naming, source: str
) -> Iterator[tuple[str, Row] | Reject]:
    """Yield all rows sorted by the id of their report, then as they came.

    They are spooled to a private temporary file and sorted there, so that memory stays bounded
    and rows of one report need not be neighbours.

    Args:
        rows: of the source.
        naming: gives each its id.
        source: its name, for errors.

    Yields:
        Rejects as they come, then (id, row).

    Raises:
        UnreadableSourceError: there is no room for the temporary file.
    """
    with closing(_open(source)) as spool:
        waiting: list[tuple[str, int, str, bytes]] = []
        for row in rows:
            name = naming.name(row) if isinstance(row, Row) else row
            if isinstance(name, Reject):
                yield name
            elif isinstance(row, Row):
                waiting.append((name, row.number, row.locator, _pack(row)))
                if len(waiting) >= _CHUNK:
                    _write(spool, waiting, source)
        _write(spool, waiting, source)
        yield from _sorted_rows(spool, source)


def _open(source: str) -> sqlite3.Connection:
    try:
        spool = open_temporary()
        spool.execute("CREATE TABLE spooled (id TEXT, number INTEGER, locator TEXT, cells BLOB)")
    except sqlite3.Error as error:
        raise temporary_file_error(source, error) from error
    return spool


def _pack(row: Row) -> bytes:
    return orjson.dumps((dict(row.cells), dict(row.many) if row.many else None))


def _unpack(number: int, locator: str, packed: bytes) -> Row:
    cells, many = orjson.loads(packed)
    lists = {column: tuple(texts) for column, texts in many.items()} if many else NO_LISTS
    return Row(number, locator, cells, lists)


def _write(
    spool: sqlite3.Connection, waiting: list[tuple[str, int, str, bytes]], source: str
) -> None:
    try:
        spool.executemany("INSERT INTO spooled VALUES (?, ?, ?, ?)", waiting)
    except sqlite3.Error as error:
        raise temporary_file_error(source, error) from error
    waiting.clear()


def _sorted_rows(spool: sqlite3.Connection, source: str) -> Iterator[tuple[str, Row]]:
    try:
        found = spool.execute("SELECT * FROM spooled ORDER BY id, number")
        while chunk := list(islice(found, _CHUNK)):
            for id_, number, locator, packed in chunk:
                yield id_, _unpack(number, locator, packed)
    except sqlite3.Error as error:
        raise temporary_file_error(source, error) from error
