"""Amounts: every Vietnamese way to write money; what is not clear is not read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.values_amounts import MAX_VND, Amount, is_currency, read_amount


@pytest.mark.parametrize(
    ("text", "vnd"),
    [
        ("1234567", 1_234_567), ("1.234.567", 1_234_567), ("1,234,567", 1_234_567),
        ("1 234 567", 1_234_567), ("1.234.567đ", 1_234_567), ("1.234.567 đồng", 1_234_567),
        ("1.234.567 VND", 1_234_567), ("1.234.567 VNĐ", 1_234_567), ("1,234,567 ₫", 1_234_567),
        ("50 triệu", 50_000_000), ("50tr", 50_000_000), ("50 trieu dong", 50_000_000),
        ("50 triệu đồng", 50_000_000), ("1,5 tỷ", 1_500_000_000), ("1.5 tỉ", 1_500_000_000),
        ("500k", 500_000), ("500 nghìn", 500_000), ("500 ngàn đồng", 500_000), ("5 củ", 5_000_000),
        ("2 tỷ 350 triệu", 2_350_000_000), ("1tr5", 1_500_000), ("1tr250", 1_250_000),
        ("3 triệu 500 nghìn", 3_500_000), ("1 tỷ 2", 1_200_000_000), ("0", 0), ("200.000", 200_000),
        ("1.234.567,00", 1_234_567), ("1,234,567.00", 1_234_567), ("2.5k", 2_500), ("100kđ",
        100_000),
        ("VND 500.000", 500_000), ("500.000.000 ", 500_000_000),
    ],
)  # fmt: skip
def test_dong_are_read_in_every_spelling(text: str, vnd: int) -> None:
    """Marks for thousands, factors in words and letters, the currency before or after."""
    found = read_amount(text)

    assert found is not None
    assert found.vnd == vnd
    assert found.given == text.strip()


@pytest.mark.parametrize(
    ("text", "currency", "given"),
    [
        ("163.3", "USD", "163.3 USD"), ("$100", "VND", "$100"), ("100 USDT", "VND", "100 USDT"),
        ("100 usd", "VND", "100 usd"), ("€ 20", "VND", "€ 20"), ("20 US$", "VND", "20 US$"),
    ],
)  # fmt: skip
def test_other_currencies_are_kept_as_given_and_not_converted(
    text: str, currency: str, given: str
) -> None:
    """No rate is invented."""
    assert read_amount(text, currency) == Amount(given, None)


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "-5", "+5", "năm triệu", "1.5", "1.500 triệu", "1.2.3", "12,34,567", "1e6",
        "4.48E+11",
        "5 hoặc 6 triệu", "10-20 triệu", "1" * 19, "9999999 tỷ", "5 %", "1.234,567.89", "1tr2000",
        "1 triệu 2 triệu", "x" * 61, "<b>5</b>", "\x00", "5 quả táo", "0,5",
    ],
)  # fmt: skip
def test_what_is_no_clear_amount_is_none(text: str) -> None:
    """Negative, fractional, doubled and endless amounts are not read."""
    assert read_amount(text) is None


def test_a_currency_is_a_code_in_capitals() -> None:
    """ISO codes and tickers."""
    assert [is_currency(code) for code in ("VND", "USDT", "usd", "DONGS1", "D")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=70), st.text("0123456789., trkđtỷVNDiệu$", max_size=30)))
def test_any_text_is_an_amount_within_bounds_or_none(text: str) -> None:
    """Nothing is raised and no amount is absurd."""
    found = read_amount(text)

    assert found is None or found.vnd is None or 0 <= found.vnd <= MAX_VND


@given(st.integers(0, MAX_VND))
def test_a_number_is_itself_with_and_without_marks(value: int) -> None:
    """Thousands marks of both kinds change nothing."""
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", "."), f"{value:,}đ"):
        found = read_amount(text)
        assert found is not None
        assert found.vnd == value
