"""What the server logs, to stderr: faults with the place in the code, without any values."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from graph.errors import StoreError

_NAMES = ("truyvet", "uvicorn")
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesOnly(logging.Formatter):
    """Writes where an error happened and of which class, but not its message.

    A message such as that of a KeyError holds the value that it failed on: an identifier.
    Errors of a store name only its address and the reason, and are written in full.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return a record's text; what another handler made of its error is not taken over."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - logging's own name
        """Return the frames and classes of an error and of what it came from."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines += [part.rstrip("\n") for part in traceback.format_tb(error.__traceback__)]
            name = type(error).__qualname__
            lines.append(f"{name}: {error}" if isinstance(error, StoreError) else name)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def log_to_stderr() -> None:
    """Send the server's logs to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesOnly("%(asctime)s %(levelname)s %(message)s"))
    for name in _NAMES:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO if name == "truyvet" else logging.WARNING)
        logger.propagate = False
