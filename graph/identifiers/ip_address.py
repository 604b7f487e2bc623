"""IP addresses, version 4 and 6 (RFC 791, RFC 5952)."""

from __future__ import annotations

import ipaddress

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.suffixes import refang
from graph.identifiers.text_guard import clean


def parse(raw: str) -> str:
    """Return the address in its canonical text.

    Raises:
        InvalidIdentifierError: not an address.

    >>> parse("192.0.2[.]1"), parse("2001:DB8::0001")
    ('192.0.2.1', '2001:db8::1')
    """
    try:
        return str(ipaddress.ip_address(refang(clean("ip_address", raw))))
    except ValueError as exc:
        raise refuse("ip_address", raw, "not_an_address") from exc


def terms(value: str) -> tuple[str, ...]:
    """Return the address."""
    return (value,)


KIND = Kind("ip_address", "IpAddress", parse, str, terms)
