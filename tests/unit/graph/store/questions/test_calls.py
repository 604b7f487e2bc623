"""A question makes few calls of a store, however much it is about: each is a round trip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from graph.expand import ExpandQuery
from graph.model import LinkType, Role
from graph.store.questions import connecting, expanding, hidden, route, units
from graph.store.questions.reading import Reading
from graph.store.questions.search import search
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.migrate import prepare
from graph.store.sqlite.questions import SqliteReading
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS
from graph.store.sqlite.store import SqliteStore
from tests.contract.facts import (
    ACCOUNT,
    NOW,
    PHONE,
    ZALO,
    load,
    make_report,
    many_reports,
    numbered_account,
)

MANY = [numbered_account(number) for number in range(60)]
WINDOW = ExpandQuery(
    PHONE, since=NOW - timedelta(days=9999), roles=frozenset(Role), exclude=frozenset(MANY[:20])
)
QUESTIONS: dict[str, tuple[int, Callable[[Reading], object]]] = {
    "get_units": (2, lambda reading: units.get_units(reading, MANY)),
    "expand": (9, lambda reading: expanding.expand(reading, WINDOW).neighbours),
    "hidden_counts": (6, lambda reading: hidden.hidden_counts(reading, MANY, [PHONE], 2000)),
    "connections": (7, lambda reading: connecting.connections(reading, [PHONE, *MANY], 5).edges),
    "reports_of": (6, lambda reading: connecting.reports_of(reading, [PHONE, ACCOUNT], 50, 0)[1]),
    "reports_stating": (
        4, lambda reading: connecting.reports_stating(
            reading, (ACCOUNT, MANY[0]), LinkType.TRANSFERRED_TO, 50, 0
        )[1],
    ),
    "search": (4, lambda reading: search(reading, "970", 50)),
    "path over two reports": (
        12, lambda reading: route.find_path(reading, MANY[0], MANY[-1], 6, 200_000)
    ),
}  # fmt: skip
"""Each with how many calls it may make; what it returns is empty where nothing was found."""


class Counted:
    """Hands on what is asked of a reading, and counts the calls."""

    def __init__(self, reading: SqliteReading) -> None:
        """Count from zero."""
        self.calls: list[str] = []
        self._reading = reading

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a primitive that is counted when it is looked up."""
        self.calls.append(name)
        return cast("Callable[..., Any]", getattr(self._reading, name))


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Counted]:
    """Return a reading of sixty units that are reported with one, in pairs."""
    connections = Connections(str(tmp_path / "graph.sqlite"))
    prepare(connections, MIGRATIONS, APPLICATION_ID)
    load(
        SqliteStore(connections),
        *many_reports(40, PHONE, ACCOUNT),
        make_report("s:tie", ZALO, PHONE, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:paid", links=[(ACCOUNT, LinkType.TRANSFERRED_TO, MANY[0])]),
        *(
            make_report(f"s:{number}", PHONE, key, at="2026-01-02")
            for number, key in enumerate(MANY)
        ),
        make_report("s:list", *MANY),
    )
    yield Counted(SqliteReading(connections.get()))
    connections.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_makes_few_calls(counted: Counted, question: str) -> None:
    """No call is made for each of many units, reports or steps."""
    allowed, ask = QUESTIONS[question]

    assert ask(cast("Reading", counted))
    assert 0 < len(counted.calls) <= allowed, counted.calls


def test_a_call_for_each_unit_would_be_seen(counted: Counted) -> None:
    """Asking for one unit after the other makes as many calls as there are units."""
    for key in MANY:
        units.get_unit(cast("Reading", counted), key)

    assert len(counted.calls) == 2 * len(MANY)
