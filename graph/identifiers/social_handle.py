"""Accounts on social networks: `platform:id`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from graph.errors import InvalidIdentifierError
from graph.identifiers import phone
from graph.identifiers.kind import Kind, Tie
from graph.identifiers.reasons import refuse
from graph.identifiers.social_links import RESERVED, match_link
from graph.identifiers.text_guard import clean
from graph.model import Identifier, LinkType

PLATFORMS: dict[str, str] = {
    "facebook": "facebook", "fb": "facebook", "zalo": "zalo", "zl": "zalo",
    "telegram": "telegram", "tele": "telegram", "tg": "telegram", "viber": "viber",
    "whatsapp": "whatsapp", "wa": "whatsapp", "tiktok": "tiktok", "messenger": "facebook",
    "instagram": "instagram", "ig": "instagram", "insta": "instagram", "ins": "instagram",
    "youtube": "youtube", "yt": "youtube", "ytb": "youtube",
    "twitter": "twitter", "line": "line", "wechat": "wechat", "discord": "discord",
}  # fmt: skip
KEYED_BY_PHONE = frozenset({"zalo", "viber", "whatsapp"})

_TELEGRAM = re.compile(r"^[a-z][a-z0-9_]{3,31}$")
_FACEBOOK = re.compile(r"^(?:groups/[a-z0-9._-]{2,80}|[0-9]{4,20}|[a-z0-9]{4,60})$")
_NAME = re.compile(r"^[\w.-]{2,80}$")
_CHANNEL = re.compile(r"^UC[\w-]{22}$", re.A)
_GROUP = re.compile(r"^g/\w{4,40}$", re.A)
_CODE = re.compile(r"^(?:\d{12,20}|\w{16,30})$", re.A)


def _facebook(name: str) -> str | None:
    low = name.lower()
    plain = low if low.startswith("groups/") else low.replace(".", "")
    return plain if _FACEBOOK.match(plain) else None


def _telegram(name: str) -> str | None:
    if name.startswith("+") and re.match(r"^\+[\w-]{6,64}$", name, re.A):
        return _phone_or_none(name) or name
    return name.lower() if _TELEGRAM.match(name.lower()) else None


def _phone_or_none(name: str) -> str | None:
    try:
        return phone.parse(name)
    except InvalidIdentifierError:
        return None


def _keyed(name: str) -> str | None:
    if _GROUP.match(name):
        return name
    digits = name if name.startswith(("+", "0")) else "+" + name
    found = _phone_or_none(name) or _phone_or_none(digits)
    if found:
        return found
    return name if _CODE.match(name) else None


def _plain(name: str) -> str | None:
    low = unicodedata.normalize("NFKC", name.lower())
    return low if _NAME.match(low) else None


def _youtube(name: str) -> str | None:
    # The id of a channel is told apart by case, a handle is not.
    return name if _CHANNEL.match(name) else _plain(name)


_RULES: dict[str, Callable[[str], str | None]] = {
    "facebook": _facebook, "telegram": _telegram, "zalo": _keyed, "viber": _keyed,
    "whatsapp": _keyed, "youtube": _youtube,
}  # fmt: skip


def parse(raw: str) -> str:
    """Return `platform:id`.

    Takes `platform:id`, `platform id`, and each platform's links. Facebook vanity names ignore
    dots and case; numbers of Zalo, Viber and WhatsApp become +E.164.

    Raises:
        InvalidIdentifierError: no platform, or no such name there.

    >>> parse("https://www.facebook.com/Ten.Nao?mibextid=x"), parse("Zalo: 0912 345 678")
    ('facebook:tennao', 'zalo:+84912345678')
    """
    text = clean("social_handle", raw)
    linked = find_link(text)
    if linked:
        return linked
    named = re.match(r"^([A-Za-z]+)\s*[:\s]\s*(.+)$", text)
    platform = PLATFORMS.get(named.group(1).lower()) if named else None
    if not named or not platform:
        raise refuse("social_handle", raw, "not_a_handle")
    return parse_on(platform, named.group(2), raw)


def parse_on(platform: str, name: str, raw: str | None = None) -> str:
    """Return `platform:id` of a name whose platform is known.

    Args:
        platform: a name or alias of PLATFORMS.
        name: as written, with or without @, or a link.
        raw: for the error.

    Raises:
        InvalidIdentifierError: no such platform, or no such name there.
    """
    known = PLATFORMS.get(platform.lower())
    linked = find_link(name.strip())
    if linked and linked.split(":")[0] == known:
        return linked
    bare = name.strip().removeprefix("@")
    found = _RULES.get(known, _plain)(bare) if known else None
    if not found or found.lower() in RESERVED:
        raise refuse("social_handle", raw or name, "not_a_handle")
    return f"{known}:{found}"


def find_link(text: str) -> str | None:
    """Return `platform:id` of a profile's link, or None where the text is none."""
    found = match_link(text)
    if not found:
        return None
    platform, written = found
    name = _RULES.get(platform, _plain)(written)
    return f"{platform}:{name}" if name else None


def caption(value: str) -> str:
    """Return platform and name; numbers in groups."""
    platform, _, name = value.partition(":")
    shown = phone.caption(name) if name.startswith("+84") else name
    return f"{platform.capitalize()} {shown}"


def terms(value: str) -> tuple[str, ...]:
    """Return the value, the name alone, and a number's national form."""
    name = value.partition(":")[2]
    if name.startswith("+84"):
        return (value, name, "0" + name[3:])
    return (value, name)


def tie(value: str) -> Tie | None:
    """Return the phone that a Zalo, Viber or WhatsApp number is keyed by."""
    platform, _, name = value.partition(":")
    if platform in KEYED_BY_PHONE and name.startswith("+"):
        return Tie(LinkType.KEYED_BY, Identifier("phone", name))
    return None


KIND = Kind("social_handle", "SocialHandle", parse, caption, terms, tie)
