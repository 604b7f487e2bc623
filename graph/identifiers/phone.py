"""Phones: any number that one can call or text and that has an E.164 form (ITU-T E.164)."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.tables import mobile_migrations
from graph.identifiers.text_guard import clean, refuse_damaged_number

_SEPARATORS = str.maketrans("", "", " .-()\u00a0\u2010\u2011\u2013/")
# What stands before a number in links, and in cells that a spreadsheet was told to keep as text.
_LEAD = re.compile(r"^(?:tel:|')\s*", re.I)
_MOBILE = re.compile(r"^(?:\+84|0084|84|0)?([35789]\d{8})$", re.A)
_OLD_MOBILE = re.compile(r"^(?:\+84|0084|84|0)(1[2689]\d)(\d{7})$", re.A)
# Police lines: 069 and seven digits; the library knows none of them.
_POLICE = re.compile(r"^(?:\+84|0084|84|0)(69\d{7})$", re.A)
_PREFIXES = re.compile(r"^(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)")
_MAX_DIGITS = 20


def parse(raw: str) -> str:
    """Return the number as +E.164.

    Takes Vietnamese numbers as people write them (also without the leading 0, and the 11-digit
    mobiles of before 2018) and foreign ones with their +.

    Raises:
        InvalidIdentifierError: anything else.

    >>> parse("0912.345.678"), parse("(+84) 912 345 678"), parse("0120 3456789")
    ('+84912345678', '+84912345678', '+84703456789')
    """
    return _parse(raw)


@lru_cache(maxsize=65_536)
def _parse(raw: str) -> str:
    text = _LEAD.sub("", clean("phone", raw))
    refuse_damaged_number("phone", raw, text)
    digits = text.translate(_SEPARATORS)
    mobile = _MOBILE.match(digits)
    if mobile and _PREFIXES.match(mobile.group(1)):
        return "+84" + mobile.group(1)
    old = _OLD_MOBILE.match(digits)
    new_prefix = mobile_migrations().get("0" + old.group(1)) if old else None
    if old and new_prefix:
        return "+84" + new_prefix[1:] + old.group(2)
    police = _POLICE.match(digits)
    if police:
        return "+84" + police.group(1)
    return _parse_any(raw, digits)


def _parse_any(raw: str, digits: str) -> str:
    bare = digits.lstrip("+")
    if not (bare.isascii() and bare.isdigit()) or len(bare) > _MAX_DIGITS:
        raise refuse("phone", raw, "not_a_phone")
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException as exc:
        raise refuse("phone", raw, "not_a_phone") from exc
    if not phonenumbers.is_valid_number(number):
        raise refuse("phone", raw, "not_a_phone")
    if number.country_code == 84 and str(number.national_number).startswith(
        ("1800", "1900")
    ):  # Vietnam
        raise refuse("phone", raw, "not_a_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def caption(value: str) -> str:
    """Return the number as people write it: Vietnamese ones national, in groups."""
    if value.startswith("+84"):
        national = "0" + value[3:]
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    return value


def terms(value: str) -> tuple[str, ...]:
    """Return the international and, for Vietnam, the national digits."""
    if value.startswith("+84"):
        return (value, "0" + value[3:], value[1:])
    return (value, value[1:])


def joins(value: str) -> bool:
    """Say whether the number may join reports: not a line of the police, which many imitate."""
    return not value.startswith("+8469")


KIND = Kind("phone", "Phone", parse, caption, terms, joins=joins)
