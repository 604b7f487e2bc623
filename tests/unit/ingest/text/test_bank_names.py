"""Banks as a text names them."""

from __future__ import annotations

import pytest

from ingest.text.bank_names import find_bank_names
from ingest.text.characters import fold_each


@pytest.mark.parametrize(
    ("text", "bins"),
    [
        ("Vietcombank", ["970436"]),
        ("VCB, MB Bank và TPBank", ["970436", "970422", "970423"]),
        ("ngân hàng Á Châu", ["970416"]),
        ("NH TMCP Ngoại Thương Việt Nam", ["970436"]),
        ("ngân hàng Sài Gòn Hà Nội", ["970443"]),
        ("NH Xây dựng", ["970444"]),
        ("ngân hàng BVB", ["?"]),
        ("công ty xây dựng Phương Đông ở Sài Gòn", []),
        ("xvcb vcb1 mbx", []),
        ("Viet\n\n\ncombank", []),
    ],
)
def test_a_name_counts_where_it_can_only_be_a_bank(text: str, bins: list[str]) -> None:
    """The longest name wins; a word that is a name too needs `ngân hàng` before it."""
    found = find_bank_names(fold_each(text))

    assert [bank.bin for bank in found if not bank.is_word] == bins
