"""Bank accounts: bank and number; an unknown or ambiguous bank is never guessed."""

from __future__ import annotations

import csv
import io
from importlib import resources

import pytest

from graph.errors import InvalidIdentifierError
from graph.identifiers import bank_account
from graph.model import Identifier, LinkType


def _table() -> list[dict[str, str]]:
    text = resources.files("graph.identifiers").joinpath("tables", "banks.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("970436:0123456789", "970436:0123456789"),
        ("VCB:0123456789", "970436:0123456789"),
        ("Vietcombank: 0123 456 789", "970436:0123456789"),
        ("VCB 0123456789", "970436:0123456789"),
        ("0123456789 VCB", "970436:0123456789"),
        ("0123.456.789 (Vietcombank)", "970436:0123456789"),
        ("0123456789 - ngân hàng Ngoại thương", "970436:0123456789"),
        ("MB Bank 0868686868", "970422:0868686868"),
        ("0123456789", "?:0123456789"),
        ("?:0123456789", "?:0123456789"),
        ("'0123456789", "?:0123456789"),
        ("0123.456-789", "?:0123456789"),
        ("970436:nguyenvana", "970436:NGUYENVANA"),
        ("970422:VQRQ0001abcde", "970422:VQRQ0001ABCDE"),
        ("123456:0123456789", "123456:0123456789"),
        ("x-amlsim:C1234", "x-amlsim:C1234"),
        ("99MM24123A1234567", "?:99MM24123A1234567"),
        ("Ngân hàng Lạ: 0123456789", "?:0123456789"),
    ],
)
def test_an_account_is_its_bank_and_its_number(raw: str, canonical: str) -> None:
    """BINs, codes, names and aliases lead to one bank; without one it is `?`."""
    assert bank_account.parse(raw) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        "NGUYENVANA", "970436:", "970436:12", "970436:a_b", "970436:" + "12" * 16, "x-AML:1",
        "x-aml:a b", "x-aml:<img>", "?:NGUYENVANA", "12", "970436:số tài khoản",
        "0123456789 và 987",
    ],
)  # fmt: skip
def test_what_is_no_account_is_refused(raw: str) -> None:
    """Names without a bank, signs and letters with diacritics are no accounts."""
    with pytest.raises(InvalidIdentifierError) as caught:
        bank_account.parse(raw)

    assert caught.value.reason == "not_an_account"


@pytest.mark.parametrize("raw", ["1.23E+15", "970436:1,23E+12", "VCB 1.2E+9"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(raw: str) -> None:
    """An account without its last digits could be anybody's."""
    with pytest.raises(InvalidIdentifierError):
        bank_account.parse(raw)


@pytest.mark.parametrize("row", _table(), ids=lambda row: row["code"])
def test_every_name_in_the_table_leads_to_its_bank_or_is_called_ambiguous(
    row: dict[str, str],
) -> None:
    """BIN, code, name and each alias mean this bank; BVB means two, and is not guessed."""
    for name in filter(None, (row["bin"], row["code"], row["name"], *row["aliases"].split("|"))):
        if name.upper() == "BVB":
            with pytest.raises(InvalidIdentifierError) as caught:
                bank_account.find_bank("1", name)
            assert caught.value.reason == "ambiguous_bank"
        else:
            assert bank_account.find_bank("1", name) == row["bin"], name


@pytest.mark.parametrize(
    ("name", "bin_"),
    [
        ("SCB", "970429"), ("Sacombank", "970403"), ("Standard Chartered", "970410"),
        ("SCB VN", "970410"), ("VietBank", "970433"), ("VietABank", "970427"),
        ("BVBank", "970454"), ("VietinBank", "970415"), ("SHB", "970443"), ("Shinhan", "970424"),
        ("Bảo Việt", "970438"), ("Bản Việt", "970454"), ("nh á châu", "970416"),
        ("Ngân hàng TMCP Công Thương Việt Nam", "970415"),
        ("Ngân hàng TMCP Việt Nam Thịnh Vượng", "970432"), ("TECHCOMBANK", "970407"),
        ("  vietcombank ", "970436"), ("970436", "970436"), ("Ngân hàng Sao Hỏa", "?"), ("", "?"),
    ],
)  # fmt: skip
def test_banks_with_similar_names_are_kept_apart(name: str, bin_: str) -> None:
    """The traps of the alias table: SCB is neither Sacombank nor Standard Chartered."""
    assert bank_account.find_bank("1", name) == bin_


def test_an_ambiguous_bank_is_reported_and_never_chosen() -> None:
    """BVB is BVBank or BaoViet: the reason says so, wherever the name stands."""
    for raw in ("BVB:0123456789", "BVB 0123456789", "0123456789 BVB"):
        with pytest.raises(InvalidIdentifierError) as caught:
            bank_account.parse(raw)
        assert caught.value.reason == "ambiguous_bank"
    with pytest.raises(InvalidIdentifierError):
        bank_account.parse_at("0123456789", "BVB")


def test_a_bank_in_a_field_of_its_own_is_used_unless_the_account_names_one() -> None:
    """A canonical account wins over its neighbour; blank and unknown banks give `?`."""
    assert bank_account.parse_at("0123456789", "VCB") == "970436:0123456789"
    assert bank_account.parse_at("970422:0123456789", "VCB") == "970422:0123456789"
    assert bank_account.parse_at("0123456789", None) == "?:0123456789"
    assert bank_account.parse_at("0123456789", "  ") == "?:0123456789"
    assert bank_account.parse_at("0123456789", "Sao Hỏa") == "?:0123456789"
    assert bank_account.parse_at("NGUYENVANA", "ACB") == "970416:NGUYENVANA"


@pytest.mark.parametrize(
    "raw",
    ["971025:0912345678", "MoMo: 0912 345 678", "971025:+84912345678", "momo 84912345678",
     "Ví MoMo: (+84) 912.345.678".replace("(", "").replace(")", "")],
)  # fmt: skip
def test_a_wallet_is_its_phone_written_nationally_and_hangs_on_it(raw: str) -> None:
    """MoMo's closed money is an account at 971025, keyed by its phone, however it is written."""
    value = bank_account.parse(raw)
    tie = bank_account.tie(value)

    assert value == "971025:0912345678"
    assert tie is not None
    assert (tie.type, tie.target) == (LinkType.KEYED_BY, Identifier("phone", "+84912345678"))


@pytest.mark.parametrize("name", ["Viettel Money", "ViettelPay", "VNPT Pay"])
def test_all_closed_wallets_hang_on_a_phone(name: str) -> None:
    """Every wallet of the table whose account is a phone has a tie."""
    assert bank_account.tie(bank_account.parse_at("0912345678", name)) is not None


def test_a_wallet_that_is_no_phone_and_a_bank_account_hang_on_nothing() -> None:
    """An account that looks like a phone stays an account."""
    assert bank_account.tie("971025:M12345678") is None
    assert bank_account.tie("970422:0868686868") is None


@pytest.mark.parametrize("raw", ["970454:99MM24123A", "970454:99zp24123", "BVBank: 99ZP 24123"])
def test_the_accounts_behind_multi_bank_qr_codes_are_flagged_virtual(raw: str) -> None:
    """They are accounts at 970454, and people see that they are virtual."""
    value = bank_account.parse(raw)

    assert value.startswith("970454:99")
    assert bank_account.is_virtual(value)
    assert bank_account.caption(value).endswith("BVBank (QR)")
    assert not bank_account.is_virtual("970454:0123456789")
    assert not bank_account.is_virtual("970436:99MM24123A")


def test_a_short_number_at_an_unknown_bank_never_joins() -> None:
    """Under 9 digits it could be anybody's; at a known bank any length is an account."""
    assert not bank_account.joins("?:12345678")
    assert bank_account.joins("?:123456789")
    assert bank_account.joins("970436:12345")


def test_people_see_the_banks_name_and_find_the_number_alone() -> None:
    """The caption has number and bank; the number alone is a search term."""
    assert bank_account.caption("970436:0123456789") == "0123456789 Vietcombank"
    assert bank_account.caption("?:0123456789") == "0123456789 ?"
    assert "0123456789" in bank_account.terms("970436:0123456789")
    assert bank_account.terms("?:0123456789") == ("?:0123456789", "0123456789")
