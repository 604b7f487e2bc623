"""Which method finds planted rings: `python -m bench.rings [--links N] [--seeds N]`.

Prints a Markdown table: families of planted rings by methods, each with pairwise precision,
recall and F1, the share of rings found at Jaccard 0.8 or better, and the time from mentions
to communities, means over seeds. python-louvain is the baseline of the same run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from bench.planted import Planted, make_dense, make_shaped
from bench.scores import Score, score
from graph.rings.detect import METHODS
from graph.rings.evidence import build_evidence
from graph.rings.joining import pair_up

FAMILIES: dict[str, Callable[[int, int], Planted]] = {
    "dense, 3 % noise, hubs": lambda links, seed: make_dense(links, seed=seed),
    "star, 3 % noise": lambda links, seed: make_shaped("star", links, seed=seed),
    "chain, 1 % noise": lambda links, seed: make_shaped("chain", links, noise=0.01, seed=seed),
    "mixed, 3 % noise": lambda links, seed: make_shaped("mix", links, seed=seed),
}


def run_method(planted: Planted, method: str) -> tuple[Score, float]:
    """Return how well a method does on planted rings, and in how many seconds.

    Args:
        planted: mentions and truth.
        method: a name of METHODS.
    """
    began = time.perf_counter()
    joining = pair_up(planted.report, planted.identifier, int(planted.report.max()) + 1)
    graph = build_evidence(joining)
    labels = METHODS[method].partition(joining, graph)[: joining.node_count]
    seconds = time.perf_counter() - began
    return score(planted.label[joining.unit], labels), seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=20_000, help="mentions (default 20,000)")
    parser.add_argument("--seeds", type=int, default=2, help="seeds from 1 (default 2)")
    asked = parser.parse_args()
    print("| family | method | P | R | F1 | rings J ≥ .8 | seconds |")
    print("|---|---|---|---|---|---|---|")
    for family, make in FAMILIES.items():
        for method in sorted(METHODS):
            rows = []
            for seed in range(1, asked.seeds + 1):
                found, seconds = run_method(make(asked.links, seed), method)
                rows.append((found.precision, found.recall, found.f1, found.found, seconds))
            p, r, f1, share, seconds = np.mean(rows, axis=0)
            print(f"| {family} | {method} | {p:.2f} | {r:.2f} | {f1:.2f} | {share:.0%} | "
                  f"{seconds:.2f} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
