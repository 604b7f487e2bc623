"""The 24 forms: by number, by name, several in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values_forms import form_names, read_forms


def test_there_are_twenty_four_forms_and_each_is_found_by_number_and_name() -> None:
    """Names with commas are one form, also in capitals and without diacritics."""
    assert list(form_names()) == list(range(1, 25))
    for number, name in form_names().items():
        for text in (str(number), f"{number:02}", f"#{number}", f"Hình thức {number}", name,
                     name.upper(), f"{number}. {name}", f"[{name}]"):  # fmt: skip
            assert read_forms(text) == ((number,), ()), text


@pytest.mark.parametrize(
    ("text", "numbers", "unknown"),
    [
        ("9; 14", (9, 14), ()), ("14|9|9", (9, 14), ()), ("9,14", (9, 14), ()), ("9\n14", (9, 14),
        ()),
        ("Deepfake, Deepvoice; Khóa SIM", (2, 3), ()), ("khoa sim", (3,), ()), ("", (), ()),
        ("khác", (), ("khác",)), ("9; khác", (9,), ("khác",)), ("25", (), ("25",)), ("0", (),
        ("0",)),
        ("-1", (), ("-1",)), (" ; ", (), ()),
    ],
)  # fmt: skip
def test_a_cell_may_name_several(
    text: str, numbers: tuple[int, ...], unknown: tuple[str, ...]
) -> None:
    """Numbers come sorted and once; what names none is given back."""
    assert read_forms(text) == (numbers, unknown)


def test_a_long_cell_is_given_back_whole() -> None:
    """No cell is searched without end."""
    assert read_forms("9;" * 2000) == ((), ("9;" * 2000,))


@given(st.text(max_size=100))
def test_any_text_names_known_forms_only(text: str) -> None:
    """Numbers are 1-24, whatever the cell."""
    numbers, _ = read_forms(text)

    assert set(numbers) <= set(form_names())
