"""Writing a sample tells how far it is."""

from __future__ import annotations

from pathlib import Path

from ingest.sample.write import write_sample


def test_progress_is_told_every_thousand_reports(tmp_path: Path) -> None:
    """With the folder's name, the count so far and its share."""
    told: list[tuple[str, int, float]] = []
    write_sample(
        tmp_path / "mau", reports=2500, seed=1, on_progress=lambda *step: told.append(step)
    )

    assert told == [("mau", 1000, 0.4), ("mau", 2000, 0.8)]
