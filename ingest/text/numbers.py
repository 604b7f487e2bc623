"""Numbers in a text: phones, hotlines, short codes, accounts; by their form and their clue."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.text.account_banks import Neighbours, settle_accounts
from ingest.text.accounts import AccountPlace, find_account, is_paid_into
from ingest.text.alias_accounts import find_alias_accounts
from ingest.text.bank_names import BankName, find_bank_names
from ingest.text.clues import Clue, Says, clue_of, is_named_after, look_back
from ingest.text.columns import header_clue
from ingest.text.documents import names_document
from ingest.text.headings import heading_above
from ingest.text.number_runs import Piece, find_runs
from ingest.text.phones import find_end, read_callable, read_spaced_hotlines, says_number
from ingest.text.scan import Scan
from ingest.text.short_codes import read_short_code

_NAMES_ANYTHING = frozenset({"id", "uid", "ref"})
_INTERNATIONAL = re.compile(r"84[35789][0-9]{8}")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z0-9]{6,25}(?![A-Za-z0-9])")
"""What an account that is a word looks like."""
_MAX_GROUPS = 20
_FEWEST = 6
"""Digits of the shortest account; what is shorter may be a code, where nothing counts with it."""
_FEW_WORDS = 5
_AND = re.compile(r" (?:va|hoac|hay|den|toi|&) ")
_WHOLE_ACCOUNT = 8
_ALIKE = 6
"""So many first digits of two numbers are the same where they are numbered one after another."""
_GOES_ON = re.compile(r"[^.;!?\n]{0,40}(?: la|:| tu| vi du|=) ?")
"""`mã đơn bên em là 0978…`"""
_DOCUMENTS = frozenset({
    "hop dong", "don hang", "hoa don", "phieu", "mst", "ma so thue", "bien lai", "ho so", "so the",
    "ma don", "ma van don", "van don", "bao hiem", "don bao hiem", "quyet dinh", "so so",
})  # fmt: skip
_OF_WHAT = re.compile(
    r" (?:cua )?(?!(?:anh|chi|em|co|chu|ong|ba|shop|ban|vo|vao|qua|toi|ve|in|ghi|voi|cho|tu|so)\b)"
    r"[a-z]+(?: [a-z]+)? ?"
)
"""`hợp đồng dịch vụ 0937…`, `MST của Minh Phát 0312…`"""


@dataclass(slots=True)
class _Reader:
    scan: Scan
    banks: list[BankName]
    accounts: list[AccountPlace]
    borders: list[tuple[int, int]]
    """Where numbers stand: a bank's name does not reach past one."""
    floor: int = 0
    passed: int = 0
    """Where what was last known to be no identifier of ours ends."""
    passed_digits: str = ""


def read_numbers(scan: Scan) -> None:
    """Read all numbers of a text."""
    read_spaced_hotlines(scan)
    runs = list(find_runs(scan))
    banks = _banks_if_needed(scan, runs)
    aliases = list(find_alias_accounts(scan, banks)) if banks or "STK" in scan.norm.text else []
    for place in aliases:
        scan.block(place.start, place.end)
    if aliases:
        runs = [pieces for pieces in runs if scan.is_free(pieces[0].start, pieces[-1].end)]
    borders = [(place.start, place.end) for place in aliases]
    reader = _Reader(scan, banks, aliases, borders)
    for pieces in runs:
        _read_run(reader, pieces)
    if aliases:
        reader.accounts.sort(key=lambda place: place.start)
        reader.borders.sort()
    for hit in settle_accounts(
        Neighbours(scan.norm.folded, reader.banks, reader.borders), reader.accounts
    ):
        scan.add(hit)
    _add_again(scan, reader.accounts)


def _add_again(scan: Scan, accounts: list[AccountPlace]) -> None:
    """Add an account wherever else it stands as it stood."""
    places = {(place.start, place.end) for place in accounts}
    known = {scan.norm.text[h.start : h.end]: h for h in scan.hits if (h.start, h.end) in places}
    text = scan.norm.text
    for written, hit in known.items():
        at = text.find(written) if len(written) >= _WHOLE_ACCOUNT else -1
        while at >= 0:
            end = at + len(written)
            whole = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
            if whole and text[at - 1 : at] != "." and scan.is_free(at, end):
                scan.add(replace(hit, start=at, end=end))
            at = text.find(written, end)


def _banks_if_needed(scan: Scan, runs: list[list[Piece]]) -> list[BankName]:
    long_enough = any(sum(len(p.digits) for p in pieces) >= 6 for pieces in runs)  # an account
    capitals = long_enough or _CAPITALS.search(scan.norm.text)
    return find_bank_names(scan.norm.folded) if capitals else []


def _read_run(reader: _Reader, pieces: list[Piece]) -> None:
    i = 0
    while i < len(pieces):
        used = _read_piece(reader, pieces, i)
        end = pieces[min(i + used, len(pieces)) - 1].end
        reader.borders.append((pieces[i].start, end))
        reader.floor = end
        i += used


def _floor(reader: _Reader, piece: Piece) -> int:
    """Return where what is read before a piece ends: no word within a link or name is a clue."""
    return max(reader.floor, reader.scan.taken.rfind(1, reader.floor, piece.start) + 1)


def _reaches(folded: str, clue: Clue, at: int) -> bool:
    """Say whether a word that a number is none of ours still speaks of it."""
    if clue.touches:
        return True
    if clue.distance > _FEW_WORDS:
        return False
    return _GOES_ON.fullmatch(folded, clue.end, at) is not None or (
        clue.word in _DOCUMENTS and _OF_WHAT.fullmatch(folded, clue.end, at) is not None
    )


def _read_piece(reader: _Reader, pieces: list[Piece], i: int) -> int:
    """Read the number that begins at a piece, and return how many pieces it took."""
    piece = pieces[i]
    if len(pieces) == i + 1 and len(piece.digits) < _FEWEST and (piece.is_money or piece.is_apart):
        return 1
    folded = reader.scan.norm.folded
    # Behind the first piece stand only blanks, up to the piece before.
    clue = None if i else _clue(reader, piece)
    if not i and _is_none_of_ours(reader, piece, clue):
        _pass_over(reader, pieces)
        return len(pieces)
    if clue and clue.says is Says.NOTHING:
        clue = None
    account = find_account(folded, pieces[i : i + _MAX_GROUPS], clue, reader.banks)
    end = find_end(pieces, i, said=says_number(folded, piece.start, clue))
    if account and not (end and account.yields_to_phone):
        reader.accounts.append(account)
        return account.piece_count
    if end:
        if not is_named_after(folded, pieces[end - 1].end, reader.scan.norm.text):
            read_callable(reader.scan, pieces[i:end], clue)
        return end - i
    if not piece.is_money:
        read_short_code(reader.scan, piece, clue)
    return 1


def _is_none_of_ours(reader: _Reader, piece: Piece, clue: Clue | None) -> bool:
    """Say whether the words before a number tell that it is none of ours: `CCCD: 0010…`."""
    folded = reader.scan.norm.folded
    if _goes_on(reader, piece):
        return True  # `mã vé 0977 413 208 và 0977 413 209`
    if clue is None or clue.says is Says.PHONE:
        floor = _floor(reader, piece)
        return names_document(folded, floor, piece.start, reader.scan.norm.text)
    if clue.says is not Says.NOTHING or not _reaches(folded, clue, piece.start):
        return False
    if clue.word in _NAMES_ANYTHING and _INTERNATIONAL.fullmatch(piece.digits):
        return False  # `ID:84912345678`
    return not (clue.word == "so the" and is_paid_into(folded, clue.start))


def _pass_over(reader: _Reader, pieces: list[Piece]) -> None:
    reader.passed = pieces[-1].end
    reader.passed_digits = "".join(piece.digits for piece in pieces)


def _goes_on(reader: _Reader, piece: Piece) -> bool:
    """Say whether a number continues a list of such as are none of ours."""
    if not reader.passed:
        return False
    folded = reader.scan.norm.folded
    alike = piece.digits[:_ALIKE] == reader.passed_digits[:_ALIKE]
    return _AND.fullmatch(folded, reader.passed, piece.start) is not None or (
        alike and len(piece.digits) == len(reader.passed_digits)
    )


def _clue(reader: _Reader, piece: Piece) -> Clue | None:
    folded = reader.scan.norm.folded
    found = header_clue(folded, piece.start) or look_back(
        folded, _floor(reader, piece), piece.start, reader.scan.norm.text
    )
    heading = heading_above(folded, piece.start) if found is None else None
    if heading and len(piece.digits) >= _WHOLE_ACCOUNT:
        over = clue_of(folded[slice(*heading)])
        if over and over.says in {Says.ACCOUNT, Says.ACCOUNT_MAYBE}:
            start = piece.start
            return Clue(Says.ACCOUNT_MAYBE, over.word, 0, start, touches=True, end=start)
    return found
