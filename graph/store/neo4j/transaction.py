"""One transaction on the server: queries in, rows out; and the lock that writers take turns by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, LiteralString

from neo4j import ManagedTransaction
from neo4j import Transaction as DriverTransaction
from neo4j.exceptions import Neo4jError

from graph.store.neo4j.faults import is_passing, raise_translated

_REMEMBERED = 50
"""Of how many writers the last token is kept: more than write at once."""
_LOCK = """MATCH (s:Store {name: 'truyvet'}) SET s.writes = s.writes + 1
RETURN $token IN s.tokens, properties(s)"""
_REMEMBER = """MATCH (s:Store {name: 'truyvet'})
SET s.tokens = [$token] + [t IN s.tokens WHERE NOT t STARTS WITH $writer][..$remembered],
  s += $taken"""
_WRITES = "MATCH (s:Store {name: 'truyvet'}) RETURN s.writes"

Row = list[Any]


class Transaction:
    """Runs queries; what the driver would repeat in vain is translated at once.

    Args:
        driver_transaction: open.
        address: without credentials, for messages.
        seconds: what it may take, for messages; None where nobody waits for it.
    """

    def __init__(
        self,
        driver_transaction: ManagedTransaction | DriverTransaction,
        address: str,
        seconds: float | None = None,
    ) -> None:
        """Wrap an open transaction."""
        self._transaction = driver_transaction
        self._address = address
        self._seconds = seconds

    def rows(self, query: LiteralString, **parameters: Any) -> list[Row]:
        """Run a query and return all its rows, as lists of columns.

        Raises:
            StoreError, LimitError: the server refuses, for good.
        """
        try:
            result = self._transaction.run(query, parameters)
            return result.values()
        except Neo4jError as error:
            if not is_passing(error):
                raise_translated(self._address, error, self._seconds)
            raise

    def each(self, query: LiteralString, items: Sequence[Any], **parameters: Any) -> list[Row]:
        """Run a query over `$items` and return its rows; without items nothing is asked."""
        return self.rows(query, items=list(items), **parameters) if items else []

    def pairs(
        self, query: LiteralString, items: Sequence[Any], **parameters: Any
    ) -> Iterator[tuple[Any, Any]]:
        """Run a query over `$items` that returns two collected columns; give them in pairs."""
        for left, right in self.each(query, items, **parameters):
            yield from zip(left, right, strict=True)

    def one(self, query: LiteralString, **parameters: Any) -> Row | None:
        """Run a query and return its first row, or None."""
        rows = self.rows(query, **parameters)
        return rows[0] if rows else None

    def writes(self) -> int:
        """Return how many transactions have written so far."""
        row = self.one(_WRITES)
        return int(row[0]) if row else 0


class WriteTransaction(Transaction):
    """Writes, as the only one: all writers lock the store's one node first.

    So numbers are given in order, and judgements see all that was written before.

    Attributes:
        token: the mark that this transaction will leave.
        before: the mark of the last one stored, whosoever; "" for none.
    """

    token = before = ""
    _last: dict[str, Any]
    _taken: dict[str, int]

    def lock(self, token: str) -> bool:
        """Wait for our turn; say whether the same work was stored by an earlier attempt."""
        row = self.one(_LOCK, token=token)
        if row is None:
            raise LookupError("the store's own node is gone")
        self._last, self._taken = row[1], {}
        self.token, self.before = token, next(iter(self._last["tokens"]), "")
        return bool(row[0])

    def remember(self, writer: str) -> None:
        """Leave a mark by which a repetition knows that this was stored; the last thing to do.

        Args:
            writer: whose; the token begins with it, and that of its transaction before goes.
        """
        self.rows(
            _REMEMBER,
            writer=writer,
            token=self.token,
            remembered=_REMEMBERED,
            taken=self._taken,
        )

    def take(self, counter: str, count: int) -> int:
        """Take so many numbers; return the first.

        Args:
            counter: a property of the store's node: `reports`, `identifiers`, `sources`,
                `decisions` or `runs`.
            count: how many.
        """
        last = self._taken.get(counter, int(self._last[counter]))
        self._taken[counter] = last + count
        return last + 1
