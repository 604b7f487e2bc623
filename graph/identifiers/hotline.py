"""Hotlines: the Vietnamese 1800 (free) and 1900 (paid) numbers."""

from __future__ import annotations

import re

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean, refuse_damaged_number

_HOTLINE = re.compile(r"^(?:\+84|0084|84)?(1[89]00\d{4,6})$")


def parse(raw: str) -> str:
    """Return the digits.

    Raises:
        InvalidIdentifierError: not an 1800 or 1900 number.

    >>> parse("1900 54 54 13")
    '1900545413'
    """
    text = clean("hotline", raw)
    refuse_damaged_number("hotline", raw, text)
    found = _HOTLINE.match(re.sub(r"[ .\-()>]", "", text))
    if not found or not found.group(1).isascii():
        raise refuse("hotline", raw, "not_a_hotline")
    return found.group(1)


def caption(value: str) -> str:
    """Return the number in groups."""
    return f"{value[:4]} {value[4:]}"


def terms(value: str) -> tuple[str, ...]:
    """Return the digits."""
    return (value,)


KIND = Kind("hotline", "Hotline", parse, caption, terms)
