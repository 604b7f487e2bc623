"""`truyvet detect`: find the rings of everything loaded, and make them the current ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.metadata import version

import click

from api.json_shapes import run_to_json
from api.progress import ProgressLine
from api.settings import read_settings
from api.wiring import open_services
from graph.rings.detect import METHODS, Detection, detect
from graph.store.port import GraphStore


def run_detection(store: GraphStore, method: str) -> Detection:
    """Run a method on all facts, store the run and flip readers to it; say each step.

    Args:
        store: holds the facts; gets the run.
        method: a name of METHODS.
    """
    progress = ProgressLine("")
    progress.begin("1/3 đọc dữ kiện/reading the facts")
    facts = store.facts()
    progress.begin(f"2/3 dò nhóm trong/finding rings in {len(facts.report_ids):,} báo cáo/reports")
    detection = detect(facts, method=method, now=datetime.now(UTC), version=version("truyvet"))
    progress.begin(f"3/3 ghi/writing {len(detection.rings):,} nhóm/rings")
    store.write_run(detection.run, detection.rings, detection.brokers)
    store.make_current(detection.run.id)
    progress.clear()
    return detection


@click.command("detect")
@click.option(
    "--method",
    type=click.Choice(sorted(METHODS)),
    default="map-equation",
    show_default=True,
    help="How communities are found.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the run as one JSON object.")
def command(method: str, as_json: bool) -> None:
    """Find rings among all reports in force. The old result stays until the new one is complete."""
    with open_services(read_settings()) as services:
        detection = run_detection(services.store, method)
    run = detection.run
    if as_json:
        click.echo(json.dumps(run_to_json(run), ensure_ascii=False))
        return
    shown = sum(not ring.single_report for ring in detection.rings)
    seconds = (run.finished_at - run.started_at).total_seconds()
    click.echo(
        f"{run.id}: {shown} nhóm/rings, {run.ring_count - shown} dựa trên một báo cáo duy nhất/"
        f"rest on one report; {run.report_count:,} báo cáo/reports, {run.mention_count:,} lượt "
        f"nhắc/mentions, {run.unit_count:,} đơn vị/units; {run.method}, modularity "
        f"{run.modularity:.3f}, {seconds:.1f} s"
    )
