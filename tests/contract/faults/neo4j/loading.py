"""Loads of small files in many batches, in a process of its own that can be killed."""

from __future__ import annotations

import random
import re
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from graph.store.neo4j import store as neo4j_store
from graph.store.open import open_store
from graph.store.texts import open_texts
from ingest.job import ingest
from tests.servers.whole_graph import lines_of
from tests.unit.ingest.job.loading import NOW

BATCH_MENTIONS = 60
"""Of the children; a store's own batches are so large that a small file has one."""
_HEAD = "mã tin,ngày trình báo,sđt nghi vấn,stk nghi vấn,ngân hàng,zalo nghi vấn\n"
_TIME = re.compile(r"(recorded_at\W+)\d+")


def write_register(path: Path, first: int, end: int) -> Path:
    """Write a file whose rows name few phones, accounts and handles in many ways.

    Args:
        path: of the file; its name is its stream's.
        first, end: numbers of its rows; those of two files may overlap, and name the same then.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(first, end):
            chance = random.Random(number)
            phone, account, handle = (chance.randrange(many) for many in (400, 300, 200))
            day = f"{1 + number % 28:02}/{1 + number % 12:02}/2026"
            file.write(f"TB-{number},{day},09{phone:08},1{account:09},ACB,09{handle:08}\n")
    return path


def load_files(told: Connection, address: str, folder: Path, *paths: Path) -> None:
    """Load files in small batches, and say of each batch how many reports it added.

    Args:
        told: where the numbers go; a 0 once all is loaded.
        address: of the graph's store.
        folder: of the texts and the rejects; made where there is none.
        paths: the files.
    """
    neo4j_store.BATCH_MENTIONS = BATCH_MENTIONS
    folder.mkdir(exist_ok=True)
    with closing(open_store(address)) as store, open_texts(folder / "texts.sqlite") as texts:
        ingest(
            [str(path) for path in paths], store=store, texts=texts, now=NOW,
            rejects_path=folder / "rejects.jsonl", on_new_reports=lambda ids: told.send(len(ids)),
        )  # fmt: skip
    told.send(0)


def finish(child: BaseProcess, receiving: Connection) -> None:
    """Wait until a child has loaded everything."""
    while receiving.poll(120) and receiving.recv():
        pass
    child.join(60)
    assert child.exitcode == 0


def graph_of(address: str) -> list[str]:
    """Return everything in a database, but for the times at which it was recorded."""
    return sorted(_TIME.sub(r"\1", line) for line in lines_of(address))
