"""`truyvet migrate`: bring an older store to this program's schema."""

from __future__ import annotations

import click

from api.settings import read_settings
from api.wiring import migrate_all


@click.command("migrate")
def command() -> None:
    """Apply the pending migrations to the stores; says which. Back the store up first."""
    applied = migrate_all(read_settings())
    for name in applied:
        click.echo(f"đã áp dụng/applied: {name}")
    if not applied:
        click.echo("Lược đồ đã là mới nhất / the schema is up to date.")
