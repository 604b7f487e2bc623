"""What `open_source` asks of the reader of each format."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Protocol

from ingest.rejects import Reject
from ingest.sources.row import Row
from ingest.sources.window import Window

NO_LISTS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType({})
"""Shared by the rows that hold no list, which is most of them."""


class Reader(Protocol):
    """Reads one format."""

    def find_problem(self) -> Reject | None:
        """Return why nothing can be read, where the beginning shows it already."""
        ...

    def columns(self) -> tuple[str, ...]:
        """Return the columns: of the header, or those seen in a bounded sample."""
        ...

    def rows(self, window: Window) -> Iterator[Row | Reject]:
        """Yield rows and rejects in the order of the source, from its beginning.

        Args:
            window: a fresh one of the content.
        """
        ...


def columns_of(rows: Iterator[Row | Reject], limit: int) -> tuple[str, ...]:
    """Return the columns of the first rows, in the order seen.

    Args:
        rows: of a source.
        limit: rows looked at.
    """
    seen: dict[str, None] = {}
    for _, row in zip(range(limit), rows, strict=False):
        if isinstance(row, Row):
            seen.update(dict.fromkeys(row.cells))
            seen.update(dict.fromkeys(row.many))
    return tuple(seen)
