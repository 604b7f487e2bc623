"""Every table, one after the other: `python -m bench` (about twenty minutes)."""

from __future__ import annotations

import subprocess
import sys

TABLES = ("bench.rings", "bench.ingest", "bench.judging", "bench.reading", "bench.page")


def main() -> None:
    """Run each in a process of its own, so that none warms up another."""
    for name in TABLES:
        print(f"\n## {name}\n", flush=True)
        subprocess.run([sys.executable, "-m", name], check=True)


if __name__ == "__main__":
    main()
