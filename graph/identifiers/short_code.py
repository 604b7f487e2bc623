"""Short codes: 3 to 6 digits that people call or text, or that messages come from."""

from __future__ import annotations

import re

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean, refuse_damaged_number

OFFICIAL = frozenset({"111", "112", "113", "114", "115", "156", "195", "1022", "5656"})
"""Emergency and complaint lines: reports name them, and scammers imitate them."""

_SHORT = re.compile(r"^[1-9][0-9]{2,5}$")


def parse(raw: str) -> str:
    """Return the digits.

    Raises:
        InvalidIdentifierError: not 3 to 6 digits.

    >>> parse("9029")
    '9029'
    """
    text = clean("short_code", raw)
    refuse_damaged_number("short_code", raw, text)
    digits = text.replace(" ", "").replace(".", "")
    if not _SHORT.match(digits):
        raise refuse("short_code", raw, "not_a_short_code")
    return digits


def terms(value: str) -> tuple[str, ...]:
    """Return the digits."""
    return (value,)


def joins(value: str) -> bool:
    """Say whether the code may join reports: not an authority's."""
    return value not in OFFICIAL


KIND = Kind("short_code", "ShortCode", parse, str, terms, joins=joins)
