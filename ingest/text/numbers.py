"""Numbers in a text: phones, hotlines, short codes, accounts; by their form and their clue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.identifiers.social_handle import KEYED_BY_PHONE, PLATFORMS
from graph.model import Identifier
from ingest.text.account_banks import Neighbours, settle_accounts
from ingest.text.accounts import AccountPlace, find_account, find_alias_accounts
from ingest.text.bank_names import BankName, find_bank_names
from ingest.text.clues import Clue, Says, look_back
from ingest.text.number_runs import Piece, find_runs
from ingest.text.scan import Hit, Scan, find_identifier

_PHONE = re.compile(
    r"(?:(?:\+|00)?84(?:0(?=[2356789]))?|0)(?:[35789][0-9]{8}|1[2689][0-9]{8}|2[0-9]{9}|69[0-9]{7})"
    r"|\+(?!84)[1-9][0-9]{7,14}"
)
_BARE_MOBILE = re.compile(r"[35789][0-9]{8}")
_HOTLINE = re.compile(r"1[89]00[0-9]{4,6}")
_YEARS = re.compile(r"1[89]00(?:1[89]|20)[0-9]{2}")
_SPACED_HOTLINE = re.compile(
    r"1(?<![\w.]1)([>.\-_ ])[89](?:\1)0(?:\1)0(?:(?:\1)[0-9]){4,6}(?![\w>])"
)
_DISGUISED = re.compile(r"[0Oo](?<![\w.@/=#*+-][0Oo])[0-9OoIl]{9}(?![\w@/])")
_MAX_LETTERS = 3
_DIGIT_OF = str.maketrans("OoIl", "0011")
_PLATFORM_AFTER = re.compile(r" ?\((?:so )?(zalo|zl|viber|whatsapp)\)")
_MAX_PIECES = 6
_MAX_GROUPS = 20
_KNOWN_CODES = frozenset({
    "111", "112", "113", "114", "115", "156", "191", "195", "1022", "1414",
    "5656", "9090", "9191", "9198",
})  # fmt: skip
"""Official short codes, which need no word such as `tổng đài` before them."""


@dataclass(slots=True)
class _Reader:
    scan: Scan
    banks: list[BankName]
    accounts: list[AccountPlace]
    borders: list[tuple[int, int]]
    """Where numbers stand: a bank's name does not reach past one."""
    floor: int = 0


def read_numbers(scan: Scan) -> None:
    """Read all numbers of a text."""
    _read_spaced_hotlines(scan)
    _read_disguised(scan)
    aliases = list(find_alias_accounts(scan))
    for place in aliases:
        scan.block(place.start, place.end)
    runs = list(find_runs(scan))
    if not runs and not aliases:
        return
    borders = [(place.start, place.end) for place in aliases]
    reader = _Reader(scan, _banks_if_needed(scan, runs, aliases), aliases, borders)
    for pieces in runs:
        _read_run(reader, pieces)
    if aliases:
        reader.accounts.sort(key=lambda place: place.start)
        reader.borders.sort()
    for hit in settle_accounts(
        Neighbours(scan.norm.folded, reader.banks, reader.borders), reader.accounts
    ):
        scan.add(hit)


def _banks_if_needed(
    scan: Scan, runs: list[list[Piece]], aliases: list[AccountPlace]
) -> list[BankName]:
    long_enough = bool(aliases) or any(
        sum(len(p.digits) for p in pieces) >= 6 for pieces in runs
    )  # an account
    return find_bank_names(scan.norm.folded) if long_enough else []


def _read_spaced_hotlines(scan: Scan) -> None:
    for found in _SPACED_HOTLINE.finditer(scan.norm.text):
        digits = re.sub(r"[^0-9]", "", found[0])
        identifier = find_identifier("hotline", digits)
        if identifier and scan.is_free(*found.span()):
            scan.add(Hit(*found.span(), identifier, 0.8))


def _read_disguised(scan: Scan) -> None:
    """Read numbers in which letters stand for digits: `O912345678`, `09l2 345 678`."""
    for found in _DISGUISED.finditer(scan.norm.text):
        digits = found[0].translate(_DIGIT_OF)
        letters = sum(c.isalpha() for c in found[0])
        if not 0 < letters <= _MAX_LETTERS or not _PHONE.fullmatch(digits):
            continue
        identifier = find_identifier("phone", digits)
        if identifier and scan.is_free(*found.span()):
            scan.add(Hit(*found.span(), identifier, 0.6))


def _read_run(reader: _Reader, pieces: list[Piece]) -> None:
    i = 0
    while i < len(pieces):
        used = _read_piece(reader, pieces, i)
        end = pieces[min(i + used, len(pieces)) - 1].end
        reader.borders.append((pieces[i].start, end))
        reader.floor = end
        i += used


def _read_piece(reader: _Reader, pieces: list[Piece], i: int) -> int:
    """Read the number that begins at a piece, and return how many pieces it took."""
    piece = pieces[i]
    # Behind the first piece stand only blanks, up to the piece before.
    clue = None if i else look_back(reader.scan.norm.folded, reader.floor, piece.start)
    if clue and clue.says is Says.NOTHING and clue.touches:
        return len(pieces) - i
    account = find_account(reader.scan.norm.folded, pieces[i : i + _MAX_GROUPS], clue, reader.banks)
    callable_end = _callable_end(pieces, i, clue)
    if account and not (callable_end and account.yields_to_phone):
        reader.accounts.append(account)
        return account.piece_count
    if callable_end:
        _add_callable(reader.scan, pieces[i:callable_end], clue)
        return callable_end - i
    if not piece.is_money and clue:
        _add_short_code(reader.scan, piece, clue)
    return 1


def _callable_end(pieces: list[Piece], start: int, clue: Clue | None) -> int:
    """Return where the shortest phone or hotline from a piece on ends; 0 where none does."""
    digits = ""
    for end in range(start, min(start + _MAX_PIECES, len(pieces))):
        digits += pieces[end].digits if end == start else pieces[end].digits.lstrip("+")
        if pieces[end].is_grouped and end > start:
            return 0
        if _PHONE.fullmatch(digits) or (_HOTLINE.fullmatch(digits) and not pieces[end].is_money):
            if not _goes_on(pieces, start, end):
                return end + 1
        elif end == start and _BARE_MOBILE.fullmatch(digits) and _says_phone(clue):
            return end + 1
    return 0


def _says_phone(clue: Clue | None) -> bool:
    return clue is not None and clue.says is Says.PHONE and clue.distance == 0


def _goes_on(pieces: list[Piece], start: int, end: int) -> bool:
    """Say whether a number in groups is followed by one more: then it is another number."""
    if end == start or end + 1 >= len(pieces):
        return False
    after = pieces[end + 1]
    begins_new = after.digits[0] in "0+" or len(after.digits) > 4  # longer than a group
    return not (after.is_money or begins_new)


def _add_callable(scan: Scan, pieces: list[Piece], clue: Clue | None) -> None:
    start, end = pieces[0].start, pieces[-1].end
    digits = "".join(piece.digits for piece in pieces)
    if scan.norm.text[start] == "(" and scan.norm.text[end - 1] == ")":
        start, end = start + 1, end - 1
    elif start and scan.norm.text[start - 1] == "(" and ")" in scan.norm.text[start:end]:
        start -= 1
    if _HOTLINE.fullmatch(digits):
        _add_hotline(scan, start, end, digits, clue)
        return
    number = find_identifier("phone", digits)
    if number is None or number.kind != "phone":
        return
    platform = _platform(scan, clue, end)
    handle = Identifier("social_handle", f"{platform}:{number.value}") if platform else None
    if handle:
        scan.add(Hit(start, end, handle, 0.95, (number,)))
    else:
        scan.add(Hit(start, end, number, 0.95 if clue and clue.says is Says.PHONE else 0.85))


def _platform(scan: Scan, clue: Clue | None, end: int) -> str | None:
    """Return which service a number is said to be at: `Zalo 0912…`, `0912… (Zalo)`."""
    named = None
    if clue and clue.says is Says.PLATFORM and clue.distance <= 1:
        named = clue.word.replace("so ", "").split()[0].replace("whatapp", "whatsapp")
    else:
        found = _PLATFORM_AFTER.match(scan.norm.folded, end)
        named = found[1] if found else None
    platform = PLATFORMS.get(named or "")
    return platform if platform in KEYED_BY_PHONE else None


def _add_hotline(scan: Scan, start: int, end: int, digits: str, clue: Clue | None) -> None:
    said = clue is not None and clue.says in {Says.PHONE, Says.SHORT_CODE, Says.SMS}
    if _YEARS.fullmatch(digits) and not scan.norm.text[start:end].isdigit() and not said:
        return
    identifier = find_identifier("hotline", digits)
    if identifier:
        scan.add(Hit(start, end, identifier, 0.95 if said else 0.8))


def _add_short_code(scan: Scan, piece: Piece, clue: Clue) -> None:
    if not (3 <= len(piece.digits) <= 6) or piece.end - piece.start != len(piece.digits):
        return
    if clue.distance or piece.digits in {"1800", "1900"} or _is_part(scan, piece):
        return
    sure = clue.says is Says.SHORT_CODE
    sms = clue.says is Says.SMS and (piece.digits in _KNOWN_CODES or _is_ordered(scan, clue))
    called = clue.says is Says.PHONE and piece.digits in _KNOWN_CODES
    if sure or sms or called:
        identifier = find_identifier("short_code", piece.digits)
        if identifier and identifier.kind == "short_code":
            scan.add(Hit(piece.start, piece.end, identifier, 0.9))


def _is_ordered(scan: Scan, clue: Clue) -> bool:
    """Say whether a message is to be sent: `soạn … gửi 8xxx`."""
    return (
        re.search(r"\bsoan\b", scan.norm.folded[max(0, clue.start - 60) : clue.start]) is not None
    )


def _is_part(scan: Scan, piece: Piece) -> bool:
    """Say whether more of a number, a date or a fraction stands beside a piece."""
    folded = scan.norm.folded
    after = folded[piece.end : piece.end + 2]
    return bool(re.match(r"[/.,:-][0-9]| [0-9]", after)) or folded[
        piece.start - 1 : piece.start
    ] in {"/", ".", ","}
