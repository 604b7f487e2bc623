from __future__ import annotations

import pytest

from api.store_address import name_user, without_credentials
from graph.store.neo4j.address import parse_address


@pytest.mark.parametrize(("address", "shown"), [
    ("neo4j://neo4j:s3cret@db:7687", "neo4j://•••@db:7687"),
    ("neo4j+s://neo4j:s3/c@ret@db:7687/x", "neo4j+s://•••@db:7687/x"),
    ("BOLT://s3cret@db", "BOLT://•••@db"),
    ("neo4j://neo4j:s3\ncret@db", "neo4j://•••@db"),
    ("ne04j://neo4j:s3cret@db", "ne04j://•••@db"),
    ("neo4j://db:7687", "neo4j://db:7687"),
    ("sqlite:////home/me@here/graph.sqlite", "sqlite:////home/me@here/graph.sqlite"),
])  # fmt: skip
def test_a_password_is_masked_whatever_it_holds(address: str, shown: str) -> None:
    """A slash or an @ that was not encoded ends nothing; paths stay readable."""
    assert without_credentials(address) == shown


@pytest.mark.parametrize(("address", "user", "password", "named"), [
    ("neo4j://db", "", "", "neo4j://db"),
    ("neo4j://db", "ann", "", "neo4j://db"),
    ("neo4j://db", "", "p", "neo4j://neo4j:p@db"),
    ("bolt+ssc://db:1", "a:n", "p:@/", "bolt+ssc://a%3An:p%3A%40%2F@db:1"),
    ("neo4j://bob@db", "ann", "p", "neo4j://bob:p@db"),
    ("neo4j://bob:q@db", "ann", "p", "neo4j://bob:q@db"),
    ("sqlite:///x@y", "ann", "p", "sqlite:///x@y"),
    ("graph.sqlite", "ann", "p", "graph.sqlite"),
])  # fmt: skip
def test_what_an_address_says_itself_comes_first(
    address: str, user: str, password: str, named: str
) -> None:
    """The rest is filled in, percent-encoded; only servers have users."""
    assert name_user(address, user, password) == named


@pytest.mark.parametrize(
    "password", ["p", "mật khẩu", "a:b@c/d?e#f%20", "[::1]", "100%", "\\\t'\""]
)
def test_any_password_arrives_as_it_was(password: str) -> None:
    """What is filled in, the store reads back."""
    there = parse_address(name_user("neo4j+s://db:1/facts", "ann@unit", password))

    assert (there.user, there.password) == ("ann@unit", password)
    assert (there.uri, there.database) == ("neo4j+s://db:1", "facts")


@pytest.mark.parametrize(("address", "database"), [
    ("neo4j://db", "neo4j"), ("neo4j://db/", "neo4j"), ("bolt://db:1/NEO4J", "neo4j"),
    ("neo4j://db/vu-an.2026", "vu-an.2026"),
])  # fmt: skip
def test_a_database_is_the_same_in_whatever_case(address: str, database: str) -> None:
    """As the server has it; none named is the one that a new server has."""
    assert parse_address(address).database == database
