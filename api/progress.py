"""A progress line on stderr for anything over two seconds: share, rate and remaining time."""

from __future__ import annotations

import sys
import time
from typing import Protocol, TextIO

QUIET_SECONDS = 2.0
REDRAW_SECONDS = 0.2


class Clock(Protocol):
    """Returns seconds that only grow."""

    def __call__(self) -> float:
        """Return the time now."""
        ...


def format_duration(seconds: float) -> str:
    """Return a duration as people read it.

    >>> format_duration(75)
    '1:15'
    """
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


class ProgressLine:
    """Draws one line that is overwritten; silent where stderr is no terminal.

    Args:
        what: the noun of what is counted, such as `rows`.
        stream: where to draw.
        clock: the time source.
    """

    def __init__(
        self, what: str, stream: TextIO | None = None, clock: Clock = time.monotonic
    ) -> None:
        """Start the clock; nothing is drawn yet."""
        self._what = what
        self._stream = stream or sys.stderr
        self._clock = clock
        self._started = self._drawn = clock()
        self._width = 0

    def update(self, label: str, count: int, share: float) -> None:
        """Redraw, at most five times a second and not before two seconds have passed.

        Args:
            label: what is worked on, such as a file's name.
            count: things done so far.
            share: of the whole, 0-1.
        """
        now = self._clock()
        if not self._stream.isatty() or now - self._started < QUIET_SECONDS:
            return
        if now - self._drawn < REDRAW_SECONDS:
            return
        self._drawn = now
        self._draw(self._text(label, count, share, now - self._started))

    def begin(self, step: str) -> None:
        """Name the step that begins: work that has no countable parts.

        Args:
            step: what is done now.
        """
        if self._stream.isatty():
            self._draw(f"{step} …")

    def clear(self) -> None:
        """Wipe the line, so that what is printed next stands alone."""
        if self._width:
            self._draw("")
            self._stream.write("\r")
            self._stream.flush()
            self._width = 0

    def _text(self, label: str, count: int, share: float, elapsed: float) -> str:
        rate = count / elapsed if elapsed > 0 else 0.0
        left = format_duration(elapsed * (1 - share) / share) if share > 0 else "?"
        return f"{label}  {share:4.0%}  {count:,} {self._what}  {rate:,.0f}/s  còn lại/left {left}"

    def _draw(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = len(text)
