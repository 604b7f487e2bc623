"""Links: scheme dropped, host in lower case, path and query kept (RFC 3986)."""

from __future__ import annotations

import ipaddress
import re

from graph.identifiers.kind import Kind, Tie
from graph.identifiers.reasons import refuse
from graph.identifiers.suffixes import parse_host, refang
from graph.identifiers.tables import sharing
from graph.identifiers.text_guard import clean
from graph.model import Identifier, LinkType

_SCHEME = re.compile(r"^(?:https?|ftp):/{0,2}", re.I)
_OTHER_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))", re.I)
_SPLIT = re.compile(r"^(?P<authority>[^/?#\\]*)(?P<rest>.*)$", re.S)
_AUTHORITY = re.compile(r"^(?:.*@)?(?P<host>[^:@]+)(?::(?P<port>\d{1,5}))?$", re.S | re.A)
_IPV4 = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$", re.A)
_MAX_PORT = 65_535


def parse(raw: str) -> str:
    """Return `host[:port]/path?query`; user part, default port and fragment are dropped.

    A front page is its host: an empty path is the same as `/` (RFC 3986, section 6.2.3).

    Raises:
        InvalidIdentifierError: no link, or of another scheme (`javascript:`, `data:`).

    >>> parse("hxxps://Evil[.]com:443/Login?a=B#top"), parse("www.example.com")
    ('evil.com/Login?a=B', 'www.example.com')
    """
    text = refang(clean("url", raw))
    bare = _SCHEME.sub("", text, count=1)
    if any(c.isspace() for c in bare) or (bare == text and _OTHER_SCHEME.match(text)):
        raise refuse("url", raw, "not_a_url")
    authority, rest = _split(bare)
    found = _AUTHORITY.match(authority)
    host = _host(found["host"]) if found else None
    if not found or not host or int(found["port"] or 0) > _MAX_PORT:
        raise refuse("url", raw, "not_a_url")
    port = "" if found["port"] in {None, "80", "443"} else f":{int(found['port'])}"
    path = rest if rest.startswith("/") or not rest else f"/{rest}"
    return f"{host}{port}{'' if path == '/' else path}"


def _split(bare: str) -> tuple[str, str]:
    r"""Return who serves a link, and what is asked of it, its fragment left out.

    A backslash ends the authority as a slash does: `evil.com\@good.com` leads to evil.com.

    Source: WHATWG URL Standard, authority state.
    """
    found = _SPLIT.match(bare)
    authority, rest = (found["authority"], found["rest"]) if found else (bare, "")
    rest = rest.partition("#")[0]
    path, mark, query = rest.partition("?")
    return authority, path.replace("\\", "/") + mark + query


def _host(written: str) -> str | None:
    if not _IPV4.match(written):
        return parse_host(written, any_suffix=True)
    try:
        return str(ipaddress.IPv4Address(written))
    except ValueError:
        return None


def host_of(value: str) -> str:
    """Return the host of a canonical link."""
    return re.split(r"[/:?]", value, maxsplit=1)[0]


def terms(value: str) -> tuple[str, ...]:
    """Return the link, and without www."""
    return (value, value[4:]) if value.startswith("www.") else (value,)


def tie(value: str) -> Tie | None:
    """Return the domain that hosts the link; a link on a shared host is its own unit."""
    host = host_of(value)
    if _IPV4.match(host) or sharing(host) or parse_host(host) is None:
        return None  # no domain, or none of one owner
    return Tie(LinkType.HOSTED_ON, Identifier("domain", host))


def joins(value: str) -> bool:
    """Say whether the link may join reports.

    The mere front page of a shared host may not, nor any page of an authority.
    """
    why = sharing(host_of(value))
    return why is None or (why != "official" and value.partition("/")[2] != "")


KIND = Kind("url", "Url", parse, str, terms, tie, joins)
