"""Open a store by its address: the one place that knows which adapter an address means."""

from __future__ import annotations

from pathlib import Path

from graph.store.neo4j.address import is_neo4j
from graph.store.port import GraphStore
from graph.store.sqlite.opening import migrate_file, open_file


def open_store(address: str, certificates: Path | None = None) -> GraphStore:
    """Open a store; a new one is created with the newest schema.

    Args:
        address: `sqlite:////absolute/path`, `sqlite:///relative/path`, `sqlite::memory:` (or
            `sqlite://`), or a path alone that ends in `.sqlite` or `.db`; or
            `neo4j://user:password@host:port[/database]`, also with the schemes `bolt`, and
            `+s` (TLS) or `+ssc` (TLS with a certificate that nobody vouches for) added.
        certificates: PEM file of the authority that signs a server's certificate, as
            graph.store.neo4j.driving takes it; None: the system's.

    Raises:
        InvalidInputError: the address is none of these.
        SchemaOutdatedError: the store has an older schema: see `migrate_store`.
        SchemaTooNewError: a newer program wrote it.
        StoreUnavailableError: locked, damaged, full or no store of ours; a server that is away,
            too old, or refuses the password.
    """
    if is_neo4j(address):
        # Who works with a file does not wait for the driver to be loaded.
        from graph.store.neo4j.opening import open_server  # noqa: PLC0415

        return open_server(address, certificates)
    return open_file(address)


def migrate_store(address: str, certificates: Path | None = None) -> list[str]:
    """Bring a store to the newest schema; return the names of what was applied.

    Args:
        address, certificates: as `open_store` takes them.

    Raises:
        InvalidInputError, SchemaTooNewError, StoreUnavailableError: as `open_store`.
    """
    if is_neo4j(address):
        from graph.store.neo4j.opening import migrate_server  # noqa: PLC0415

        return migrate_server(address, certificates)
    return migrate_file(address)
