"""Hostile text is made safe to read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.visible import VALUE_LIMIT, show


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nguyễn Văn A", "Nguyễn Văn A"), ("a\nb\tc", "a\\x0ab\\x09c"), ("\x00", "\\x00"),
        ("a\u202eb", "a\\u202eb"), ("\u200b", "\\u200b"), ("\ufeff", "\\ufeff"), ("\x85", "\\x85"),
        ("\udcff", "\\xff"), ("\ud800", "\\ud800"), ("\U000e0041", "\\U000e0041"), ("\xad",
        "\\xad"),
        ("<img onerror=alert(1)>", "<img onerror=alert(1)>"), ("😀", "😀"), ("\u2028", "\\u2028"),
        ("\x1b[31m", "\\x1b[31m"),
    ],
)  # fmt: skip
def test_hidden_characters_are_written_out(text: str, shown: str) -> None:
    """What reorders, hides or controls is seen; ordinary text stays."""
    assert show(text) == shown


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    """The limit holds after escaping too."""
    assert show("x" * 500) == "x" * 500
    assert show("x" * 501) == "x" * 499 + "…"
    assert len(show("\x00" * 500)) == VALUE_LIMIT
    assert show("abcdef", 4) == "abc…"


@given(st.text(st.characters(codec=None), max_size=600))
def test_nothing_hidden_is_ever_shown(text: str) -> None:
    """No control, format or surrogate character of any text comes through."""
    shown = show(text)

    assert len(shown) <= VALUE_LIMIT
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
