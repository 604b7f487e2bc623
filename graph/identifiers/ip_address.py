"""IP addresses, version 4 and 6 (RFC 791, RFC 5952)."""

from __future__ import annotations

import ipaddress
import re

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.suffixes import refang
from graph.identifiers.text_guard import clean

_PORT = re.compile(r"(?<=\d):\d{1,5}$", re.A)


def parse(raw: str) -> str:
    """Return the address in its canonical text.

    A port behind a version 4 address and brackets round a version 6 one are dropped; a version
    4 address written as version 6 is what it is.

    Raises:
        InvalidIdentifierError: not an address.

    >>> parse("192.0.2[.]1"), parse("2001:DB8::0001")
    ('192.0.2.1', '2001:db8::1')
    """
    text = refang(clean("ip_address", raw))
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if "." in bare and bare.count(":") == 1:
        bare = _PORT.sub("", bare)
    if "%" in bare:  # the zone of an interface: any text may stand there
        raise refuse("ip_address", raw, "not_an_address")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError as exc:
        raise refuse("ip_address", raw, "not_an_address") from exc
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def terms(value: str) -> tuple[str, ...]:
    """Return the address."""
    return (value,)


KIND = Kind("ip_address", "IpAddress", parse, str, terms)
