"""What the workbench asks of a store: `python -m bench.reading [--reports N] [--hub N]`.

Prints a Markdown table of medians and 95th percentiles of both stores, on a register of ordinary
identifiers and one identifier that N further reports mention. The baseline answers the same
question of the same data by one plain join over mentions, in SQL or Cypher, without ranking by
newest reports, units, filters or counts of what is hidden. The server has answered the same
questions once before.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from bench.bare import joining_cypher, joining_sql
from bench.ingest import load
from bench.rows import write_register
from bench.stores import PLACES, Place
from graph.expand import ExpandQuery
from graph.model import Identifier, Mention, Moment, Precision, Report, Role, Source, Span
from graph.store.open import open_store
from graph.store.port import GraphStore

HUB = Identifier("phone", "+84999999999")
QUESTIONS = 400
FACTS = "all mentions out as arrays"
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def add_hub(store: GraphStore, report_count: int, keys: Sequence[str]) -> None:
    """Let one identifier occur in many reports, each with one ordinary identifier.

    Args:
        store: gets the reports.
        report_count: how many.
        keys: of ordinary identifiers.
    """
    source = Source("f" * 64, "hub.csv", 1, "hub", "bench")
    store.begin_source(source)
    rng = random.Random(1)
    for start in range(0, report_count, 1000):
        reports = [_hub_report(rng, n, keys) for n in range(start, min(start + 1000, report_count))]
        store.add_reports(source.sha256, reports, _DAY)


def _hub_report(rng: random.Random, number: int, keys: Sequence[str]) -> Report:
    kind, _, value = rng.choice(keys).partition(":")
    moment = Moment(_DAY + timedelta(minutes=number), Precision.SECOND)
    mentions = tuple(
        Mention(identifier, Role.SUSPECT, (Span(identifier.value, "x"),))
        for identifier in (HUB, Identifier(kind, value))
    )
    name = f"hub:{number}"
    return Report(name, "hub", f"row {number}", name, mentions, reported=moment)


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Return median and 95th percentile of the answers' times, in milliseconds."""
    times = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        times.append(1000 * (time.perf_counter() - began))
    median, p95 = np.percentile(times, [50, 95])
    return float(median), float(p95)


def type_ahead(keys: Sequence[str]) -> list[str]:
    """Return what is typed on the way to identifiers: beginnings of 1 to 8 characters."""
    values = [key.rpartition(":")[2] for key in keys]
    return [value[: 1 + number % 8] for number, value in enumerate(values)]


Question = tuple[str, Callable[[str], object], Sequence[str]]
"""What is asked, how, and of what."""


def questions(
    store: GraphStore, naive: Callable[[str], object], hub_reports: int
) -> list[Question]:
    """Return what is timed, in order, the baselines among it."""
    # Without the hub's own reports: the answers would name nobody else.
    keys = random.Random(2).sample([key for key in store.facts().keys if key != HUB.key], QUESTIONS)
    typed = type_ahead(keys)
    inside = [key.rpartition(":")[2][2:7] for key in keys]
    hub = f"hub of {hub_reports:,}"
    return [
        ("plain join, ordinary (baseline)", naive, keys),
        ("expand, ordinary", lambda key: store.expand(ExpandQuery(key)), keys),
        (f"plain join, {hub} (baseline)", naive, [HUB.key] * 10),
        (f"expand, {hub}", lambda key: store.expand(ExpandQuery(key)), [HUB.key] * 40),
        ("type-ahead, 1-8 characters", lambda text: store.search(text, 10), typed),
        ("type-ahead, 5 characters inside", lambda text: store.search(text, 10), inside),
        ("path without hubs", lambda key: store.path(key, keys[0]), keys),
        ("one report", lambda key: store.reports_of([key], 1), keys),
    ]


def measure(place: Place, folder: Path, report_count: int, hub_reports: int) -> dict[str, str]:
    """Return a store's cells of the table, by row."""
    file = folder / "so-tin-bao.csv"
    write_register(file, report_count)
    joining = (
        joining_cypher(place.address)
        if place.name == "Neo4j"
        else joining_sql(folder / "graph.sqlite")
    )
    with closing(open_store(place.address)) as store, joining as naive:
        load(store, folder, file)
        add_hub(store, hub_reports, store.facts().keys[:20_000])
        asked = questions(store, naive, hub_reports)
        if place.name == "Neo4j":
            _warm_up(asked)
        cells = {}
        for what, ask, of in asked:
            median, p95 = timed(ask, of)
            cells[what] = f"{median:.2f} | {p95:.2f}"
        cells[FACTS] = _time_facts(store)
    return cells


def _warm_up(asked: Sequence[Question]) -> None:
    for what, ask, of in asked:
        if "baseline" not in what:
            timed(ask, of)


def _time_facts(store: GraphStore) -> str:
    began = time.perf_counter()
    count = len(store.facts().mention_report)
    seconds = time.perf_counter() - began
    return f"{1000 * seconds:,.0f} ms | {count / seconds:,.0f}/s"


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000, help="ordinary (default 100,000)")
    parser.add_argument("--hub", type=int, default=300_000, help="of the hub (default 300,000)")
    asked = parser.parse_args()
    found: dict[str, dict[str, str]] = {}
    for make in PLACES:
        with tempfile.TemporaryDirectory() as name, make(Path(name)) as place:
            found[place.name] = measure(place, Path(name), asked.reports, asked.hub)
    print("| what |" + "".join(f" {name}: median ms | p95 ms |" for name in found))
    print("|---" * (1 + 2 * len(found)) + "|")
    for what in next(iter(found.values())):
        print(f"| {what} | {' | '.join(cells[what] for cells in found.values())} |")


if __name__ == "__main__":
    main()
