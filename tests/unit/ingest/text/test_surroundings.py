"""What tables, headings and papers say of the numbers in them."""

from __future__ import annotations

import pytest

from ingest.text.extract import extract


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("mã đơn | COD\n0938421176 | 285k\n0907155238 | 1tr", []),
        ("Khách\tSĐT\tTiền\nThu\t0938224771\t356.000", ["phone:+84938224771"]),
        ("SBD\tHọ tên\tMã thẻ\n0204\tBảo\t0912440071", []),
        ("Các tài khoản ở VietinBank:\na) 108-877-203-114, 5tr\nb) 103004918556, 0đ",
         ["bank_account:970415:108877203114", "bank_account:970415:103004918556"]),
        ("giấy hẹn số 0982044173 trả ngày 20/11", []),
        ("lệnh rút 0903250117 bị treo", []),
        ("mã vé 0977 413 208 và 0977 413 209", []),
        ("gọi phiếu 191, phòng số 113", []),
        ("mã đơn bên em là 0978116520", []),
        ("0772451180 (đó là số đơn)", []),
        ("số thuê bao bị chặn là 0982044173", ["phone:+84982044173"]),
        ("Power 6/55: 02 09 23 31 48 50", []),
        ("lúc 05/11/2025 10:36:08", []),
        ("ID:84912345678", ["phone:+84912345678"]),
        ("gửi STK TRAITIMHONG25 ACB", ["bank_account:970416:TRAITIMHONG25"]),
        ("CHUYEN TIEN CHO NGUYEN VAN ANH TAI ACB", []),
        ("Ở VIB số 602704066119, lần sau 602704066119",
         ["bank_account:970441:602704066119"] * 2),
        ("admin @ten_nao, nhóm t.me/nhom_nao", ["social_handle:telegram:ten_nao",
                                                "social_handle:telegram:nhom_nao"]),
        ("tổng 180k.vip nhất, cache.live = true", []),
    ],
)  # fmt: skip
def test_a_number_is_what_stands_over_and_beside_it(text: str, keys: list[str]) -> None:
    """Columns, lists, papers; and what goes on in the same way."""
    assert [found.identifier.key for found in extract(text)] == keys
