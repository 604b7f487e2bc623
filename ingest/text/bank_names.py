"""Where a text names a bank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.identifiers.bank_account import UNKNOWN_BANK
from graph.identifiers.tables import bank_names

_TOKEN = re.compile(r"[a-z]+")
_MAX_GAP = 2
_MAX_WORDS = 8
_CALLED_BANK = re.compile(r"(?:ngan hang|\bnh|\bbank|\btmcp|thuong mai co phan)[ :.]{0,3}\Z")
_WORDS = frozenset({
    "achau", "agri", "anbinh", "baca", "banviet", "baoviet", "cake", "cb", "congthuong", "coop",
    "daichung", "daiduong", "daukhitoancau", "dautuvaphattrien", "donga", "dongnama", "exim",
    "hanghai", "hoptacxa", "kythuong", "lienviet", "locphat", "nama", "ngoaithuong",
    "nongnghiep", "petrolimex", "phattrientphcm", "phuongdong", "quandoi", "quocdan", "quocte",
    "saigon", "saigoncongthuong", "saigonhanoi", "saigonthuongtin", "sea", "tech",
    "thinhvuongvaphattrien", "tienphong", "vieta", "vietnamthinhvuong", "vietnamthuongtin",
    "vietnga", "xaydung", "xuatnhapkhau", "chinhsachxahoi", "nab", "citi", "dob", "dab",
})  # fmt: skip
"""Names that are words, too: they name a bank only behind `ngân hàng`."""


@dataclass(frozen=True, slots=True)
class BankName:
    """A bank's name in a text.

    Attributes:
        start, end: where it stands.
        bin: of the bank; `?` where the name fits several.
    """

    start: int
    end: int
    bin: str


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    """Return BINs by squeezed name, and every beginning of a name."""
    names = {
        name: next(iter(bins)) if len(bins) == 1 else UNKNOWN_BANK
        for name, bins in bank_names().items()
        if not name.isdigit()
    }
    return names, frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def find_bank_names(folded: str) -> list[BankName]:
    """Return the banks that a folded text names, in order; the longest name counts."""
    names, beginnings = _names()
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(folded)]
    found: list[BankName] = []
    free = 0
    for i, (word, start, _) in enumerate(tokens):
        if word not in beginnings or start < free:
            continue
        name, end = _longest(folded, tokens, i)
        if name:
            found.append(BankName(start, end, names[name]))
            free = end
    return found


def _longest(folded: str, tokens: list[tuple[str, int, int]], i: int) -> tuple[str, int]:
    """Return the longest name that begins at a token, squeezed, and where it ends."""
    names, beginnings = _names()
    squeezed, before = "", tokens[i][1]
    best = ("", before)
    for word, start, end in tokens[i : i + _MAX_WORDS]:
        squeezed += word
        if squeezed not in beginnings or start - before > _MAX_GAP:
            break
        if squeezed in names and _counts(folded, squeezed, tokens[i][1], end):
            best = (squeezed, end)
        before = end
    return best


def _counts(folded: str, name: str, start: int, end: int) -> bool:
    if folded[max(0, start - 1) : start].isalnum() or folded[end : end + 1].isalnum():
        return False
    return name not in _WORDS or _CALLED_BANK.search(folded, max(0, start - 24), start) is not None
