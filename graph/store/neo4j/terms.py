"""Search terms: the trigram index finds those that begin with a text, and those that contain it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.store.neo4j.identities import NodeIdentities
from graph.store.neo4j.properties import TERM
from graph.store.questions.rows import HitRow

_FIND = """MATCH (i:Identifier) WHERE i.terms CONTAINS $text
WITH i LIMIT $limit RETURN collect(i.num)"""
_HITS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
MATCH (u:Identifier {num: i.unit})
RETURN i.kind, i.key, u.key, coalesce(u.united, u.degree) AS degree
ORDER BY degree DESC, i.key LIMIT $limit"""


class NodeTerms(NodeIdentities):
    """Fulfils graph.store.questions.reading.TermReading."""

    def terms_beginning(self, text: str, limit: int) -> list[int]:
        """Return identifiers with a term that begins with a text."""
        return self._find(TERM + text, limit)

    def terms_containing(self, text: str, limit: int) -> list[int]:
        """Return identifiers with a term that contains a text."""
        return self._find(text, limit)

    def _find(self, text: str, limit: int) -> list[int]:
        row = self._reading.one(_FIND, text=text, limit=limit)
        return list(row[0]) if row else []

    def hits(self, identifiers: Collection[int], limit: int) -> Iterable[HitRow]:
        """Return the first of these identifiers by their unit's degree, then key."""
        rows = self._reading.each(_HITS, list(identifiers), limit=limit)
        return [(kind, key, unit, degree) for kind, key, unit, degree in rows]
