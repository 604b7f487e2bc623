"""The stores that the contract suite runs on: a new adapter is one more entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.servers.shared import new_neo4j_store

ADAPTERS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'graph.sqlite'}",
    "neo4j": lambda _: new_neo4j_store(),
}
"""Name -> what gives the address of a new, empty store; a test's folder is its own."""

EACH = (pytest.param("sqlite"), pytest.param("neo4j", marks=pytest.mark.neo4j))
"""The names, as parameters of a test or a fixture."""


@dataclass(frozen=True)
class Place:
    """Where a store is, so that a test can open it more than once."""

    address: str

    def open(self) -> GraphStore:
        """Open it; whoever opens closes."""
        return open_store(self.address)
