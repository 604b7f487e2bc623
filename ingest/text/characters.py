"""Characters that stand for others: composed, styled, hidden, looking alike."""

from __future__ import annotations

import re
import unicodedata

# Shows nothing: soft hyphen, zero-width characters, direction marks (a phone book pastes them
# round a number), variation selectors. The one that reverses what people see is left to stand.
_HIDDEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)
_KEYCAP = "\u20e3"
_ANY_HIDDEN = re.compile(f"[{_HIDDEN}{_KEYCAP}]")
_MARKS = "\u0300-\u036f"
_PIECE = re.compile(rf"[\x00-\x7f]+(?![{_MARKS}])|[\s\S][{_MARKS}]{{0,8}}")
_MAX_EXPANSION = 4
"""A ligature becomes a few letters; one sign of Unicode becomes eighteen."""

_OTHER_DIGITS = re.compile("(?![0-9])[\\d\u24ea\u24f5-\u24ff\u2776-\u2793]")
"""Decimal digits of any script, and those in circles that compatibility leaves as they are."""

_LOWER = dict(zip("асеорхуіјѕԁһӏԛԝɡαορνᴢ", "aceopxyijsdhlqwgaopvz", strict=True))
_UPPER = dict(zip("АВЕЅІЈКМНОРСТУХԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abesijkmhopctyxgabezhikmnoptyx", strict=True))
LOOK_ALIKES: dict[str, str] = _LOWER
"""Letters of other scripts that look like a Latin one (Unicode confusables, lower case)."""


def _fold_table() -> dict[int, str]:
    table = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        low = unicodedata.normalize("NFD", unicodedata.normalize("NFD", chr(code)).lower())
        bare = "".join(c for c in low if not unicodedata.combining(c))
        if len(bare) == 1:
            table[code] = bare
    table |= {ord("đ"): "d", ord("Đ"): "d"}
    table |= {ord(c): latin for c, latin in (_LOWER | _UPPER).items()}
    return table


_FOLD = _fold_table()
_SKELETON = {ord(c): latin for c, latin in LOOK_ALIKES.items()}


def fold_each(text: str) -> str:
    """Return a text of the same length without Vietnamese diacritics and without case."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def skeleton(text: str) -> str:
    """Return a text with the look-alikes of Latin letters replaced by them.

    >>> skeleton("vnеid.com") == "vneid.com"
    True
    """
    return text.translate(_SKELETON)


def needs_composing(text: str) -> bool:
    """Say whether a text holds anything that `composed` would change."""
    return not text.isascii() and (
        not unicodedata.is_normalized("NFKC", text)
        or _ANY_HIDDEN.search(text) is not None
        or _OTHER_DIGITS.search(text) is not None
    )


def composed(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text composed (NFKC), without hidden characters, every digit as 0-9.

    Returns:
        The text, and where each character of it begins and ends in what was given.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _PIECE.finditer(text):
        piece = found[0]
        start, end = found.span()
        if piece.isascii():
            pieces.append(piece)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif not _ANY_HIDDEN.match(piece):
            new = _plain(piece)
            pieces.append(new)
            starts.extend([start] * len(new))
            ends.extend([end] * len(new))
        elif piece[0] == _KEYCAP and pieces and pieces[-1][-1:].isdigit():
            ends[-1] = end  # `0️⃣` is one sign to people, and so is its place
    return "".join(pieces), starts, ends


def _plain(piece: str) -> str:
    digit = unicodedata.digit(piece[0], None) if len(piece) == 1 else None
    if digit is not None:
        return str(digit)
    new = unicodedata.normalize("NFKC", piece)
    return new if len(new) <= _MAX_EXPANSION + len(piece) else piece
