"""Texts as victims write them, with the identifiers that stand in them and nothing else."""

from __future__ import annotations

import pytest

from graph.identifiers.kind import Tie
from graph.model import Identifier, LinkType, Role
from ingest.text.characters import fold_each
from ingest.text.extract import EXTRACTOR, extract

ETH = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
BTC = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
VIETQR = (
    "00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN6304ABCD"
)

PHONES = (
    ("SĐT: 0912.345.678, đt 0987-654-321", "phone:+84912345678", "phone:+84987654321"),
    ("Gọi (028) 3812 3456 hoặc +84 24 3456 7890", "phone:+842838123456", "phone:+842434567890"),
    ("0084912345678 và 84987654321", "phone:+84912345678", "phone:+84987654321"),
    ("0120 345 6789", "phone:+84703456789"),
    ("số công an 069.234.5678", "phone:+84692345678"),
    ("+1 650-253-0000", "phone:+16502530000"),
    ("0912345678/0987654321", "phone:+84912345678", "phone:+84987654321"),
    ("0912 345 678 0987 654 321", "phone:+84912345678", "phone:+84987654321"),
    ("sdt0912345678 500k", "phone:+84912345678"),
    ("sđt 912345678", "phone:+84912345678"),
    ("nhân viên VPBank 0912345678 gọi", "phone:+84912345678"),
    ("O912345678 09l2345678", "phone:+84912345678", "phone:+84912345678"),
    ("cụ thể 0912345678", "phone:+84912345678"),
    ("Mã OTP 123456 gửi về số 0912345678", "phone:+84912345678"),
    ("công ty xây dựng 0912345678", "phone:+84912345678"),
    ("\u202a+84 912 345 678\u202c", "phone:+84912345678"),
)
LINES = (
    ("Hotline 1900 54 54 13, tổng đài 18001091", "hotline:1900545413", "hotline:18001091"),
    ("1>9>0>0>1>9>9>5", "hotline:19001995"),
    ("Vietcombank 1900545413", "hotline:1900545413"),
    ("soạn TC gửi 191, soạn DK gửi 8579", "short_code:191", "short_code:8579"),
    ("gọi 113, tổng đài 156, đầu số 5656", "short_code:113", "short_code:156", "short_code:5656"),
)
ACCOUNTS = (
    ("STK: 123456789 ngân hàng Vietcombank", "bank_account:970436:123456789"),
    ("STK 0123456789 VCB chủ TK NGUYEN VAN A", "bank_account:970436:0123456789"),
    ("MB 0868686868", "bank_account:970422:0868686868"),
    ("Ngân hàng: MB Bank\nSTK: 1234 5678 9012", "bank_account:970422:123456789012"),
    ("VCB STK 1110000111, MB STK 2220000222", "bank_account:970436:1110000111",
     "bank_account:970422:2220000222"),
    ("STK 1110000111 VCB, STK 2220000222 MB", "bank_account:970436:1110000111",
     "bank_account:970422:2220000222"),
    ("giả danh Vietcombank đòi chuyển vào STK 19036789012 ngân hàng Techcombank",
     "bank_account:970407:19036789012"),
    ("giả danh Vietcombank rồi đòi chuyển vào STK 19036789012", "bank_account:?:19036789012"),
    ("TK 19036789012 mang tên NGUYEN THI B mở tại ngân hàng Techcombank",
     "bank_account:970407:19036789012"),
    ("970436:0123456789", "bank_account:970436:0123456789"),
    ("STK 123456789012 BVB", "bank_account:?:123456789012"),
    ("số tài khoản 0123456789", "bank_account:?:0123456789"),
    ("1234567890123 - Techcombank", "bank_account:970407:1234567890123"),
    ("STK: VQRQ0001ABCD MB Bank", "bank_account:970422:VQRQ0001ABCD"),
    ("ví MoMo: 0912 345 678", "bank_account:971025:0912345678"),
    (f"mã {VIETQR} nhé", "bank_account:970436:0123456789"),
    ("https://img.vietqr.io/image/970436-0123456789-print.png", "bank_account:970436:0123456789"),
)  # fmt: skip
HANDLES = (
    ("Zalo 0912345678", "social_handle:zalo:+84912345678"),
    ("LH: 0912 345 678 (Zalo)", "social_handle:zalo:+84912345678"),
    ("https://zalo.me/0912345678", "social_handle:zalo:+84912345678"),
    ("viber://chat?number=%2B84912345678", "social_handle:viber:+84912345678"),
    ("tele: @ten_nao1; Telegram: ten_nao2; @ten_nao3 trên Telegram",
     "social_handle:telegram:ten_nao1", "social_handle:telegram:ten_nao2",
     "social_handle:telegram:ten_nao3"),
    ("t.me/ten_nao và https://t.me/+AbCdEf123.", "social_handle:telegram:ten_nao",
     "social_handle:telegram:+AbCdEf123"),
    ("fb.com/Ten.Nao", "social_handle:facebook:tennao"),
    ("facebook.com/groups/1234/posts/5678", "url:facebook.com/groups/1234/posts/5678"),
    ("tiktok.com/@ten.nao vt.tiktok.com/ZSabc/", "social_handle:tiktok:ten.nao",
     "url:vt.tiktok.com/ZSabc/"),
)  # fmt: skip
LINKS = (
    ("truy cập https://vcb-vn.top/login?id=5. Sau đó", "url:vcb-vn.top/login?id=5"),
    ("hxxps://evil[.]com/a, www.evil.top", "url:evil.com/a", "url:www.evil.top"),
    ("https//vi.evil.com/x", "url:vi.evil.com/x"),
    ("https://x.6app và http://192.0.2.1:8080/a", "url:x.6app", "url:192.0.2.1:8080/a"),
    ("[e](https://f.com/g_(h))", "url:f.com/g_(h)"),
    ("https://a.com,https://b.com", "url:a.com", "url:b.com"),
    ("evil(dot)com, evil[dot]vip", "domain:evil.com", "domain:evil.vip"),
    ("[ ehoaq. com ]", "domain:ehoaq.com"),
    ("https://i -vietcombank .com", "url:i-vietcombank.com"),
    ("tải https://evil.com/a.apk", "app:evil.com/a.apk"),
    ("vào vnеid.com nhé", "domain:vnеid.com"),
    ("VNEID.COM", "domain:vneid.com"),
    ("Ho.Tro@Example.com; abc[@]example[.]com", "email:ho.tro@example.com",
     "email:abc@example.com"),
    ("IP: 192.0.2.7", "ip_address:192.0.2.7"),
    ("https://play.google.com/store/apps/details?id=com.evil.app", "app:android:com.evil.app"),
    ("cài ứng dụng com.evil.app", "app:android:com.evil.app"),
    (f"ví {ETH} {BTC} {TRON}", f"crypto_wallet:eth:{ETH.lower()}", f"crypto_wallet:btc:{BTC}",
     f"crypto_wallet:tron:{TRON}"),
)  # fmt: skip
NOTHING = (
    "chuyển 50.000.000đ, 50 triệu, 15tr, 200k, 1,5 tỷ, 5.000.000 VND, 20%, 1.234.567.890 đồng",
    "TK 50.000.000đ, tài khoản bị trừ 5.000.000 VND, TK: -2,500,000 VND",
    "chuyển 5000000 Vietcombank, ck 5000000 VCB, rút từ MB 100000000",
    "ngày 01/02/2024, 12-03-2024, 2024-05-06 10:20:30, lúc 15h30, 24/7",
    "OTP 123456, mã xác thực 998877, mã OTP là 4455",
    "CCCD 001099012345, CMND: 012345678, MST 0312345678, số thẻ 9704 3600 1234 5678",
    "mã đơn hàng 0912345678, hợp đồng số 0912345678, vụ án số 12/2024, mã giao dịch 0987654321",
    "09xx xxx 678, 0912345xxx, 0912***678, 09123456**",
    "4.48E+11 và 8,49E+10",
    "năm 1900-1995",
    "gọi 3 lần, gửi 500 triệu, gửi 200 nghìn, gọi 100 cuộc, đầu số 1900",
    "chuyển tiền.Sau đó, xong.Link này, TP.HCM, GS.TS, v.v., file.pdf app.apk a.zip Q.1",
    "tiền.la gi em.Chuyển khoản.Họ bảo tien.la",
    "phiên bản 1.2.3.4, v10.0.0.1, tỷ lệ 1.5.2.3, IP 1.2.3.400",
    "tải com.evil.shop",
    f"{ETH[:-1]}E {TRON[:-1]}x",
    "tài khoản 123456 của tôi trên web",
    "@ten_nao nói",
    "",
)


@pytest.mark.parametrize("case", [*PHONES, *LINES, *ACCOUNTS, *HANDLES, *LINKS])
def test_a_text_gives_its_identifiers_in_order_and_nothing_else(case: tuple[str, ...]) -> None:
    """Every way of writing leads to the canonical key."""
    text, *keys = case

    assert [found.identifier.key for found in extract(text)] == keys


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_an_identifier_gives_nothing(text: str) -> None:
    """Money, dates, codes, cards, masks, versions and glued sentences are left alone."""
    assert extract(text) == []


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("gọi (028) 3812 3456.", "(028) 3812 3456"),
        ("gọi (0912345678)", "0912345678"),
        ("xem evil [.] com nhé", "evil [.] com"),
        ("Ｓố ０９１２３４５６７８", "０９１２３４５６７８"),
        ("số\u200b 0912\u00ad345678", "0912\u00ad345678"),
        ("Telegram @ten_nao.", "@ten_nao"),
        ("(https://evil.top/a)", "https://evil.top/a"),
    ],
)
def test_the_span_is_that_of_the_text_as_given(text: str, raw: str) -> None:
    """What was normalised away is part of the raw text."""
    (found,) = extract(text)

    assert found.raw == raw
    assert text[found.start : found.end] == raw


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("MB 0868686868", Identifier("phone", "+84868686868")),
        ("Zalo 0868686868", Identifier("phone", "+84868686868")),
        ("vào vnеid.com", Identifier("domain", "vneid.com")),
    ],
)
def test_a_second_honest_reading_is_an_alternative(text: str, other: Identifier) -> None:
    """One place is one item; its other reading stands beside it."""
    (found,) = extract(text)

    assert found.alternatives == (other,)


def test_a_zalo_number_hangs_on_its_phone() -> None:
    """The tie is the registry's own."""
    (found,) = extract("Zalo 0912345678")

    assert found.tie == Tie(LinkType.KEYED_BY, Identifier("phone", "+84912345678"))
    assert found.extractor == EXTRACTOR
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("0912345678", [Role.UNCLEAR]),
        ("Đối tượng liên hệ qua số 0912345678; Zalo 0987654321", [Role.SUSPECT, Role.SUSPECT]),
        ("Bên lừa đảo dùng STK 19036789012 Techcombank", [Role.SUSPECT]),
        ("Chuyển khoản vào STK 19036789012", [Role.SUSPECT]),
        ("Số của tôi là 0912345678, đối tượng dùng số 0987654321", [Role.REPORTER, Role.SUSPECT]),
        ("SĐT người trình báo: 0912345678", [Role.REPORTER]),
        ("Xin liên hệ tôi qua số 0912345678", [Role.REPORTER]),
        ("Đối tượng liên hệ tôi qua số 0912345678", [Role.SUSPECT]),
        ("0912345678 (số của tôi) bị gọi", [Role.REPORTER]),
        (
            "Nạn nhân Nguyễn Văn A, SĐT 0912345678, bị lừa chuyển vào STK 19036789012",
            [Role.VICTIM, Role.SUSPECT],
        ),
        ("Tôi chuyển từ STK 1110000111 VCB sang STK 2220000222 MB", [Role.VICTIM, Role.SUSPECT]),
        ("Cuộc gọi hiển thị 0243 826 1234", [Role.DISPLAYED]),
        ("Họ giả danh tổng đài 19001234.", [Role.IMPERSONATED]),
        ("Đối tượng mạo danh trang facebook.com/tintuc1 để tạo lòng tin.", [Role.IMPERSONATED]),
        ("vietcombank.com.vn/login bị giả mạo", [Role.IMPERSONATED]),
        ("giả danh công an gọi từ số 0912345678", [Role.SUSPECT]),
        ("trang web giả mạo vcb-login.top", [Role.SUSPECT]),
        ("Đối tượng bỏ trốn. Số 0912345678", [Role.UNCLEAR]),
    ],
)
def test_words_before_an_identifier_tell_its_role(text: str, roles: list[Role]) -> None:
    """The nearest word whose reach is not broken decides; in doubt the role is unclear."""
    assert [found.role for found in extract(text)] == roles
    assert [found.role for found in extract(fold_each(text))] == roles


def test_a_role_given_is_that_of_what_no_words_tell() -> None:
    """A mapping's role does not outdo the text."""
    found = extract("0912345678. Số của tôi 0987654321", role=Role.SUSPECT)

    assert [one.role for one in found] == [Role.SUSPECT, Role.REPORTER]
