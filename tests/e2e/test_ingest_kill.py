"""A load that is killed loses nothing that was acknowledged and is completed by the next one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.store.open import open_store
from graph.store.port import GraphStore
from graph.store.texts import open_texts
from tests.conftest import ROOT
from tests.unit.ingest.job.loading import NOW

LINES = 12_000

_LOAD = """
import sys
from pathlib import Path
from graph.store.open import open_store
from graph.store.texts import open_texts
from ingest.job import ingest
from tests.unit.ingest.job.loading import NOW
folder, path = Path(sys.argv[1]), sys.argv[2]
def tell(ids):
    print(*ids, flush=True)
store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
with open_texts(folder / "texts.sqlite") as texts:
    ingest([path], store=store, texts=texts, rejects_path=folder / "x.rejects.jsonl", now=NOW,
           on_new_reports=tell)
store.close()
print("DONE", flush=True)
"""


def _write_register(path: Path) -> None:
    rng = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        file.write("mã tin,sđt nghi vấn,stk nghi vấn,ngân hàng,nội dung\n")
        for number in range(LINES):
            phone, account = rng.randrange(3000), rng.randrange(2000)
            story = f"Bị lừa qua Zalo 09{phone:08} lần {number}"
            file.write(f"TB-{number},09{phone:08},1{account:09},ACB,{story}\n")


def _start(folder: Path, path: Path) -> subprocess.Popen[str]:
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-c", _LOAD, str(folder), str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _kill_after(folder: Path, path: Path, batches: int, delay_seconds: float) -> set[str]:
    """Kill a load some time after a batch; return the ids that were acknowledged."""
    acknowledged: set[str] = set()
    with _start(folder, path) as process:
        assert process.stdout is not None
        for _ in range(batches):
            acknowledged.update(process.stdout.readline().split())
        time.sleep(delay_seconds)
        process.send_signal(signal.SIGKILL)
        for line in process.stdout:
            if line.endswith("\n"):
                acknowledged.update(line.split())
    return acknowledged - {"DONE"}


def _finish(folder: Path, path: Path) -> None:
    with _start(folder, path) as process:
        out, _ = process.communicate(timeout=200)
    assert process.returncode == 0
    assert out.endswith("DONE\n")


def _content(store: GraphStore) -> list[tuple[object, ...]]:
    """Return all that the store says, without the order in which it came to know it."""
    ids = list(store.report_ids())
    return [
        (report.id, report.version, report.content_hash, report.mentions, report.links)
        for start in range(0, len(ids), 1000)
        for report in store.get_reports(ids[start : start + 1000])
    ]


@pytest.mark.slow
def test_a_killed_load_is_completed_by_the_next(tmp_path: Path) -> None:
    """Killed three times at odd moments, then loaded: the same store as undisturbed."""
    path = tmp_path / "tin.csv"
    _write_register(path)
    killed, undisturbed = tmp_path / "killed", tmp_path / "undisturbed"

    for batches, delay_seconds in ((1, 0.0), (1, 0.013), (2, 0.037)):
        acknowledged = _kill_after(killed, path, batches, delay_seconds)
        store = open_store(f"sqlite:///{killed / 'graph.sqlite'}")
        kept = set(store.report_ids())
        assert acknowledged
        assert acknowledged <= kept
        assert len(kept) < LINES, "it was killed too late to show anything"
        store.close()
    _finish(killed, path)
    _finish(undisturbed, path)

    stores = [
        open_store(f"sqlite:///{folder / 'graph.sqlite'}") for folder in (killed, undisturbed)
    ]
    one, other = stores
    assert one.counts() == other.counts()
    assert one.counts().reports == LINES
    assert _content(one) == _content(other)
    facts = [store.facts() for store in stores]
    assert facts[0].keys == facts[1].keys
    assert (facts[0].unit == facts[1].unit).all()
    assert (facts[0].mention_identifier == facts[1].mention_identifier).all()
    for store in stores:
        store.close()
    texts = [open_texts(folder / "texts.sqlite") for folder in (killed, undisturbed)]
    for report_id in ("tin:TB-0", f"tin:TB-{LINES - 1}"):
        read = [t.read(report_id, who="test", purpose="test") for t in texts]
        assert read[0] == read[1] != []
    for opened in texts:
        opened.close()
    assert NOW.tzinfo is not None
