"""Accounts that are words: `TRAITIMHONG25 ACB`, `STK NHATLINH OCB`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.accounts import AccountPlace, is_paid_into
from ingest.text.bank_names import BankName, is_bank_name
from ingest.text.clues import Says, look_back
from ingest.text.scan import Scan

_ALIAS = re.compile(r"(?<![\w@./-])[A-Z0-9]+(?:\.[A-Z0-9]+)?(?![\w@/])(?!\.[A-Za-z])")
_SHORTEST, _LONGEST = 6, 25
_LONG_WORD = 8
"""Letters: no syllable of a name in capitals is so long."""
_GLUED_LABEL = re.compile(r"(?:S?TK|SDT|DT|LH|ID)[0-9]+$")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_BESIDE = re.compile(
    r"[\s:.,\-–/()\"'“|]{0,3}(?:cung )?(?:nickname |nick |ten )?"
    r"(?:tai |o |ben |cua |qua |la )?(?:ngan hang |nh |bank )?:? ?"
)
_SAID = re.compile(
    r"\b(?:stk|so tk|tk|so tai khoan|tai khoan|ck|chuyen khoan|so the)\b[^0-9\n]{0,40}\Z"
    r"|\bso\W{1,2}\Z"
)
_ASKED = re.compile(r"\b(?:coc|cung duong|ung ho|donate|ck)\W{1,3}\Z")
_MOSTLY = 0.5
"""Share of capitals among letters round a word, above which capitals say nothing."""


def find_alias_accounts(scan: Scan, banks: list[BankName]) -> Iterator[AccountPlace]:
    """Yield words in capitals that are accounts: told by a bank beside them and by what is paid.

    Args:
        scan: of the text.
        banks: that it names.
    """
    text, folded = scan.norm.text, scan.norm.folded
    for found in _ALIAS.finditer(text):
        start, end = found.span()
        written = found[0].replace(".", "")
        if not _SHORTEST <= len(written) <= _LONGEST or written.isdigit():
            continue
        if is_bank_name(written.lower()) or not scan.is_free(start, end):
            continue
        if _GLUED_LABEL.match(written):
            continue
        marked = any(c.isdigit() for c in written)
        if not marked and (len(written) < _LONG_WORD or _is_in_capitals(text, start, end)):
            continue
        said = _is_said(folded, start)
        beside = _stands_beside(folded, start, end, banks)
        if (said and beside) or (marked and _is_labelled(folded, start)):
            yield AccountPlace(
                start, end, written, 1, needs_bank=not (said and marked), yields_to_phone=False,
                clue_start=start, why=("word-account",),
            )  # fmt: skip


def _is_in_capitals(text: str, start: int, end: int) -> bool:
    """Say whether a word's neighbours are in capitals too: a name, or a text that shouts."""
    before = re.search(r"(\S+)\s+\Z", text[max(0, start - 24) : start])
    after = re.match(r"\s+(\S+)", text[end : end + 24])
    near = [word[1].strip(".,:;()\"'“”") for word in (before, after) if word]
    shouting = [w for w in near if _CAPITALS.fullmatch(w) and not is_bank_name(w.lower())]
    if before and before[1] in {"STK", "TK", "CK"}:
        return len(shouting) > 1
    letters = [c for c in text[max(0, start - 60) : start] if c.isalpha()]
    return bool(shouting) or (
        len(letters) > 20 and sum(c.isupper() for c in letters) > _MOSTLY * len(letters)
    )


def _is_said(folded: str, start: int) -> bool:
    low = max(0, start - 80)
    return (
        is_paid_into(folded, start)
        or _SAID.search(folded, low, start) is not None
        or _ASKED.search(folded, low, start) is not None
        or re.search(
            r"\b(?:ck|chuyen|gui|nap|coc|vo|vao|tai khoan|tk)\b[^.;!?]{0,48}\Z", folded[low:start]
        )
        is not None
    )


def _is_labelled(folded: str, start: int) -> bool:
    clue = look_back(folded, max(0, start - 40), start)
    return clue is not None and clue.says is Says.ACCOUNT and clue.distance == 0 and clue.touches


def _stands_beside(folded: str, start: int, end: int, banks: list[BankName]) -> bool:
    for bank in banks:
        if bank.start >= end:
            return _BESIDE.fullmatch(folded, end, bank.start) is not None
        if (
            bank.end <= start
            and start - bank.end <= 24
            and _BESIDE.fullmatch(folded, bank.end, start)
        ):
            return True
    return False
