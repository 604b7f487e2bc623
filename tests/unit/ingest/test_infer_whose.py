"""Nobody's own number becomes a suspect's: whose a column is, told by headers and neighbours."""

from __future__ import annotations

import pytest

from graph.model import Role
from ingest.infer_headers import Guess, Meaning, read_header
from ingest.infer_whose import give_roles
from ingest.mapping import IdentifierColumn


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("TK chuyển", Role.VICTIM), ("STK người chuyển tiền", Role.VICTIM),
        ("from_account", Role.VICTIM), ("Sender account", Role.VICTIM),
        ("Tài khoản nhận", Role.SUSPECT), ("STK thụ hưởng", Role.SUSPECT),
        ("to_account", Role.SUSPECT), ("Beneficiary account number", Role.SUSPECT),
        ("STK nạn nhân chuyển", Role.VICTIM), ("Customer phone", Role.VICTIM),
        ("SĐT khách hàng", Role.VICTIM), ("SĐT phụ huynh", Role.VICTIM),
        ("SĐT nhân chứng", Role.REPORTER), ("Reported by email", Role.REPORTER),
        ("phone_of_victim", Role.VICTIM), ("SĐT nhận", None),
        ("SĐT nhà cung cấp", None), ("TK tiếp nhận tiền", Role.SUSPECT), ("Reported phone", None),
        ("Số tài khoản", None),
    ],
)  # fmt: skip
def test_headers_say_whose_an_identifier_is(header: str, role: Role | None) -> None:
    """Who sent money lost it; who received it is the suspect; bystanders are innocent."""
    guess = read_header(header)

    assert guess is not None
    assert (guess.meaning, guess.role) == (Meaning.IDENTIFIER, role)


@pytest.mark.parametrize(
    "header",
    [
        "Domain Registrar", "Nhà đăng ký tên miền", "Hoster", "DNS middleman", "Nameserver",
        "Abuse email", "Evidence URL", "Link bằng chứng", "Screenshot link", "Source URL",
        "Link nguồn", "Nguồn", "Archive link", "SĐT cán bộ tiếp nhận", "Officer phone",
        "Email điều tra viên", "Điện thoại cơ quan", "SĐT tham chiếu",
    ],
)  # fmt: skip
def test_what_stands_beside_the_matter_is_no_identifier(header: str) -> None:
    """Who hosts, who works on it, and where it was read would join everything."""
    assert read_header(header) == Guess(Meaning.ASIDE)


def test_a_suspect_who_plays_an_officer_stays_a_suspect() -> None:
    """A role in the header counts more than what it names."""
    guess = read_header("SĐT đối tượng giả danh công an")

    assert guess is not None
    assert guess.role is Role.SUSPECT


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Người trình báo|SĐT", {"SĐT": Role.REPORTER}),
        ("Họ tên nạn nhân|CCCD|Phone|Email", {"Phone": Role.VICTIM, "Email": Role.VICTIM}),
        ("Reported by|Phone|Suspect|Tel", {"Phone": Role.REPORTER, "Tel": Role.SUSPECT}),
        ("Người trình báo|Ngày|SĐT", {"SĐT": None}),
        ("Người trình báo|SĐT|STK|Tel", {"SĐT": Role.REPORTER, "STK": None, "Tel": None}),
        ("Đối tượng|STK|SĐT|Facebook",
         {"STK": Role.SUSPECT, "SĐT": Role.SUSPECT, "Facebook": Role.SUSPECT}),
        ("Họ tên|SĐT|STK", {"SĐT": None, "STK": None}),
        ("Họ tên|SĐT|STK nghi vấn", {"SĐT": Role.REPORTER, "STK nghi vấn": Role.SUSPECT}),
        ("Họ tên|SĐT|Nội dung", {"SĐT": Role.REPORTER}),
        ("Họ tên|SĐT|Ghi chú", {"SĐT": None}),
        ("SĐT|Nội dung", {"SĐT": None}),
        ("SĐT liên hệ|STK nghi vấn", {"SĐT liên hệ": Role.REPORTER, "STK nghi vấn": Role.SUSPECT}),
        ("Contact phone|STK", {"Contact phone": None, "STK": None}),
        ("Brand|Domain", {"Domain": None}),
        ("Họ tên|SĐT đối tượng|SĐT", {"SĐT đối tượng": Role.SUSPECT, "SĐT": None}),
    ],
)  # fmt: skip
def test_a_persons_name_says_whose_the_columns_behind_it_are(
    table: str, expected: dict[str, Role | None]
) -> None:
    """As far as the next thing; an account behind a victim's name may be the suspect's."""
    names = table.split("|")
    guesses = {name: guess for name in names if (guess := read_header(name))}
    columns = [
        IdentifierColumn(name, kind=guess.kind, role=guess.role)
        for name, guess in guesses.items()
        if guess.meaning is Meaning.IDENTIFIER
    ]

    found = give_roles(columns, names, guesses)

    assert {column.column: column.role for column in found} == expected


@pytest.mark.parametrize(
    ("header", "role"),
    [("Người trình báo", Role.REPORTER), ("Brand", Role.IMPERSONATED), ("x", None)],
)
def test_a_column_known_by_its_values_takes_the_role_of_its_header(
    header: str, role: Role | None
) -> None:
    """A reporter's column may hold the number itself, a brand's its own site."""
    [column] = give_roles([IdentifierColumn(header, kind="phone")], [header], {})

    assert column.role is role


def test_a_role_that_each_row_names_is_left_to_the_rows() -> None:
    """The column beside it says more than a neighbour does."""
    column = IdentifierColumn("SĐT", kind="phone", role_column="vai trò")

    assert give_roles([column], ["Người trình báo", "SĐT"], {}) == [column]
