"""Amounts of money as people write them: `1.234.567đ`, `50 triệu`, `1,5 tỷ`, `500k`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from graph.identifiers.folding import fold

VND = "VND"
MAX_AMOUNT_LENGTH = 60
MAX_VND = 10**15
"""A thousand times the largest fraud on record; what is larger is a wrong column."""

_DONG = frozenset({"d", "dong", "vnd", "vnđ", "₫", "vn dong", "viet nam dong"})
_FACTORS = {
    "": 1, "k": 10**3, "n": 10**3, "nghin": 10**3, "ngan": 10**3, "tr": 10**6, "trieu": 10**6,
    "cu": 10**6, "m": 10**6, "ty": 10**9, "ti": 10**9, "b": 10**9,
}  # fmt: skip
_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "¥": "JPY", "£": "GBP", "฿": "THB"}
_CODE = re.compile(r"^[A-Z]{3,5}$")
_NUMBER = r"\d{1,18}(?:[.,]\d{1,9})*|\d{1,3}(?: \d{3}){1,5}"
_WRITTEN = re.compile(
    rf"^(?P<before>[^\d\s+-]{{0,4}})\s?(?P<number>{_NUMBER})\s?(?P<after>[^\d]{{0,20}})$"
)
_COMPOUND = re.compile(
    r"^(?P<big>\d{1,6}) ?(?P<unit>ty|ti|trieu|tr) ?(?P<small>\d{1,3})"
    r" ?(?P<small_unit>trieu|tr|nghin|ngan|k)?(?P<after> ?(?:d|dong|vnd|₫))?$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount.

    Attributes:
        given: as written, with its currency (`163.3 USD`).
        vnd: in Vietnamese dong; None in another currency (nothing is converted).
    """

    given: str
    vnd: int | None


def read_amount(text: str, currency: str = VND) -> Amount | None:
    """Read an amount.

    Args:
        text: as written.
        currency: what a number without a currency is in, an ISO 4217 code.

    Returns:
        The amount; None where the text is none (negative, a fraction of a dong, two numbers).

    >>> read_amount("1,5 tỷ").vnd, read_amount("1.234.567đ").vnd, read_amount("500k").vnd
    (1500000000, 1234567, 500000)
    >>> read_amount("163.3", "USD")
    Amount(given='163.3 USD', vnd=None)
    """
    written = text.strip()
    if not written or len(written) > MAX_AMOUNT_LENGTH:
        return None
    folded = fold(written)
    compound = _COMPOUND.match(folded)
    if compound:
        return _compound(written, compound)
    found = _WRITTEN.match(folded)
    if not found:
        return None
    named = _currency(found["before"], found["after"], currency)
    if named is None:
        return None
    code, factor, is_named = named
    if code == VND:
        value = _dong(found["number"].replace(" ", "."), factor)
        return Amount(written, value) if value is not None and value <= MAX_VND else None
    return Amount(written if is_named else f"{written} {code}", None)


def is_currency(code: str) -> bool:
    """Say whether a text may be a currency's code."""
    return _CODE.match(code) is not None


def _currency(before: str, after: str, default: str) -> tuple[str, int, bool] | None:
    """Return currency, factor and whether the text names the currency itself."""
    sign = before.strip()
    if sign:
        code = VND if sign in _DONG else _SIGNS.get(sign) or _as_code(sign)
        factor = _FACTORS.get(after.strip())
        return (code, factor, True) if code and factor else None
    words = after.strip().rstrip(".").split(" ")
    factor = _FACTORS.get(words[0])
    rest = " ".join(words[1:] if factor and words[0] else words)
    if not rest:
        return default, factor or 1, False
    code = VND if rest in _DONG else _SIGNS.get(rest) or _as_code(rest)
    if code:
        return code, factor or 1, True
    glued = re.match(r"^(k|tr|trieu|ty|nghin|ngan)(d|dong|vnd|₫)$", rest)
    return (VND, _FACTORS[glued.group(1)], True) if glued else None


def _as_code(word: str) -> str | None:
    return word.upper() if _CODE.match(word.upper()) else None


def _compound(written: str, found: re.Match[str]) -> Amount | None:
    """Read `2 tỷ 350 triệu`, and `1tr5`, where the rest counts tenths of the unit."""
    unit = _FACTORS[found["unit"]]
    small = int(found["small"])
    if found["small_unit"]:
        part = small * _FACTORS[found["small_unit"]]
        if part >= unit:
            return None
    else:
        part = small * unit // 10 ** len(found["small"])
    value = int(found["big"]) * unit + part
    return Amount(written, value) if value <= MAX_VND else None


def _dong(number: str, factor: int) -> int | None:
    """Return whole dong; marks between groups of three are thousands, else a decimal."""
    groups = re.split(r"[.,]", number)
    marks = {c for c in number if c in ".,"}
    if len(groups) == 1:
        return int(number) * factor
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3  # thousands
    if len(marks) == 1 and grouped and (factor == 1 or len(groups) > 2):  # thousands
        return int("".join(groups)) * factor
    if grouped and len(marks) == 1:
        # `1.500 triệu` may be one and a half million or 1,500 million: not ours to choose.
        return None
    if len(marks) == 2 or len(groups) == 2:  # one mark for thousands, one for decimals
        return _with_decimals(number, groups, factor)
    return None


def _with_decimals(number: str, groups: list[str], factor: int) -> int | None:
    last_mark = max(number.rfind("."), number.rfind(","))
    if number.count(number[last_mark]) != 1:
        return None
    if any(len(group) != 3 for group in groups[1:-1]):  # thousands
        return None
    value = Decimal("".join(groups[:-1]) + "." + groups[-1]) * factor
    return int(value) if value == value.to_integral_value() else None
