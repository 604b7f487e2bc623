"""Which indexes the schema makes, and which of them the server lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.store.answers import Told
from graph.store.neo4j.migrate import Migrations
from graph.store.neo4j.transaction import Row, Transaction

_LIST = """SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties, owningConstraint
WHERE type <> 'LOOKUP' RETURN name, type, state, labelsOrTypes, properties, owningConstraint"""
_MADE = re.compile(r"CREATE (?:(TEXT) )?(INDEX|CONSTRAINT) (\w+) .*?:(\w+)[\])]", re.S)
_PROPERTY = re.compile(r"\b[a-z]\.(\w+)")
_BUILDING = "POPULATING"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An index that a statement makes, alone or for a constraint.

    Attributes:
        name: which the statement gives it; whoever made it himself may call it otherwise.
        statement: makes it where it is missing.
        unique: a constraint's.
        shape: type, label or relationship type, properties.
    """

    name: str
    statement: str
    unique: bool
    shape: tuple[str, str, tuple[str, ...]]


def find_wanted(migrations: Migrations) -> list[Wanted]:
    """Return the indexes that migrations make.

    >>> made = "CREATE INDEX report_host IF NOT EXISTS FOR (n:Report) ON (n.copy_of)"
    >>> find_wanted([("m001", (made,))])[0].shape
    ('RANGE', 'Report', ('copy_of',))
    """
    found = []
    for _, statements in migrations:
        for statement in statements:
            if match := _MADE.match(statement):
                kind, what, name, label = match.groups()
                shape = (kind or "RANGE", label, tuple(_PROPERTY.findall(statement)))
                line = " ".join(statement.split())
                found.append(Wanted(name, line, what == "CONSTRAINT", shape))
    return found


def read_indexes(reading: Transaction) -> list[Row]:
    """Return the server's indexes, as `tell_missing` takes them."""
    return reading.rows(_LIST)


def tell_missing(wanted: Iterable[Wanted], rows: Iterable[Row]) -> Iterator[Told]:
    """Tell which indexes are missing or can't be used, each with the statements that mend it.

    Args:
        wanted: all that there should be.
        rows: name, type, state, labels or types, properties and constraint of those that are.
    """
    # A constraint's index serves where a plain one is wanted, too.
    there = {
        (kind, labels[0], tuple(properties), unique): (name, state)
        for name, kind, state, labels, properties, constraint in rows
        if len(labels) == 1
        for unique in ({False} if constraint is None else {False, True})
    }
    taken = {name: f"DROP {_what(row)} {name}; " for row in rows for name in row[:1]}
    for index in wanted:
        name, state = there.get((*index.shape, index.unique), (index.name, ""))
        if state == _BUILDING:
            yield (
                f"chỉ mục {name} đang được dựng nên câu hỏi chậm; hãy đợi",
                f"the index {name} is being built, questions are slow meanwhile; wait",
            )
        elif state != "ONLINE":
            yield (
                f"thiếu chỉ mục {name}; hãy chạy trong cypher-shell: "
                f"{taken.get(name, '')}{index.statement};",
                f"the index {name} is missing; run in cypher-shell: "
                f"{taken.get(name, '')}{index.statement};",
            )


def _what(row: Row) -> str:
    return "INDEX" if row[-1] is None else "CONSTRAINT"
