"""The address of a graph store: who signs in there, and how it is shown without saying so."""

from __future__ import annotations

import re
from urllib.parse import quote

# To the last @: a password that was not percent-encoded may hold / and @ itself.
_CREDENTIALS = re.compile(r"^(?!sqlite:)([a-z][a-z0-9+.-]*:)//.*@", re.I | re.S)
_SERVERS = frozenset({"neo4j", "bolt"})
_FIRST_USER = "neo4j"


def without_credentials(address: str) -> str:
    """Return a store's address with name and password masked.

    Args:
        address: of any kind of store.

    >>> without_credentials("neo4j://neo4j:secret@db:7687")
    'neo4j://•••@db:7687'
    """
    return _CREDENTIALS.sub(r"\1//•••@", address)


def name_user(address: str, user: str, password: str) -> str:
    """Return a store's address with who signs in; what it says itself comes first.

    Args:
        address: of any kind of store; a file stays as it is.
        user: as typed; "" for the one that a new Neo4j server has.
        password: as typed; "" for none.

    >>> name_user("neo4j://db:7687", "", "p/w@1")
    'neo4j://neo4j:p%2Fw%401@db:7687'
    >>> name_user("neo4j://neo4j:mine@db:7687", "neo4j", "other")
    'neo4j://neo4j:mine@db:7687'
    """
    scheme, _, rest = address.partition("://")
    named, at, place = rest.rpartition("@")
    if scheme.lower().partition("+")[0] not in _SERVERS or not password or ":" in named:
        return address
    who = named if at else quote(user or _FIRST_USER, safe="")
    return f"{scheme}://{who}:{quote(password, safe='')}@{place}"
