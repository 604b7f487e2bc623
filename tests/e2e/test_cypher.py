"""The queries of docs/neo4j.md run as written, and find what they look for by an index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import LiteralString, NamedTuple, cast

import pytest

from graph.expand import ExpandQuery
from graph.store.neo4j.fault_texts import TEXTS
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.conftest import ROOT
from tests.contract.facts import PHONE, THIRD_ACCOUNT
from tests.e2e.cypher_case import APART, load_case
from tests.servers.asking import Asking, Row, Step, asking
from tests.servers.shared import neo4j_address, new_neo4j_store

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
_PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
_SECTION = re.compile(
    r"^### (?P<title>\d+\. .+?)\n[^\n`]{10,}[^\n]*\n(?P<body>```.*?)(?=^#|\Z)", re.M | re.S
)
_BLOCK = re.compile(r"```cypher\n(?::param (?P<given>\{[^\n]*\})\n)?(?P<text>.*?)```", re.S)
# A query that is given one of these asks for one thing, whatever else there is.
_NAMES_ONE = {"key", "from_key", "ring", "report", "beginning", "text"}
_SINGLE = {"NodeUniqueIndexSeek", "Argument"}
_RING: LiteralString = """MATCH (:Store {name: 'truyvet'})-[:CURRENT]->(run:Run)
MATCH (:Identifier {key: $key})-[:MEMBER_OF]->(g:Ring {run: run.num}) RETURN g.id AS ring"""


class Query(NamedTuple):
    """A query of the page: its heading, its parameters as a map of Cypher, and its text."""

    title: str
    given: LiteralString
    text: LiteralString


def _queries() -> list[Query]:
    found = [
        (section["title"], block["given"] or "{}", block["text"])
        for section in _SECTION.finditer(_PAGE)
        for block in _BLOCK.finditer(section["body"])
    ]
    # The page is ours, as literals are.
    return [
        Query(title, cast("LiteralString", given), cast("LiteralString", text))
        for title, given, text in found
    ]


QUERIES = _queries()
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Return a store that holds the case."""
    opened = open_store(new_neo4j_store())
    load_case(opened, tmp_path_factory.mktemp("cypher"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def server(store: GraphStore) -> Iterator[Asking]:
    """Return the server of the store, to be read only."""
    assert store.address
    with asking(neo4j_address()) as opened:
        yield opened


def _parameters(server: Asking, query: Query) -> Row:
    """Return what the page gives, and the ring, whose name is not known beforehand."""
    [row], _ = server.ask("RETURN " + query.given + " AS given")
    [here], _ = server.ask(_RING, {"key": PHONE})
    given: Row = row["given"]
    return {**given, **here} if "ring" in given else given


def _is_single(step: Step) -> bool:
    """Say whether a step has one row at most: it looks up single nodes."""
    return step.first() <= _SINGLE


def test_the_page_has_twenty_queries_and_more() -> None:
    """Each has a heading, numbered in order, and a sentence; there is no other block."""
    numbers = [int(query.title.partition(".")[0]) for query in QUERIES]

    assert len(numbers) >= 20
    assert numbers == list(range(1, _PAGE.count("```cypher") + 1))


@each_query
def test_every_query_of_the_page_answers(server: Asking, query: Query) -> None:
    """It uses all that it is given, is warned of nothing, and each named column has values."""
    parameters = _parameters(server, query)
    assert set(re.findall(r"\$(\w+)", query.text)) == parameters.keys()

    rows, warnings = server.ask(query.text, parameters)

    assert rows
    assert warnings == []
    assert [name for name in rows[0] if not re.fullmatch(r"[a-z0-9_]+", name)] == []
    assert [name for name in rows[0] if all(row[name] in (None, []) for row in rows)] == []


@each_query
def test_every_query_of_the_page_uses_the_indexes(server: Asking, query: Query) -> None:
    """None reads all nodes or multiplies rows, and who asks for one thing seeks it."""
    parameters = _parameters(server, query)
    plan = server.plan(query.text, parameters)

    assert "AllNodesScan" not in plan.first()
    products = [step for step in plan.all() if step.name == "CartesianProduct"]
    assert [step for step in products if not _is_single(step)] == []
    if _NAMES_ONE & parameters.keys():
        assert {name for name in plan.first() if name.endswith(("LabelScan", "TypeScan"))} == set()


def _rows(server: Asking, number: int, **parameters: object) -> list[Row]:
    query = QUERIES[number - 1]
    rows, _ = server.ask(query.text, {**_parameters(server, query), **parameters})
    return rows


def test_the_queries_count_as_the_workbench_does(server: Asking, store: GraphStore) -> None:
    """Reports, neighbours, ways, rings and brokers are those that the store itself answers."""
    way = store.path(PHONE, THIRD_ACCOUNT)
    assert way
    others = store.expand(ExpandQuery(PHONE, limit=100)).neighbours
    rings = store.rings(limit=100)

    assert [row["report"] for row in _rows(server, 1)] == store.reports_of([PHONE])[1]
    assert {row["key"]: (row["together"], row["degree"]) for row in _rows(server, 2)} == {
        other.unit.key: (other.shared_report_count, other.unit.degree) for other in others
    }
    [row] = _rows(server, 3)
    assert row["way"] == [
        PHONE,
        *(name for step in way.steps for name in (step.report_id, step.unit)),
    ]
    assert {row["ring"]: row["loss_vnd"] for row in _rows(server, 10, limit=100)} == {
        ring.id: ring.loss_vnd for ring in rings
    }
    assert {row["key"]: row["rings"] for row in _rows(server, 13)} == Counter(
        broker.key for broker in store.brokers()
    )


def test_no_way_leads_through_a_member_of_what_is_ignored(
    server: Asking, store: GraphStore
) -> None:
    """What holds for a unit stands at its representative; its other members go by it."""
    assert store.path(*APART) is None
    assert _rows(server, 3, from_key=APART[0], to_key=APART[1]) == []


def test_every_message_about_the_server_is_explained() -> None:
    """The page says what to do for each reason that a user can meet."""
    begun = {
        text.split(";")[0][:30]
        for name, (_, text) in TEXTS.items()
        if name not in {"closed", "other"}
    }

    assert {text for text in begun if f"| {text}" not in _PAGE} == set()
