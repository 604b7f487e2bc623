"""Links to profiles, groups and invites: which platform, and which name there."""

from __future__ import annotations

import re

RESERVED = frozenset({
    "joinchat", "share", "addstickers", "addemoji", "addtheme", "addlist", "setlanguage",
    "confirmphone", "iv", "proxy", "socks", "login", "resolve", "join", "contact", "giftcode",
    "boost", "invoice", "groups", "watch", "pages", "sharer", "reel", "reels", "stories", "story",
    "story.php", "photo", "photo.php", "permalink.php", "events", "marketplace", "messages",
    "gaming", "hashtag", "help", "policies", "profile.php", "people", "sharer.php", "dialog",
    "plugins", "login.php", "l.php", "explore", "p", "tv", "accounts",
})  # fmt: skip
"""Words that stand where a name could, and name nobody."""

_SCHEME = re.compile(r"^https?:/{0,2}", re.I)
_END = r"(?=[/?#&]|$)"
_QUERY = r"/?\?(?:\S*&)?"
_FACEBOOK = r"(?:(?:www|m|web|mbasic|vi-vn|touch|d|l|business|en-gb)\.)?(?:facebook|fb)\.(?:com|me)"
_TELEGRAM = r"(?:www\.)?(?:t|telegram)\.(?:me|dog)"
_INVITE = "+"
"""A Telegram invite keeps the sign that its links begin with, apart from names."""

_LINKS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (platform, prefix, re.compile(f"^{pattern}", re.I | re.A))
    for platform, prefix, pattern in (
        ("facebook", "", rf"{_FACEBOOK}/profile\.php{_QUERY}id=(\d+){_END}"),
        ("facebook", "", rf"{_FACEBOOK}/(?:people|pages)/[^/?#]+/(\d+){_END}"),
        ("facebook", "", rf"{_FACEBOOK}/(groups/[^/?#]+)/?(?:[?#]|$)"),
        ("facebook", "", rf"{_FACEBOOK}/([A-Za-z0-9.]+)/?(?:[?#]|$)"),
        ("facebook", "", rf"m\.me/([A-Za-z0-9.]+){_END}"),
        ("facebook", "", rf"(?:www\.)?messenger\.com/t/([A-Za-z0-9.]+){_END}"),
        ("zalo", "", rf"(?:chat\.)?zalo\.me/(g/\w+){_END}"),
        ("zalo", "", rf"(?:chat\.)?zalo\.me/(\+?\d+){_END}"),
        ("telegram", _INVITE, rf"{_TELEGRAM}/(?:joinchat/|\+)([\w-]{{6,}}){_END}"),
        ("telegram", "", rf"{_TELEGRAM}/(?:s/)?([A-Za-z]\w{{3,31}}){_END}"),
        ("telegram", "", rf"([A-Za-z]\w{{3,31}})\.t\.me{_END}"),
        ("telegram", "", rf"tg:(?://)?resolve{_QUERY}domain=(\w+){_END}"),
        ("telegram", _INVITE, rf"tg:(?://)?join{_QUERY}invite=([\w-]{{6,}}){_END}"),
        ("telegram", _INVITE, rf"tg:(?://)?resolve{_QUERY}phone=(\d+){_END}"),
        ("whatsapp", "", rf"wa\.me/(\+?\d+){_END}"),
        ("whatsapp", "", rf"(?:api|web)\.whatsapp\.com/send{_QUERY}phone=(?:%2B|\+)?(\d+){_END}"),
        ("whatsapp", "", rf"whatsapp://send{_QUERY}phone=(?:%2B|\+)?(\d+){_END}"),
        ("whatsapp", "", rf"chat\.whatsapp\.com/(?:invite/)?(\w{{16,}}){_END}"),
        ("viber", "", rf"viber://(?:chat|add|contact){_QUERY}number=(?:%2B|\+)?(\d+){_END}"),
        ("tiktok", "", r"(?:(?:www|m)\.)?tiktok\.com/@([\w.]+)/?(?:[?#]|$)"),
        ("instagram", "", rf"(?:www\.)?instagram\.com/([\w.]+){_END}"),
        ("youtube", "", rf"(?:(?:www|m)\.)?youtube\.com/@([\w.-]+){_END}"),
        ("youtube", "", rf"(?:(?:www|m)\.)?youtube\.com/channel/(UC[\w-]{{22}}){_END}"),
    )
)


def match_link(text: str) -> tuple[str, str] | None:
    """Return platform and name of a profile's, group's or invite's link, or None.

    What is opaque (`facebook.com/share/…`, `fb.watch`, `vt.tiktok.com`, `t.me/c/…`) or one post
    of a page or group is no handle: it is a url.

    Args:
        text: with or without a scheme.

    >>> match_link("https://t.me/joinchat/AbCdEf12"), match_link("m.facebook.com/Ten.Nao?ref=x")
    (('telegram', '+AbCdEf12'), ('facebook', 'Ten.Nao'))
    """
    bare = _SCHEME.sub("", text, count=1)
    for platform, prefix, pattern in _LINKS:
        found = pattern.match(bare)
        if found and found[1].lower() not in RESERVED:
            return platform, prefix + found[1]
    return None
