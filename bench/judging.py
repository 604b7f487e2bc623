"""What is written besides reports: `python -m bench.judging [--reports N]`.

Prints a Markdown table of both stores: a run with a membership for nearly every identifier of a
register, the same run anew, the withdrawal of the register's source and taking it back. The
baseline is the load of the register. The server has a heap of 1 GB.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.ingest import load
from bench.rows import write_register
from bench.stores import PLACES
from graph.model import Decision, DecisionKind, Member, Ring, Run
from graph.store.answers import Facts
from graph.store.open import open_store
from graph.store.port import GraphStore

RING_SIZE = 10
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def planted_run(facts: Facts) -> tuple[Run, list[Ring]]:
    """Return a run whose rings hold ten identifiers each, in the order of the store.

    Args:
        facts: of the store.
    """
    rings = [
        Ring(
            id=f"R{start}",
            members=tuple(Member(key, (key,), 0.5, 2) for key in facts.keys[start:][:RING_SIZE]),
            report_ids=tuple(facts.report_ids[start % len(facts.report_ids) :][:3]),
            kinds={"phone": RING_SIZE},
            first_at=_NOW,
            last_at=_NOW,
            loss_vnd=5_000_000,
            single_report=False,
        )
        for start in range(0, len(facts.keys), RING_SIZE)
    ]
    run = Run(
        id="bench",
        method="planted",
        parameters={},
        versions={},
        started_at=_NOW,
        finished_at=_NOW,
        report_count=len(facts.report_ids),
        mention_count=len(facts.mention_report),
        unit_count=len(facts.keys),
        ring_count=len(rings),
        modularity=0.0,
    )
    return run, rings


def seconds(work: Callable[[], object]) -> float:
    """Return what some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(store: GraphStore, folder: Path, report_count: int) -> dict[str, float]:
    """Return the seconds that one store takes, by row of the table.

    Args:
        store: empty.
        folder: for the register, texts and rejects.
        report_count: of the register.
    """
    file = folder / "so-tin-bao.csv"
    write_register(file, report_count)
    found = {"load the register (baseline)": seconds(lambda: load(store, folder, file))}
    run, rings = planted_run(store.facts())
    size = sum(len(ring.members) for ring in rings)
    found[f"a run of {size:,} memberships"] = seconds(lambda: store.write_run(run, rings, []))
    store.make_current(run.id)
    found["the same run anew"] = seconds(lambda: store.write_run(run, rings, []))
    [source] = store.sources()
    withdraw = Decision(DecisionKind.WITHDRAW, source.sha256, "bench", "bench")
    made: list[Decision] = []
    found["withdraw the source"] = seconds(lambda: made.append(store.add_decision(withdraw, _NOW)))
    found["take it back"] = seconds(
        lambda: store.revoke_decision(made[0].id, "bench", "bench", _NOW)
    )
    if store.counts().reports != report_count:
        raise SystemExit("not everything is back")
    return found


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000, help="rows (default 100,000)")
    asked = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    for make in PLACES:
        with (
            tempfile.TemporaryDirectory() as name,
            make(Path(name)) as place,
            closing(open_store(place.address)) as store,
        ):
            found[place.name] = measure(store, Path(name), asked.reports)
    print(f"{asked.reports:,} reports\n\n| what | {', s | '.join(found)}, s |")
    print("|---" * (1 + len(found)) + "|")
    for what in next(iter(found.values())):
        print(f"| {what} | {' | '.join(f'{times[what]:.1f}' for times in found.values())} |")


if __name__ == "__main__":
    main()
