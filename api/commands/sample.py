"""`truyvet sample`: a synthetic set of Vietnamese reports with the truth beside it."""

from __future__ import annotations

from pathlib import Path

import click

from api.progress import ProgressLine
from ingest.sample.write import MAX_REPORTS, MIN_REPORTS, write_sample


@click.command("sample")
@click.option("--reports", type=click.IntRange(MIN_REPORTS, MAX_REPORTS), required=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
def command(reports: int, seed: int, out: Path) -> None:
    """Write synthetic reports to the folder OUT and the planted truth to OUT.truth.csv.

    The same number and seed give the same bytes. Everything in it is invented.
    """
    progress = ProgressLine("báo cáo/reports")
    sample = write_sample(out, reports=reports, seed=seed, on_progress=progress.update)
    progress.clear()
    click.echo(
        f"{sample.report_count:,} báo cáo giả lập/synthetic reports, {sample.ring_count:,} "
        f"nhóm/rings: {out}; {sample.truth_path}"
    )
