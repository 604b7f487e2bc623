"""Digits as they stand in a text: runs of them, cut into the pieces that blanks make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.clues import is_clue
from ingest.text.scan import Scan

_RUN = re.compile(r"(?:\+ ?|\(\+?)?[0-9](?:(?:[ .\-\u2010-\u2013]|\(|\)[ -]?| \()?[0-9])*+\)?")
_BLANK = re.compile(r" \(|\)? |\)(?=[0-9])|\(")
_GLUED = re.compile(r"[a-z]+\Z")
_UNIT = re.compile(
    r"\)? ?(?:d|vnd|dong|k|tr|trieu|ty|ti|nghin|ngan(?! hang)|usd|usdt|%|\$|cu|lit)(?![a-z0-9])"
)
_WORD_BEFORE = re.compile(r"[a-z]{1,12}\Z")
_MIN_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits without a blank in them.

    Attributes:
        start, end: where they stand, the signs among them included.
        digits: without the signs; a leading + is kept.
        is_money: a unit of money or measure follows.
        is_grouped: written in thousands, such as 50.000.000.
    """

    start: int
    end: int
    digits: str
    is_money: bool
    is_grouped: bool


_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:-[0-9]{3}){9}")
_NOT_DIGITS = re.compile(r"[^0-9+]")


def find_runs(scan: Scan) -> Iterator[list[Piece]]:
    """Yield the runs of digits that may hold a number, each cut into pieces."""
    text, folded = scan.norm.text, scan.norm.folded
    for found in _RUN.finditer(text):
        start, end = found.span()
        if end - start < _MIN_LENGTH or not scan.is_free(start, end):
            continue
        pieces = _cut(text, folded, start, end)
        if pieces and not _begins_clean(folded, start):
            pieces = pieces[1:]
        if pieces and not _ends_clean(folded, end):
            pieces = pieces[:-1]
        if pieces:
            yield pieces


def _cut(text: str, folded: str, start: int, end: int) -> list[Piece]:
    bounds = [start]
    for found in _BLANK.finditer(text, start + 1, end):
        bounds += found.span()
    bounds.append(end)
    pieces = []
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        if low < high:
            pieces.append(_piece(text, folded, low, high))
    return pieces


def _piece(text: str, folded: str, start: int, end: int) -> Piece:
    written = text[start:end]
    if written[0] == "(" and ")" not in written:
        start, written = start + 1, written[1:]
    if written.endswith(")") and "(" not in written:
        end, written = end - 1, written[:-1]
    digits = written if written.isdigit() else _NOT_DIGITS.sub("", written)
    grouped = not written.isdigit() and _THOUSANDS.fullmatch(written.strip("()")) is not None
    return Piece(start, end, digits, _UNIT.match(folded, end) is not None, grouped)


def _begins_clean(folded: str, start: int) -> bool:
    """Say whether nothing is glued to a run's front but a word such as `sdt`."""
    before = folded[start - 1 : start]
    if not before or before in " \n\t:.,;-–—/'\"([>|!?~“‘":
        return not (before == "." and folded[start - 2 : start - 1].isdigit())
    word = _WORD_BEFORE.search(folded, max(0, start - 12), start)
    return word is not None and is_clue(word[0])


def _ends_clean(folded: str, end: int) -> bool:
    after = folded[end : end + 1]
    return not (
        after.isalnum() or after in {"_", "*", "@", "%", "="} or folded[end : end + 2] == ",0"
    )
