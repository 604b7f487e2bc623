"""Ask a Neo4j server what its own tools would show: rows by name, warnings and plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString

import neo4j
from neo4j import GraphDatabase

from graph.store.neo4j.address import parse_address

_SECONDS = 20
Row = dict[str, Any]
Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """A step of a plan.

    Attributes:
        name: of the operator, such as `NodeUniqueIndexSeek`.
        before: the steps that it takes its rows from; none where it finds them itself.
    """

    name: str
    before: tuple[Step, ...]

    def all(self) -> Iterator[Step]:
        """Yield this step and all before it."""
        yield self
        for step in self.before:
            yield from step.all()

    def first(self) -> set[str]:
        """Return the names of the steps that find rows themselves."""
        return {step.name for step in self.all() if not step.before}


class Asking:
    """A session that may only read."""

    def __init__(self, session: neo4j.Session) -> None:
        """Keep the session."""
        self._session = session

    def ask(
        self, query: LiteralString, parameters: Parameters | None = None
    ) -> tuple[list[Row], Sequence[str]]:
        """Return the rows, and what the server warns of."""
        result = self._session.run(neo4j.Query(query, timeout=_SECONDS), dict(parameters or {}))
        rows = [record.data() for record in result]
        said = result.consume().gql_status_objects
        return rows, [one.status_description for one in said if one.is_notification]

    def plan(self, query: LiteralString, parameters: Parameters) -> Step:
        """Return the last step of how the server would find the answer."""
        explain: LiteralString = "EXPLAIN "
        plan = self._session.run(explain + query, dict(parameters)).consume().plan
        assert plan, query
        return _step(plan)


def _step(plan: Mapping[str, Any]) -> Step:
    name = str(plan["operatorType"]).partition("@")[0]
    return Step(name, tuple(_step(child) for child in plan.get("children", ())))


@contextmanager
def asking(address: str) -> Iterator[Asking]:
    """Open a session that may only read.

    Args:
        address: with user and password.
    """
    parsed = parse_address(address)
    with (
        GraphDatabase.driver(
            parsed.uri, auth=(parsed.user, parsed.password), telemetry_disabled=True
        ) as driver,
        driver.session(database=parsed.database, default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        yield Asking(session)
