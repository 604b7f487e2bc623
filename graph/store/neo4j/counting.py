"""What the store holds, in numbers."""

from __future__ import annotations

from typing import LiteralString

from graph.store.answers import Counts
from graph.store.neo4j.schema import LINKS
from graph.store.neo4j.transaction import Transaction

# Counts by label and by type alone are kept by the server: nothing is read.
_COUNTS = """RETURN COUNT { MATCH (:Source) }, COUNT { MATCH (:Report) },
  COUNT { MATCH (:Version) }, COUNT { MATCH ()-[:MENTIONS]->() }, COUNT { MATCH (:Decision) },
  COUNT { MATCH (:Run) }"""
_ERASED = "MATCH (r:Report) WHERE r.erased RETURN count(r)"
_IN_FORCE = "MATCH (r:Report) WHERE r.in_force AND r.copy_of IS NULL RETURN count(r)"
_LINK: LiteralString = "MATCH ()-[l:"
_KINDS = """MATCH (i:Identifier) WHERE i.degree > 0 OR EXISTS { (i)<-[:MENTIONS]-() }
  OR EXISTS {
    (i)-[:TRANSFERRED_TO|KEYED_BY|HOSTED_ON|SIGNED_BY|CONTACTS|RESOLVES_TO|VARIANT_OF]-() }
RETURN i.kind, count(i) ORDER BY i.kind"""


def count_all(reading: Transaction) -> Counts:
    """Return what the store holds; the contract stands in the port."""
    sources, reports, old, mentions, decisions, runs = reading.rows(_COUNTS)[0]
    links = [reading.rows(_LINK + name + "]->() RETURN count(l)")[0][0] for name in LINKS.values()]
    return Counts(
        sources=sources,
        reports=reading.rows(_IN_FORCE)[0][0],
        versions=reports - reading.rows(_ERASED)[0][0] + old,
        mentions=mentions,
        links=sum(links),
        decisions=decisions,
        runs=runs,
        identifiers_by_kind={kind: count for kind, count in reading.rows(_KINDS)},  # noqa: C416 - rows are lists
    )
