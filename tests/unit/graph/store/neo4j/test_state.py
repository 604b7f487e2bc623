"""What is said of indexes and versions, without a server."""

from __future__ import annotations

import pytest

from graph.store.neo4j.indexes import find_wanted, tell_missing
from graph.store.neo4j.schema import MIGRATIONS
from graph.store.neo4j.state import tell_version
from graph.store.neo4j.transaction import Row

STATEMENTS = (
    "CREATE CONSTRAINT source_reading IF NOT EXISTS FOR (n:Source)\n"
    "  REQUIRE (n.sha256, n.fingerprint) IS UNIQUE",
    "CREATE TEXT INDEX identifier_terms IF NOT EXISTS FOR (n:Identifier) ON (n.terms)",
    "CREATE INDEX mentions IF NOT EXISTS FOR ()-[m:MENTIONS]-() ON (m.identifier, m.report)",
)
WANTED = find_wanted([("m001", STATEMENTS)])
THERE: list[Row] = [
    ["source_reading", "RANGE", "ONLINE", ["Source"], ["sha256", "fingerprint"], "source_reading"],
    ["identifier_terms", "TEXT", "ONLINE", ["Identifier"], ["terms"], None],
    ["mentions", "RANGE", "ONLINE", ["MENTIONS"], ["identifier", "report"], None],
]


def told(rows: list[Row]) -> list[str]:
    """Return what is missing, in English."""
    return [en for _, en in tell_missing(WANTED, rows)]


def test_every_statement_of_the_schema_is_looked_after() -> None:
    """None is overlooked, and all are told apart."""
    wanted = find_wanted(MIGRATIONS)

    assert len(wanted) == sum(len(statements) for _, statements in MIGRATIONS)
    assert len({index.shape for index in wanted}) == len(wanted)
    assert all(index.shape[2] for index in wanted)


def test_nothing_is_said_where_all_are_there() -> None:
    """By what they index: somebody may have given another name."""
    renamed = [["my_own", *row[1:]] for row in THERE]

    assert told(THERE) == []
    assert told(renamed) == []


@pytest.mark.parametrize("lost", range(3))
def test_a_missing_one_is_told_with_its_statement(lost: int) -> None:
    """On one line, to paste."""
    (text,) = told([row for row in THERE if row is not THERE[lost]])

    assert text.endswith(f"run in cypher-shell: {' '.join(STATEMENTS[lost].split())};")


def test_a_plain_index_makes_nothing_unique() -> None:
    """Its name is taken, so it goes first."""
    plain = [[*row[:5], None] for row in THERE]

    assert [text.partition("cypher-shell: ")[2][:49] for text in told(plain)] == [
        "DROP INDEX source_reading; CREATE CONSTRAINT sour"
    ]


def test_a_constraint_serves_where_an_index_is_wanted() -> None:
    """It is one, and more."""
    assert told([*THERE[:2], [*THERE[2][:5], "mentions"]]) == []


def test_one_of_the_same_name_over_other_properties_does_not_count() -> None:
    """Nor one of another type."""
    assert (
        "DROP INDEX mentions; CREATE INDEX"
        in told([*THERE[:2], [*THERE[2][:4], ["moment"], None]])[0]
    )
    assert told([THERE[0], ["identifier_terms", "RANGE", *THERE[1][2:]], THERE[2]]) != []


def test_one_that_is_being_built_wants_patience() -> None:
    """And nothing to run; one that failed is made anew."""
    (building,) = told([*THERE[:2], ["mentions", "RANGE", "POPULATING", *THERE[2][3:]]])
    (failed,) = told([["theirs", "RANGE", "FAILED", *THERE[0][3:5], "theirs"], *THERE[1:]])

    assert "wait" in building
    assert "CREATE" not in building
    assert "DROP CONSTRAINT theirs; CREATE CONSTRAINT source_reading" in failed


@pytest.mark.parametrize(("version", "said"), [
    ("5.26.30", 0), ("5.26", 0), ("5.260.1", 1), ("5.27.0", 1), ("2026.01.0", 1),
])  # fmt: skip
def test_a_server_that_was_not_tested_is_told(version: str, said: int) -> None:
    """Patches of the tested one are the tested one."""
    texts = list(tell_version(version))

    assert len(texts) == said
    assert all(version in vi and "5.26-community" in en for vi, en in texts)
