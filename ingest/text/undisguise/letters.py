"""Letters that stand for digits within a number: `O9l2 345 678`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.mapped import Edit, Mapped

_AS_DIGIT = str.maketrans("OoОоΟοIilІіЗз", "0000001111133")
_LETTERS = "OoОоΟοIilІіЗз"
_RUN = re.compile(rf"(?<![\w@/=#])[0-9{_LETTERS}](?:[ .\-–_~#*]?[0-9{_LETTERS}]){{7,24}}(?![\w@/])")
_HOLDS = re.compile(rf"[{_LETTERS}][0-9]|[0-9][{_LETTERS}]")
_LETTER = re.compile(f"[{_LETTERS}]")
_WORD_FIRST = re.compile(r"[oi] \S{2}")
_FEWEST_DIGITS = 8


def read_letters(norm: Mapped) -> Mapped:
    """Return a text with the letters of numbers as the digits that they look like."""
    if not _HOLDS.search(norm.text):
        return norm
    return norm.edited(_edits(norm), "letters-for-digits")


def _edits(norm: Mapped) -> Iterator[Edit]:
    for found in _RUN.finditer(norm.text):
        written = found[0]
        signs = [c for c in written if c.isalnum()]
        digits = sum(c.isdigit() for c in signs)
        letters = len(signs) - digits
        # One capital and digits are a code, such as a flight's; only letters are a word.
        if not letters or len(signs) < _FEWEST_DIGITS or digits * 5 < len(signs) * 2:
            continue
        # `o 8821 6699` is `ở`: a small letter alone before whole groups is a word.
        first = 2 if _WORD_FIRST.match(written) else 0
        for letter in _LETTER.finditer(written, first):
            at = found.start() + letter.start()
            yield Edit(at, at + 1, letter[0].translate(_AS_DIGIT))
