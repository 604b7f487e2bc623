"""`truyvet ingest`: load files into the graph."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from api.progress import ProgressLine
from api.settings import read_settings
from api.summaries import describe_ingest
from api.wiring import open_services
from ingest.job import ingest
from ingest.mapping_file import read_mapping


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True)
@click.option("--mapping", type=click.Path(path_type=Path), help="A mapping file (YAML).")
@click.option("--stream", help="The feed or register that these files belong to.")
@click.option("--dry-run", is_flag=True, help="Read and check; print the mapping; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    help="Where rejects go (JSONL; default: a new file under the home folder).",
)
def command(  # one argument per option
    paths: tuple[str, ...],
    mapping: Path | None,
    stream: str | None,
    dry_run: bool,
    as_json: bool,
    rejects: Path | None,
) -> int:
    """Load PATHS (files, folders, or - for standard input) into the graph.

    Reads CSV, TSV, JSON, JSONL, YAML, Markdown tables and plain text. Exit code: 0 all rows loaded,
    1 some rejected, 2 nothing loaded.
    """
    settings = read_settings()
    now = datetime.now(UTC)
    progress = ProgressLine("dòng/rows")
    with open_services(settings) as services:
        summary = ingest(
            paths,
            store=services.store,
            texts=services.texts,
            mapping=read_mapping(mapping) if mapping else None,
            stream=stream,
            dry_run=dry_run,
            rejects_path=rejects
            or settings.home / "rejects" / f"{now:%Y%m%dT%H%M%S%f}.rejects.jsonl",
            now=now,
            on_progress=progress.update,
        )
    progress.clear()
    if as_json:
        json.dump(summary.to_json(), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        click.echo(describe_ingest(summary))
    return summary.exit_code()
