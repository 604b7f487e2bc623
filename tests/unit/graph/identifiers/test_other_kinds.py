"""Mail, wallets on chains, apps, addresses, hashes, hotlines and short codes."""

from __future__ import annotations

import pytest

from graph.errors import InvalidIdentifierError
from graph.identifiers import app, crypto_wallet, email, hashes, hotline, ip_address, short_code
from graph.identifiers.registry import KINDS, from_key, joins

GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
P2SH = "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"
SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
EIP55 = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
TETHER = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
MONERO = "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A"  # noqa: E501  # an address of Monero
POLKADOT = "155dDX3rWoNsY4aiJFbsu6wLB91c2J2Ws5BgMfJKyM1eGnkS"
KUSAMA = "HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F"
GENERIC = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"


@pytest.mark.parametrize(
    ("kind", "raw", "canonical"),
    [
        ("email", "Ho.Tro@Example.com", "ho.tro@example.com"),
        ("email", "mailto:a@b.com", "a@b.com"), ("email", "<a@b.com>", "a@b.com"),
        ("email", "a[@]b[.]com", "a@b.com"), ("email", "a (at) b (dot) com", "a@b.com"),
        ("email", "a+tag@b.com", "a+tag@b.com"), ("email", "a@xn--bcher-kva.de", "a@bücher.de"),
        ("crypto_wallet", GENESIS, f"btc:{GENESIS}"), ("crypto_wallet", P2SH, f"btc:{P2SH}"),
        ("crypto_wallet", f"bitcoin:{GENESIS}", f"btc:{GENESIS}"),
        ("crypto_wallet", f"BTC: {GENESIS}", f"btc:{GENESIS}"),
        ("crypto_wallet", SEGWIT, f"btc:{SEGWIT}"), ("crypto_wallet", TAPROOT, f"btc:{TAPROOT}"),
        ("crypto_wallet", SEGWIT.upper(), f"btc:{SEGWIT}"),
        ("crypto_wallet", EIP55, f"eth:{EIP55.lower()}"),
        ("crypto_wallet", EIP55.lower(), f"eth:{EIP55.lower()}"),
        ("crypto_wallet", f"bnb:{EIP55}", f"bnb:{EIP55.lower()}"),
        ("crypto_wallet", TETHER, f"tron:{TETHER}"),
        ("crypto_wallet", f"TRC20:{TETHER}", f"tron:{TETHER}"),
        ("crypto_wallet", f"monero:{MONERO}", f"xmr:{MONERO}"),
        ("crypto_wallet", f"dot:{POLKADOT}", f"dot:{POLKADOT}"),
        ("crypto_wallet", f"ksm:{POLKADOT}", f"dot:{POLKADOT}"),
        ("crypto_wallet", f"dot:{KUSAMA}", f"ksm:{KUSAMA}"),
        ("crypto_wallet", f"dot:{GENERIC}", f"dot:{GENERIC}"),
        ("crypto_wallet", f"dot:{KUSAMA[:-1]}G", f"dot:{KUSAMA[:-1]}G"),
        ("app", "com.example.app", "android:com.example.app"),
        ("app", "android:com.Example.app", "android:com.Example.app"),
        ("app", "https://play.google.com/store/apps/details?id=com.example.app&hl=vi",
         "android:com.example.app"),
        ("app", "play.google.com/store/apps/details?id=com.example.app", "android:com.example.app"),
        ("app", "market://details?id=com.example.app", "android:com.example.app"),
        ("app", "https://apps.apple.com/vn/app/ten/id123456789", "ios:123456789"),
        ("app", "hxxps://evil[.]com/a/B.APK?x=1#y", "evil.com/a/B.APK?x=1"),
        ("app", "evil.com/a.apk", "evil.com/a.apk"),
        ("app", "id123456789", "ios:123456789"), ("app", "ios:123456789", "ios:123456789"),
        ("ip_address", "192.0.2[.]1", "192.0.2.1"), ("ip_address", "192.0.2.1:8080", "192.0.2.1"),
        ("ip_address", "2001:DB8::0001", "2001:db8::1"),
        ("ip_address", "[2001:db8::1]", "2001:db8::1"),
        ("ip_address", "::ffff:192.0.2.1", "192.0.2.1"),
        ("certificate", "A" * 40, "sha1:" + "a" * 40),
        ("certificate", ":".join(["AB"] * 20), "sha1:" + "ab" * 20),
        ("certificate", "SHA-256: " + "ab" * 32, "sha256:" + "ab" * 32),
        ("file_hash", "d41d8cd98f00b204e9800998ecf8427e", "md5:d41d8cd98f00b204e9800998ecf8427e"),
        ("file_hash", "md5:" + "a1" * 16, "md5:" + "a1" * 16),
        ("hotline", "1900 54 54 13", "1900545413"), ("hotline", "1800-1234", "18001234"),
        ("hotline", "+84 1900 1234", "19001234"), ("hotline", "1>9>0>0>1>9>9>5", "19001995"),
        ("short_code", "113", "113"), ("short_code", " 9029 ", "9029"), ("short_code", "5656",
        "5656"),
        ("short_code", "111", "111"),
    ],
)  # fmt: skip
def test_common_and_canonical_forms_are_read(kind: str, raw: str, canonical: str) -> None:
    """Each form gives the canonical value, and that gives itself."""
    assert KINDS[kind].parse(raw) == canonical
    assert KINDS[kind].parse(canonical) == canonical


@pytest.mark.parametrize(
    ("kind", "raw", "reason"),
    [
        ("email", "a@b", "not_an_email"), ("email", "a b@c.com", "not_an_email"),
        ("email", "tên@b.com", "not_an_email"), ("email", "@b.com", "not_an_email"),
        ("email", "a@@b.com", "not_an_email"), ("email", "a" * 65 + "@b.com", "not_an_email"),
        ("crypto_wallet", GENESIS[:-1] + "b", "not_a_wallet"),
        ("crypto_wallet", f"btc:{GENESIS[:-1]}b", "bad_checksum"),
        ("crypto_wallet", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "not_a_wallet"),
        ("crypto_wallet", "eth:0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "bad_checksum"),
        ("crypto_wallet", f"eth:{GENESIS}", "bad_checksum"),
        ("crypto_wallet", f"tron:{GENESIS}", "bad_checksum"),
        ("crypto_wallet", SEGWIT[:-1] + "5", "not_a_wallet"),
        ("crypto_wallet", SEGWIT[:4].upper() + SEGWIT[4:], "not_a_wallet"),
        ("crypto_wallet", "bitcoin", "not_a_wallet"), ("crypto_wallet", MONERO, "not_a_wallet"),
        ("crypto_wallet", "xmr:short", "not_a_wallet"), ("crypto_wallet", "btc:", "blank"),
        ("app", "example", "not_an_app"), ("app", "https://evil.com/a", "not_an_app"),
        ("app", "ios:com.example", "not_an_app"), ("app", "android:123456789", "not_an_app"),
        ("app", "https://play.google.com/store/apps/details?id=<img>", "not_an_app"),
        ("app", "http://[::1", "not_an_app"),
        ("ip_address", "256.1.1.1", "not_an_address"), ("ip_address", "1.2.3", "not_an_address"),
        ("ip_address", "01.2.3.4", "not_an_address"),
        ("ip_address", "fe80::1%<img>", "not_an_address"),
        ("certificate", "a" * 39, "not_a_hash"), ("certificate", "g" * 40, "not_a_hash"),
        ("certificate", "md5:" + "a" * 40, "not_a_hash"), ("file_hash", "md5", "not_a_hash"),
        ("hotline", "0912345678", "not_a_hotline"), ("hotline", "190012", "not_a_hotline"),
        ("hotline", "19001234567", "not_a_hotline"), ("hotline", "1900٣٤٥٦", "not_a_hotline"),
        ("hotline", "1.9E+7", "excel_damage"), ("short_code", "12", "not_a_short_code"),
        ("short_code", "1234567", "not_a_short_code"), ("short_code", "0912", "not_a_short_code"),
        ("short_code", "٩٠٢٩", "not_a_short_code"), ("short_code", "111111", "placeholder"),
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_its_reason(kind: str, raw: str, reason: str) -> None:
    """The reason says what is wrong."""
    with pytest.raises(InvalidIdentifierError) as caught:
        KINDS[kind].parse(raw)

    assert caught.value.reason == reason
    assert caught.value.kind == kind


def test_an_address_on_a_named_chain_is_checked_where_it_can_be() -> None:
    """Tickers that nobody knows are kept; signs are not."""
    assert crypto_wallet.parse_on("bitcoin", GENESIS) == f"btc:{GENESIS}"
    assert (
        crypto_wallet.parse_on("newcoin", "abcdefghij0123456789") == "newcoin:abcdefghij0123456789"
    )
    for chain, address in (("b t c", GENESIS), ("", GENESIS), ("btc", "<script>" * 4)):
        with pytest.raises(InvalidIdentifierError):
            crypto_wallet.parse_on(chain, address)


def test_a_certificate_whose_key_everybody_has_never_joins() -> None:
    """Android's test keys sign the apps of strangers; other certificates link."""
    testkey = "61:ED:37:7E:85:D3:86:A8:DF:EE:6B:86:4B:D8:5B:0B:FA:A5:AF:81"

    assert not hashes.CERTIFICATE.joins(hashes.CERTIFICATE.parse(testkey))
    assert hashes.CERTIFICATE.joins("sha1:" + "a" * 40)
    assert hashes.FILE_HASH.joins("sha1:" + "a" * 40)


def test_captions_are_short_and_terms_begin_with_the_value() -> None:
    """Long values are cut in the middle for people, and found whole or without their prefix."""
    assert crypto_wallet.caption(f"btc:{GENESIS}") == "BTC 1A1zP1eP…DivfNa"
    assert crypto_wallet.caption("ton:short") == "TON short"
    assert hashes.caption("sha1:" + "ab" * 20) == "sha1 abababababab…"
    assert app.caption("android:com.example.app") == "com.example.app (android)"
    assert hotline.caption("19001234") == "1900 1234"
    assert crypto_wallet.terms(f"btc:{GENESIS}") == (f"btc:{GENESIS}", GENESIS)
    assert hashes.terms("md5:aa") == ("md5:aa", "aa")
    assert app.terms("ios:1") == ("ios:1", "1")
    assert [m.terms("x") for m in (email, hotline, ip_address, short_code)] == [("x",)] * 4


def test_nothing_joins_through_an_authority() -> None:
    """Police and emergency lines and sites of the state are named by everybody."""
    authorities = ("phone:+84692345678", "short_code:113", "domain:chinhphu.vn.gov.vn",
                   "url:bocongan.gov.vn/tin")  # fmt: skip
    others = ("phone:+84912345678", "short_code:9029", "domain:gov-vn.top", "url:gov.vn.top/tin")

    assert [key for key in authorities if joins(from_key(key))] == []
    assert [key for key in others if not joins(from_key(key))] == []


def test_a_packages_file_is_one_with_its_host_as_a_link_is() -> None:
    """On a host of its own; one on a shared host stands for itself."""
    assert KINDS["app"].tie("evil.com/a.apk") == KINDS["url"].tie("evil.com/a.apk")
    assert KINDS["app"].tie("evil.com/a.apk") is not None
    assert KINDS["app"].tie("sites.google.com/x/a.apk") is None
    assert KINDS["app"].tie("android:com.example.app") is None
    assert app.caption("evil.com/a.apk") == "evil.com/a.apk"
    assert app.terms("evil.com/a.apk") == ("evil.com/a.apk",)
