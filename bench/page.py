"""Drawing a network page in Chromium, beside a bare page: `python -m bench.page [--nodes N]`.

Prints a Markdown table: milliseconds from the start of navigation to the end of the first
drawing, medians over alternating loads. The baseline is a page that holds nothing but
vis-network, the same nodes and edges with the same places, and physics off.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.ingest import load
from bench.rows import write_register
from graph.store.open import open_store

CHROMIUM = "/usr/bin/chromium"
LOADS = 7
DRAWN = "network-drawn"
_SCRIPT = Path(__file__).parent.parent / "viz" / "static" / "vendor" / "vis-network.min.js"
_BARE = """<!doctype html><meta charset="utf-8"><title>bare</title>
<style>#network {{ width: 1000px; height: 700px }}</style><div id="network"></div>
<script src="vis-network.min.js"></script>
<script id="data" type="application/json">{data}</script>
<script>
const data = JSON.parse(document.getElementById("data").textContent);
const network = new vis.Network(document.getElementById("network"), data,
  {{physics: false, edges: {{smooth: false}}}});
network.once("afterDrawing", () => performance.mark("network-drawn"));
network.fit();
</script>"""


def prepare(home: Path, node_count: int) -> list[str]:
    """Fill a store and return the keys of connected identifiers.

    Args:
        home: for the store, as the server expects it.
        node_count: how many keys.
    """
    home.mkdir(parents=True)
    write_register(home / "so.csv", node_count)
    store = open_store(f"sqlite:///{home / 'graph.sqlite'}")
    load(store, home, home / "so.csv")
    facts = store.facts()
    store.close()
    return [facts.keys[number] for number in dict.fromkeys(facts.mention_identifier.tolist())][
        :node_count
    ]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Run the server and give its sign-in link."""
    server = subprocess.Popen(
        [str(Path(sys.executable).parent / "truyvet"), "serve", "--port", "0"],
        env={**os.environ, "TRUYVET_HOME": str(home)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert server.stdout is not None  # noqa: S101  # asked for above
    try:
        link = next(
            found[0]
            for line in server.stdout
            if (found := re.search(r"http://\S+/sign-in#\S+", line))
        )
        yield link
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def serving_bare(folder: Path, view: dict[str, Any]) -> Iterator[str]:
    """Serve the bare page with the same nodes and edges."""
    data = {
        "nodes": [{k: n[k] for k in ("id", "label", "x", "y")} for n in view["nodes"]],
        "edges": [{"from": e["from"], "to": e["to"]} for e in view["edges"]],
    }
    text = json.dumps(data).replace("<", "\\u003c")
    (folder / "index.html").write_text(_BARE.format(data=text), encoding="utf-8")
    (folder / _SCRIPT.name).write_bytes(_SCRIPT.read_bytes())
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base's name
        """Say nothing."""


def time_page(page: Page, address: str) -> float:
    """Return the milliseconds from navigation to the end of the first drawing."""
    page.goto(address, wait_until="commit")
    # Not wait_for_function: it evaluates a string, which our pages forbid.
    at: float = page.evaluate(
        """name => new Promise(resolve => new PerformanceObserver((list, observer) => {
          const [mark] = list.getEntriesByName(name);
          if (mark) { observer.disconnect(); resolve(mark.startTime); }
        }).observe({ type: "mark", buffered: true }))""",
        DRAWN,
    )
    return at


def open_view(page: Page, keys: list[str]) -> dict[str, Any]:
    """Let the server draw these identifiers and return the view."""
    view: dict[str, Any] = page.evaluate(
        """async keys => (await fetch("/api/v1/views", {method: "POST",
          headers: {"Content-Type": "application/json", "X-Truyvet": "1"},
          body: JSON.stringify({keys})})).json()""",
        keys,
    )
    return view


def measure(folder: Path, node_count: int) -> None:
    """Print the table."""
    keys = prepare(folder / "home", node_count)
    (folder / "bare").mkdir()
    with serving(folder / "home") as link, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(link)
        page.wait_for_url(lambda address: "sign-in" not in address)
        view = open_view(page, keys)
        ours = f"{link.partition('/sign-in')[0]}/views/{view['id']}"
        with serving_bare(folder / "bare", view) as bare:
            times: dict[str, list[float]] = {"bare": [], "ours": []}
            for _ in range(LOADS):
                times["bare"].append(time_page(page, bare))
                times["ours"].append(time_page(page, ours))
        browser.close()
    base, own = statistics.median(times["bare"]), statistics.median(times["ours"])
    print(f"{len(view['nodes']):,} nodes, {len(view['edges']):,} edges, {LOADS} loads each\n")
    print("| page | median ms | against bare |")
    print("|---|---|---|")
    print(f"| bare vis-network (baseline) | {base:.0f} | 1.00 |")
    print(f"| network page | {own:.0f} | {own / base:.2f} |", flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=1000, help="identifiers (default 1,000)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), asked.nodes)


if __name__ == "__main__":
    main()
