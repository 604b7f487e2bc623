"""Mail addresses (RFC 5321): the host folded, the local part folded as providers do."""

from __future__ import annotations

import re

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.suffixes import parse_host, refang
from graph.identifiers.text_guard import clean

_LOCAL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$")


def parse(raw: str) -> str:
    """Return the address in lower case.

    Raises:
        InvalidIdentifierError: not an address.

    >>> parse("Ho.Tro[@]Example[.]com")
    'ho.tro@example.com'
    """
    text = refang(clean("email", raw)).removeprefix("mailto:")
    local, at, host = text.rpartition("@")
    known = parse_host(host)
    if not at or not known or not _LOCAL.match(local):
        raise refuse("email", raw, "not_an_email")
    return f"{local.lower()}@{known}"


def terms(value: str) -> tuple[str, ...]:
    """Return the address."""
    return (value,)


KIND = Kind("email", "Email", parse, str, terms)
