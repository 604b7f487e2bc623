"""How far a load is: told now and then while rows are read and reports are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.rejects import Reject
from ingest.sources.open import OpenSource
from ingest.sources.row import Row

OnProgress = Callable[[str, int, float], None]
"""Takes what is worked on, the rows done so far, and the share of all bytes, 0-1."""

_EVERY_ROWS = 500
_GATHERING = 0.25
"""Share of the time that a long table's rows take to be brought together."""


class Pace:
    """Tells the progress over several files.

    Args:
        total_bytes: of all files; 0 where that is not known.
        tell: gets the progress; None: nobody asked.
    """

    def __init__(self, total_bytes: int, tell: OnProgress | None) -> None:
        """Begin before the first file."""
        self._total, self._tell = total_bytes, tell
        self._done_bytes = 0
        self._rows = 0
        self._label, self._size = "", 0
        self._gathers = False
        self._begun_at = 0

    def begin(self, label: str, size_bytes: int, *, gathers: bool) -> None:
        """Begin a file.

        Args:
            label: what people call it.
            size_bytes: of it.
            gathers: its rows are all read before the first report is made.
        """
        self._label, self._size, self._gathers = label, size_bytes, gathers
        self._begun_at = self._rows

    def watch(self, source: OpenSource) -> Iterator[Row | Reject]:
        """Yield a source's rows, telling the progress meanwhile."""
        part = _GATHERING if self._gathers else 1.0
        due = self._rows + _EVERY_ROWS
        for row in source.rows():
            yield row
            self._rows += 1
            if self._rows >= due:
                due += _EVERY_ROWS
                self._say(source.position() * part)

    def made(self, rows: int) -> None:
        """Say that reports were made of so many of the gathered rows of the file."""
        read = self._rows - self._begun_at
        if self._gathers and read:
            self._say(_GATHERING + (1 - _GATHERING) * min(rows / read, 1.0))

    def end(self, size_bytes: int) -> None:
        """End a file, whether or not it was read."""
        self._done_bytes += size_bytes
        self._size = 0
        self._say(0.0)

    def _say(self, share: float) -> None:
        if self._tell is None:
            return
        done = self._done_bytes + share * self._size
        whole = min(done / self._total, 1.0) if self._total else share
        self._tell(self._label, self._rows, whole)
