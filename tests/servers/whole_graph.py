"""All that a Neo4j database holds, as sorted lines: two databases are equal or differ in lines."""

from __future__ import annotations

import json
from typing import Any, LiteralString

from neo4j import GraphDatabase
from neo4j.time import DateTime

from graph.store.neo4j.address import parse_address

_NODES: LiteralString = "MATCH (n) RETURN elementId(n), labels(n), properties(n)"
_LINKS: LiteralString = """MATCH (a)-[r]->(b)
RETURN elementId(a), type(r), properties(r), elementId(b)"""
_SCHEMA: tuple[LiteralString, ...] = (
    """SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties WHERE type <> 'LOOKUP'
    RETURN name, state, type, labelsOrTypes, properties""",
    """SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties
    RETURN name, type, labelsOrTypes, properties""",
)
_OWN = {"Store": ("writes", "tokens"), "Migration": ("applied_at",)}
"""What no two databases have alike: which writers wrote it, and when it was made."""


def lines_of(address: str) -> list[str]:
    """Return every node, relationship, property, index and constraint of a database.

    Args:
        address: with user and password.
    """
    parsed = parse_address(address)
    with (
        GraphDatabase.driver(
            parsed.uri, auth=(parsed.user, parsed.password), telemetry_disabled=True
        ) as driver,
        driver.session(database=parsed.database) as session,
    ):
        nodes = {
            element: _line(sorted(labels), _shared(labels, properties))
            for element, labels, properties in session.run(_NODES).values()
        }
        links = [
            _line(nodes[start], type_, properties, nodes[end])
            for start, type_, properties, end in session.run(_LINKS).values()
        ]
        schema = [_line(row) for query in _SCHEMA for row in session.run(query).values()]
    return sorted([*nodes.values(), *links, *schema])


def _shared(labels: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    own = {name for label in labels for name in _OWN.get(label, ())}
    return {name: value for name, value in properties.items() if name not in own}


def _line(*parts: object) -> str:
    return json.dumps(parts, sort_keys=True, default=_text)


def _text(value: object) -> str:
    assert isinstance(value, DateTime), f"{value!r} is of no type that a property of ours has"
    return value.iso_format()
