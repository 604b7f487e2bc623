"""What makes a text unfit to be kept: bytes that are no characters, and NUL."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.rejects import Reason, Reject, reject_row

_FLAW = re.compile("[\x00\ud800-\udfff]")


def has_flaw(text: str) -> bool:
    """Return whether the text holds NUL or a lone surrogate."""
    return _FLAW.search(text) is not None


def find_flaw(source: str, locator: str, cells: Iterable[tuple[str, str]]) -> Reject | None:
    """Return the reject of a row with an unfit cell, or None.

    Args:
        source, locator: where the row stands.
        cells: (column, text) pairs.
    """
    for column, text in cells:
        for place, part in (("", column), (column, text)):
            found = _FLAW.search(part)
            if found is not None:
                reason = Reason.NUL_BYTE if found[0] == "\x00" else Reason.ENCODING
                start = max(0, found.start() - 200)
                return reject_row(source, locator, reason, column=place, value=part[start:])
    return None
