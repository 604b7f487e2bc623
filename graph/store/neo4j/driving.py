"""Make drivers: who signs in, whose certificates are trusted, and why a connection failed."""

from __future__ import annotations

import logging
import ssl
from pathlib import Path
from typing import Any

import neo4j
from neo4j import GraphDatabase, TrustCustomCAs
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

from graph.store.neo4j.address import Address

# What the driver logs goes where a door wants it: without a door's handler, Python would write
# it to the standard error.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
_AGENT = "truyvet"
_CONNECT_SECONDS = 5.0
_ACQUIRE_SECONDS = 5.0
"""What connecting may take, until the server has answered: another program's port never does."""
_RETRY_SECONDS = 0.5
"""Of the driver itself, for what passes at once; Database repeats as long as patience lasts."""
_RETRY_DELAY_SECONDS = 0.1
"""Doubled each time: who waited a second would sleep while the server is back already."""


def make_driver(address: Address, certificates: Path | None) -> neo4j.Driver:
    """Make a driver; nothing is connected yet.

    Args:
        address: which server and user.
        certificates: PEM file of the authorities that sign the server's certificate: with it,
            TLS is used and the certificate checked whatever the scheme says. None: the scheme
            says whether, and the system's authorities count.

    Raises:
        OSError: the file of authorities can't be read, or holds none.
    """
    return _make(address.uri if certificates is None else address.plain_uri, address, certificates)


def find_cause(
    error: DriverError | Neo4jError, address: Address, certificates: Path | None
) -> DriverError | Neo4jError:
    """Return why a server can't be reached: a driver that routes says only that it can't.

    Args:
        error: what connecting ended with.
        address, certificates: as `make_driver` had them.

    Returns:
        What a connection without routing ends with; the error given where that one works.
    """
    if not isinstance(error, ServiceUnavailable) or not address.uri.startswith("neo4j"):
        return error
    uri = address.uri if certificates is None else address.plain_uri
    try:
        with _make(uri.replace("neo4j", "bolt", 1), address, certificates) as direct:
            direct.verify_connectivity()
    except (DriverError, Neo4jError) as cause:
        return cause
    return error


def _make(uri: str, address: Address, certificates: Path | None) -> neo4j.Driver:
    return GraphDatabase.driver(
        uri,
        auth=(address.user, address.password) if address.user else None,
        user_agent=_AGENT,
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=_ACQUIRE_SECONDS,
        max_transaction_retry_time=_RETRY_SECONDS,
        initial_retry_delay=_RETRY_DELAY_SECONDS,
        notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
        **({} if certificates is None else _trusting(certificates)),
    )


def _trusting(certificates: Path) -> dict[str, Any]:
    # The driver would read the file at its first connection, and let the error pass as it is.
    ssl.create_default_context(cafile=certificates)
    return {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(certificates))}
