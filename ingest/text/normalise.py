"""A text as extraction reads it, with the way back to the text as received."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Shows nothing: soft hyphen, zero-width characters, direction marks (a phone book pastes them
# round a number), variation selectors. The one that reverses what people see is left to stand.
_HIDDEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff"
)
_ANY_HIDDEN = re.compile(f"[{_HIDDEN}]")
_MARKS = "\u0300-\u036f"
_PIECE = re.compile(rf"[\x00-\x7f]+(?![{_MARKS}])|[\s\S][{_MARKS}]{{0,8}}")
_MAX_EXPANSION = 4
"""A ligature becomes a few letters; one sign of Unicode becomes eighteen."""

_FANG = re.compile(
    r"(?<=\w) ?(?:\[ ?(\.|dot|ch[aấ]m|@|at|:|://) ?\]|\( ?(\.|dot|ch[aấ]m|@|at) ?\)"
    r"|\{ ?(\.|dot|@|at) ?\}) ?(?=\w|/)",
    re.I,
)
_MEANT = {"dot": ".", "cham": ".", "chấm": ".", "at": "@"}

LOOK_ALIKES: dict[str, str] = dict(zip("асеорхуіјѕԁһӏԛԝɡαορν", "aceopxyijsdhlqwgaopv", strict=True))
"""Letters of other scripts that look like a Latin one (Unicode confusables, lower case)."""


def _fold_table() -> dict[int, str]:
    table = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        low = unicodedata.normalize("NFD", unicodedata.normalize("NFD", chr(code)).lower())
        bare = "".join(c for c in low if not unicodedata.combining(c))
        if len(bare) == 1:
            table[code] = bare
    table |= {ord("đ"): "d", ord("Đ"): "d"}
    table |= {ord(c): latin for c, latin in LOOK_ALIKES.items()}
    return table


_FOLD = _fold_table()
_SKELETON = {ord(c): latin for c, latin in LOOK_ALIKES.items()}


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in the form that extraction reads.

    Attributes:
        text: NFKC, hidden characters dropped, `[.]` and the like refanged.
        folded: the same without diacritics and case, character for character.
        starts, ends: where each character stood in the text as received; None: in its place.
    """

    text: str
    folded: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a non-empty piece of `text` stands in the text as received."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """Return a text in the form that extraction reads; any text has one.

    >>> normalise("Số ０９１２ là evil[.]com").text
    'Số 0912 là evil.com'
    """
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    if not text.isascii() and (
        not unicodedata.is_normalized("NFKC", text) or _ANY_HIDDEN.search(text)
    ):
        text, starts, ends = _composed(text)
    if _FANG.search(text):
        text, starts, ends = _refanged(text, starts, ends)
    return Normalised(text, fold_each(text), starts, ends)


def fold_each(text: str) -> str:
    """Return a text of the same length without Vietnamese diacritics and without case."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def skeleton(text: str) -> str:
    """Return a text with the look-alikes of Latin letters replaced by them.

    >>> skeleton("vnеid.com") == "vneid.com"
    True
    """
    return text.translate(_SKELETON)


def _composed(text: str) -> tuple[str, list[int], list[int]]:
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
            new = unicodedata.normalize("NFKC", piece)
            new = new if len(new) <= _MAX_EXPANSION + len(piece) else piece
            pieces.append(new)
            starts.extend([start] * len(new))
            ends.extend([end] * len(new))
    return "".join(pieces), starts, ends


def _refanged(
    text: str, starts: Sequence[int] | None, ends: Sequence[int] | None
) -> tuple[str, list[int], list[int]]:
    old_starts = range(len(text)) if starts is None else starts
    old_ends = range(1, len(text) + 1) if ends is None else ends
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    done = 0
    for found in _FANG.finditer(text):
        written = (found[1] or found[2] or found[3]).lower()
        sign = _MEANT.get(written, written)
        pieces += (text[done : found.start()], sign)
        new_starts.extend(old_starts[done : found.start()])
        new_ends.extend(old_ends[done : found.start()])
        new_starts.extend([old_starts[found.start()]] * len(sign))
        new_ends.extend([old_ends[found.end() - 1]] * len(sign))
        done = found.end()
    pieces.append(text[done:])
    new_starts.extend(old_starts[done:])
    new_ends.extend(old_ends[done:])
    return "".join(pieces), new_starts, new_ends
