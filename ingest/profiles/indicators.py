"""Tables of indicators: each row a type and what it names, often defanged."""

from __future__ import annotations

from graph.identifiers.folding import fold
from graph.model import Role
from ingest.look import Look
from ingest.mapping import Column, DateColumn, IdentifierColumn, Mapping

NAME = "indicators"

_TYPES = ("type", "indicator type", "ioc type", "kind", "category type")
_VALUES = ("indicator", "ioc", "indicator value", "ioc value")
_DATES = ("detected date", "first seen", "date", "date added", "created", "detected", "reported")
_WORDS = {
    "domain-name": "domain", "ipv4-addr": "ip_address", "ipv6-addr": "ip_address",
    "ip-dst": "ip_address", "ip-src": "ip_address", "ipv4 address": "ip_address",
    "email-addr": "email", "email-src": "email", "email-dst": "email",
    "filehash-md5": "file_hash", "filehash-sha1": "file_hash", "filehash-sha256": "file_hash",
    "sha-1": "file_hash", "sha-256": "file_hash", "phone-number": "phone",
    "x509-fingerprint-sha1": "certificate", "mobile-application-id": "app",
}  # fmt: skip
"""Types as STIX, MISP and others name them, besides the words that the registry knows."""


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of a table of indicators, or None where the source is none.

    Type and indicator are the identity: what else a row says may change from one edition of
    a feed to the next.
    """
    names = {fold(name.replace("_", " ")): name for name in look.columns}
    kind, value, date = (
        next((names[word] for word in words if word in names), None)
        for words in (_TYPES, _VALUES, _DATES)
    )
    if not (kind and value):
        return None
    columns: list[Column] = [IdentifierColumn(value, kind_column=kind, role=Role.SUSPECT)]
    if date:
        columns.append(DateColumn(date))
    return Mapping(
        columns=tuple(columns),
        identity=(kind, value),
        role=Role.SUSPECT,
        words=tuple(sorted((fold(word), name) for word, name in _WORDS.items())),
    )
