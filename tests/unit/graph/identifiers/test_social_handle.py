"""Social handles: every form of a profile is one account; posts and opaque links are none."""

from __future__ import annotations

import pytest

from graph.errors import InvalidIdentifierError
from graph.identifiers import social_handle
from graph.identifiers.social_links import match_link
from graph.model import Identifier, LinkType

HASH = "AbCdEf12-_x"


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("facebook:tennao", "facebook:tennao"),
        ("fb: Ten.Nao", "facebook:tennao"),
        ("https://www.facebook.com/Ten.Nao?mibextid=x&fbclid=y", "facebook:tennao"),
        ("http://m.facebook.com/ten.nao/", "facebook:tennao"),
        ("web.facebook.com/tennao", "facebook:tennao"),
        ("mbasic.facebook.com/tennao#about", "facebook:tennao"),
        ("fb.com/tennao", "facebook:tennao"),
        ("https://fb.me/tennao", "facebook:tennao"),
        ("m.me/ten.nao", "facebook:tennao"),
        ("messenger: ten.nao", "facebook:tennao"),
        ("https://www.messenger.com/t/ten.nao", "facebook:tennao"),
        ("https://facebook.com/profile.php?id=100012345678901", "facebook:100012345678901"),
        ("facebook.com/profile.php?mibextid=z&id=100012345678901", "facebook:100012345678901"),
        ("facebook.com/people/Nguyen-A/100012345678901/", "facebook:100012345678901"),
        ("facebook.com/pages/Shop-A/12345678", "facebook:12345678"),
        ("facebook:100012345678901", "facebook:100012345678901"),
        ("https://facebook.com/groups/123456/?ref=share", "facebook:groups/123456"),
        ("facebook:groups/hoi.vay", "facebook:groups/hoi.vay"),
        ("zalo:+84912345678", "zalo:+84912345678"),
        ("Zalo: 0912 345 678", "zalo:+84912345678"),
        ("zl 0912345678", "zalo:+84912345678"),
        ("https://zalo.me/0912345678", "zalo:+84912345678"),
        ("zalo.me/84912345678?src=qr", "zalo:+84912345678"),
        ("https://zalo.me/g/abcdef123", "zalo:g/abcdef123"),
        ("zalo:g/abcdef123", "zalo:g/abcdef123"),
        ("https://zalo.me/1234567890123456789", "zalo:1234567890123456789"),
        ("telegram:some_name", "telegram:some_name"),
        ("Telegram @Some_Name", "telegram:some_name"),
        ("tele: some_name", "telegram:some_name"),
        ("https://t.me/Some_Name", "telegram:some_name"),
        ("t.me/s/some_name?before=12", "telegram:some_name"),
        ("https://t.me/some_name/123", "telegram:some_name"),
        ("telegram.me/some_name", "telegram:some_name"),
        ("telegram.dog/some_name", "telegram:some_name"),
        ("https://some_name.t.me", "telegram:some_name"),
        ("tg://resolve?domain=Some_Name&start=x", "telegram:some_name"),
        (f"https://t.me/joinchat/{HASH}", f"telegram:+{HASH}"),
        (f"https://t.me/+{HASH}", f"telegram:+{HASH}"),
        (f"tg://join?invite={HASH}", f"telegram:+{HASH}"),
        (f"telegram:+{HASH}", f"telegram:+{HASH}"),
        ("https://t.me/+84912345678", "telegram:+84912345678"),
        ("viber://chat?number=%2B84912345678", "viber:+84912345678"),
        ("viber://add?number=84912345678", "viber:+84912345678"),
        ("Viber 0912345678", "viber:+84912345678"),
        ("https://wa.me/84912345678?text=hi", "whatsapp:+84912345678"),
        ("https://api.whatsapp.com/send/?phone=84912345678&text=a", "whatsapp:+84912345678"),
        ("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "whatsapp:AbCdEfGhIjKlMnOpQrStUv"),
        ("https://www.tiktok.com/@Ten.Nao?lang=vi", "tiktok:ten.nao"),
        ("tiktok: @ten.nao", "tiktok:ten.nao"),
        ("instagram.com/ten_nao/", "instagram:ten_nao"),
        ("https://youtube.com/@Kênh".replace("ê", "e"), "youtube:kenh"),
        ("www.youtube.com/channel/UCkR7xT2mVn5WqLz8PdA0bYg", "youtube:UCkR7xT2mVn5WqLz8PdA0bYg"),
        ("line:abc123", "line:abc123"),
    ],
)
def test_each_form_of_a_handle_is_the_same_account(raw: str, canonical: str) -> None:
    """Links, prefixes, case and dots that a platform ignores make no second account."""
    assert social_handle.parse(raw) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        "some_name", "@some_name", "myspace:some_name", "telegram:", "telegram:ab", "telegram:1abc",
        "telegram:a-b-c", "telegram:joinchat", "facebook:Nguyễn Văn A", "facebook:ab", "zalo:abc",
        "zalo:12345", "viber:abc", "https://facebook.com/share/p/AbC", "https://fb.watch/abc",
        "https://facebook.com/groups/1/posts/2", "https://facebook.com/watch/?v=1",
        "https://facebook.com/story.php?story_fbid=1&id=2", "https://vt.tiktok.com/ZSabc/",
        "https://t.me/c/1234567890/12", "https://t.me/share/url?url=x",
        "https://t.me/addstickers/Foo",
        "https://t.me/proxy?server=x", "https://t.me/abcd-ef", "https://zalo.me/0912345678abc",
        "https://evilfacebook.com/tennao", "https://facebook.com.evil.com/tennao",
        "https://evil.com/facebook.com/tennao", "telegram:<img onerror=1>", "tiktok:a b",
        "https://instagram.com/p/AbC", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_names_without_a_platform_posts_and_opaque_links_are_no_handles(raw: str) -> None:
    """What names nobody, or somebody else, is refused."""
    with pytest.raises(InvalidIdentifierError) as caught:
        social_handle.parse(raw)

    assert caught.value.reason == "not_a_handle"


def test_an_invite_keeps_its_case_and_a_name_does_not() -> None:
    """Invites that differ in case are two groups."""
    assert social_handle.parse("t.me/+AbCdEf12") != social_handle.parse("t.me/+abcdef12")
    assert social_handle.parse("t.me/Some_Name") == social_handle.parse("t.me/some_name")


@pytest.mark.parametrize("platform", ["zalo", "viber", "whatsapp"])
def test_a_handle_that_is_a_number_hangs_on_its_phone_and_is_not_it(platform: str) -> None:
    """The tie says KEYED_BY; the handle stays a node of its own."""
    tie = social_handle.tie(f"{platform}:+84912345678")

    assert tie is not None
    assert (tie.type, tie.target) == (LinkType.KEYED_BY, Identifier("phone", "+84912345678"))


@pytest.mark.parametrize(
    "value", ["zalo:g/abcdef123", "telegram:+84912345678", "facebook:84912345678",
    "zalo:123456789012"]
)  # fmt: skip
def test_other_handles_hang_on_no_phone(value: str) -> None:
    """A Telegram invite that looks like a number may be a hash: it is not tied."""
    assert social_handle.tie(value) is None


def test_people_see_platform_and_name_and_find_a_number_nationally() -> None:
    """Captions group numbers; the national form is a search term."""
    assert social_handle.caption("zalo:+84912345678") == "Zalo 0912 345 678"
    assert social_handle.caption("facebook:tennao") == "Facebook tennao"
    assert "0912345678" in social_handle.terms("zalo:+84912345678")
    assert social_handle.terms("facebook:tennao") == ("facebook:tennao", "tennao")


def test_a_name_on_a_known_platform_may_be_a_link_of_that_platform_only() -> None:
    """A column called Telegram holds names and links of Telegram, not of Zalo."""
    assert social_handle.parse_on("Telegram", "https://t.me/abcd1") == "telegram:abcd1"
    for platform, name in (("telegram", "https://zalo.me/0912345678"), ("myspace", "abc")):
        with pytest.raises(InvalidIdentifierError):
            social_handle.parse_on(platform, name)


def test_a_long_hostile_link_is_judged_at_once() -> None:
    """No pattern backtracks on many repeated parts."""
    assert match_link("facebook.com/profile.php?" + "a&" * 900 + "x") is None
    assert match_link("tg://resolve?" + "&" * 1900) is None
