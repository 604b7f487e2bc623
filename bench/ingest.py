"""Loading a register end to end, beside bare inserts: `python -m bench.ingest [--reports N]`.

Prints a Markdown table of both stores. The baselines write the same mentions: `executemany` into
three plain tables (report, identifier, mention) with their keys, 6,000 mentions a transaction, on
the same disk with the same journal mode and synchronous=FULL; and one UNWIND with MERGE through
the same driver to the same server, 2,000 a transaction: once of the rows that the load wrote, with
all their properties and the same schema, once of keys, roles and raw texts alone with a uniqueness
constraint on each key. They read no file and check nothing. The server is warm: it has loaded a
smaller register before, in all these ways.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.bare import (
    Mention,
    full_rows,
    insert_bare,
    stored_mentions,
    unwind_full,
    unwind_plain,
)
from bench.rows import write_register
from bench.stores import PLACES, Place
from graph.store.open import open_store
from graph.store.port import GraphStore
from graph.store.texts import open_texts
from ingest.job import Summary, ingest

WARM_REPORTS = 30_000


@dataclass(slots=True)
class Pace:
    """When how many reports had been stored: rows are read ahead of them."""

    began: float = field(default_factory=time.perf_counter)
    marks: list[tuple[int, float]] = field(default_factory=lambda: [(0, 0.0)])

    def note(self, report_ids: tuple[str, ...]) -> None:
        """Take a batch that is stored."""
        stored = self.marks[-1][0] + len(report_ids)
        self.marks.append((stored, time.perf_counter() - self.began))

    def flatness(self) -> float:
        """Return the speed over the last tenth of the reports by that over the first tenth."""
        stored, at = zip(*self.marks, strict=True)
        first, nine, end = np.interp(np.array([0.1, 0.9, 1.0]) * stored[-1], stored, at)
        return float(first / (end - nine))


def load(store: GraphStore, folder: Path, file: Path, pace: Pace | None = None) -> Summary:
    """Load a file as the command does.

    Args:
        store: gets the reports.
        folder: for texts and rejects.
        file: to load.
        pace: takes the progress.
    """
    with open_texts(folder / "texts.sqlite") as texts:
        return ingest(
            (str(file),),
            store=store,
            texts=texts,
            rejects_path=folder / "rejects.jsonl",
            now=datetime.now(UTC),
            on_new_reports=pace.note if pace else None,
        )


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that one store took.

    Attributes:
        bare: of each baseline.
        loads: of each load: first, again, one row longer.
        flatness: see Pace.
        mentions: how many there are.
    """

    bare: dict[str, float]
    loads: dict[str, float]
    flatness: float
    mentions: int


def measure_place(place: Place, folder: Path, file: Path) -> Times:
    """Load a file, once more, and with one row more, beside the baselines.

    Args:
        place: holds nothing.
        folder: for texts, rejects and a baseline's file.
        file: to load; not changed.
    """
    store = open_store(place.address)
    pace = Pace()
    summary = load(store, folder, file, pace)
    loads = {"first load, file to store": time.perf_counter() - pace.began}
    loads["same file again"] = _seconds(store, folder, file)
    longer = folder / file.name
    longer.write_bytes(file.read_bytes() + b"TB-NEW,24/11/2026,0987654321,,,,\n")
    loads["one row longer"] = _seconds(store, folder, longer)
    mentions = list(stored_mentions(store))
    store.close()
    measure_bare = _bare_neo4j if place.name == "Neo4j" else _bare_sqlite
    loaded = sum(summary.mentions_by_kind.values())
    return Times(measure_bare(place, folder, mentions), loads, pace.flatness(), loaded)


def _bare_sqlite(_: Place, folder: Path, mentions: Sequence[Mention]) -> dict[str, float]:
    return {"bare inserts": insert_bare(mentions, folder / "bare.sqlite")}


def _bare_neo4j(place: Place, _: Path, mentions: Sequence[Mention]) -> dict[str, float]:
    reports = full_rows(place.address)
    place.empty()
    plain = unwind_plain(mentions, place.address)
    place.empty()
    open_store(place.address).close()
    full = unwind_full(reports, place.address)
    return {"bare UNWIND of the same rows": full, "of keys, roles and raws alone": plain}


def _seconds(store: GraphStore, folder: Path, file: Path) -> float:
    began = time.perf_counter()
    load(store, folder, file)
    return time.perf_counter() - began


def measure(report_count: int) -> None:
    """Print a table for each store, of a register of so many reports."""
    for make in PLACES:
        with tempfile.TemporaryDirectory() as name, make(Path(name)) as place:
            folder = Path(name)
            if place.name == "Neo4j":
                _measure_one(place, folder / "warm", WARM_REPORTS)
                place.empty()
            times = _measure_one(place, folder / "home", report_count)
        print(f"{place.name}: {report_count:,} reports, {times.mentions:,} mentions\n")
        _print_table(times)


def _measure_one(place: Place, folder: Path, report_count: int) -> Times:
    folder.mkdir()
    file = folder / "register" / "so-tin-bao.csv"
    file.parent.mkdir()
    write_register(file, report_count)
    return measure_place(place, folder, file)


def _print_table(times: Times) -> None:
    heads = "".join(f" against {name} |" for name in times.bare)
    print(f"| what | seconds | mentions/s |{heads}")
    print("|---" * (3 + len(times.bare)) + "|")
    for what, seconds in {**times.bare, **times.loads}.items():
        ratios = "".join(f" {bare / seconds:.2f} |" for bare in times.bare.values())
        print(f"| {what} | {seconds:.2f} | {times.mentions / seconds:,.0f} |{ratios}")
    first, longer = times.loads["first load, file to store"], times.loads["one row longer"]
    print(
        f"\nlast tenth at {times.flatness:.0%} of the first; "
        f"one row longer {first / longer:.1f} times as fast as the first load\n",
        flush=True,
    )


def measure_memory(report_count: int) -> None:
    """Print the peak memory of a load in a process of its own, over a bare interpreter's."""
    start = _peak_kib("-c", "pass")
    peak = _peak_kib("-m", "bench.ingest", "--only-load", str(report_count))
    print(
        f"peak memory at {report_count:,} reports: {(peak - start) / 1024:,.0f} MiB over the "
        "interpreter's start",
        flush=True,
    )


def _peak_kib(*arguments: str) -> int:
    # Not ru_maxrss: a child begins with its parent's. VmHWM begins anew with the program.
    child = subprocess.Popen([sys.executable, *arguments])
    peak = 0
    while child.poll() is None:
        try:
            status = Path(f"/proc/{child.pid}/status").read_text(encoding="utf-8")
        except OSError:
            break
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        peak = int(found[1]) if found else peak
        time.sleep(0.005)
    if child.wait() != 0:
        raise SystemExit(f"failed: {arguments}")
    return peak


def _only_load(report_count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_register(folder / "so-tin-bao.csv", report_count)
        store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
        load(store, folder, folder / "so-tin-bao.csv")
        store.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000, help="rows (default 100,000)")
    parser.add_argument("--only-load", type=int, help="load so many rows, and measure nothing")
    asked = parser.parse_args()
    if asked.only_load:
        _only_load(asked.only_load)
        return
    measure(asked.reports)
    measure_memory(asked.reports)
    measure_memory(asked.reports * 4)


if __name__ == "__main__":
    main()
