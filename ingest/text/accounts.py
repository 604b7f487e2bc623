"""Accounts in a text: a number with a word or a bank's name beside it that says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from graph.identifiers.bank_account import WALLET_BINS
from ingest.text.bank_names import BankName
from ingest.text.clues import Clue, Says
from ingest.text.number_runs import Piece

PHONE_SHAPE = re.compile(r"(?:0|84)[35789][0-9]{8}|1[89]00[0-9]{4,6}")
_MIN_DIGITS, _MAX_DIGITS = 6, 19
_WHOLE_DIGITS = 9
"""A piece of so many digits is a whole number; a shorter one may be a group of one."""
_FAR, _NEAR = 6, 2
"""Words that may stand between `STK` (or a mere `TK`) and its number."""
_BRANCH = r"(?:(?:chi nhanh|cn|pgd|huyen|tinh|xa|quan) ?\w*(?: \w+){0,3}?)?"
_NEAR_BEFORE = re.compile(
    r"[\s:.,\-–/()|]{0,3}"
    + _BRANCH
    + r"[\s:.,\-–/()\"'“]{0,4}(?:cung |cua \w+ )?(?:no )?(?:la |so )?"
)
SPEAKER = r"(?:\n[^\n:]{0,24}(?::[0-9]{2})?[^\n:]{0,24}: )?"
"""In a chat, who says the next line: `[10:42] Lan: Vietcombank ạ`."""
_NEAR_AFTER = re.compile(
    r"[\s\-–,./(:|]{0,4}"
    + SPEAKER
    + r"(?:cung )?(?:tai |o |ben |cua |qua )?(?:ngan hang |nh |bank |nhang )?:? ?"
)
_TOUCHING = re.compile(r"[ :,\-–/(\n]{0,3}(?:qua |ben |o |tai )?(?:so |stk |tk )?")
FOR_WHOM = re.compile(
    r"(?: (?:cho|em|anh|chi|minh|toi|qua|vao|vo|so|cua|shop|ban|tien)){1,4} ?:? ?"
)
"""`momo cho em 09…`"""
_PAID_INTO = re.compile(
    r"\b(?:chuyen|ck|gui|goi|nop|dong|coc|nap|rut|tra|hoan|chot|bank|donate|ban|phi|tien)\b"
    r"[^.;!?\n]{0,60}\b(?:vao|vo|toi|ve|qua|sang|den|cho|ra)"
    r"(?: (?:so|stk|tk|the|tai khoan|ben|day|nay|moi|dt|luon|cua|em|minh|shop)){0,4}\W{0,3}\Z"
)
_PHONE_OF_ACCOUNT = re.compile(
    r"\b(?:so dien thoai|sdt|so dt|dien thoai|so may)(?: \w+){0,2} (?:gan|lien ket|dang ky|dung)"
    r" (?:voi |cho |kem )?(?:tai khoan|tk|stk)[^0-9]{0,12}\Z"
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
        why: what told that it is an account.
    """

    start: int
    end: int
    digits: str
    piece_count: int
    needs_bank: bool
    yields_to_phone: bool
    clue_start: int
    why: tuple[str, ...] = ()


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
    signs = _read_signs(folded, first.start, clue, banks, first.digits)
    numbered = signs.before and folded.endswith("so ", 0, first.start)
    if first.is_grouped and not ((signs.sure and signs.adjacent) or numbered):
        return None  # 50.000.000
    joined = _joined(folded, pieces, banks, signs)
    if joined is None or not (signs.any or joined.names_bank):
        return None
    if first.is_odd and not (signs.sure or signs.before or joined.names_bank):
        return None
    digits, end = joined.digits, pieces[joined.count - 1].end
    if not _may_be_one(digits, sure=signs.sure) or folded.startswith("..", end):
        return None  # or cut off
    is_account = signs.sure or (signs.likely and len(digits) >= _WHOLE_DIGITS)
    named = signs.before or joined.names_bank
    return AccountPlace(
        first.start, end, digits, joined.count, needs_bank=not is_account,
        yields_to_phone=_is_rather_phone(folded, first.start, digits, signs, named=named),
        clue_start=clue.start if clue and signs.labelled else first.start,
        why=_why(clue, signs),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the words before a number say.

    Attributes:
        sure: it is called an account.
        maybe: a word stands there that an account's holder or a payment may have, too.
        adjacent: nothing stands between.
        likely: such a word is near, or something is to be paid there.
        paid: something is to be paid there.
        before: a bank's name leads it.
        calls: the nearest word speaks of calling or texting.
    """

    sure: bool
    maybe: bool
    adjacent: bool
    likely: bool
    paid: bool
    before: bool
    calls: bool

    @property
    def labelled(self) -> bool:
        return self.sure or self.maybe

    @property
    def said(self) -> bool:
        return self.labelled or self.paid

    @property
    def any(self) -> bool:
        return self.said or self.before


def _read_signs(
    folded: str, at: int, clue: Clue | None, banks: list[BankName], digits: str
) -> _Signs:
    sure = clue is not None and clue.says is Says.ACCOUNT and clue.distance <= _FAR
    maybe = clue is not None and clue.says is Says.ACCOUNT_MAYBE
    near = clue is not None and clue.distance <= _NEAR
    paid = is_paid_into(folded, at)
    return _Signs(
        sure=sure,
        maybe=maybe,
        adjacent=(sure or maybe) and clue is not None and clue.distance == 0,
        likely=(maybe and near) or paid,
        paid=paid,
        before=_stands_before(
            folded, at, banks, words=paid or sure or maybe or not PHONE_SHAPE.fullmatch(digits)
        ),
        calls=clue is not None and clue.says in {Says.PHONE, Says.SMS},
    )


def _why(clue: Clue | None, signs: _Signs) -> tuple[str, ...]:
    if clue and signs.labelled:
        return (f"word:{clue.word}",)
    return ("paid-into",) if signs.paid else ()


@dataclass(frozen=True, slots=True)
class _Joined:
    count: int
    digits: str
    names_bank: bool


def _joined(
    folded: str, pieces: list[Piece], banks: list[BankName], signs: _Signs
) -> _Joined | None:
    """Return how many pieces make one account: up to where a bank's name stands, else all."""
    longest: _Joined | None = None
    for count, digits in _joins(pieces):
        # `Xây dựng 0912345678`: a phone beside a word that is a bank, too, is a phone.
        may = signs.said or not PHONE_SHAPE.fullmatch(digits)
        named = len(digits) >= _MIN_DIGITS and _stands_behind(
            folded, pieces[count - 1].end, banks, words=may
        )
        if named or ((count == 1 or signs.any) and not (longest and longest.names_bank)):
            longest = _Joined(count, digits, named)
    return longest


def _joins(pieces: list[Piece]) -> Iterator[tuple[int, str]]:
    """Yield beginnings of a run that may be one account: counts of pieces, and digits."""
    digits = pieces[0].digits
    yield 1, digits
    if len(digits) >= _WHOLE_DIGITS:
        return
    for count, piece in enumerate(pieces[1:], start=2):
        digits += piece.digits
        if piece.is_money or len(piece.digits) >= _WHOLE_DIGITS or len(digits) > _MAX_DIGITS:
            return
        yield count, digits


def is_paid_into(folded: str, at: int) -> bool:
    """Say whether the words before a place tell to pay something there: `chuyển 2tr vào …`."""
    return _PAID_INTO.search(folded, max(0, at - 90), at) is not None


def _is_rather_phone(folded: str, start: int, digits: str, signs: _Signs, *, named: bool) -> bool:
    """Say whether a number that could be called is more likely to be: `MB 09…` is not."""
    if _PHONE_OF_ACCOUNT.search(folded, max(0, start - 60), start):
        return True
    if signs.sure or signs.adjacent:
        return False
    return not named or (signs.calls and not signs.paid) or digits.startswith("1")


def _may_be_one(digits: str, *, sure: bool) -> bool:
    """Say whether digits have the form of an account; round ones are an amount, rather."""
    if not _MIN_DIGITS <= len(digits) <= _MAX_DIGITS or digits[0] == "+":
        return False
    is_round = digits.endswith("00000") or (digits.endswith("000") and len(digits) < _WHOLE_DIGITS)
    return sure or not is_round


def _stands_before(folded: str, at: int, banks: list[BankName], *, words: bool) -> bool:
    i = bisect_left(banks, at + 1, key=_end) - 1
    if i < 0 or at - banks[i].end > 48:
        return False
    if banks[i].is_word and not words and not is_paid_into(folded, banks[i].start):
        return False
    gap = _TOUCHING if banks[i].is_word else _NEAR_BEFORE
    if banks[i].bin in WALLET_BINS and FOR_WHOM.fullmatch(folded, banks[i].end, at):
        return True
    return bool(gap.fullmatch(folded, banks[i].end, at))


def _stands_behind(folded: str, at: int, banks: list[BankName], *, words: bool) -> bool:
    i = bisect_left(banks, at, key=_start)
    if i >= len(banks) or (banks[i].is_word and not words):
        return False
    gap = _TOUCHING if banks[i].is_word else _NEAR_AFTER
    low = folded.rfind("\n", max(0, at - 200), at) + 1
    if "|" in folded[low:at] and "\n" in folded[at : banks[i].start]:
        return False  # the next row of a table
    return bool(gap.fullmatch(folded, at, min(banks[i].start, at + 60)))


def _start(bank: BankName) -> int:
    return bank.start


def _end(bank: BankName) -> int:
    return bank.end
