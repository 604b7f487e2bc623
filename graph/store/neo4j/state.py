"""What the server is, and what is wrong with the database."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import DecisionKind
from graph.store.answers import StoreState, Told
from graph.store.judgements.decisions import list_decisions
from graph.store.loads import tell_unfinished
from graph.store.neo4j.database import Database
from graph.store.neo4j.decisions import NodeDecisionList
from graph.store.neo4j.fault_texts import text_of
from graph.store.neo4j.indexes import find_wanted, read_indexes, tell_missing
from graph.store.neo4j.migrate import ledger
from graph.store.neo4j.schema import MIGRATIONS
from graph.store.neo4j.settling import unsettled
from graph.store.neo4j.sources import list_doubtful
from graph.store.neo4j.transaction import Transaction

TESTED = "5.26"
"""The versions that this program is tested with: an LTS, and its patches."""
_VERSION = """CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel'
RETURN versions[0], edition"""
_ACCESS = "SHOW DATABASES YIELD name, access WHERE name = $name RETURN access"
_COUNTERS = ("reports", "identifiers", "sources", "decisions", "runs")
_COUNTED = """MATCH (s:Store {name: 'truyvet'})
RETURN s.reports, s.identifiers, s.sources, s.decisions, s.runs"""
# Which run was current is lost with the node: most probably the last one.
_POINT = (
    " WITH s MATCH (run:Run) WITH s, run ORDER BY run.num DESC LIMIT 1 MERGE (s)-[:CURRENT]->(run)"
)
# Each is one look at the end of an index; runs are few.
_USED = """CALL () { MATCH (n:Report) WHERE n.num > 0 RETURN max(n.num) AS reports }
CALL () { MATCH (n:Identifier) WHERE n.num > 0 RETURN max(n.num) AS identifiers }
CALL () { MATCH (n:Source) WHERE n.num > 0 RETURN max(n.num) AS sources }
CALL () { MATCH (n:Decision) WHERE n.num > 0 RETURN max(n.num) AS decisions }
CALL () { MATCH (n:Run) WHERE n.num > 0 RETURN max(n.num) AS runs }
RETURN reports, identifiers, sources, decisions, runs"""


def read_state(database: Database) -> StoreState:
    """Return what the server is and what is wrong; the contract stands in the port."""
    access = [row[0] for row in database.ask_alone(_ACCESS, name=database.name)]
    # A cluster has a row for each of its servers.
    read_only = bool(access) and "read-write" not in access

    def read(reading: Transaction) -> StoreState:
        version, edition = reading.rows(_VERSION)[0]
        return StoreState(
            kind="neo4j",
            version=f"{version} {edition}",
            schema=len(ledger(reading)),
            wanted=len(MIGRATIONS),
            read_only=read_only,
            problems=(
                *([text_of("read-only")] if read_only else []),
                *tell_version(version),
                *tell_missing(find_wanted(MIGRATIONS), read_indexes(reading)),
                *_tell_counters(reading),
                *_tell_loads(reading),
                *_tell_unsettled(reading),
            ),
        )

    return database.read(read)


def tell_version(version: str) -> Iterator[Told]:
    """Say so where the server is none of the versions tested.

    Args:
        version: such as `5.26.30`; older ones are refused before.
    """
    if not f"{version}.".startswith(f"{TESTED}."):
        yield (
            f"máy chủ Neo4j {version} chưa được kiểm thử với chương trình này; hãy dùng "
            f"neo4j:{TESTED}-community",
            f"this program is not tested with Neo4j {version}; use neo4j:{TESTED}-community",
        )


def _tell_counters(reading: Transaction) -> Iterator[Told]:
    """Say so where numbers would be given twice; the statement that mends it goes with it."""
    row = reading.one(_COUNTED)
    held = row or [None] * len(_COUNTERS)
    used = [number or 0 for number in reading.rows(_USED)[0]]
    if any(has is None or has < number for has, number in zip(held, used, strict=True)):
        values = ", ".join(f"s.{name} = {n}" for name, n in zip(_COUNTERS, used, strict=True))
        mending = (
            "MERGE (s:Store {name: 'truyvet'}) ON CREATE SET s.writes = 0, s.tokens = [] "
            f"SET {values}{'' if row else _POINT};"
        )
        yield (
            "bộ đếm của kho nhỏ hơn các số đã dùng nên không ghi tiếp được; hãy dừng mọi chương "
            f"trình TruyVết rồi chạy trong cypher-shell: {mending}",
            "the store's counters are below the numbers in use, so that nothing can be added; "
            f"stop every TruyVết program, then run in cypher-shell: {mending}",
        )


def _tell_loads(reading: Transaction) -> list[Told]:
    withdrawals = list_decisions(NodeDecisionList(reading), None, DecisionKind.WITHDRAW, None)
    return tell_unfinished(list_doubtful(reading), withdrawals)


def _tell_unsettled(reading: Transaction) -> Iterator[Told]:
    """Say so where a judgement is applied to some of a source's reports only."""
    count = len(unsettled(reading))
    if count:
        yield (
            f"việc rút lại {count} nguồn (hoặc thu hồi việc đó) mới áp dụng một phần; nếu không có "
            "lệnh nào đang chạy, lần nạp hay quyết định tiếp theo sẽ làm tiếp cho xong",
            f"the withdrawal of {count} sources (or its revocation) is applied in part; unless a "
            "command is at it, the next load or judgement completes it",
        )
