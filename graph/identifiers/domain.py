"""Domains: a bare host as written, decoded, not cut to its registrable part."""

from __future__ import annotations

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.suffixes import parse_host, refang
from graph.identifiers.tables import sharing
from graph.identifiers.text_guard import clean


def parse(raw: str) -> str:
    """Return the host in lower case.

    Takes defanged hosts and a scheme or a lone slash around them.

    Raises:
        InvalidIdentifierError: not a host, or a link with a path (that is a url).

    >>> parse("2024bitcoin[.]com"), parse("https://Example.com/")
    ('2024bitcoin.com', 'example.com')
    """
    text = refang(clean("domain", raw))
    scheme, mark, rest = text.partition("://")
    bare = rest if mark and scheme.lower() in {"http", "https"} else text
    host = parse_host(bare.removesuffix("/"))
    if host is None:
        raise refuse("domain", raw, "not_a_domain")
    return host


def terms(value: str) -> tuple[str, ...]:
    """Return the host, and without www."""
    return (value, value[4:]) if value.startswith("www.") else (value,)


def joins(value: str) -> bool:
    """Say whether the host may join reports: not a shared host or a shortener."""
    return sharing(value) is None


KIND = Kind("domain", "Domain", parse, str, terms, joins=joins)
