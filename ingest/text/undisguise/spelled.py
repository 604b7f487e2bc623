"""Digits that are spelled out: `không chín một hai …`, `ba số tám`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.mapped import Edit, Mapped

_DIGITS = {
    "khong": "0", "hong": "0", "ko": "0", "zero": "0", "mot": "1", "hai": "2", "ba": "3",
    "bon": "4", "tu": "4", "nam": "5", "lam": "5", "sau": "6", "bay": "7", "bai": "7",
    "tam": "8", "chin": "9", "chinh": "9",
}  # fmt: skip
_ANY = "|".join(_DIGITS)
_GAP = r"[ ,.\-–/;…]{1,6}"
_TIMES = rf"(?:hai|ba|bon|[234]) (?:so|con) (?:{_ANY})\b"
"""`ba số tám`"""
_RUN = re.compile(
    rf"\b(?:{_TIMES}|(?!tu\b)(?:{_ANY})\b|[0-9]{{1,3}}\b)"
    rf"(?:{_GAP}(?:{_TIMES}|(?:{_ANY}|muoi)\b|[0-9]{{1,3}}\b))"
    "{6,40}"
)
_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_FEWEST_WORDS, _FEWEST_DIGITS, _MOST_DIGITS = 4, 7, 19
_WORDY = ("khong", "chin", "hai", "tam")


def read_spelled(norm: Mapped) -> Mapped:
    """Return a text with numbers that are spelled digit by digit as digits."""
    if not any(word in norm.folded for word in _WORDY):
        return norm
    return norm.edited(_edits(norm), "spelled-out")


def _edits(norm: Mapped) -> Iterator[Edit]:
    for found in _RUN.finditer(norm.folded):
        tokens = list(_TOKEN.finditer(norm.folded, found.start(), found.end()))
        words = sum(token[0].isalpha() for token in tokens)
        edits = list(_digits(tokens))
        count = sum(len(edit.text) for edit in edits)
        if words >= _FEWEST_WORDS and _FEWEST_DIGITS <= count <= 2 * _MOST_DIGITS:
            yield from _closed_up(norm, edits, keep_gaps=count > _MOST_DIGITS)


def _digits(tokens: list[re.Match[str]]) -> Iterator[Edit]:
    """Yield each token as its digits; `ba số tám` is one of three."""
    i = 0
    while i < len(tokens):
        times = tokens[i]
        if i + 2 < len(tokens) and tokens[i + 1][0] in {"so", "con"}:
            count = int(_DIGITS.get(times[0], times[0]))
            digit = tokens[i + 2]
            yield Edit(times.start(), digit.end(), _DIGITS.get(digit[0], digit[0]) * min(count, 9))
            i += 3
            continue
        yield Edit(times.start(), times.end(), _digit(tokens, i))
        i += 1


def _digit(tokens: list[re.Match[str]], i: int) -> str:
    word = tokens[i][0]
    if word != "muoi":
        return _DIGITS.get(word, word)
    # `tám mươi mốt` is 81, `tám mươi` 80.
    follows = i + 1 < len(tokens) and tokens[i + 1].start() - tokens[i].end() == 1
    return "" if follows else "0"


def _closed_up(norm: Mapped, edits: list[Edit], *, keep_gaps: bool) -> Iterator[Edit]:
    end = edits[0].start
    for edit in edits:
        if end < edit.start:
            gap = norm.text[end : edit.start]
            yield Edit(end, edit.start, " " if keep_gaps and gap.strip() else "")
        yield edit
        end = edit.end
