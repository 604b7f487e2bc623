"""What runs in a process of its own, so that it can be killed or starved."""

from __future__ import annotations

import itertools
import json
import resource
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from graph.errors import StoreError
from graph.model import LinkType, Report
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import ACCOUNT, PHONE, ZALO, later, load, make_report, numbered_account

BATCH_SIZE = 40
COUNTER = "s:counter"
SMALL_BYTES = 2 * 1024 * 1024


def batch_of(number: int) -> list[Report]:
    """Return the reports of a batch; the last is a new version of one that all batches have."""
    reports = [
        make_report(
            f"b{number:05}:{place:02}",
            PHONE,
            ACCOUNT,
            numbered_account(number * BATCH_SIZE + place),
            at="2019-01-01",
            links=[(ZALO, LinkType.KEYED_BY, PHONE)],
        )
        for place in range(BATCH_SIZE)
    ]
    return [*reports, make_report(COUNTER, PHONE, ACCOUNT, title=str(number))]


def load_batches(
    acknowledged: Connection, address: str, first: int, end: int | None = None
) -> None:
    """Load batch after batch, and say each that the store has acknowledged.

    Args:
        acknowledged: where the numbers go.
        address: of the store.
        first, end: numbers of the batches; without an end until the process is killed.
    """
    store = open_store(address)
    for number in itertools.count(first) if end is None else range(first, end):
        load(store, *batch_of(number), now=later(number))
        acknowledged.send(number)
    store.close()


def load_until_full(store: GraphStore) -> tuple[int, StoreError]:
    """Load until the store has no more room; return how many batches it acknowledged."""
    for number in itertools.count():
        try:
            load(store, *batch_of(number), now=later(number))
        except StoreError as error:
            return number, error
    raise AssertionError


def starve(folder: Path, make_room: Callable[[], None]) -> dict[str, object]:
    """Fill a store, look what is left of it, make room, and load on.

    Args:
        folder: where the store is.
        make_room: what ends the want.
    """
    address = f"sqlite:///{folder / 'graph.sqlite'}"
    store = open_store(address)
    acknowledged, error = load_until_full(store)
    left = len(list(store.report_ids()))
    degree = store.get_unit(PHONE).degree
    make_room()
    load(store, *batch_of(acknowledged), now=later(acknowledged))
    store.close()
    again = open_store(address)
    after = len(list(again.report_ids()))
    again.close()
    return {
        "acknowledged": acknowledged, "left": left, "degree": degree, "after": after,
        "error": type(error).__name__, "vi": error.message("vi"), "en": error.message("en"),
    }  # fmt: skip


def main(folder: Path, want: str) -> None:
    """Starve a store on a small disk, or under a limit on the size of files."""
    ballast = folder / "ballast"
    if want == "disk":
        ballast.write_bytes(bytes(SMALL_BYTES // 2))
        found = starve(folder, ballast.unlink)
    else:
        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_BYTES, unlimited[1]))
        found = starve(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, unlimited))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
