"""The registry: words for kinds, one door for all parsers, and what is common to them."""

from __future__ import annotations

import time

import pytest

from graph.errors import InvalidIdentifierError
from graph.identifiers import registry
from graph.identifiers.reasons import REASONS
from graph.identifiers.text_guard import MAX_LENGTH
from graph.model import Identifier

GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
CANONICAL = {
    "phone": "+84912345678", "domain": "example.com", "bank_account": "970436:0123456789",
    "social_handle": "telegram:some_name", "crypto_wallet": f"btc:{GENESIS}",
    "email": "a@example.com", "app": "android:com.example.app", "url": "example.com/a?b=c",
    "hotline": "19001234", "short_code": "9029", "ip_address": "192.0.2.1",
    "certificate": "sha1:" + "a1" * 20, "file_hash": "sha256:" + "a1" * 32,
}  # fmt: skip
HIDDEN = [
    "\x00", "\x1b", "\x7f", "\x85", "\u202e", "\u202a", "\u2066", "\u2069", "\u061c", "\u200e",
    "\u2028", "\ud800", "\ue000", "\ufff9", "\u115f", "\u3164", "\ufe0f", "\U000e0041", "\ufdd0",
]  # fmt: skip


def test_every_kind_of_the_design_is_registered() -> None:
    """Thirteen kinds, each with a canonical example here."""
    assert set(registry.KINDS) == set(CANONICAL)
    assert len({kind.label for kind in registry.KINDS.values()}) == len(CANONICAL)


@pytest.mark.parametrize(("kind", "value"), CANONICAL.items())
def test_a_canonical_value_parses_to_itself_and_shows_itself(kind: str, value: str) -> None:
    """Parsing is idempotent; the value is the first term; caption and joins answer."""
    identifier = registry.parse(kind, value)

    assert identifier == Identifier(kind, value)
    assert registry.terms(identifier)[0] == value
    assert registry.caption(identifier)
    assert registry.joins(identifier)
    assert registry.from_key(identifier.key) == identifier


@pytest.mark.parametrize(("kind", "value"), CANONICAL.items())
@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
def test_hidden_characters_inside_are_refused_by_every_kind(
    kind: str, value: str, hidden: str
) -> None:
    """Control, bidi, private and invisible characters spoof what people see."""
    with pytest.raises(InvalidIdentifierError):
        registry.parse(kind, value[:3] + hidden + value[3:])


@pytest.mark.parametrize("kind", CANONICAL)
@pytest.mark.parametrize(
    "raw",
    ["", "  ", "\t\n", "\u3000", "\u200b", "-", "...", "???", "n/a", "N/A", "NaN", "null", "None",
     "Unknown", "không", "Không rõ", "KHÔNG CÓ", "chưa xác định", "#N/A", "#REF!", "xxx", "0"],
)  # fmt: skip
def test_blanks_and_placeholders_are_no_identifier_of_any_kind(kind: str, raw: str) -> None:
    """A filled-in blank links nobody."""
    with pytest.raises(InvalidIdentifierError) as caught:
        registry.parse(kind, raw)

    assert caught.value.reason in {"blank", "placeholder"}


@pytest.mark.parametrize("kind", CANONICAL)
def test_what_is_too_long_is_refused_before_anything_else(kind: str) -> None:
    """The limit holds for every kind, and the message shows only the beginning."""
    with pytest.raises(InvalidIdentifierError) as caught:
        registry.parse(kind, "1" * (MAX_LENGTH + 1))

    assert caught.value.reason == "too_long"
    assert len(caught.value.message("en")) < 300


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("phone", "phone"), ("SĐT", "phone"), ("Số điện thoại", "phone"), ("so_dien_thoai",
        "phone"),
        ("bank account", "bank_account"), ("STK", "bank_account"), ("Số TK", "bank_account"),
        ("Telegram", "social_handle"), ("zalo", "social_handle"), ("FB", "social_handle"),
        ("bitcoin", "crypto_wallet"), ("BTC", "crypto_wallet"), ("trc20", "crypto_wallet"),
        ("website", "url"), ("tên miền", "domain"), ("IPv4", "ip_address"), ("sha256", "file_hash"),
        ("apk", "app"), ("tổng đài", "hotline"), ("price", None), ("", None), ("kind", None),
    ],
)  # fmt: skip
def test_kinds_are_known_by_vietnamese_and_english_words(word: str, kind: str | None) -> None:
    """Case, diacritics and underscores do not matter."""
    assert registry.find_kind(word) == kind


@pytest.mark.parametrize(
    ("kind", "raw", "key"),
    [
        ("telegram", "some_name", "social_handle:telegram:some_name"),
        ("telegram", "telegram:some_name", "social_handle:telegram:some_name"),
        ("tele", "telegram:some_name", "social_handle:telegram:some_name"),
        ("Zalo", "zalo:+84912345678", "social_handle:zalo:+84912345678"),
        ("zl", "zalo:0912345678", "social_handle:zalo:+84912345678"),
        ("facebook", "https://fb.com/ten.nao", "social_handle:facebook:tennao"),
        ("social_handle", "telegram:some_name", "social_handle:telegram:some_name"),
        ("bitcoin", GENESIS, f"crypto_wallet:btc:{GENESIS}"),
        ("bitcoin", f"bitcoin:{GENESIS}", f"crypto_wallet:btc:{GENESIS}"),
        ("bitcoin", f"btc:{GENESIS}", f"crypto_wallet:btc:{GENESIS}"),
        ("btc", f"bitcoin:{GENESIS}", f"crypto_wallet:btc:{GENESIS}"),
        ("bank_account", "970436:0123456789", "bank_account:970436:0123456789"),
        ("STK", "970436:0123456789", "bank_account:970436:0123456789"),
        ("phone", "19001234", "hotline:19001234"), ("phone", "113", "short_code:113"),
        ("hotline", "0912345678", "phone:+84912345678"),
        ("domain", "evil.com/login", "url:evil.com/login"),
        ("domain", "192.0.2.1", "ip_address:192.0.2.1"),
        ("url", "evil.com", "url:evil.com"),
        ("social_handle", "https://facebook.com/groups/1/posts/2",
         "url:facebook.com/groups/1/posts/2"),
        ("social_handle", "https://vt.tiktok.com/ZS1/", "url:vt.tiktok.com/ZS1/"),
    ],
)  # fmt: skip
def test_a_value_is_what_it_is_whatever_the_column_calls_it(kind: str, raw: str, key: str) -> None:
    """Names of platforms and chains say which, canonical values carry them; near kinds fit."""
    assert registry.parse(kind, raw).key == key


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        ("price", "1", "unknown_kind"), ("", "0912345678", "unknown_kind"),
        ("x" * 500, "1", "unknown_kind"), ("phone", "4.48E+11", "excel_damage"),
        ("phone", "abc", "not_a_phone"), ("bitcoin", f"eth:{GENESIS}", "bad_checksum"),
        ("telegram", "zalo:0912345678", "not_a_handle"), ("domain", "nothing", "not_a_domain"),
        ("social_handle", "https://evil.com/a", "not_a_handle"),
    ],
)  # fmt: skip
def test_the_first_reason_stands_where_nothing_fits(kind: str, raw: str, reason: str) -> None:
    """The error names the kind that was asked for, in both languages."""
    with pytest.raises(InvalidIdentifierError) as caught:
        registry.parse(kind, raw)

    assert caught.value.reason == reason
    assert len(caught.value.kind) <= 100
    assert caught.value.message("vi") != caught.value.message("en")


def test_every_reason_has_both_languages() -> None:
    """No code is without its text."""
    assert all(vi and en and vi != en for vi, en in REASONS.values())


@pytest.mark.parametrize("key", ["", "phone", "phone:", "price:1", ":x", "Phone:+84912345678"])
def test_a_key_of_no_known_kind_is_refused(key: str) -> None:
    """Keys are exact: kind and value."""
    with pytest.raises(InvalidIdentifierError):
        registry.from_key(key)


def test_a_typed_text_has_all_its_readings_most_specific_first() -> None:
    """A number may be a phone or an account; a key with its kind has one reading."""
    assert [i.kind for i in registry.readings("0912345678")] == ["phone", "bank_account"]
    assert [i.kind for i in registry.readings("evil.com")] == ["domain", "url"]
    assert [i.key for i in registry.readings("phone:0912345678")] == ["phone:+84912345678"]
    assert registry.readings("phone:nothing") == ()
    assert registry.readings("Nguyễn Văn A") == ()
    assert registry.readings("\u202e") == ()


def test_a_unit_is_named_by_its_phone_first() -> None:
    """The order of kinds decides, then the key."""
    zalo = Identifier("social_handle", "zalo:+84912345678")
    phone = Identifier("phone", "+84912345678")
    other = Identifier("phone", "+84912345679")

    assert registry.representative([zalo, other, phone]) == phone
    assert registry.representative([zalo]) == zalo


def test_an_account_beside_its_bank_is_read_whole() -> None:
    """The registry's door for two fields."""
    assert registry.parse_account("0123456789", "VCB").key == "bank_account:970436:0123456789"


@pytest.mark.parametrize("kind", CANONICAL)
def test_long_hostile_texts_are_judged_at_once(kind: str) -> None:
    """No pattern takes more than a moment, whatever is repeated."""
    pieces = [
        "a",
        "1",
        "/",
        "-",
        " ",
        "1 ",
        "– ",
        "a.",
        "[[.]]",
        "@",
        "?a=",
        "http://",
        "xn--a.",
        "(a",
    ]
    for piece in pieces:
        begin = time.perf_counter()
        with pytest.raises(InvalidIdentifierError):
            registry.parse(kind, "1" + (piece * MAX_LENGTH)[: MAX_LENGTH - 2] + "!")
        assert time.perf_counter() - begin < 2
