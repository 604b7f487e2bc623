"""Accounts in a text: a number with a word or a bank's name beside it that says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.text.bank_names import BankName
from ingest.text.clues import Clue, Says
from ingest.text.number_runs import Piece
from ingest.text.scan import Scan

PHONE_SHAPE = re.compile(r"(?:0|84)[35789][0-9]{8}|1[89]00[0-9]{4,6}")
_MIN_DIGITS, _MAX_DIGITS = 6, 19
_WHOLE_DIGITS = 9
"""A piece of so many digits is a whole number; a shorter one may be a group of one."""
_FAR, _NEAR = 6, 2
"""Words that may stand between `STK` (or a mere `TK`) and its number."""
_NEAR_BEFORE = re.compile(r"[ :.,\-–/()]{0,4}(?:la |so )?")
_NEAR_AFTER = re.compile(r"[ \-–,./(:]{1,4}(?:tai |o )?(?:ngan hang |nh |bank )?:? ?")
_WORD_THEN_ALIAS = re.compile(
    r"s(?:tk|o tk|o tai khoan)(?: la| nhan)? ?[:-]? ?(?=[0-9]*[a-z])(?=[a-z]*[0-9])"
    r"([0-9a-z]{6,19})(?![\w@.])"
)
_OTHERS_SAY = frozenset({Says.PLATFORM, Says.ADDRESS, Says.SHORT_CODE, Says.CODE})


@dataclass(frozen=True, slots=True)
class AccountPlace:
    """A number that is an account, its bank not settled yet.

    Attributes:
        start, end: where it stands.
        digits: the account.
        piece_count: how many pieces of its run it took.
        needs_bank: only a bank beside it makes it an account.
        yields_to_phone: where it can be called, it is a phone rather.
        clue_start: where the word that says so stands, else the number's own start.
    """

    start: int
    end: int
    digits: str
    piece_count: int
    needs_bank: bool
    yields_to_phone: bool
    clue_start: int


def find_account(
    folded: str, pieces: list[Piece], clue: Clue | None, banks: list[BankName]
) -> AccountPlace | None:
    """Return the account that pieces of a run begin with, or None.

    Args:
        folded: the text without diacritics and case.
        pieces: from the one in question on.
        clue: the nearest word before.
        banks: of the whole text.
    """
    first = pieces[0]
    if first.is_money or (clue and clue.says in _OTHERS_SAY):
        return None
    sure = clue is not None and clue.says is Says.ACCOUNT and clue.distance <= _FAR
    maybe = clue is not None and clue.says is Says.ACCOUNT_MAYBE
    adjacent = clue is not None and clue.distance == 0 and (sure or maybe)
    before = _stands_before(folded, first.start, banks)
    if first.is_grouped and not (sure and adjacent):
        return None  # 50.000.000
    count, digits = _join(pieces, in_groups=sure or maybe or before)
    end = pieces[count - 1].end
    if not _may_be_one(digits, sure=sure) or folded.startswith("..", end):
        return None  # or cut off
    after = _stands_behind(folded, end, banks)
    if not (sure or maybe or before or after):
        return None
    close = maybe and clue is not None and clue.distance <= _NEAR
    return AccountPlace(
        first.start, end, digits, count,
        needs_bank=not (sure or (close and len(digits) >= _WHOLE_DIGITS)),
        yields_to_phone=not sure and not adjacent and _is_rather_phone(digits, clue, before),
        clue_start=clue.start if clue and (sure or maybe) else first.start,
    )  # fmt: skip


def _is_rather_phone(digits: str, clue: Clue | None, before: bool) -> bool:  # noqa: FBT001  # one of three signs
    """Say whether a number that could be called is more likely to be: `MB 09…` is not."""
    said = clue is not None and clue.says in {Says.PHONE, Says.SMS}
    return said or not before or digits.startswith("1")


def _may_be_one(digits: str, *, sure: bool) -> bool:
    """Say whether digits have the form of an account; round ones are an amount, rather."""
    if not _MIN_DIGITS <= len(digits) <= _MAX_DIGITS or digits[0] == "+":
        return False
    is_round = digits.endswith("00000") or (digits.endswith("000") and len(digits) < _WHOLE_DIGITS)
    return sure or not is_round


def _join(pieces: list[Piece], *, in_groups: bool) -> tuple[int, str]:
    """Return how many pieces make one account, and its digits."""
    digits = pieces[0].digits
    count = 1
    if len(digits) < _WHOLE_DIGITS and in_groups:
        for piece in pieces[1:]:
            longer = digits + piece.digits
            if piece.is_money or len(piece.digits) >= _WHOLE_DIGITS or len(longer) > _MAX_DIGITS:
                break
            digits, count = longer, count + 1
    return count, digits


def _stands_before(folded: str, at: int, banks: list[BankName]) -> bool:
    i = bisect_left(banks, at + 1, key=_end) - 1
    return (
        i >= 0 and at - banks[i].end <= 8 and bool(_NEAR_BEFORE.fullmatch(folded, banks[i].end, at))
    )


def _stands_behind(folded: str, at: int, banks: list[BankName]) -> bool:
    i = bisect_left(banks, at, key=_start)
    return i < len(banks) and bool(_NEAR_AFTER.fullmatch(folded, at, min(banks[i].start, at + 24)))


def _start(bank: BankName) -> int:
    return bank.start


def _end(bank: BankName) -> int:
    return bank.end


def find_alias_accounts(scan: Scan) -> Iterator[AccountPlace]:
    """Yield accounts of capital letters and digits behind `STK`."""
    for found in _WORD_THEN_ALIAS.finditer(scan.norm.folded):
        start, end = found.span(1)
        if scan.norm.folded[max(0, found.start() - 1) : found.start()].isalnum():
            continue
        written = scan.norm.text[start:end]
        if written.isupper() and written.isascii() and scan.is_free(start, end):
            yield AccountPlace(
                start, end, written, 1, needs_bank=False, yields_to_phone=False,
                clue_start=found.start(),
            )  # fmt: skip
