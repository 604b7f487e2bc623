"""What people type into a search, as identifiers are kept: without marks, labels and schemes."""

from __future__ import annotations

import re
import unicodedata

_LABEL = re.compile(
    r"(?:stk|sđt|sdt|đt|tk|tel|số tài khoản|tài khoản|số điện thoại|điện thoại|account|phone"
    r"|zalo|viber|whatsapp|telegram|facebook|fb|tiktok)\s*[:.]?\s*(?=[+(@0-9])",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:https?|hxxps?|ftp)(?:://|\[:\]//)", re.IGNORECASE)
_DEFANGED = re.compile(r"\[\.\]|\(\.\)|\[dot\]", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\+?\(?[0-9][0-9\s.()-]*", re.ASCII)
_MARKS = re.compile(r"[\s.()-]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MOST_BYTES = 4


def as_kept(text: str) -> str:
    """Return a text as the terms of identifiers have it.

    Args:
        text: as somebody typed or pasted it, perhaps not yet to the end.

    >>> [as_kept(text) for text in ("0913.000 1", "+84 913", "STK: 0011-000", "@Ten", "203.0.1")]
    ['09130001', '+84913', '0011000', 'Ten', '203.0.1']
    >>> as_kept("hxxps://a[.]vn/")
    'a.vn'
    """
    kept = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    kept = _LABEL.sub("", kept, count=1) if _LABEL.match(kept) else kept
    if _NUMBER.fullmatch(kept):
        return _number(kept)
    kept = _DEFANGED.sub(".", kept)
    scheme = _SCHEME.match(kept)
    if scheme:
        kept = kept[scheme.end() :].rstrip("/") or kept
    return kept[1:] if kept.startswith("@") and "@" not in kept[1:] else kept


def _number(text: str) -> str:
    if _is_address(text):
        return text
    number = _MARKS.sub("", text)
    return f"+{number[2:]}" if number.startswith("0084") else number


def _is_address(text: str) -> bool:
    """Say whether the dots belong to it: the beginning of an IPv4 address."""
    parts = text.removesuffix(".").split(".")
    return 1 < len(parts) <= _MOST_BYTES and all(
        part.isdecimal() and str(int(part[:4])) == part and int(part) <= 255  # a byte
        for part in parts
    )
