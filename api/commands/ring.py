"""`truyvet ring ID`: one ring with its members."""

from __future__ import annotations

import json

import click

from api.json_shapes import ring_to_json
from api.settings import read_settings
from api.sight import Sight
from api.summaries import describe_ring
from api.wiring import open_services


@click.command("ring")
@click.argument("ring_id")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def command(ring_id: str, as_json: bool) -> None:
    """Show the ring RING_ID: members, reports, kinds, dates, loss."""
    settings = read_settings()
    with open_services(settings) as services:
        ring = services.store.get_ring(ring_id)
        sight = Sight(services.store, settings.show_protected)
        hidden = sight.protected(key for member in ring.members for key in member.keys)
    if as_json:
        click.echo(json.dumps(ring_to_json(ring, hidden), ensure_ascii=False))
    else:
        click.echo(describe_ring(ring, hidden))
