"""Texts on pictures: nothing hidden, short, in lines; victims masked."""

from __future__ import annotations

import unicodedata

import pytest

from tests.unit.viz.pictures import HOSTILE
from viz.caption import LABEL_LIMIT, LINE_LIMIT, masked, visible, wrapped


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hidden_is_left(text: str) -> None:
    """Bidi controls, control characters and lone surrogates become U+FFFD; marks don't pile up."""
    shown = visible(text)

    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"} for c in shown)
    assert len(shown) <= LABEL_LIMIT
    assert shown.count("\u0301") <= 3
    shown.encode("utf-8")


def test_vietnamese_stays_as_it_is_composed_or_not() -> None:
    """Two marks on a letter are Vietnamese, not an attack."""
    for text in ("Nguyễn Thị Hường", unicodedata.normalize("NFD", "Nguyễn Thị Hường")):
        assert visible(text) == text


def test_a_long_text_ends_as_an_ellipsis() -> None:
    """Cut to the limit, the ellipsis included."""
    assert visible("a" * 500) == "a" * (LABEL_LIMIT - 1) + "…"
    assert visible("a" * LABEL_LIMIT) == "a" * LABEL_LIMIT


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("short", ["short"]),
        ("a" * LINE_LIMIT, ["a" * LINE_LIMIT]),
        ("a" * 18, ["a" * 17, "a"]),
        ("secure-vietcombank-login.example.top", ["secure-", "vietcombank-logi…"]),
        ("0123456789 Ngân hàng Quân đội", ["0123456789 Ngân", "hàng Quân đội"]),
        ("   ", [""]),
    ],
)
def test_labels_break_into_two_short_lines(label: str, lines: list[str]) -> None:
    """After a blank or mark in the second half, else where the line is full."""
    assert wrapped(label).split("\n") == lines


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("0912 345 678", "•••• ••• •78"),
        ("an@b.vn", "••@•.vn"),
        ("x", "•"),
        ("an 1", "•• •"),
        ("", ""),
    ],
)
def test_a_victims_label_keeps_its_last_two_signs(label: str, shown: str) -> None:
    """And its form."""
    assert masked(label) == shown


def test_a_long_word_behind_a_short_one_stands_on_its_own_line() -> None:
    """A wallet's address is not broken behind its chain; what doesn't fit is."""
    assert wrapped("ETH 0x11775a…568e06") == "ETH\n0x11775a…568e06"
    assert wrapped("ETH 0x11775a0123456789") == "ETH 0x11775a01234\n56789"
