"""Digits as they stand in a text: runs of them, cut into the pieces that blanks make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.text.bank_names import begins_with_bank, ends_with_bank
from ingest.text.clues import ends_with_clue
from ingest.text.scan import Scan

_DASHES = r"\-\u2010-\u2014"
_ODD = r"_/\\|~*+=#;•·»«▫▪:,^&°><¦⁄∙●"
# Between single digits even a sign with blanks round it goes on: `0 9 1 . 2 3 4`.
_SPACED = rf"(?<=[^0-9][0-9]) [.{_DASHES}·] (?=[0-9](?![0-9]))"
_RUN = re.compile(
    rf"(?:\+ ?|\(\+?)?[0-9]"
    rf"(?:(?:[.{_DASHES}{_ODD}]{{1,2}}| {{1,2}}|\(|\)[ -]?| \(|{_SPACED})?[0-9])*+\)?"
)
_BLANK = re.compile(rf"{_SPACED}| {{1,2}}\(|\)? {{1,2}}|\)(?=[0-9])|\(")
_UNIT = re.compile(
    r"\)? ?(?:d|vnd|dong|k|tr|trieu|ty|ti|nghin|ngan(?! hang)|usd|usdt|%|\$|cu|lit|kg|km|m2|ha|ml"
    r"|gb)"
    r"(?![a-z0-9])"
)
_MIN_LENGTH = 3
_WHOLE_NUMBER = 9
_FEWEST_SINGLE = 6
_GLUED = re.compile(r"[a-z]{1,16}\Z")
_GLUED_AFTER = re.compile(r"[a-z]{1,16}(?![a-z0-9_@.-])")
_ODD_SIGN = re.compile(rf"[{_ODD}]")
_THOUSANDS = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:-[0-9]{3}){9}"
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3})+[\-–][1-9][0-9]{0,2}(?:\.[0-9]{3})+"
)
_NOT_DIGITS = re.compile(r"[^0-9+]")
_GROUP = re.compile(r"[0-9]+")
_AROUND_THE_CLOCK = re.compile(r"\(?24/(?:24|7)\)?")
_PARTS = re.compile(rf"[^{_ODD}]+")
_TIMES = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits without a blank in them.

    Attributes:
        start, end: where they stand, the signs among them included.
        digits: without the signs; a leading + is kept.
        is_money: a unit of money or measure follows.
        is_grouped: written in thousands, such as 50.000.000.
        is_odd: with signs among them that numbers don't have: only something else makes it one.
        is_apart: half of a date, a score or the like.
    """

    start: int
    end: int
    digits: str
    is_money: bool
    is_grouped: bool
    is_odd: bool
    is_apart: bool = False


def find_runs(scan: Scan) -> Iterator[list[Piece]]:
    """Yield the runs of digits that may hold a number, each cut into pieces."""
    text, folded = scan.norm.text, scan.norm.folded
    for found in _RUN.finditer(text):
        start, end = found.span()
        if end - start < _MIN_LENGTH or not scan.is_free(start, end):
            continue
        pieces = _joined(_cut(text, folded, start, end))
        if pieces and not _begins_clean(folded, start, pieces[0]):
            pieces = pieces[1:]
        if pieces and not _ends_clean(folded, end, pieces[-1]):
            pieces = pieces[:-1]
        if pieces:
            yield pieces


def _cut(text: str, folded: str, start: int, end: int) -> list[Piece]:
    bounds = [start]
    for found in _BLANK.finditer(text, start + 1, end):
        bounds += found.span()
    bounds.append(end)
    pieces: list[Piece] = []
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        if low < high:
            pieces.extend(_pieces(text, folded, low, high))
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return pieces, those of one digit each in one: `0 9 1 2 3 4 5 6 7 8`."""
    found: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = i
        while end < len(pieces) and len(pieces[end].digits.lstrip("+")) == 1:
            end += 1
        if end - i >= _FEWEST_SINGLE:
            digits = "".join(piece.digits for piece in pieces[i:end])
            last = pieces[end - 1]
            found.append(Piece(pieces[i].start, last.end, digits, last.is_money, False, False))
            i = end
        else:
            found.append(pieces[i])
            i += 1
    return found


def _pieces(text: str, folded: str, start: int, end: int) -> Iterator[Piece]:
    """Yield a piece; of one with a comma or colon its parts, where they are numbers."""
    written = text[start:end]
    odd = _ODD_SIGN.search(written.lstrip("+(")) is not None
    if _AROUND_THE_CLOCK.fullmatch(written):
        return
    if odd and not _is_one_number(written):
        for part in _PARTS.finditer(written):
            if any(c.isdigit() for c in part[0]):
                low, high = start + part.start(), start + part.end()
                piece = _piece(text, folded, low, high, odd=False)
                # Half of a date or a score; behind a colon a number may begin: `9:1800 6229`.
                begins = high == end and text[low - 1] == ":"
                yield piece if begins else _apart(piece)
        return
    yield _piece(text, folded, start, end, odd=odd)


def _apart(piece: Piece) -> Piece:
    return (
        piece
        if len(piece.digits) >= _WHOLE_NUMBER
        else replace(piece, is_money=True, is_apart=True)
    )


def _is_one_number(written: str) -> bool:
    """Say whether odd signs stand within one number rather than between two."""
    groups = [len(group) for group in _GROUP.findall(written)]
    if max(groups) >= _WHOLE_NUMBER or len(groups) < 3 or sum(groups) < 8:
        return False
    return _TIMES.match(written) is None or max(groups) == 1


def _piece(text: str, folded: str, start: int, end: int, *, odd: bool) -> Piece:
    written = text[start:end]
    if written[0] == "(" and ")" not in written:
        start, written = start + 1, written[1:]
    if written.endswith(")") and "(" not in written:
        end, written = end - 1, written[:-1]
    digits = written if written.isdigit() else _NOT_DIGITS.sub("", written)
    digits = digits[:1] + digits[1:].replace("+", "")
    grouped = not written.isdigit() and _THOUSANDS.fullmatch(written.strip("()")) is not None
    return Piece(start, end, digits, _UNIT.match(folded, end) is not None, grouped, odd)


def _begins_clean(folded: str, start: int, first: Piece) -> bool:
    """Say whether nothing is glued to a run's front but a word such as `sdt` or a bank's name."""
    before = folded[start - 1 : start]
    if not before or not (before.isalnum() or before in "_@.$%=/*#-&"):
        return True
    if before == ".":
        return not folded[start - 2 : start - 1].isdigit()
    word = _GLUED.search(folded, max(0, start - 17), start)
    if word is None or folded[word.start() - 1 : word.start()].isdigit():
        return before in "*#" and len(first.digits) >= _WHOLE_NUMBER
    return word[0] in {"so", "sos"} or ends_with_clue(word[0]) or ends_with_bank(word[0])


def _ends_clean(folded: str, end: int, last: Piece) -> bool:
    after = folded[end : end + 1]
    if after in {"_", "*", "@", "%", "="} or folded[end : end + 2] == ",0":
        return False
    if not after.isalnum():
        return True
    word = _GLUED_AFTER.match(folded, end)
    # `stk0123456789techcombank`, `0912345678nha`: a whole number with a word glued to it.
    return word is not None and (len(last.digits) >= _WHOLE_NUMBER or begins_with_bank(word[0]))
