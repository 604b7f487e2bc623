"""Which mentions count for a question: a mask of roles, and a range of moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.model import JOINING_MASK
from graph.store.answers import NO_MOMENT
from graph.store.body import LARGEST, to_seconds


@dataclass(frozen=True, slots=True)
class Window:
    """Which mentions count: a mask of roles, and moments in [start, end), in seconds."""

    mask: int = JOINING_MASK
    start: int = NO_MOMENT
    end: int = LARGEST

    @property
    def is_joining(self) -> bool:
        """Say whether it lets through exactly what a degree counts."""
        return self == Window()


def window(mask: int, since: datetime | None, until: datetime | None) -> Window:
    """Return the window of a query; with a bound, reports without a moment are out."""
    if since is None and until is None:
        return Window(mask)
    start = NO_MOMENT + 1 if since is None else _ceil(since)
    return Window(mask, start, LARGEST if until is None else _ceil(until))


def _ceil(moment: datetime) -> int:
    return to_seconds(moment + timedelta(microseconds=999_999))
