"""Loading a register end to end, beside bare inserts: `python -m bench.ingest [--reports N]`.

Prints a Markdown table. The baseline writes the same mentions with `executemany` into three
plain tables (report, identifier, mention) with their keys, 6,000 mentions a transaction, on the
same disk with the same journal mode and synchronous=FULL; it reads no file, checks nothing and
keeps neither versions nor search terms.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np

from bench.rows import write_register
from graph.store.open import open_store
from graph.store.port import GraphStore
from graph.store.texts import open_texts
from ingest.job import Summary, ingest

BATCH_MENTIONS = 6000
Mention = tuple[str, str, str, str]


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


def insert_bare(mentions: list[Mention], path: Path) -> float:
    """Return the seconds that the baseline takes for the same mentions."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        """PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE report (id TEXT PRIMARY KEY);
        CREATE TABLE identifier (key TEXT PRIMARY KEY);
        CREATE TABLE mention (key TEXT, report TEXT, role TEXT, raw TEXT,
          PRIMARY KEY (key, report, role));"""
    )
    began = time.perf_counter()
    waiting = iter(mentions)
    while batch := list(islice(waiting, BATCH_MENTIONS)):
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT OR IGNORE INTO report VALUES (?)", [(report,) for _, report, _, _ in batch]
        )
        connection.executemany(
            "INSERT OR IGNORE INTO identifier VALUES (?)", [(key,) for key, _, _, _ in batch]
        )
        connection.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?)", batch)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


def stored_mentions(store: GraphStore) -> Iterator[Mention]:
    """Yield what a store holds, as the baseline inserts it."""
    ids = list(store.report_ids())
    for start in range(0, len(ids), 1000):
        for report in store.get_reports(ids[start : start + 1000]):
            for mention in report.mentions:
                raw = mention.spans[0].raw if mention.spans else ""
                yield mention.identifier.key, report.id, mention.role.value, raw


def measure(report_count: int) -> None:
    """Print the table for a register of so many reports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "so-tin-bao.csv"
        expected = write_register(file, report_count)
        store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
        pace = Pace()
        summary = load(store, folder, file, pace)
        first = time.perf_counter() - pace.began
        loaded = sum(summary.mentions_by_kind.values())
        began = time.perf_counter()
        again = load(store, folder, file)
        second = time.perf_counter() - began
        with file.open("a", encoding="utf-8") as longer:
            longer.write("TB-NEW,24/11/2026,0987654321,,,,\n")
        began = time.perf_counter()
        changed = load(store, folder, file)
        third = time.perf_counter() - began
        bare = insert_bare(list(stored_mentions(store)), folder / "bare.sqlite")
        store.close()
    print(f"{report_count:,} reports, {loaded:,} mentions (expected {expected:,})\n")
    print("| what | seconds | mentions/s | against bare inserts |")
    print("|---|---|---|---|")
    rows = (
        ("bare executemany (baseline)", bare),
        ("first load, file to store", first),
        (f"same file again ({again.reports.known:,} known)", second),
        (f"one row longer ({changed.reports.new:,} new)", third),
    )
    for what, seconds in rows:
        print(f"| {what} | {seconds:.2f} | {loaded / seconds:,.0f} | {bare / seconds:.2f} |")
    print(
        f"\nlast tenth at {pace.flatness():.0%} of the first; "
        f"one row longer {first / third:.1f} times as fast as the first load",
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
