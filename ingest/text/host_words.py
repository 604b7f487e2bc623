"""Whether words with dots between them are a host or a sentence glued together."""

from __future__ import annotations

import re

from graph.identifiers.tables import sharing
from ingest.text.characters import skeleton
from ingest.text.mapped import Mapped

COMMON_SUFFIXES = frozenset({
    "com", "net", "org", "vn", "info", "biz", "top", "vip", "xyz", "online", "site", "cc", "club",
    "shop", "app", "live", "click", "icu", "store", "pro", "fun", "asia", "tk", "ml", "gq", "cf",
    "win", "ltd", "work", "world", "space", "tech", "website", "today", "life", "io", "dev",
    "cloud", "group", "bet", "casino", "finance", "loan", "money", "buzz", "cyou", "sbs", "bond",
    "cfd", "lol", "monster", "rest", "quest", "one", "center", "digital", "email", "network",
    "news", "support", "services", "solutions", "tv", "us", "uk", "cn", "ru", "jp", "kr", "eu",
    "de", "fr", "hk", "tw", "sg", "edu", "gov", "mobi", "name", "pw", "ws", "ink", "red", "art",
    "wiki", "ly", "gl", "page", "pics", "ee", "gy", "trade", "help", "cx", "exchange",
    "cash", "credit", "market", "markets", "bid", "review", "gift", "host", "press", "video",
    "chat", "zone", "team", "plus", "land", "house", "software", "agency", "company", "capital",
    "bank",
    "ventures", "holdings", "academy", "care", "fit", "run", "vin", "science", "party", "stream",
})  # fmt: skip
"""Suffixes that are no Vietnamese words: a bare host under another one needs a sign more."""

_FILES = frozenset({"zip", "mov", "py", "sh", "md", "rs", "pl", "ps", "apk", "doc", "pdf"})
_REVERSED = frozenset({"com", "org", "net", "vn", "io", "app"})
_SAYS_HOST = re.compile(
    r"\b(?:web|website|trang|link|truy cap|ten mien|domain|duong dan|dia chi|vao|site|trang web|app"
    r"|url|host|may chu)(?: (?:web|gia mao|gia|la|vao|ten mien|sau|nay|lien ket|dang nhap))?"
    r"[ :\"'(\[“-]{1,4}\Z"
)
_SYLLABLE = re.compile(
    r"(?:ngh?|ch|gh|gi|kh|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_PLAIN_SUFFIXES = frozenset({"com", "vn", "net", "org"})
_SHORT = re.compile(r"[a-z]{1,5}")
_ASSIGNED = re.compile(r" ?(?:=|\(\))")
_NO_DISGUISE = frozenset({"disguised-label", "letters-for-digits", "spelled-out"})
_AMOUNT = re.compile(r"[0-9]+(?:k|tr|m|ty|cu|d|vnd|ml|kg|g|h|p|%)?[0-9]*", re.I)
_VIETNAMESE = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_MARKED = re.compile(r"[0-9-]")
_SAYS_APP = re.compile(
    r"\b(?:goi|package|ten goi|ung dung|app|apk|cai dat|package name)[ :\"'(]{1,3}\Z"
)


def is_host_before_path(host: str) -> bool:
    """Say whether a host with a public suffix may stand before a path (`TP.HN/…` may not)."""
    last = host.rpartition(".")[2]
    return _is_plain(host) and not (last[:1].isupper() and not _is_upper(host))


def is_bare_host(norm: Mapped, start: int, end: int) -> bool:
    """Say whether words with a public suffix are a host rather than a glued sentence.

    Args:
        norm: the text.
        start, end: where the words stand.
    """
    host = norm.text[start:end]
    labels = host.split(".")
    last = labels[-1].lower()
    if last in _FILES or _is_package(labels) or norm.text[end : end + 1] == "@":
        return False
    if _SAYS_HOST.search(norm.folded, max(0, start - 40), start):
        return True
    if norm.undone and not _NO_DISGUISE.issuperset(norm.undone_in(*norm.span(start, end))):
        return True  # who writes `evil[.]vip` means a host
    if _is_sentence(norm, labels, start, end):
        return False
    if last not in COMMON_SUFFIXES:
        return bool(_MARKED.search(host)) and host.islower()
    return _is_plain(host)


def _is_sentence(norm: Mapped, labels: list[str], start: int, end: int) -> bool:
    """Say whether words are rather an amount, code, or two sentences without a blank between."""
    if labels[-1][:1].isupper() and not _is_upper(".".join(labels)):
        return True  # `chuyển tiền.Link này`
    first = norm.folded[start : start + len(labels[0])]
    if _AMOUNT.fullmatch(first) or _ASSIGNED.match(norm.text, end):
        return True  # `tổng 180k.vip nhất là …`, `cache.live = true`
    known = sharing(norm.folded[start:end]) == "shortener"
    if known or len(labels) != 2:  # a name and its suffix
        return False
    short = labels[-1].lower() not in _PLAIN_SUFFIXES and _SHORT.fullmatch(first)
    return bool(short or _SYLLABLE.fullmatch(first))  # `tắt máy.com`


def _is_plain(host: str) -> bool:
    """Say whether no label is written in Vietnamese letters alone, as words of a sentence are."""
    return host.isascii() or not _VIETNAMESE.search(host) or skeleton(host) != host


def _is_upper(host: str) -> bool:
    return host.upper() == host


def _is_package(labels: list[str]) -> bool:
    return len(labels) > 2 and labels[0].lower() in _REVERSED


def says_app(norm: Mapped, start: int) -> bool:
    """Say whether the words before a place speak of an app's package."""
    return _SAYS_APP.search(norm.folded, max(0, start - 24), start) is not None
