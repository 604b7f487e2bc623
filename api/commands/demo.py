"""`truyvet demo`: sample, ingest, detect, serve: the main job on the embedded store."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from api.commands.detect import run_detection
from api.progress import ProgressLine
from api.server import serve
from api.settings import Settings, read_settings
from api.summaries import describe_ingest, describe_rings
from api.wiring import make_home, open_services
from graph.errors import NoRunError
from graph.store.port import GraphStore
from ingest.job import ingest
from ingest.sample.write import write_sample

DEMO_REPORTS = 2000
DEMO_SEED = 2026


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Stop after the summary.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (default 8000).")
def command(no_serve: bool, port: int | None) -> None:
    """Run the main job on a synthetic sample in a store of its own, then serve it."""
    settings = demo_settings(read_settings())
    folder = make_sample(settings.home)
    load_and_detect(settings, folder)
    if not no_serve:
        serve(settings.listening_on(None, port))


def demo_settings(settings: Settings) -> Settings:
    """Return settings whose home and store are the demo's own, beside the real ones."""
    home = settings.home / "demo"
    make_home(home)
    return replace(settings, home=home, store=f"sqlite:///{home / 'graph.sqlite'}")


def make_sample(home: Path) -> Path:
    """Write the sample once; a folder that an earlier call left half-written is made anew.

    Args:
        home: the demo's folder.

    Returns:
        The sample's folder.
    """
    folder = home / "sample"
    mark = home / "sample.json"
    wanted = json.dumps({"reports": DEMO_REPORTS, "seed": DEMO_SEED})
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted and folder.is_dir():
        click.echo(f"Dùng lại mẫu/reusing the sample: {folder}")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    write_sample(folder, reports=DEMO_REPORTS, seed=DEMO_SEED)
    mark.write_text(wanted, encoding="utf-8")
    click.echo(f"Đã tạo mẫu giả lập/wrote a synthetic sample: {folder}")
    return folder


def load_and_detect(settings: Settings, folder: Path) -> None:
    """Load the folder; detect if anything is new; print the rings."""
    now = datetime.now(UTC)
    progress = ProgressLine("dòng/rows")
    with open_services(settings) as services:
        summary = ingest(
            (str(folder),),
            store=services.store,
            texts=services.texts,
            rejects_path=settings.home / "demo.rejects.jsonl",
            now=now,
            on_progress=progress.update,
        )
        progress.clear()
        click.echo(describe_ingest(summary))
        changed = summary.reports.new + summary.reports.superseded > 0
        if changed or not has_run(services.store):
            click.echo("Dò tìm nhóm/detecting rings …")
            run_detection(services.store, "map-equation")
        click.echo(describe_rings(services.store.rings(limit=10)))


def has_run(store: GraphStore) -> bool:
    """Say whether a detection was completed in this store."""
    try:
        store.current_run()
    except NoRunError:
        return False
    return True
