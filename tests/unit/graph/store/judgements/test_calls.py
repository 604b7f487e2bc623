"""On a server every primitive is a round trip: a rule may not ask item by item."""

from __future__ import annotations

import inspect
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.model import Decision, DecisionKind, LinkType, Report
from graph.store.judgements import decisions, loading
from graph.store.sqlite.connection import Connections
from graph.store.sqlite.judging import SqliteJudging
from graph.store.sqlite.migrate import prepare
from graph.store.sqlite.numbers import IdentifierNumbers
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS
from graph.store.sqlite.sources import begin_source
from tests.contract.facts import NOW, make_report, make_source

FEW, MANY = 3, 80


class _Counting(SqliteJudging):
    """Counts which primitives the rules call."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, IdentifierNumbers())
        self.calls: Counter[str] = Counter()

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if inspect.ismethod(found) and not name.startswith("_"):
            self.calls[name] += 1
        return found


@contextmanager
def _judging(path: Path) -> Iterator[_Counting]:
    connections = Connections(str(path))
    prepare(connections, MIGRATIONS, APPLICATION_ID)
    with connections.transaction() as connection:
        begin_source(connection, make_source(), NOW)
        yield _Counting(connection)
    connections.close()


def _keyed(count: int, version: int = 1) -> list[Report]:
    """Return reports each of which ties a handle to a phone, and names both."""
    made: list[Report] = []
    for i in range(count):
        phone = f"phone:+849{i:08d}"
        handle = f"social_handle:zalo:+849{i:08d}"
        tie = [(handle, LinkType.KEYED_BY, phone)] if version == 1 else []
        made.append(make_report(f"s:{i}", phone, handle, links=tie, title=f"v{version}"))
    return made


def _load(judging: _Counting, reports: list[Report]) -> None:
    loading.add_reports(judging, make_source().sha256, reports, NOW)


def _decide(judging: _Counting, kind: DecisionKind, subject: str, other: str | None = None) -> None:
    decision = Decision(kind, subject, "an", "vì", other)
    decisions.add_decision(judging, decision, NOW + timedelta(days=1))


def _new(judging: _Counting, count: int) -> None:
    judging.calls.clear()
    _load(judging, _keyed(count))


def _superseding(judging: _Counting, count: int) -> None:
    _load(judging, _keyed(count))
    judging.calls.clear()
    _load(judging, _keyed(count, version=2))


def _withdraw(judging: _Counting, count: int) -> None:
    _load(judging, _keyed(count))
    judging.calls.clear()
    _decide(judging, DecisionKind.WITHDRAW, make_source().sha256)


def _duplicates(judging: _Counting, count: int) -> None:
    _load(judging, _keyed(count))
    for i in range(1, count):
        _decide(judging, DecisionKind.DUPLICATE_OF, f"s:{i}", "s:0")
    judging.calls.clear()
    _decide(judging, DecisionKind.REJECTED, "s:0")


def _large_unit(judging: _Counting, count: int) -> None:
    _load(judging, _keyed(count))
    for i in range(1, count):
        _decide(judging, DecisionKind.SAME_AS, f"phone:+849{i:08d}", "phone:+84900000000")
    judging.calls.clear()
    _decide(judging, DecisionKind.VICTIM, "phone:+84900000001")
    decisions.revoke_decision(judging, "D1", "an", "vì", NOW + timedelta(days=2))


def _erasure(judging: _Counting, count: int) -> None:
    shared = [
        make_report(f"s:{i}", "phone:+84900000000", f"phone:+8491{i:07d}") for i in range(count)
    ]
    _load(judging, shared)
    judging.calls.clear()
    _decide(judging, DecisionKind.ERASE, "phone:+84900000000")


@pytest.mark.parametrize(
    "course", [_new, _superseding, _withdraw, _duplicates, _large_unit, _erasure]
)
def test_the_number_of_calls_is_that_of_steps(
    tmp_path: Path, course: Callable[[_Counting, int], None]
) -> None:
    """As many for eighty reports, ties, duplicates or members as for three."""
    counted: list[Counter[str]] = []
    for count in (FEW, MANY):
        with _judging(tmp_path / f"{count}.sqlite") as judging:
            course(judging, count)
            counted.append(judging.calls)

    assert counted[0]
    assert counted[0] == counted[1]
    assert sum(counted[1].values()) < 50
