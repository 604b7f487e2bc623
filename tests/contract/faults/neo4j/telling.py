"""Check that an error says what happened, in both languages, and gives nothing away."""

from __future__ import annotations

import traceback

from graph.errors import TruyvetError


def assert_told(error: TruyvetError, vi: str, en: str, *secrets: str) -> None:
    """Check the texts of an error.

    Args:
        error: as a door gets it.
        vi, en: what the texts have to hold.
        secrets: what neither they hold, nor anything else that is printed of the error.
    """
    assert vi in error.message("vi")
    assert en in error.message("en")
    assert error.message("vi") != error.message("en")
    printed = "".join([
        *traceback.format_exception(error), repr(error), repr(error.attributes),
        repr(error.__cause__), error.message("vi"), error.message("en"),
    ])  # fmt: skip
    for secret in secrets:
        assert secret not in printed
