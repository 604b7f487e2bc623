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

SHOWN_RINGS = 50
MOST_RINGS = 1_000_000


@click.command("rings")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_RINGS),
    help=f"Rings at most (default: {SHOWN_RINGS}; with --json all).",
)
@click.option("--offset", default=0, type=click.IntRange(0))
@click.option("--all", "include_single", is_flag=True, help="Also rings that rest on one report.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
def command(limit: int | None, offset: int, include_single: bool, as_json: bool) -> None:
    """List rings, those with most reports first."""
    settings = read_settings()
    wanted = limit or (MOST_RINGS if as_json else SHOWN_RINGS)
    with open_services(settings) as services:
        services.store.current_run()
        found = services.store.rings(limit=wanted + 1, offset=offset, include_single=include_single)
        rings = without_protected(Sight(services.store, settings.show_protected), found[:wanted])
    if as_json:
        click.echo(json.dumps([ring_summary_to_json(ring) for ring in rings], ensure_ascii=False))
        return
    click.echo(describe_rings(rings, offset))
    if len(found) > wanted:
        click.echo(f"… còn nữa/more: --offset {offset + wanted}, --limit, --json")
