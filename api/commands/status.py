"""`truyvet status`: which store this is and what it holds."""

from __future__ import annotations

import json

import click

from api.json_shapes import counts_to_json
from api.settings import read_settings
from api.summaries import describe_status
from api.wiring import open_services


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def command(as_json: bool) -> None:
    """Show the store's address and counts."""
    with open_services(read_settings()) as services:
        address, counts = services.store.address, services.store.counts()
    if as_json:
        click.echo(json.dumps({"store": address, **counts_to_json(counts)}, ensure_ascii=False))
    else:
        click.echo(describe_status(address, counts))
