"""Names on social networks that stand behind the network's name: `Telegram @name`."""

from __future__ import annotations

import re

from graph.identifiers.social_handle import PLATFORMS
from ingest.text.scan import Hit, Scan, find_identifier

_AT_NAME = re.compile(r"(?<![\w.@/])@([A-Za-z0-9][\w.]{2,60})(?![\w@])", re.A)
_NAMED = re.compile(
    r"\b(facebook|fb|messenger|telegram|tele|tg|tiktok|instagram|ig|insta|youtube|twitter)\b"
)
_LABELLED = re.compile(
    r"\b(facebook|fb|telegram|tele|tiktok|instagram|insta)(?: id| nick| user(?:name)?)? ?: ?"
    r"(?=\S*[0-9_.])(?!@|https?:)([A-Za-z][\w.]{3,40}+)(?![\w@/:-])",
    re.I | re.A,
)
_NAMED_AFTER = re.compile(
    r" ?[ (](?:tren |o |ben |kenh )?(telegram|tele|facebook|tiktok|instagram|youtube|twitter)\b"
)
_REACH = 40
_BREAK = re.compile(r"[;\n!?]|\.\s")


def read_handles(scan: Scan) -> None:
    """Read names that carry an @ or stand behind `Telegram:`."""
    if "@" in scan.norm.text:
        for found in _AT_NAME.finditer(scan.norm.text):
            _read_at_name(scan, found)
    if ":" in scan.norm.text:
        for found in _LABELLED.finditer(scan.norm.text):
            _add(scan, found[1].lower(), *_without_dot(found, 2), 0.75)


def _read_at_name(scan: Scan, found: re.Match[str]) -> None:
    low = max(0, found.start() - _REACH)
    window = scan.norm.folded[low : found.start()]
    platform = ""
    for named in _NAMED.finditer(window):
        platform = "" if _BREAK.search(window, named.end()) else named[1]
    after = _NAMED_AFTER.match(scan.norm.folded, found.end())
    if not platform and after:
        platform = after[1]
    if platform:
        start, end = _without_dot(found, 1)
        _add(scan, platform, start - 1, end, 0.9)


def _without_dot(found: re.Match[str], group: int) -> tuple[int, int]:
    start = found.start(group)
    return start, start + len(found[group].rstrip("."))


def _add(scan: Scan, platform: str, start: int, end: int, confidence: float) -> None:
    if PLATFORMS.get(platform) is None or not scan.is_free(start, end):
        return
    identifier = find_identifier(platform, scan.norm.text[start:end])
    if identifier and identifier.kind == "social_handle":
        scan.add(Hit(start, end, identifier, confidence))
