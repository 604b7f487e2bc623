"""Where a Neo4j store is, and who asks: `neo4j://user:password@host:port/database`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from graph.errors import InvalidInputError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DEFAULT_PORT = 7687
DEFAULT_DATABASE = "neo4j"
_DATABASE = re.compile(r"[a-z][a-z0-9.-]{0,62}")
"""Neo4j Operations Manual, database names; they are the same in whatever case."""
_FORM = "neo4j://user:password@host:7687"


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """A server, a database of it, and a user.

    Attributes:
        uri: `scheme://host:port`, as the driver takes it.
        database: its name.
        user, password: both empty where the server asks for none.
    """

    uri: str
    database: str
    user: str
    password: str

    def __str__(self) -> str:
        """Return it without credentials: fit for a message."""
        return self.uri if self.database == DEFAULT_DATABASE else f"{self.uri}/{self.database}"

    __repr__ = __str__

    @property
    def plain_uri(self) -> str:
        """Return `uri` with a scheme that says nothing about TLS."""
        scheme, _, place = self.uri.partition("://")
        return f"{scheme.partition('+')[0]}://{place}"


def is_neo4j(text: str) -> bool:
    """Say whether an address names a Neo4j server."""
    return text.partition(":")[0].lower() in SCHEMES


def parse_address(text: str) -> Address:
    """Read an address; user and password may be percent-encoded.

    Args:
        text: `scheme://[user:password@]host[:port][/database]`, the scheme one of SCHEMES.

    Raises:
        InvalidInputError: it is none; the message repeats no part of it, since a slip may leave
            the password anywhere.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port or DEFAULT_PORT
    except ValueError as error:
        raise _refuse() from error
    database = parts.path.strip("/").lower() or DEFAULT_DATABASE
    if not parts.hostname or parts.query or parts.fragment or parts.scheme not in SCHEMES:
        raise _refuse()
    if not _DATABASE.fullmatch(database):
        # Perhaps a password with a slash: `neo4j://user:2024/secret@host` names the host `user`.
        raise _refuse()
    return Address(
        f"{parts.scheme}://{_host(parts)}:{port}",
        database,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    return f"[{name}]" if ":" in name else name


def _refuse() -> InvalidInputError:
    return InvalidInputError(
        what_vi=f"Địa chỉ kho Neo4j không đúng. Hãy viết: {_FORM} (ký tự đặc biệt trong mật khẩu "
        "viết theo %XX), hoặc đặt TRUYVET_NEO4J_USER và TRUYVET_NEO4J_PASSWORD.",
        what_en=f"The address of the Neo4j store is wrong. Write: {_FORM} (special characters of "
        "the password as %XX), or set TRUYVET_NEO4J_USER and TRUYVET_NEO4J_PASSWORD.",
    )
