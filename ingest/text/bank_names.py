"""Where a text names a bank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.identifiers.bank_account import UNKNOWN_BANK
from graph.identifiers.tables import bank_names

_TOKEN = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"[0-9](?:[ .-]?[0-9]){5}")
_MAX_GAP = 2
_MAX_WORDS = 8
_CALLED_BANK = re.compile(
    r"(?:ngan hang|\bnh|\bbank|\btmcp|thuong mai co phan)(?: nhan| thu huong)?[ :.]{0,3}\Z"
)
_WORDS = frozenset({
    "achau", "agri", "anbinh", "baca", "banviet", "baoviet", "cake", "cb", "congthuong", "coop",
    "daichung", "daiduong", "daukhitoancau", "dautuvaphattrien", "donga", "dongnama", "exim",
    "hanghai", "hoptacxa", "kythuong", "lienviet", "locphat", "nama", "ngoaithuong",
    "nongnghiep", "petrolimex", "phattrientphcm", "phuongdong", "quandoi", "quocdan", "quocte",
    "saigon", "saigoncongthuong", "saigonhanoi", "saigonthuongtin", "sea", "tech",
    "thinhvuongvaphattrien", "tienphong", "vieta", "vietnamthinhvuong", "vietnamthuongtin",
    "vietnga", "vp", "xaydung", "xuatnhapkhau", "chinhsachxahoi", "nab", "citi", "dob", "dab",
})  # fmt: skip
"""Names that are words, too: they name a bank only behind `ngân hàng`."""


_SPOKEN = {
    "tepebank": "970423", "tepebanh": "970423", "tpbanh": "970423", "tipibank": "970423",
    "embibank": "970422", "embebank": "970422", "emmobebank": "970422", "vecebe": "970436",
    "vicibi": "970436", "vietcombanh": "970436", "vietcombang": "970436", "tekcombank": "970407",
    "techcombanh": "970407", "techcombang": "970407", "tekcombang": "970407",
    "vepebank": "970432", "vepebanh": "970432", "vipibank": "970432", "acebe": "970416",
    "axebe": "970416", "biaidivi": "970418", "beidivi": "970418", "beiđeve": "970418",
    "bivd": "970418", "xacombank": "970403", "buudienlienviet": "970449", "vexebe": "970436",
    "techcom": "970407", "agoribanh": "970405", "agoribank": "970405",
    "viettinbank": "970415", "vietinbang": "970415", "vietcombeng": "970436", "vp": "970432",
    "hdbanh": "970437", "msbbank": "970426", "vibbank": "970441", "acbbank": "970416",
    "sacombanh": "970403", "sacombang": "970403", "agribanh": "970405", "agribang": "970405",
    "vietinbanh": "970415", "esebebank": "970443", "etsachbe": "970443",
}  # fmt: skip
"""Names as they are said, written down by ear."""


@dataclass(frozen=True, slots=True)
class BankName:
    """A bank's name in a text.

    Attributes:
        start, end: where it stands.
        bin: of the bank; `?` where the name fits several.
        is_word: it is a word, too, and names a bank only right beside an account.
    """

    start: int
    end: int
    bin: str
    is_word: bool = False


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    """Return BINs by squeezed name, and every beginning of a name."""
    names = {
        name: next(iter(bins)) if len(bins) == 1 else UNKNOWN_BANK
        for name, bins in bank_names().items()
        if not name.isdigit()
    } | _SPOKEN
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
            called = _CALLED_BANK.search(folded, max(0, start - 24), start) is not None
            found.append(BankName(start, end, names[name], name in _WORDS and not called))
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
        if squeezed in names and _stands_alone(folded, tokens[i][1], end):
            best = (squeezed, end)
        before = end
    return best


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Say whether no letter is glued to a name; a number may be: `stk0123456789vcb`."""
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    return not (before.isalpha() or after.isalpha()) and (
        not after.isdigit() or _NUMBER.match(folded, end) is not None
    )


def begins_with_bank(word: str) -> bool:
    """Say whether a folded word that is glued to a number begins with a bank's name."""
    names, _ = _names()
    return any(word[:end] in names for end in range(2, len(word) + 1))


def ends_with_bank(word: str) -> bool:
    """Say whether a folded word that a number is glued to ends with a bank's name."""
    names, _ = _names()
    return any(word[start:] in names for start in range(len(word) - 1))


def is_bank_name(word: str) -> bool:
    """Say whether a folded word is a bank's name, code or alias."""
    return word in _names()[0]
