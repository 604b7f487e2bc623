"""The baselines: what is loaded and asked, by the plainest means of each store."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase, Session

from graph.store.chunks import chunks
from graph.store.neo4j.address import parse_address
from graph.store.port import GraphStore

SQLITE_BATCH = 6000
NEO4J_BATCH = 2000
_TABLES = """PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE report (id TEXT PRIMARY KEY);
CREATE TABLE identifier (key TEXT PRIMARY KEY);
CREATE TABLE mention (key TEXT, report TEXT, role TEXT, raw TEXT,
  PRIMARY KEY (key, report, role));"""
_KEYS = (
    "CREATE CONSTRAINT FOR (r:Report) REQUIRE r.id IS UNIQUE",
    "CREATE CONSTRAINT FOR (i:Identifier) REQUIRE i.key IS UNIQUE",
)
_PLAIN = """UNWIND $rows AS x
MERGE (r:Report {id: x[1]})
MERGE (i:Identifier {key: x[0]})
MERGE (r)-[m:MENTIONS {role: x[2]}]->(i) ON CREATE SET m.raw = x[3]"""
_REPORTS = "MATCH (r:Report) RETURN r.num, properties(r) ORDER BY r.num"
_MENTIONS = """MATCH (r:Report)-[m:MENTIONS]->(i) WHERE r.num > $after AND r.num <= $end
RETURN r.num, properties(i), properties(m)"""
_FULL = """UNWIND $rows AS x CREATE (r:Report) SET r = x[0]
WITH r, x UNWIND x[1] AS m
MERGE (i:Identifier {key: m[0].key}) ON CREATE SET i = m[0]
CREATE (r)-[said:MENTIONS]->(i) SET said = m[1]"""
_PAGE = 10_000
_SQL_JOIN = """SELECT other.identifier, count(*) FROM mention me
  JOIN mention other ON other.report = me.report AND other.identifier <> me.identifier
  WHERE me.identifier = (SELECT num FROM identifier WHERE key = ?)
  GROUP BY other.identifier ORDER BY count(*) DESC LIMIT 50"""
_CYPHER_JOIN = """MATCH (me:Identifier {key: $key})<-[:MENTIONS]-(r)-[:MENTIONS]->(o)
WHERE o <> me RETURN o.key, count(r) AS n ORDER BY n DESC LIMIT 50"""

Mention = tuple[str, str, str, str]
"""Key, report, role and raw text."""


def stored_mentions(store: GraphStore) -> Iterator[Mention]:
    """Yield what a store holds, as the baselines write it."""
    ids = list(store.report_ids())
    for start in range(0, len(ids), 1000):
        for report in store.get_reports(ids[start : start + 1000]):
            for mention in report.mentions:
                raw = mention.spans[0].raw if mention.spans else ""
                yield mention.identifier.key, report.id, mention.role.value, raw


def insert_bare(mentions: Sequence[Mention], path: Path) -> float:
    """Return the seconds that `executemany` takes, into three plain tables with their keys."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        began = time.perf_counter()
        for batch in chunks(mentions, SQLITE_BATCH):
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT OR IGNORE INTO report VALUES (?)", [(report,) for _, report, _, _ in batch]
            )
            connection.executemany(
                "INSERT OR IGNORE INTO identifier VALUES (?)", [(key,) for key, _, _, _ in batch]
            )
            connection.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?)", batch)
            connection.execute("COMMIT")
        return time.perf_counter() - began


Full = tuple[dict[str, Any], list[tuple[dict[str, Any], dict[str, Any]]]]
"""A report's properties, and those of each identifier and mention."""


@contextmanager
def _session(address: str) -> Iterator[Session]:
    at = parse_address(address)
    with (
        GraphDatabase.driver(at.uri, auth=(at.user, at.password)) as driver,
        driver.session() as session,
    ):
        yield session


def unwind_plain(mentions: Sequence[Mention], address: str) -> float:
    """Return the seconds that one UNWIND with three MERGE takes, with two constraints.

    Args:
        mentions: to be written.
        address: of an empty database, with user and password.
    """
    with _session(address) as session:
        for statement in (*_KEYS, "CALL db.awaitIndexes()"):
            session.run(statement).consume()
        return _write(session, _PLAIN, (list(batch) for batch in chunks(mentions, NEO4J_BATCH)))


def full_rows(address: str) -> list[Full]:
    """Return all reports of a store, what they mention, and every property of it."""
    with _session(address) as session:
        found: dict[int, Full] = {num: (says, []) for num, says in session.run(_REPORTS).values()}
        for after in range(0, max(found) + 1, _PAGE):
            rows = session.run(_MENTIONS, after=after, end=after + _PAGE).values()
            for num, identifier, mention in rows:
                found[num][1].append((identifier, mention))
        return list(found.values())


def unwind_full(reports: Sequence[Full], address: str) -> float:
    """Return the seconds that one UNWIND of the same rows takes, with the same schema.

    Args:
        reports: to be written.
        address: of an empty store, with user and password.
    """

    def batches() -> Iterator[list[Full]]:
        batch, mentions = list[Full](), 0
        for report in reports:
            batch.append(report)
            mentions += len(report[1])
            if mentions >= NEO4J_BATCH:
                yield batch
                batch, mentions = [], 0
        yield batch

    with _session(address) as session:
        return _write(session, _FULL, batches())


def _write(session: Session, query: str, batches: Iterable[Sequence[object]]) -> float:
    began = time.perf_counter()
    for batch in batches:
        session.execute_write(lambda tx, rows: tx.run(query, rows=rows).consume(), batch)
    return time.perf_counter() - began


@contextmanager
def joining_sql(path: Path) -> Iterator[Callable[[str], object]]:
    """Give a function that finds an identifier's neighbours by one plain join."""
    with closing(sqlite3.connect(path)) as connection:
        yield lambda key: connection.execute(_SQL_JOIN, (key,)).fetchall()


@contextmanager
def joining_cypher(address: str) -> Iterator[Callable[[str], object]]:
    """Give a function that finds an identifier's neighbours by one plain query."""
    with _session(address) as session:
        yield lambda key: session.execute_read(lambda tx: tx.run(_CYPHER_JOIN, key=key).values())
