"""`truyvet serve`: the workbench in a browser, on this machine only."""

from __future__ import annotations

import click

from api.server import serve
from api.settings import read_settings


@click.command("serve")
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default 8000).")
def command(host: str | None, port: int | None) -> None:
    """Serve the pages and /api/v1; prints the sign-in link. Ctrl-C stops."""
    serve(read_settings().listening_on(host, port))
