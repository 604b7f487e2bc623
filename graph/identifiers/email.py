"""Mail addresses (RFC 5321): the host folded, the local part folded as providers do."""

from __future__ import annotations

import re

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.suffixes import parse_host, refang
from graph.identifiers.text_guard import clean

_AT = re.compile(r"\s*(?:\[\s*at\s*\]|\(\s*at\s*\))\s*", re.I)
_MAILTO = re.compile(r"^mailto:", re.I)
_LOCAL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$")


def parse(raw: str) -> str:
    """Return the address in lower case.

    Raises:
        InvalidIdentifierError: not an address.

    >>> parse("Ho.Tro[@]Example[.]com"), parse("mailto:a(at)example.com")
    ('ho.tro@example.com', 'a@example.com')
    """
    text = _MAILTO.sub("", _AT.sub("@", refang(clean("email", raw))))
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    local, at, host = text.rpartition("@")
    known = parse_host(host)
    if not at or not known or not _LOCAL.match(local):
        raise refuse("email", raw, "not_an_email")
    return f"{local.lower()}@{known}"


def terms(value: str) -> tuple[str, ...]:
    """Return the address."""
    return (value,)


KIND = Kind("email", "Email", parse, str, terms)
