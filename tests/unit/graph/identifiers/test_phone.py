"""Phones: every way people write them leads to one E.164 number, all else is refused."""

from __future__ import annotations

import pytest

from graph.errors import InvalidIdentifierError
from graph.identifiers import phone

MOBILE = "+84912345678"
AS_PEOPLE_WRITE_IT = (
    MOBILE, "0912345678", "0912.345.678", "0912 345 678", "0912-345-678", "(0912) 345 678",
    "+84 912 345 678", "(+84) 912 345 678", "+84(0)912345678", "0084912345678", "84912345678",
    "912345678", "  0912345678\n", "0912\u00a0345\u00a0678", "０９１２３４５６７８",
    "tel:+84912345678",
    "'0912345678", "\u200b0912345678", "09\u00ad12345678",
)  # fmt: skip


@pytest.mark.parametrize("raw", AS_PEOPLE_WRITE_IT)
def test_one_mobile_in_all_its_spellings_is_one_number(raw: str) -> None:
    """Separators, prefixes, full-width digits and hidden characters make no second number."""
    assert phone.parse(raw) == MOBILE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0120", "70"), ("0121", "79"), ("0122", "77"), ("0126", "76"), ("0128", "78"),
        ("0123", "83"), ("0124", "84"), ("0125", "85"), ("0127", "81"), ("0129", "82"),
        ("0162", "32"), ("0163", "33"), ("0164", "34"), ("0165", "35"), ("0166", "36"),
        ("0167", "37"), ("0168", "38"), ("0169", "39"), ("0186", "56"), ("0188", "58"),
        ("0199", "59"),
    ],
)  # fmt: skip
def test_an_old_mobile_of_eleven_digits_is_its_new_number(old: str, new: str) -> None:
    """Every prefix of the change of 2018 is converted, written nationally or not."""
    assert phone.parse(f"{old} 345 6789") == f"+84{new}3456789"
    assert phone.parse(f"+84{old[1:]}3456789") == f"+84{new}3456789"


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("024 3456 7890", "+842434567890"),
        ("(028) 3812-3456", "+842838123456"),
        ("+842838123456", "+842838123456"),
        ("0692 345 678", "+84692345678"),
        ("+84692345678", "+84692345678"),
        ("0383 123 456", "+84383123456"),
        ("+1 650 253 0000", "+16502530000"),
        ("0085512345678", "+85512345678"),
        ("+86 138 0013 8000", "+8613800138000"),
    ],
)
def test_landlines_police_lines_and_foreign_numbers_are_phones(raw: str, canonical: str) -> None:
    """The library's numbers are taken, and 069 lines, which it does not know."""
    assert phone.parse(raw) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        "09xx345678", "0912 345 67x", "091234567", "09123456789", "0912345678.0",
        "0912345678; 0987654321", "0912345678 / 0987654321", "abc", "+84", "+", "().-",
        "04 3456 7890",
        "0130 345 6789", "06923456789", "+999123456789", "12" * 11, "0912345678a",
        "٠٩١٢٣٤٥٦٧٨", "069٢٣٤٥٦٧٨", "0120٣٤٥٦٧٨٩", "+441632960961",
    ],
)  # fmt: skip
def test_what_cannot_be_called_is_no_phone(raw: str) -> None:
    """Cut-off, masked, doubled and unallocated numbers and foreign digits are refused.

    So are landlines of before 2017, which only a date or context could convert.
    """
    with pytest.raises(InvalidIdentifierError) as caught:
        phone.parse(raw)

    assert caught.value.reason == "not_a_phone"


@pytest.mark.parametrize("raw", ["4.48E+11", "8,49E+10", "4E11", "-8.49e+10"])
def test_what_a_spreadsheet_has_rounded_is_refused_for_that_reason(raw: str) -> None:
    """Lost digits are never guessed."""
    with pytest.raises(InvalidIdentifierError) as caught:
        phone.parse(raw)

    assert caught.value.reason == "excel_damage"


@pytest.mark.parametrize("raw", ["0000000000", "9999999999", "+000000", "xxxxxxxxxx", "******"])
def test_runs_of_one_digit_stand_for_nothing(raw: str) -> None:
    """A filled-in blank links nobody."""
    with pytest.raises(InvalidIdentifierError) as caught:
        phone.parse(raw)

    assert caught.value.reason == "placeholder"


@pytest.mark.parametrize("raw", ["19001234", "+8418001234", "1900545413"])
def test_hotlines_are_not_phones(raw: str) -> None:
    """1800 and 1900 numbers are a kind of their own."""
    with pytest.raises(InvalidIdentifierError):
        phone.parse(raw)


def test_people_see_the_national_number_and_find_it_both_ways() -> None:
    """A Vietnamese number is shown nationally; digits are found with and without +84."""
    assert phone.caption(MOBILE) == "0912 345 678"
    assert phone.terms(MOBILE) == (MOBILE, "0912345678", "84912345678")
    assert phone.caption("+16502530000") == "+16502530000"
    assert phone.terms("+16502530000") == ("+16502530000", "16502530000")
