"""Short codes in a text: those that messages come from, or that one is told to call or text."""

from __future__ import annotations

import re

from ingest.text.clues import Clue, Says
from ingest.text.number_runs import Piece
from ingest.text.scan import Hit, Scan, find_identifier

_KNOWN_CODES = frozenset({
    "111", "112", "113", "114", "115", "156", "191", "195", "1022", "1414",
    "197", "198", "199", "5656", "9090", "9191", "9198",
})  # fmt: skip
"""Official short codes, which need no word such as `tổng đài` before them."""
_SENT_FROM = re.compile(
    r"\b(?:(?:tin nhan|sms|tin|mess|brandname|hien thi)(?: \w+){0,3}? tu"
    r"|(?:nhan|tin nhan|sms|mess)(?: \w+){0,4}? tu (?:so|dau so|tong dai|ma))[ :]{1,2}\Z"
)
_PLACE = re.compile(
    r"\b(?:phieu|phong|nha|ban|xe|tuyen|hem|ngo|duong|can|toa|lo|tang|trang|cau|bai|dieu|tu|ghe|cua"
    r"|khoi to|sau|truoc|thu)(?: xu| hop| thi| do)? (?:so )?\Z"
)
_PREMIUM = re.compile(r"[5-9][0-9]{3}")
_TEXTED = re.compile(r"\b(?:nhan tin|tin nhan|sms|soan|cu phap|dang ky)\b")
_COUNTED = re.compile(
    r" (?:khach|nguoi|lan|cai|con|chiec|ban|cuoc|tin|don|phut|giay|gio|ngay|thang|nam|met|km|kg"
    r"|suat|hoc sinh|em|ca|vu|bai|trang|dong|nghin|trieu|k)\b|[/%]"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_OFFICIAL = re.compile(
    r"\b(?:bao|phan anh|goi|nhan tin|gui|tin rac|chan|tong dai|lien he|to cao|to giac|bam|so|nay"
    r"|hien|trinh bao|hotline|cap cuu|chua chay|cuu hoa|canh sat|pccc)\b"
    r"[^.;!?0-9]{0,24}(?:[0-9]{3,4}(?:,| hoac| hay| va|/) ?)?\Z"
)
_NO_CODES = frozenset({"1800", "1900"})
"""What hotlines begin with."""


def read_short_code(scan: Scan, piece: Piece, clue: Clue | None) -> None:
    """Read a piece of a run as a short code, if the words round it say that it is one."""
    if not (3 <= len(piece.digits) <= 6) or piece.end - piece.start != len(piece.digits):
        return
    if piece.digits in _NO_CODES or _is_part(scan, piece) or _is_counted(scan, piece):
        return
    why = _says_code(scan, piece, clue)
    identifier = find_identifier("short_code", piece.digits) if why else None
    if why and identifier and identifier.kind == "short_code":
        scan.add(Hit(piece.start, piece.end, identifier, 0.9, why=(why,)))


def _says_code(scan: Scan, piece: Piece, clue: Clue | None) -> str | None:
    """Return what says that a message comes from a code, or that it is to be called or texted."""
    folded, start = scan.norm.folded, piece.start
    sent = _SENT_FROM.search(folded, max(0, start - 60), start)
    if sent and not _YEAR.fullmatch(piece.digits):
        return "sender"
    known = piece.digits in _KNOWN_CODES and not _PLACE.search(folded, max(0, start - 24), start)
    if known and _OFFICIAL.search(folded, max(0, start - 60), start):
        return "official"
    if clue is None or clue.distance:
        return None
    told = (
        clue.says is Says.SHORT_CODE
        or (clue.says is Says.SMS and (known or _is_ordered(scan, clue)))
        or (clue.says is Says.SMS and _PREMIUM.fullmatch(piece.digits) and _is_texted(scan, clue))
        or (clue.says is Says.PHONE and known)
    )
    return f"word:{clue.word}" if told else None


def _is_ordered(scan: Scan, clue: Clue) -> bool:
    """Say whether a message is to be sent: `soạn … gửi 8xxx`."""
    return (
        re.search(r"\bsoan\b", scan.norm.folded[max(0, clue.start - 60) : clue.start]) is not None
    )


def _is_texted(scan: Scan, clue: Clue) -> bool:
    """Say whether messages are spoken of before a word such as `gửi`."""
    return _TEXTED.search(scan.norm.folded, max(0, clue.start - 60), clue.start + 12) is not None


def _is_counted(scan: Scan, piece: Piece) -> bool:
    """Say whether a word behind a piece counts something: `gọi 113 khách`."""
    return _COUNTED.match(scan.norm.folded, piece.end) is not None


def _is_part(scan: Scan, piece: Piece) -> bool:
    """Say whether more of a number, a date or a fraction stands beside a piece."""
    folded = scan.norm.folded
    after = folded[piece.end : piece.end + 2]
    return bool(re.match(r"[/.,:-][0-9]| [0-9]", after)) or folded[
        piece.start - 1 : piece.start
    ] in {"/", ".", ","}
