"""What every kind checks first: length, hidden characters, placeholders, spreadsheet damage."""

from __future__ import annotations

import re
import unicodedata

from graph.identifiers.folding import fold
from graph.identifiers.reasons import refuse

MAX_LENGTH = 2000
_PLACEHOLDERS = frozenset({
    "-", "--", "---", ".", "..", "...", "?", "??", "???", "x", "xx", "xxx", "n/a", "na", "nil",
    "nan", "null", "none", "unknown", "khong", "khong ro", "khong co", "khong biet", "chua ro",
    "chua co", "chua xac dinh", "khong xac dinh", "trong", "undefined", "0", "#n/a", "#ref!",
    "#value!", "#name?",
})  # fmt: skip
_PLACEHOLDER_LENGTH = 20
_ALL_SAME = re.compile(r"^([0-9xX*])\1{5,}$")
_SCIENTIFIC = re.compile(r"^[+-]?\d(?:[.,]\d+)?[eE][+-]?\d{1,3}$")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and marks that show nothing: joiners, Hangul fillers, variation selectors.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def clean(kind: str, raw: str) -> str:
    """Return the text without outer blanks, soft hyphens and zero-width characters.

    Args:
        kind: for the error.
        raw: as received.

    Raises:
        InvalidIdentifierError: blank, a placeholder, too long, or with control or bidi
            characters, which no identifier has and which spoof what people see.
    """
    if len(raw) > MAX_LENGTH:
        raise refuse(kind, raw, "too_long")
    text = raw if raw.isascii() else unicodedata.normalize("NFKC", raw.translate(_SOFT))
    text = text.strip()
    if not text:
        raise refuse(kind, raw, "blank")
    if not text.isprintable() and any(unicodedata.category(c) in _HIDDEN for c in text):
        raise refuse(kind, raw, "control_characters")
    if not text.isascii() and _INVISIBLE.search(text):
        raise refuse(kind, raw, "control_characters")
    plain = text == "0" or not text.isdecimal()  # of numbers only this one stands for nothing
    if plain and len(text) <= _PLACEHOLDER_LENGTH and fold(text) in _PLACEHOLDERS:
        raise refuse(kind, raw, "placeholder")
    return text


def refuse_damaged_number(kind: str, raw: str, text: str) -> None:
    """Refuse what a spreadsheet has damaged, and runs of one digit that stand for nothing.

    Raises:
        InvalidIdentifierError: such as `4.48E+11` or `0000000000`.
    """
    if _SCIENTIFIC.match(text):
        raise refuse(kind, raw, "excel_damage")
    if _ALL_SAME.match(text.lstrip("+")):
        raise refuse(kind, raw, "placeholder")
