"""`truyvet export`: rings, brokers or the whole graph as CSV or JSONL; all of a store for Neo4j."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from api.settings import read_settings
from api.wiring import open_services
from casework.exports import export
from graph.store.neo4j.import_files.folder import OPTIONS, Written, write_import_files

_IMPORT = "neo4j-import"


@click.command("export")
@click.option("--what", type=click.Choice(["rings", "brokers", "graph", _IMPORT]), required=True)
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A file (default: standard output); for neo4j-import a new folder.",
)
@click.option(
    "--include-private", is_flag=True, help="Also victims' and reporters' identifiers (graph)."
)
def command(what: str, form: str, out: Path | None, include_private: bool) -> None:
    """Write what the store holds, for other tools.

    neo4j-import writes all of it, private data too, as files for neo4j-admin: the fastest way to
    fill an empty Neo4j.
    """
    if what == _IMPORT and out is None:
        raise click.UsageError("--what neo4j-import: --out FOLDER")
    if what == _IMPORT and form != "csv":
        raise click.UsageError("--what neo4j-import: --format csv")
    with open_services(read_settings()) as services:
        if what == _IMPORT and out is not None:
            with services.store.archive() as archive:
                written = write_import_files(archive, out)
            click.echo(describe_written(written))
            return
        export(
            services.store,
            what=what,
            format=form,
            out=out if out is not None else sys.stdout.buffer,
            include_private=include_private,
        )


def describe_written(written: Written) -> str:
    """Return what was written, and the commands that bring it into Neo4j."""
    folder = shlex.quote(str(written.folder.absolute()))
    return "\n".join((
        f"Đã ghi/wrote: {written.nodes:,} nút/nodes, "
        f"{written.relationships:,} quan hệ/relationships",
        "Tiếp theo, trên máy chủ Neo4j đã dừng (cơ sở dữ liệu `neo4j` cũ bị thay) / next, on the "
        "stopped Neo4j server (the old database `neo4j` is replaced):",
        f"  cd {folder}",
        f"  neo4j-admin database import full neo4j --overwrite-destination @{OPTIONS}",
        "  neo4j start",
        "  TRUYVET_STORE=neo4j://HOST:7687 truyvet status",
        "Sau đó xóa thư mục này: nó chứa mọi dữ liệu cá nhân / then delete this folder: it holds "
        "all personal data.",
    ))  # fmt: skip
