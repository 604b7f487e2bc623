"""`truyvet export`: rings, brokers or the whole graph as CSV or JSONL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api.settings import read_settings
from api.wiring import open_services
from casework.exports import export


@click.command("export")
@click.option("--what", type=click.Choice(["rings", "brokers", "graph"]), required=True)
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv")
@click.option("--out", type=click.Path(path_type=Path), help="A file (default: standard output).")
@click.option(
    "--include-private", is_flag=True, help="Also victims' and reporters' identifiers (graph)."
)
def command(what: str, form: str, out: Path | None, include_private: bool) -> None:
    """Write what the store holds, for other tools."""
    with open_services(read_settings()) as services:
        export(
            services.store,
            what=what,
            format=form,
            out=out if out is not None else sys.stdout.buffer,
            include_private=include_private,
        )
