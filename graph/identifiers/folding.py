"""Fold text for comparison: no case, no Vietnamese diacritics."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return the text in lower case without diacritics (đ becomes d), blanks squeezed.

    >>> fold("Ngân  hàng Đông Á")
    'ngan hang dong a'
    """
    if text.isascii():
        if text.isalnum():
            return text.lower()
        return " ".join(text.lower().split())
    # Decomposed on both sides: styled letters have their case only then, and folding composes.
    lower = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFKD", lower)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
