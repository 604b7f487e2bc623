"""What people type finds what is kept, whichever way they write it."""

from __future__ import annotations

import pytest

from api.typed import as_kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0913 000", "0913000"),
        ("0913.000", "0913000"),
        ("0913-000.1", "09130001"),
        ("  (0913) 000 ", "0913000"),
        ("+84 913", "+84913"),
        ("(+84) 913", "+84913"),
        ("0084 913 000", "+84913000"),
        ("\uff10\uff19\uff11\uff13", "0913"),
        ("0913\u2013000", "0913000"),
        ("STK 123", "123"),
        ("stk: 0011 000", "0011000"),
        ("Số tài khoản: 123", "123"),
        ("SĐT: 0913.000", "0913000"),
        ("zalo 0913 000", "0913000"),
        ("@ten.that", "ten.that"),
        ("telegram @ten", "ten"),
        ("https://a.vn/", "a.vn"),
        ("HTTPS://a.vn/x/", "a.vn/x"),
        ("hxxp://a[.]vn", "a.vn"),
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.", "203.0."),
        ("1234.5678", "12345678"),
        ("123.456.789", "123456789"),
        ("1.2.3.4.5", "12345"),
    ],
)
def test_marks_labels_and_schemes_are_not_looked_for(typed: str, kept: str) -> None:
    """Numbers, accounts, names and links alike; an address keeps its dots."""
    assert as_kept(typed) == kept


@pytest.mark.parametrize(
    "text",
    ["", "a@b.vn", "tk", "stk abc", "secure-vcb", "https://", "@", "\0", "Nguyễn Văn A", "+"],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Mail addresses, names, and what is only begun."""
    assert as_kept(text) == ("" if text == "@" else text)
