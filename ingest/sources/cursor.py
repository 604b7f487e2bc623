"""A place in a streamed document: what the readers of JSON and YAML have in common."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Protocol

from ingest.rejects import Reason
from ingest.sources.flatten import Node

Pair = tuple[str, str]


class Kind(enum.Enum):
    """What the next value is."""

    OBJECT = enum.auto()
    LIST = enum.auto()
    PLAIN = enum.auto()


class NodeError(Exception):
    """One value cannot be read; the cursor stands behind it and may go on.

    Args:
        reason: why.
        detail: in both languages.
    """

    def __init__(self, reason: Reason, detail: Pair) -> None:
        """Keep both."""
        super().__init__(detail[1])
        self.reason, self.detail = reason, detail


class BrokenDocumentError(Exception):
    """Nothing after this place can be read.

    Args:
        line, column: 1-based.
        detail: in both languages.
        reason: why.
    """

    def __init__(
        self, line: int, column: int, detail: Pair, reason: Reason = Reason.UNPARSABLE
    ) -> None:
        """Keep the place and the reason."""
        super().__init__(detail[1])
        self.line, self.column, self.detail, self.reason = line, column, detail, reason

    @property
    def place(self) -> str:
        """Return the place as a locator."""
        return f"line {self.line}, column {self.column}"


class Cursor(Protocol):
    """Stands before a value of a document. Every method may raise BrokenDocumentError."""

    def line(self) -> int:
        """Return the 1-based line of the next value."""
        ...

    def kind(self) -> Kind:
        """Return what the next value is."""
        ...

    def keys(self) -> Iterator[str]:
        """Enter the object; yield each key, standing before its value.

        The caller reads, skips or enters each value before it asks for the next key.
        """
        ...

    def items(self) -> Iterator[int]:
        """Enter the list; yield 0, 1, … standing before each item, as `keys` does."""
        ...

    def read(self) -> Node:
        """Return the next value and go behind it.

        Raises:
            NodeError: it is too large, too deep, or refers to another part by alias.
        """
        ...

    def skip(self) -> None:
        """Go behind the next value without keeping it, whatever its size."""
        ...
