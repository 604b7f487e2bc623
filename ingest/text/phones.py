"""Numbers that can be called: phones, handles that are phones, hotlines."""

from __future__ import annotations

import re

from graph.identifiers.social_handle import KEYED_BY_PHONE, PLATFORMS
from graph.model import Identifier
from ingest.text.clues import Clue, Says
from ingest.text.number_runs import Piece
from ingest.text.scan import Hit, Scan, find_identifier

_PHONE = re.compile(
    r"(?:(?:\+|00)?84(?:0(?=[2356789]))?|0)(?:[35789][0-9]{8}|1[2689][0-9]{8}|2[0-9]{9}|69[0-9]{7})"
    r"|\+(?!84)[1-9][0-9]{7,14}"
)
_BARE_NUMBER = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}|2[0-9]{9}")
_FIXED_LINE = re.compile(r"\b(?:co dinh|may ban|dien thoai ban|so ban|dt ban)\b[^0-9]{0,12}\Z")
_OLD_CITY = re.compile(r"^08([2356789][0-9]{7})$")
"""Hồ Chí Minh City's landlines before 2017: only where the words say that it is one."""
_SPOKEN_OF = re.compile(
    r"\b(?:so|sdt|dt|goi|may|alo|lh|lien he|call|nhan|hien|hotline|cskh|ben vn)\b[^0-9.;!?]{0,28}\Z"
)
_HOTLINE = re.compile(r"1[89]00[0-9]{4,6}")
_YEARS = re.compile(r"1[89]00(?:1[89]|20)[0-9]{2}")
_SPACED_HOTLINE = re.compile(
    r"1(?<![\w.]1)([>.\-_ ])[89](?:\1)0(?:\1)0(?:(?:\1)[0-9]){4,6}(?![\w>])"
)
_ZALO_OR = re.compile(r"\b(?:zalo|zl) ?[/,&+-] ?\Z")
_PLATFORM_OR_CALL = re.compile(
    r"\b(zalo|zl|viber|whatsapp) ?[/,&+-] ?(?:goi|sdt|so dt|dt|dien thoai|call|alo|lh|sms|phone)"
    r"\W{1,3}\Z"
)
_PLATFORM_AFTER = re.compile(r" ?\((?:so )?(zalo|zl|viber|whatsapp)\)")
_COUNTRY = re.compile(r"84[0-9]")
_MAX_PIECES = 12
_PAIR = 2
_WHOLE_NUMBER = 9
"""Digits that no amount with a unit behind it has."""
_MOST_INTERNATIONAL = 16
"""A plus and 15 digits (ITU-T E.164)."""


def read_spaced_hotlines(scan: Scan) -> None:
    """Read hotlines with a sign between all digits: `1>9>0>0>…`."""
    for found in _SPACED_HOTLINE.finditer(scan.norm.text):
        digits = re.sub(r"[^0-9]", "", found[0])
        identifier = find_identifier("hotline", digits)
        if identifier and scan.is_free(*found.span()):
            scan.add(Hit(*found.span(), identifier, 0.8, why=("form",)))


def find_end(pieces: list[Piece], start: int, *, said: bool) -> int:
    """Return where the shortest phone or hotline from a piece on ends; 0 where none does.

    Args:
        pieces: of a run.
        start: which of them it begins with.
        said: a number is spoken of: then it may lack its leading 0.
    """
    first = pieces[start].digits
    if first.startswith("+") and not first.startswith("+84"):
        return _foreign_end(pieces, start)
    if start and len(first) == len(pieces[start - 1].digits) == _PAIR:
        return 0  # `02 09 23 31 48 50`: drawn numbers
    said = said or _is_in_threes(pieces, start)
    digits = ""
    for end in range(start, min(start + _MAX_PIECES, len(pieces))):
        if _is_amount(pieces, start, end):
            return 0
        digits += pieces[end].digits if end == start else pieces[end].digits.lstrip("+")
        if _is_number(pieces[end], digits) and _is_set_apart(digits, first):
            if not _goes_on(pieces, start, end):
                return end + 1
        elif said and _is_bare_number(pieces[end], digits):
            return end + 1
    return 0


def _is_set_apart(digits: str, first: str) -> bool:
    """Say whether the country's 84 is a group of its own, where groups are: `845 2213 9047` no."""
    return len(first) in {_PAIR, len(digits)} or not _COUNTRY.match(digits)


def _is_amount(pieces: list[Piece], start: int, end: int) -> bool:
    """Say whether a piece ends an amount or a date rather than a number that begins before it."""
    piece = pieces[end]
    if piece.is_grouped and end > start and not _is_area_code(pieces[start].digits):
        return True
    # No amount begins with 0: `0583 774 120 cứ …` is no 120 million.
    amount = piece.is_money and pieces[start].digits[0] not in "0+"
    return (amount or piece.is_apart) and len(piece.digits) < _WHOLE_NUMBER


def _is_number(last: Piece, digits: str) -> bool:
    money = last.is_money or last.is_grouped
    return bool(_PHONE.fullmatch(digits) or (_HOTLINE.fullmatch(digits) and not money))


def _is_bare_number(last: Piece, digits: str) -> bool:
    """Say whether digits are a number without its leading 0, and no round amount."""
    money = last.is_money or last.is_grouped
    return bool(not money and _BARE_NUMBER.fullmatch(digits) and digits[-5:] != "00000")


def _foreign_end(pieces: list[Piece], start: int) -> int:
    """Return where the longest foreign number from a piece on ends; 0 where none does."""
    digits, best = "", 0
    for end in range(start, min(start + _MAX_PIECES, len(pieces))):
        written = pieces[end].digits
        if end > start and (written[0] == "+" or (written[0] == "0" and len(written) > 8)):
            break  # another number
        digits += pieces[end].digits
        if len(digits) > _MOST_INTERNATIONAL:
            break
        if _PHONE.fullmatch(digits) and find_identifier("phone", digits):
            best = end + 1
    return best


def _is_area_code(digits: str) -> bool:
    """Say whether digits begin a landline: `(0236) 3.558.914`."""
    return digits.startswith("02") and len(digits) in {3, 4}


def says_number(folded: str, at: int, clue: Clue | None) -> bool:
    """Say whether a number that can be called is spoken of right before a place."""
    if clue and clue.says in {Says.PHONE, Says.PLATFORM} and clue.distance <= 3:
        return True
    if clue and clue.says in {Says.NOTHING, Says.ACCOUNT, Says.CODE, Says.ADDRESS}:
        return False
    return _SPOKEN_OF.search(folded, max(0, at - 40), at) is not None


def _is_in_threes(pieces: list[Piece], start: int) -> bool:
    """Say whether a mobile number without its 0 stands in groups that no amount is written in."""
    groups = pieces[start : start + 3]
    if groups[-1].digits == "000":
        return False
    return [len(piece.digits) for piece in groups] == [3, 3, 3] and all(
        piece.end - piece.start == 3 and not piece.is_money for piece in groups
    )


def _goes_on(pieces: list[Piece], start: int, end: int) -> bool:
    """Say whether a number in groups is followed by one more: then it is another number."""
    if end == start or end + 1 >= len(pieces):
        return False
    after = pieces[end + 1]
    if after.start - pieces[end].end > 1:
        return False  # a bracket, or blanks enough for another column
    begins_new = after.digits[0] in "0+" or len(after.digits) > 4  # longer than a group
    return not (after.is_money or begins_new)


def read_callable(scan: Scan, pieces: list[Piece], clue: Clue | None) -> None:
    """Read pieces that make one number that can be called: a phone, a handle or a hotline."""
    start, end = pieces[0].start, pieces[-1].end
    digits = "".join(piece.digits for piece in pieces)
    if scan.norm.text[start] == "(" and scan.norm.text[end - 1] == ")":
        start, end = start + 1, end - 1
    elif start and scan.norm.text[start - 1] == "(" and ")" in scan.norm.text[start:end]:
        start -= 1
    if _HOTLINE.fullmatch(digits):
        _add_hotline(scan, start, end, digits, clue)
        return
    if _FIXED_LINE.search(scan.norm.folded, max(0, start - 24), start):
        digits = _OLD_CITY.sub(r"028\1", digits)
    number = find_identifier("phone", digits)
    if number is None or number.kind != "phone":
        return
    platform = _platform(scan, clue, start, end)
    handle = Identifier("social_handle", f"{platform}:{number.value}") if platform else None
    if handle:
        scan.add(Hit(start, end, handle, 0.95, (number,), (f"platform:{platform}",)))
    elif clue and clue.says is Says.PHONE:
        scan.add(Hit(start, end, number, 0.95, why=(f"word:{clue.word}",)))
    else:
        scan.add(Hit(start, end, number, 0.85, why=("form",)))


def _announces(scan: Scan, clue: Clue, start: int) -> bool:
    """Say whether a colon stands between a platform's name and a number: `zalo của shop em: …`."""
    return scan.norm.folded[clue.start : start].rstrip().endswith(":")


def _platform(scan: Scan, clue: Clue | None, start: int, end: int) -> str | None:
    """Return which service a number is said to be at: `Zalo 0912…`, `0912… (Zalo)`."""
    named = None
    if (
        clue
        and clue.says is Says.PLATFORM
        and (clue.distance <= 3 or _announces(scan, clue, start))
    ):
        named = clue.word.replace("so ", "").split()[0].replace("whatapp", "whatsapp")
        if _ZALO_OR.search(scan.norm.folded, max(0, clue.start - 12), clue.start):
            named = "zalo"
    else:
        found = _PLATFORM_AFTER.match(scan.norm.folded, end) or _PLATFORM_OR_CALL.search(
            scan.norm.folded, max(0, start - 30), start
        )
        named = found[1] if found else None
    platform = PLATFORMS.get(named or "")
    return platform if platform in KEYED_BY_PHONE else None


def _add_hotline(scan: Scan, start: int, end: int, digits: str, clue: Clue | None) -> None:
    said = clue is not None and clue.says in {Says.PHONE, Says.SHORT_CODE, Says.SMS}
    if _YEARS.fullmatch(digits) and not scan.norm.text[start:end].isdigit() and not said:
        return
    identifier = find_identifier("hotline", digits)
    if identifier:
        why = f"word:{clue.word}" if clue and said else "form"
        scan.add(Hit(start, end, identifier, 0.95 if said else 0.8, why=(why,)))
