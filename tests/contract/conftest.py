"""Each test of the contract runs once per adapter, on an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store.port import GraphStore
from tests.contract.stores import ADAPTERS, EACH, Place


@pytest.fixture(params=EACH)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return where each adapter in turn may keep a new store."""
    return Place(ADAPTERS[str(request.param)](tmp_path))


@pytest.fixture
def store(place: Place) -> Iterator[GraphStore]:
    """Open an empty store of each adapter in turn."""
    opened = place.open()
    yield opened
    opened.close()
