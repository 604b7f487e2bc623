"""Look for reference cycles less often while a load streams: its rows and reports make none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 50_000
"""Between two looks; Python's 700 cost a load 15 % of its time, and found nothing."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Collect rarely within the block; what was set before is set again behind it."""
    before = gc.get_threshold()
    if before[0]:  # else somebody has switched it off
        gc.set_threshold(max(_NEW_OBJECTS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
