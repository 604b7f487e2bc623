"""Make hostile text safe to read: hidden characters become visible escapes, length is capped."""

from __future__ import annotations

import re

VALUE_LIMIT = 500
"""Characters of a value that a reject shows."""

# C0 and C1 controls, soft hyphen, zero-width and bidi controls, line separators, variation
# of invisible operators, BOM, lone surrogates, tags: what a reader cannot see or what
# reorders the text around it.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_ELLIPSIS = "…"
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if _FIRST_BYTE <= code <= _LAST_BYTE:
        # What `surrogateescape` made of a byte that no character starts with.
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:  # the last code point that two hex digits can write
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # likewise four


def show(text: str, limit: int = VALUE_LIMIT) -> str:
    r"""Return the text with hidden characters escaped, of at most `limit` characters.

    >>> show("a\u202eb\x00")
    'a\\u202eb\\x00'
    """
    cut = text[: limit + 1]
    shown = _HIDDEN.sub(_escape, cut)
    return shown if len(shown) <= limit else shown[: limit - 1] + _ELLIPSIS
