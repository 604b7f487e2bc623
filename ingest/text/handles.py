"""Names on social networks that stand behind the network's name: `Telegram @name`."""

from __future__ import annotations

import re

from graph.identifiers.social_handle import PLATFORMS
from ingest.text.characters import skeleton
from ingest.text.scan import Hit, Scan, find_identifier

_AT_NAME = re.compile(r"(?<![\w.@/])@([A-Za-z0-9][\w.]{2,60})(?![\w@])", re.A)
_NAMED = re.compile(
    r"\b(facebook|fb|messenger|telegram|tele|tg|tiktok|instagram|ig|insta|ins|youtube|yt|ytb"
    r"|twitter)\b"
)
_LABELLED = re.compile(
    r"\b(facebook|fb|telegram|tele|tiktok|instagram|insta|ins|ig|youtube|yt)"
    r"(?: id| nick| user(?:name)?)?"
    r"(?: ?: ?(?=\S*[0-9_.])| (?=[A-Za-z0-9.]*_|[A-Za-z]+[0-9.]*[0-9]))"
    r"(?!@|https?:)([A-Za-z][\w.]{3,40}+)(?![\w@/:-])",
    re.I | re.A,
)
_NAMED_AFTER = re.compile(
    r" ?[ (](?:tren |o |ben |kenh |la )?"
    r"(telegram|tele|facebook|tik ?tok|instagram|ins|ig|youtube|twitter)\b"
)
_KEYED = frozenset({"zalo", "zl", "viber", "whatsapp"})
"""Platforms whose names are numbers."""
_REACH = 40
_BREAK = re.compile(r"[;\n!?]|\.\s")


def read_handles(scan: Scan) -> None:
    """Read names that carry an @ or stand behind `Telegram:`."""
    text = scan.norm.text
    if "@" in text:
        # Look-alikes in a name are typing tricks: no platform lets them in.
        latin = text if text.isascii() else skeleton(text)
        for found in _AT_NAME.finditer(latin):
            _read_at_name(scan, found)
    for found in _LABELLED.finditer(text):
        _add(scan, found[1].lower(), *_without_dot(found, 2), 0.75)


def _read_at_name(scan: Scan, found: re.Match[str]) -> None:
    start, end = _without_dot(found, 1)
    low = max(0, found.start() - _REACH)
    window = scan.norm.folded[low : found.start()]
    platform, confidence = "", 0.9
    for named in _NAMED.finditer(window):
        platform = "" if _BREAK.search(window, named.end()) else named[1]
    after = _NAMED_AFTER.match(scan.norm.folded, found.end())
    if not platform and after:
        platform = after[1].replace(" ", "")
    if not platform:
        platform, confidence = _last_platform(scan, found.start()), 0.6
    if platform:
        _add(scan, platform, start - 1, end, confidence, found[1][: end - start])


def _last_platform(scan: Scan, at: int) -> str:
    """Return the platform that a text last spoke of before a place, else the one that it names."""
    places = [(named.start(), named[1]) for named in _NAMED.finditer(scan.norm.folded)]
    places += [
        (hit.start, hit.identifier.value.partition(":")[0])
        for hit in scan.hits
        if hit.identifier.kind == "social_handle"
    ]
    before = [place for place in places if place[0] < at and place[1] not in _KEYED]
    if before:
        return max(before)[1]
    named = {PLATFORMS[name] for _, name in places if name not in _KEYED}
    return next(iter(named)) if len(named) == 1 else ""


def _without_dot(found: re.Match[str], group: int) -> tuple[int, int]:
    start = found.start(group)
    return start, start + len(found[group].rstrip("."))


def _add(
    scan: Scan, platform: str, start: int, end: int, confidence: float, name: str | None = None
) -> None:
    if PLATFORMS.get(platform) is None or not scan.is_free(start, end):
        return
    identifier = find_identifier(platform, name or scan.norm.text[start:end])
    if identifier and identifier.kind == "social_handle":
        scan.add(Hit(start, end, identifier, confidence, why=(f"platform:{platform}",)))
