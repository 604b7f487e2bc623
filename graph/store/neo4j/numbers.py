"""Keys to numbers: which node an identifier has, giving new ones the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import LiteralString

from graph.identifiers import registry
from graph.model import Identifier
from graph.store.judgements import standing
from graph.store.neo4j.faults import require_short
from graph.store.neo4j.properties import terms_of
from graph.store.neo4j.schema import LABELS
from graph.store.neo4j.transaction import Transaction, WriteTransaction

_CACHE_LIMIT = 400_000
_FIND = """UNWIND $items AS key MATCH (i:Identifier {key: key})
RETURN collect(i.key), collect(i.num)"""
_CREATE: LiteralString = """ {num: x[0], key: x[1], kind: $kind, value: x[2],
  unit: x[0], joins: x[3], state: x[4], terms: x[5], degree: 0, confirmed: false})"""


def find_numbers(reading: Transaction, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the keys that are known."""
    return dict(reading.pairs(_FIND, list(keys)))


class IdentifierNumbers:
    """Numbers of identifiers, remembered between batches.

    The memory is dropped as soon as another writer was there in between, since an erasure may
    have removed a node. So it is where a database was replaced meanwhile, by an older copy say.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: dict[str, int] = {}
        self._token = ""
        self._is_open = False

    def begin(self, writing: WriteTransaction) -> None:
        """Drop what another writer, or a transaction of ours that failed, has made untrue."""
        seen = self._token == writing.before and not self._is_open
        if not seen or len(self._known) > _CACHE_LIMIT:
            self._known.clear()
        self._token, self._is_open = writing.token, True

    def keep(self) -> None:
        """Trust the numbers of the transaction that began: it is stored."""
        self._is_open = False

    def forget(self) -> None:
        """Drop the memory, after nodes were removed."""
        self._known.clear()

    def number(
        self, writing: WriteTransaction, identifiers: Iterable[Identifier]
    ) -> dict[str, int]:
        """Return a number for each, creating new ones.

        Returns:
            Numbers by key, for at least the identifiers given.
        """
        missing = {i.key: i for i in identifiers if i.key not in self._known}
        if missing:
            found = find_numbers(writing, sorted(missing))
            self._known.update(found)
            fresh = [missing[key] for key in sorted(missing.keys() - found.keys())]
            self._known.update(_create(writing, fresh))
        return self._known


def _create(writing: WriteTransaction, fresh: Sequence[Identifier]) -> dict[str, int]:
    if not fresh:
        return {}
    for identifier in fresh:
        registry.from_key(identifier.key)  # refuses unknown kinds
    first = writing.take("identifiers", len(fresh))
    rows: dict[str, list[list[object]]] = {}
    for num, identifier in enumerate(fresh, start=first):
        joins = registry.joins(identifier)
        state = standing.alone(joins=joins)
        key, terms = require_short(identifier.key), terms_of(identifier)
        rows.setdefault(identifier.kind, []).append(
            [num, key, identifier.value, joins, state, terms]
        )
    for kind, found in rows.items():
        create: LiteralString = "UNWIND $items AS x CREATE (:Identifier:" + LABELS[kind] + _CREATE
        writing.each(create, found, kind=kind)
    return {identifier.key: num for num, identifier in enumerate(fresh, start=first)}
