"""The main job on a sample: files in, rings out, held against the planted truth."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import numpy as np
import pytest

from bench.scores import score
from casework.exports import export
from graph.rings.detect import METHODS, detect
from graph.store.open import open_store
from graph.store.port import GraphStore
from graph.store.texts import open_texts
from ingest.job import ingest
from ingest.sample.write import write_sample

NOW = datetime(2026, 11, 24, tzinfo=UTC)
Truth = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[GraphStore, Truth]:
    """A store that holds a sample, and the truth by key."""
    folder = tmp_path_factory.mktemp("sample")
    sample = write_sample(folder / "mau", reports=1500, seed=2026)
    store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
    with open_texts(folder / "texts.sqlite") as texts:
        summary = ingest(
            (str(folder / "mau"),), store=store, texts=texts,
            rejects_path=folder / "rejects.jsonl", now=NOW,
        )  # fmt: skip
    assert (summary.reports.new, summary.reject_count) == (1500, 0)
    with sample.truth_path.open(encoding="utf-8", newline="") as file:
        return store, {row["key"]: row for row in csv.DictReader(file)}


def _rings(store: GraphStore, method: str) -> dict[str, str]:
    """Detect, make the run current, and return the exported ring of each key."""
    found = detect(store.facts(), method=method, now=NOW, version="test")
    store.write_run(found.run, found.rings, found.brokers)
    store.make_current(found.run.id)
    file = io.BytesIO()
    export(store, what="rings", format="csv", out=file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue().decode())))
    assert len(rows) == len({row["key"] for row in rows}), "an identifier has one home ring"
    return {row["key"]: row["ring_id"] for row in rows}


@pytest.mark.parametrize(("method", "precision"), [("map-equation", 0.85), ("louvain", 0.5)])
def test_rings_of_a_sample_are_those_that_were_planted(
    loaded: tuple[GraphStore, Truth], method: str, precision: float
) -> None:
    """Pairs that are put together belong together, and most planted rings are found."""
    store, truth = loaded
    rings = _rings(store, method)
    keys = sorted(key for key, row in truth.items() if row["part"] in {"member", "alone"})
    planted = {
        ring: number for number, ring in enumerate(sorted({r["ring"] for r in truth.values()}))
    }
    names = {ring: number for number, ring in enumerate(sorted(set(rings.values())))}
    label = np.array([planted[truth[k]["ring"]] if truth[k]["ring"] else -2 for k in keys])
    found = np.array([names.get(rings.get(k, ""), -1 - n) for n, k in enumerate(keys)])
    result = score(label, found)

    assert result.precision >= precision
    assert result.found >= 0.5


@pytest.mark.parametrize("method", sorted(METHODS))
def test_no_victim_and_no_hub_is_in_a_ring(loaded: tuple[GraphStore, Truth], method: str) -> None:
    """Reporters' numbers and impersonated hotlines, pages and shorteners join nothing."""
    store, truth = loaded
    innocent = {key for key, row in truth.items() if row["part"] in {"victim", "hub"}}

    assert len(innocent) > 500
    assert innocent.isdisjoint(_rings(store, method))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_detecting_twice_gives_the_same_rings(
    loaded: tuple[GraphStore, Truth], method: str
) -> None:
    """Ids, members and strengths are equal to the last digit."""
    store, _ = loaded
    one = detect(store.facts(), method=method, now=NOW, version="test")
    other = detect(store.facts(), method=method, now=NOW, version="test")

    assert one.rings
    assert one.rings == other.rings
