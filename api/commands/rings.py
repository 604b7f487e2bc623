"""`truyvet rings`: list the rings of the current run."""

from __future__ import annotations

import json

import click

from api.json_shapes import ring_summary_to_json
from api.settings import read_settings
from api.sight import Sight
from api.summaries import describe_rings
from api.wire.rings import without_protected
from api.wiring import open_services


@click.command("rings")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--offset", default=0, type=click.IntRange(0))
@click.option("--all", "include_single", is_flag=True, help="Also rings that rest on one report.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
def command(limit: int, offset: int, include_single: bool, as_json: bool) -> None:
    """List rings, those with most reports first."""
    settings = read_settings()
    with open_services(settings) as services:
        services.store.current_run()
        rings = services.store.rings(limit=limit, offset=offset, include_single=include_single)
        rings = without_protected(Sight(services.store, settings.show_protected), rings)
    if as_json:
        click.echo(json.dumps([ring_summary_to_json(ring) for ring in rings], ensure_ascii=False))
    else:
        click.echo(describe_rings(rings))
