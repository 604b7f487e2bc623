"""Folding: what people type without diacritics finds what was written with them."""

from __future__ import annotations

import unicodedata

import pytest

from graph.identifiers.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ngân  hàng Đông Á", "ngan hang dong a"), ("NGUYỄN", "nguyen"), ("đĐ", "dd"),
        ("  a\t b\n", "a b"), ("ABC", "abc"), ("", ""), ("\u3000", ""), ("𝕬𝖇𝖈", "abc"), ("ﬁ", "fi"),
        (unicodedata.normalize("NFD", "Tiếng Việt"), "tieng viet"), ("số TK: 123", "so tk: 123"),
    ],
)  # fmt: skip
def test_case_diacritics_and_blanks_are_folded_away(text: str, folded: str) -> None:
    """Composed, decomposed and styled letters fold alike."""
    assert fold(text) == folded
