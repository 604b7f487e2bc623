"""What the workbench asks of a store: `python -m bench.reading [--reports N] [--hub N]`.

Prints a Markdown table of medians and 95th percentiles, on a register of ordinary identifiers
and one identifier that N further reports mention. The baseline answers the same question of
the same file by one plain SQL join over the tables of mentions, without ranking by newest
reports, units, filters or counts of what is hidden.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from bench.ingest import load
from bench.rows import write_register
from graph.expand import ExpandQuery
from graph.model import Identifier, Mention, Moment, Precision, Report, Role, Source, Span
from graph.store.open import open_store
from graph.store.port import GraphStore

HUB = Identifier("phone", "+84999999999")
QUESTIONS = 400
_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_NAIVE = """SELECT other.identifier, count(*) FROM mention me
  JOIN mention other ON other.report = me.report AND other.identifier <> me.identifier
  WHERE me.identifier = (SELECT num FROM identifier WHERE key = ?)
  GROUP BY other.identifier ORDER BY count(*) DESC LIMIT 50"""


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


def measure(folder: Path, report_count: int, hub_reports: int) -> None:
    """Print the table."""
    file = folder / "so-tin-bao.csv"
    write_register(file, report_count)
    path = folder / "graph.sqlite"
    store = open_store(f"sqlite:///{path}")
    load(store, folder, file)
    facts = store.facts()
    keys = random.Random(2).sample(facts.keys, QUESTIONS)
    add_hub(store, hub_reports, facts.keys[:20_000])
    bare = sqlite3.connect(path)

    def naive(key: str) -> object:
        return bare.execute(_NAIVE, (key,)).fetchall()

    def expand(key: str) -> object:
        return store.expand(ExpandQuery(key=key))

    def path_between(key: str) -> object:
        return store.path(key, keys[0])

    typed = type_ahead(keys)
    inside = [key.rpartition(":")[2][2:7] for key in keys]
    rows: list[tuple[str, Callable[[str], object], Sequence[str]]] = [
        ("plain SQL join, ordinary (baseline)", naive, keys),
        ("expand, ordinary", expand, keys),
        (f"plain SQL join, hub of {hub_reports:,} (baseline)", naive, [HUB.key] * 10),
        (f"expand, hub of {hub_reports:,}", expand, [HUB.key] * 40),
        ("type-ahead, 1-8 characters", lambda text: store.search(text, 10), typed),
        ("type-ahead, 5 characters inside", lambda text: store.search(text, 10), inside),
        ("path without hubs", path_between, keys),
        ("one report", lambda key: store.reports_of([key], 1), keys),
    ]
    print("| what | median ms | p95 ms |")
    print("|---|---|---|")
    for what, ask, questions in rows:
        median, p95 = timed(ask, questions)
        print(f"| {what} | {median:.2f} | {p95:.2f} |", flush=True)
    _print_facts(store)
    bare.close()
    store.close()


def _print_facts(store: GraphStore) -> None:
    began = time.perf_counter()
    count = len(store.facts().mention_report)
    seconds = time.perf_counter() - began
    print(f"\nall {count:,} mentions out as arrays: {seconds:.2f} s, {count / seconds:,.0f}/s")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000, help="ordinary (default 100,000)")
    parser.add_argument("--hub", type=int, default=300_000, help="of the hub (default 300,000)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), asked.reports, asked.hub)


if __name__ == "__main__":
    main()
