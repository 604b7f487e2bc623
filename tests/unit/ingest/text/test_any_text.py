"""Extraction under any text: no error, true offsets, the same answer in every form."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text.extract import MAX_CHARACTERS, extract
from ingest.text.normalise import normalise

PIECES = (
    "0912345678", "0912.345.678", "+84 912 345 678", "(028) 3812 3456", "1900 1234", "STK",
    "19036789012", "ngân hàng Vietcombank", "VCB", "MB", "Zalo", "Telegram @ten_nao", "@",
    "https://evil.top/a?b=c", "hxxp://evil[.]com", "evil(dot)com", "www.", ".com", "a@b.com",
    "Đối tượng", "của tôi", "giả danh", "50.000.000đ", "CCCD 001099012345", "đối tượng",
    "192.0.2.1", "000201010211", "970436:", "\u00ad", "\u200b", "\u202e", "\u0301", "…", "ﬁ",
    "[", "]", "(", ")", ".", ",", ";", ":", "\n", " ", "  ", "-", "/", "О", "\ud800", "İ",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.text(st.characters(codec=None), max_size=80),
)


@settings(max_examples=600, deadline=None)
@given(text=texts)
def test_offsets_are_true_and_items_do_not_overlap(text: str) -> None:
    """`text[start:end]` is the raw text, in order, and reading again gives the same."""
    found = extract(text)

    assert all(text[one.start : one.end] == one.raw and one.raw for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert extract(text) == found


@settings(max_examples=400, deadline=None)
@given(text=texts)
def test_a_normalised_text_stays_as_it_is(text: str) -> None:
    """Every character of it has a place in the text as received, and a folded one."""
    norm = normalise(text)

    assert len(norm.folded) == len(norm.text)
    for i in range(len(norm.text)):
        start, end = norm.span(i, i + 1)
        assert 0 <= start < end <= len(text)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from([p for p in PIECES if p.isprintable()]), max_size=10))
def test_decomposed_and_composed_texts_name_the_same(pieces: list[str]) -> None:
    """NFD is how some phones send Vietnamese."""
    text = " ".join(pieces)
    keys = [
        [(one.identifier, one.role) for one in extract(unicodedata.normalize(form, text))]
        for form in ("NFC", "NFD")
    ]

    assert keys[0] == keys[1]


HOSTILE = (
    "1", "0", ".", "@", "[", "a.", "aa.", "a.com ", "a@", "a@a.com,", "1 ", "12.", "0912345678 ",
    "http://", "https://a,", " ", "\n", "stk 123456 ", "vcb ", "(", "-", "a-", "1>", "\u0301",
    "\u0315\u0300", "\ufdfa", "\u200b", "000201", "1:", "1.1.1.", "com.a.", "bc1", "doi tuong ",
    "a(dot)", "+1", "a::", "=a.b", "facebook.com/groups/", "a.com/(", "stk ABC123 ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_read_in_seconds(piece: str) -> None:
    """Time grows with the length of a text and no faster, whatever stands in it."""
    text = piece * (250_000 // len(piece))  # characters, a quarter of the limit
    began = time.process_time()

    extract(text)

    assert time.process_time() - began < 6  # seconds, on a busy machine


def test_of_an_endless_text_the_beginning_is_read() -> None:
    """What the limit cuts through is left out rather than read by half."""
    head = "0912345678 "
    padding = "x" * (MAX_CHARACTERS - len(head) - 11)
    text = f"{head}{padding} 0987654321 0900000001"

    assert [one.raw for one in extract(text)] == ["0912345678"]
