"""Hosts: refanging, IDNA, public suffixes; strictly offline."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import idna
import tldextract

_REFANG = re.compile(
    r"\s*(?:\[\s*(?:\.|dot)\s*\]|\(\s*(?:\.|dot)\s*\)|\{\s*(?:\.|dot)\s*\})\s*", re.I
)
_HOST = re.compile(r"^(?=.{1,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]$")
_PUNYCODE = "xn--"
_NOTHING_NUMERIC = re.compile(r"[^\W\d_]")
_LOOSE = re.compile(r"^(?=.{1,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_][\w-]{0,61}[^\W_]$")
_MARKS = (("[:]", ":"), ("[://]", "://"), ("[@]", "@"), ("\u3002", "."))
"""What else is written otherwise: signs in brackets, and the full stop that browsers take for
a dot."""
_HXXP = re.compile(r"^(\s*)h(?:xx|\*\*|tt)p(?=s?:)", re.I)


def refang(text: str) -> str:
    """Return a text with `[.]`, `(dot)`, `hxxp` and `[:]` as they were.

    >>> refang("hxxps://evil[.]example(dot)com")
    'https://evil.example.com'
    """
    before = ""
    while text != before:  # `[[.]]` becomes `[.]`: each turn is shorter
        before = text
        if any(bracket in text for bracket in "[({"):
            text = _REFANG.sub(".", text)
        for written, meant in _MARKS:
            text = text.replace(written, meant)
    return _HXXP.sub(r"\1http", text)


@cache
def _extract() -> tldextract.TLDExtract:
    # No list is fetched and nothing is cached on disk: the bundled snapshot serves.
    return tldextract.TLDExtract(
        cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True
    )


@lru_cache(maxsize=65_536)
def parse_host(text: str, *, any_suffix: bool = False) -> str | None:
    """Return a host in lower case Unicode as it would be displayed, or None.

    Args:
        text: a bare host, refanged.
        any_suffix: where something else shows that it is a host, its last label may also begin
            with a digit (`x.6app`), but not be a number.

    Source: IDNA 2008 with UTS 46 mapping (RFC 5891, Unicode TR46).

    >>> parse_host("VÍ-DỤ.com."), parse_host("xn--a.com"), parse_host("no")
    ('ví-dụ.com', None, None)
    """
    host = text.rstrip(".").lower()
    pattern = _LOOSE if any_suffix else _HOST
    if not pattern.match(host) or not _NOTHING_NUMERIC.search(host.rpartition(".")[2]):
        return None
    if host.isascii() and _PUNYCODE not in host:
        return host
    try:
        shown = idna.decode(idna.encode(host, uts46=True).decode("ascii"))
    except (idna.IDNAError, UnicodeError):
        return None
    return shown if pattern.match(shown) else None


def has_public_suffix(host: str) -> bool:
    """Say whether a host ends in a suffix of the Public Suffix List and is more than it."""
    found = _extract()(host)
    return bool(found.suffix and found.domain)


def registered_domain(host: str) -> str:
    """Return the registrable part of a host, or the host where there is none."""
    return _extract()(host).top_domain_under_public_suffix or host
