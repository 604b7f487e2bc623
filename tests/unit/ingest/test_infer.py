"""What columns mean is inferred from headers, and only as far as the values agree."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graph.model import Role
from ingest.infer import infer_mapping
from ingest.infer_headers import Meaning, read_header
from ingest.look import look_at
from ingest.mapping import (
    Column,
    DateColumn,
    DateField,
    IdentifierColumn,
    LossColumn,
    Mapping,
    PlainColumn,
    Shape,
    Use,
)
from tests.unit.ingest.sources.reading import opened


def _infer(header: list[str], *rows: list[str]) -> Mapping:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    with opened(text.getvalue(), "a.csv") as source:
        return infer_mapping(look_at(source))


def _columns(header: list[str], *rows: list[str]) -> dict[str, Column]:
    return {column.column: column for column in _infer(header, *rows).columns}


@pytest.mark.parametrize(
    ("header", "kind", "role"),
    [
        ("SĐT nghi vấn", "sdt", Role.SUSPECT), ("Số điện thoại", "so dien thoai", None),
        ("suspect_phone", "phone", Role.SUSPECT), ("suspectPhone", "phone", Role.SUSPECT),
        ("Victim account number", "account number", Role.VICTIM),
        ("SĐT người trình báo", "sdt", Role.REPORTER), ("sđt nạn nhân", "sdt", Role.VICTIM),
        ("Số điện thoại người bị hại", "so dien thoai", Role.VICTIM),
        ("reporter phone", "phone", Role.REPORTER), ("STK đối tượng", "stk", Role.SUSPECT),
        ("Số tài khoản nghi vấn", "so tai khoan", Role.SUSPECT), ("Zalo", "zalo", None),
        ("Tài khoản mạng xã hội", "tai khoan mang xa hoi", None), ("SĐT Zalo", "zalo", None),
        ("Tài khoản Facebook", "facebook", None), ("Tên miền giả mạo", "ten mien", Role.SUSPECT),
        ("Website", "website", None), ("đường dẫn", "duong dan", None), ("Ví BTC", "btc", None),
        ("Địa chỉ ví", "dia chi vi", None), ("Tổng đài bị giả mạo", "tong dai", Role.IMPERSONATED),
        ("Số hiển thị", None, None), ("e-mail", "mail", None),
    ],
)  # fmt: skip
def test_headers_name_kind_and_role(header: str, kind: str | None, role: Role | None) -> None:
    """Words in any order, case and spelling, with or without diacritics."""
    guess = read_header(header)
    if kind is None:
        assert guess is None
        return
    assert guess is not None
    assert (guess.meaning, guess.kind, guess.role) == (Meaning.IDENTIFIER, kind, role)


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Mã tin", Meaning.ID), ("report_id", Meaning.ID), ("Ngân hàng", Meaning.BANK),
        ("suspect bank", Meaning.BANK), ("Ngân hàng nghi vấn", Meaning.BANK),
        ("Nền tảng", Meaning.PLATFORM), ("Vai trò", Meaning.ROLE), ("Thiệt hại", Meaning.LOSS),
        ("Số tiền thiệt hại (VND)", Meaning.LOSS), ("Số tiền bị chiếm đoạt", Meaning.LOSS),
        ("Hình thức lừa đảo", Meaning.FORM), ("Đơn vị tiếp nhận tin", Meaning.POLICE_UNIT),
        ("Nội dung", Meaning.TEXT), ("Tiêu đề", Meaning.TITLE), ("created_at", Meaning.DATE),
        ("Ngày trình báo", Meaning.DATE),
    ],
)  # fmt: skip
def test_headers_name_other_things(header: str, meaning: Meaning) -> None:
    """Ids, banks, dates, losses, forms, units, titles and texts."""
    guess = read_header(header)

    assert guess is not None
    assert guess.meaning is meaning


@pytest.mark.parametrize(
    "header",
    ["Họ tên", "Ngày sinh", "CCCD", "Tên tài khoản", "account holder", "Giới tính", "", "?"],
)
def test_what_says_nothing_of_use_is_left_out(header: str) -> None:
    """Names, birthdays and papers of people are not read."""
    assert read_header(header) is None


def test_times_are_told_apart() -> None:
    """When it happened, and when it was reported."""
    columns = _columns(
        ["ngày trình báo", "ngày xảy ra", "sđt"], ["2026-11-24", "2026-11-23", "0912345678"]
    )

    assert columns["ngày trình báo"] == DateColumn("ngày trình báo", DateField.REPORTED)
    assert columns["ngày xảy ra"] == DateColumn("ngày xảy ra", DateField.OCCURRED)


def test_a_register_is_understood() -> None:
    """Each column for what it is, the bank beside its account."""
    mapping = _infer(
        ["mã tin", "thiệt hại", "hình thức", "đơn vị tiếp nhận", "STK nghi vấn", "ngân hàng",
         "sđt nạn nhân", "nội dung", "họ tên"],
        ["1", "5.000.000", "9", "PA05", "0011223344", "ACB", "0912345678", "Chuyện", "Nguyễn A"],
        ["2", "", "14", "PA05", "0011223355", "", "", "", "Trần B"],
    )  # fmt: skip

    assert mapping.id_column == "mã tin"
    assert mapping.columns == (
        LossColumn("thiệt hại"),
        PlainColumn("hình thức", Use.FORM),
        PlainColumn("đơn vị tiếp nhận", Use.POLICE_UNIT),
        IdentifierColumn(
            "STK nghi vấn", kind="bank_account", role=Role.SUSPECT, bank_column="ngân hàng"
        ),
        IdentifierColumn("sđt nạn nhân", kind="phone", role=Role.VICTIM),
        PlainColumn("nội dung", Use.TEXT),
    )


def test_each_account_has_its_own_bank() -> None:
    """Banks go with the account of their role, else with the one before them."""
    columns = _columns(
        ["suspect account", "suspect bank", "victim account", "victim bank"],
        ["0011223344", "ACB", "0011223355", "MB Bank"],
    )

    banks = {c.column: c.bank_column for c in columns.values() if isinstance(c, IdentifierColumn)}
    assert banks == {"suspect account": "suspect bank", "victim account": "victim bank"}


def test_a_platform_column_goes_with_its_handles() -> None:
    """Also where its header calls itself a social network."""
    columns = _columns(
        ["tài khoản", "mạng xã hội", "username"], ["0011223344", "Telegram", "kegian_01"]
    )

    assert columns["username"] == IdentifierColumn(
        "username", kind="social_handle", kind_column="mạng xã hội"
    )


def test_a_header_is_not_believed_against_its_values() -> None:
    """`Liên hệ` says nothing, `tài khoản` here holds names: neither is an identifier."""
    columns = _columns(
        ["sđt", "tài khoản"], ["0912345678", "nguyen van a"], ["0987654321", "tran thi b"]
    )

    assert list(columns) == ["sđt"]


def test_damaged_values_still_make_the_column_one_of_identifiers() -> None:
    """So that their rejects say what the spreadsheet did."""
    columns = _columns(["sđt"], ["4.48E+11"], ["8.49E+10"])

    assert columns["sđt"] == IdentifierColumn("sđt", kind="phone")


def test_where_nothing_is_confirmed_headers_are_believed() -> None:
    """Rejects then name column and value, instead of rows that nobody can read."""
    columns = _columns(["sđt nghi vấn"], ["<img onerror=x>"])

    assert columns["sđt nghi vấn"] == IdentifierColumn(
        "sđt nghi vấn", kind="phone", role=Role.SUSPECT
    )


def test_cells_with_several_values_are_seen() -> None:
    """Half the cells hold two numbers."""
    columns = _columns(["sđt"], ["0912345678; 0987654321"], ["0912345670"])

    assert columns["sđt"] == IdentifierColumn("sđt", kind="phone", many=True)


def test_columns_without_a_telling_header_are_known_by_their_values() -> None:
    """Only by what looks like nothing else."""
    columns = _columns(
        ["x", "y", "z"], ["a@b.com", "12", "0912345678"], ["c@d.vn", "7", "0987654321"]
    )

    assert columns == {
        "x": IdentifierColumn("x", kind="email"), "z": IdentifierColumn("z", kind="phone"),
    }  # fmt: skip


def test_sentences_are_read_where_there_is_nothing_else() -> None:
    """A table of unknown columns still has its stories read."""
    story = "Tôi bị lừa chuyển tiền vào tài khoản 0011223344 tại ACB."

    assert _columns(["x", "y"], ["1", story]) == {"y": PlainColumn("y", Use.TEXT)}


def test_an_id_that_repeats_makes_a_long_table() -> None:
    """A complaint with two accounts on two rows is one report."""
    mapping = _infer(
        ["mã tin", "stk"], ["1", "0011223344"], ["1", "0011223355"], ["2", "0011223344"]
    )

    assert (mapping.id_column, mapping.shape) == ("mã tin", Shape.LONG)


def test_a_category_is_no_id() -> None:
    """A code that stands in every row would make one report of them all."""
    mapping = _infer(["mã", "sđt"], *(["A", f"09123456{n:02}"] for n in range(50)))

    assert (mapping.id_column, mapping.shape) == (None, Shape.ROW)


def test_an_id_with_gaps_is_no_id() -> None:
    """Rows without one would be lost; their content names them instead."""
    mapping = _infer(["mã tin", "sđt"], ["1", "0912345678"], ["", "0987654321"])

    assert mapping.id_column is None


def test_the_fields_of_nested_records_are_read_by_their_last_name() -> None:
    """`suspect.phone` is a phone."""
    records = json.dumps([{"suspect": {"phone": "0912345678"}, "id": "1"}])
    with opened(records, "a.json") as source:
        mapping = infer_mapping(look_at(source))

    assert mapping.columns == (IdentifierColumn("suspect.phone", kind="phone", role=Role.SUSPECT),)


def test_a_table_without_a_header_loses_no_row() -> None:
    """Its first row is of the same kinds as the others."""
    mapping = _infer(["0912345678", "a.vn", "x"], ["0987654321", "b.com", "y"])

    assert not mapping.read.header
    assert mapping.columns == (
        IdentifierColumn("column 1", kind="phone"), IdentifierColumn("column 2", kind="domain"),
    )  # fmt: skip


def test_a_header_that_looks_like_a_site_is_still_a_header() -> None:
    """`user.name` could be a domain, but what stands below it is none."""
    mapping = _infer(["user.name", "sđt"], ["An", "0912345678"])

    assert mapping.read.header
    assert mapping.columns == (IdentifierColumn("sđt", kind="phone"),)
