"""Open one input as often as needed: a file by its path, standard input from a private copy."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from graph.closing import Closing
from ingest.sources.find import STDIN
from ingest.sources.open import OpenSource, open_source
from ingest.sources.options import ReadOptions
from ingest.sources.spool import read_blocks, spool


class Opener(Closing):
    """Opens an input with the options of the mapping that turns out to serve it.

    Args:
        path: of the file; `-` is standard input.
    """

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self.path = path
        self._stack = ExitStack()
        self._copy: int | None = None

    def open(self, options: ReadOptions) -> OpenSource:
        """Return the input, open; it is closed with this opener.

        Raises:
            UnreadableSourceError: it cannot be opened, or has no room as a copy.
        """
        name = str(self.path)
        if self.path != STDIN:
            source = open_source(self.path, name=name, options=options)
        else:
            source = self._open_copy(name, options)
        return self._stack.enter_context(source)

    def _open_copy(self, name: str, options: ReadOptions) -> OpenSource:
        if self._copy is None:
            self._copy = spool(read_blocks(sys.stdin.buffer), name, options.max_bytes)
            self._stack.callback(os.close, self._copy)
        with os.fdopen(os.dup(self._copy), "rb") as stream:
            stream.seek(0)
            return open_source(None, stream, name=name, options=options)

    def close(self) -> None:
        """Close all that was opened; closing twice is no error."""
        self._stack.close()
