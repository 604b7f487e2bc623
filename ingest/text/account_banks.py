"""Which bank an account is at: the name that stands before it or behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.identifiers.bank_account import UNKNOWN_BANK, WALLET_BINS
from graph.model import Identifier
from ingest.text.accounts import FOR_WHOM, PHONE_SHAPE, SPEAKER, AccountPlace
from ingest.text.bank_names import BankName
from ingest.text.headings import heading_above
from ingest.text.scan import Hit, find_identifier

_REACH = 80
_SENTENCE_END = re.compile(
    r";|[.!?](?=\s)(?!\s*(?:- ?)?(?:ten )?(?:ngan hang|nh|bank|stk|so tk|so tai khoan|chu t|ctk))"
    r"|\n\s{0,9}\n"
)
_LINKED = re.compile(
    r"[\s:.,\-–/()\"'“]{0,5}"
    r"(?:(?:chi nhanh|cn|pgd|huyen|tinh|xa|quan) ?\w*(?: \w+){0,3}?[\s:]{1,2})?"
    r"(?:(?:la|so|voi|co|cua|nhan|no|cung)[ :]{1,2}){0,3}(?:cua \w+ (?:la )?)?\Z"
)
_TOUCHING = re.compile(r"[ :,\-–/()\n]{0,3}(?:qua |ben |o |tai )?(?:so |stk |tk )?")
_LINKED_AFTER = re.compile(
    r"[\s\-–,./(:|]{0,5}(?:cua \w+(?: \w+){0,3}, ?)?"
    + SPEAKER
    + r"(?:(?:cung )?(?:tai|o|cua|mo tai|thuoc|tren|ben|qua|cung|-) )?"
    r"(?:(?:ngan hang|nh|bank|nhang)"
    r"[ :]{1,2}(?:tmcp |thuong mai co phan )?)?\(?\Z"
)
_SAME_BANK = re.compile(r"[ ,.(]{1,3}(?:cung|van)(?: la| o)? (?:ngan hang|nh|bank)\b")
_LABEL = re.compile(r"(?:ngan hang|\bnh|bank)(?: nhan| thu huong)? ?: ?\Z")
_LABELS_BANK = re.compile(r"(?:stk|so tk|so tai khoan|tai khoan|tk)[ :]{1,2}")
"""`STK VIB nhưng bạn ấy viết 304…`: the word for an account leads the bank."""
_HOLDER = re.compile(r"\b(?:chu tk|ctk|chu tai khoan|ten|mang ten|chu the|chu stk)\b")
_CALLED = re.compile(r"\b(?:ngan hang|nh|bank)(?: tmcp)?[ :]{1,2}\Z")
_VERB = re.compile(
    r"\b(?:goi|gia|mao|xung|roi|sau do|lien he|nhan vien|bao|ra|tong dai|hotline|website|trang"
    r"|app|tin nhan|nhan tin|nop|rut|tu|sang|chuyen)\b"
)


@dataclass(slots=True)
class Neighbours:
    """What stands round the accounts of a text.

    Attributes:
        folded: the text without diacritics and case.
        banks: their names in order.
        borders: where any numbers stand, in order; no name reaches past one.
        claimed: which names belong to an account already.
    """

    folded: str
    banks: list[BankName]
    borders: list[tuple[int, int]]
    claimed: set[int] = field(default_factory=set)


def settle_accounts(near: Neighbours, places: list[AccountPlace]) -> Iterator[Hit]:
    """Yield the accounts with their banks; in doubt the bank is unknown."""
    banks: list[str | None] = []
    elsewhere: dict[str, set[str]] = {}
    for i, place in enumerate(places):
        following = places[i + 1].clue_start if i + 1 < len(places) else -1
        bank = _find_bank(near, place, following)
        banks.append(bank)
        if bank is not None:
            elsewhere.setdefault(place.digits, set()).add(bank)
    for place, bank in zip(places, banks, strict=True):
        known = elsewhere.get(place.digits, set())
        # The same account named once more: it is where the text has said.
        settled = bank or (next(iter(known)) if len(known) == 1 else None)
        if settled is None and place.needs_bank:
            continue
        hit = _hit(place, settled or UNKNOWN_BANK)
        if hit:
            yield hit


def _hit(place: AccountPlace, bank: str) -> Hit | None:
    identifier = find_identifier("bank_account", f"{bank}:{place.digits}")
    if identifier is None:
        return None
    others: tuple[Identifier, ...] = ()
    if PHONE_SHAPE.fullmatch(place.digits):
        number = find_identifier("phone", place.digits)
        others = (number,) if number else ()
    confidence = 0.95 if bank != UNKNOWN_BANK else 0.8
    why = (*place.why, *((f"bank:{bank}",) if bank != UNKNOWN_BANK else ()))
    return Hit(place.start, place.end, identifier, confidence - 0.2 * bool(others), others, why)


def _find_bank(near: Neighbours, place: AccountPlace, following: int) -> str | None:
    """Return the BIN of the bank that an account is at, None where none is named."""
    before, after = _candidates(near, place)
    chosen = _choose(near, place, following, before, after)
    if chosen is None:
        return _from_afar(near, place)
    found = near.banks[chosen].bin
    near.claimed.add(chosen)
    # `Vietcombank (VCB)` is named once more: that is not the next account's bank.
    near.claimed.update(i for i in after if near.banks[i].bin == found)
    return found


def _from_afar(near: Neighbours, place: AccountPlace) -> str | None:
    """Return the bank that a list's heading names, or that `cùng ngân hàng` goes back to."""
    heading = heading_above(near.folded, place.start)
    if heading:
        low, high = heading
        named = {b.bin for b in near.banks if low <= b.start < high and not b.is_word}
        return next(iter(named)) if len(named) == 1 else None
    if _SAME_BANK.match(near.folded, place.end):
        at = bisect_left(near.banks, place.start, key=_start)
        return near.banks[at - 1].bin if at else None
    return None


def _candidates(near: Neighbours, place: AccountPlace) -> tuple[list[int], list[int]]:
    """Return the names before and behind an account, up to the next number or sentence."""
    at = bisect_left(near.borders, (place.start, 0))
    low = max(near.borders[at - 1][1] if at else 0, place.start - _REACH)
    at = bisect_left(near.borders, (place.end, 0))
    high = near.borders[at][0] if at < len(near.borders) else len(near.folded)
    high = min(high, place.end + _REACH)
    before: list[int] = []
    after: list[int] = []
    for i in range(
        bisect_left(near.banks, low, key=_start), bisect_left(near.banks, high, key=_start)
    ):
        bank = near.banks[i]
        if i in near.claimed:
            continue
        if bank.end <= place.start:
            gap, side = (bank.end, max(bank.end, place.clue_start)), before
        else:
            gap, side = (place.end, bank.start), after
        if bank.is_word and not _TOUCHING.fullmatch(near.folded, *gap):
            continue
        if not _SENTENCE_END.search(near.folded, *gap):
            side.append(i)
    return before, after


def _start(bank: BankName) -> int:
    return bank.start


def _choose(
    near: Neighbours, place: AccountPlace, following: int, before: list[int], after: list[int]
) -> int | None:
    """Return the name that an account goes with.

    A name that touches the account wins; of two, the one behind, unless it leads the next
    account (`VCB STK 11…, MB STK 22…`).
    """
    folded, banks = near.folded, near.banks
    touches = before and (
        (
            banks[before[-1]].bin in WALLET_BINS
            and FOR_WHOM.fullmatch(folded, banks[before[-1]].end, place.start)
        )
        or _LINKED.fullmatch(folded, banks[before[-1]].end, place.clue_start)
        or _LINKED.fullmatch(folded, banks[before[-1]].end, place.start)
    )
    touched = after and _LINKED_AFTER.fullmatch(folded, place.end, banks[after[0]].start)
    if touched and touches:
        leads = following > banks[after[-1]].end and _LINKED.fullmatch(
            folded, banks[after[-1]].end, following
        )
        return before[-1] if leads else after[0]
    if touched:
        return after[0]
    if touches:
        return before[-1]
    return _choose_far(near, place, before, after)


def _choose_far(
    near: Neighbours, place: AccountPlace, before: list[int], after: list[int]
) -> int | None:
    """Return a name with a holder or the like between, where the form says that it belongs."""
    folded, banks = near.folded, near.banks
    if after:
        start = banks[after[0]].start
        named = _HOLDER.search(folded, place.end, start) or _CALLED.search(folded, place.end, start)
        if named and not _VERB.search(folded, place.end, start):
            return after[0]
    if before:
        start = banks[before[-1]].start
        if place.clue_start < start <= place.clue_start + 18 and _LABELS_BANK.fullmatch(
            folded, place.clue_start, start
        ):
            return before[-1]
        if _LABEL.search(folded, max(0, start - 30), start):
            return before[-1]
    return None
