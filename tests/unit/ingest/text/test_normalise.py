"""The form that extraction reads, and the way back from it."""

from __future__ import annotations

import unicodedata

import pytest

from ingest.text.characters import fold_each, skeleton
from ingest.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0912 345 678", "0912 345 678"),
        ("０９１２", "0912"),
        ("09\u00ad12\u200b34", "091234"),
        (unicodedata.normalize("NFD", "tiếng Việt"), "tiếng Việt"),
        ("evil[.]com evil(dot)com evil [dot] com", "evil.com evil.com evil.com"),
        ("a[@]b.com", "a@b.com"),
        ("(.) [..] (dot)", "(.) [..] (dot)"),
        ("a\u202eb", "a\u202eb"),
    ],
)
def test_a_text_is_composed_refanged_and_rid_of_hidden_characters(text: str, read: str) -> None:
    """A sign that stands alone, and one that reverses the text, stay."""
    assert normalise(text).text == read


def test_a_place_leads_back_to_the_text_as_received() -> None:
    """Also behind characters that vanished, grew or were joined."""
    text = "ﬁ\u200b e\u0301 evil[.]com"
    norm = normalise(text)
    at = norm.text.index("evil")

    assert norm.text == "fi é evil.com"
    assert norm.span(0, 1) == (0, 1)
    assert norm.span(3, 4) == (3, 5)
    assert norm.span(at, len(norm.text)) == (text.index("evil"), len(text))


def test_folding_keeps_every_character_in_its_place() -> None:
    """Diacritics, case, đ and look-alikes go; what has no plain form stays."""
    assert fold_each("Đường DÂY nóng İ ß ŉ Ωж") == "duong day nong i ß ŉ Ωж"
    assert fold_each("STK") == "stk"
    assert skeleton("vnеid.com") == "vneid.com"
