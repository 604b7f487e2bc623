"""Collections of garbage are rare while a load runs, and as before behind it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ingest.garbage import few_collections


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    """Set back whatever a test sets."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(("set_before", "within"), [(700, 50_000), (90_000, 90_000), (0, 0)])
def test_the_threshold_is_raised_for_the_block_alone(set_before: int, within: int) -> None:
    """Also where the block fails; a higher one stays, and one that is off stays off."""
    gc.set_threshold(set_before, 11, 12)

    def fail() -> None:
        with few_collections():
            assert gc.get_threshold() == (within, 11, 12)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert gc.get_threshold() == (set_before, 11, 12)
