"""The server goes away and comes back while detection and pages work; or it stays away."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from api.signin import SignIn
from api.wiring import open_services
from graph.errors import StoreUnavailableError
from graph.rings.detect import detect
from graph.store.neo4j.address import parse_address
from graph.store.neo4j.database import Database
from graph.store.neo4j.store import Neo4jStore
from graph.store.open import open_store
from tests.api.client import TestClient
from tests.api.conftest import API, BASE
from tests.contract.arrays import assert_same
from tests.contract.facts import ACCOUNT, NOW, PHONE, load, make_report, many_reports
from tests.contract.faults.neo4j.running import command
from tests.contract.faults.neo4j.telling import assert_told
from tests.contract.runs import OTHER_RING, RING, introduce, make_run
from tests.servers.neo4j_server import Neo4jServer

pytestmark = pytest.mark.own_neo4j
PATIENCE_SECONDS = 60.0
GONE = ("không kết nối được máy chủ", "can't be reached")


class Loop:
    """Does the same again and again in a thread, and counts.

    Args:
        work: what; an error ends it.
    """

    def __init__(self, work: Callable[[int], None]) -> None:
        """Begin."""
        self.done = 0
        self.error: BaseException | None = None
        self._work = work
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ends.is_set() and self.error is None:
            try:
                self._work(self.done)
            except Exception as error:  # noqa: BLE001 - shown by whoever waits
                self.error = error
            self.done += 1

    def wait_for(self, count: int) -> None:
        """Wait until it was done so many times more."""
        wanted = self.done + count
        while self.done < wanted and self.error is None:
            self._thread.join(0.02)

    def end(self) -> None:
        """Let it end."""
        self._ends.set()
        self._thread.join(120)


def client_of(home: Path, store: Neo4jStore, stack: ExitStack) -> TestClient:
    """Return a person's client of an application on a store."""
    settings = Settings(home=home, store=f"sqlite:///{home / 'unused.sqlite'}")
    services = stack.enter_context(open_services(settings))
    sign_in = SignIn(lambda: 0.0, lambda _: None)
    app = create_app(settings, replace(services, store=store), sign_in)
    client = TestClient(app, base_url=BASE, headers=API, raise_server_exceptions=False)
    assert client.post("/api/v1/session", json={"token": sign_in.issue()}).status_code == 204
    return client


@pytest.fixture
def store(address: str) -> Iterator[Neo4jStore]:
    """Open a store that waits for its server, with a few reports."""
    with Neo4jStore(Database(parse_address(address), patience=PATIENCE_SECONDS)) as opened:
        load(opened, *many_reports(200, PHONE, ACCOUNT))
        introduce(opened, RING, OTHER_RING)
        yield opened


@pytest.mark.parametrize("how", ["kill", "stop"])
def test_detection_and_pages_go_on_when_the_server_is_back(
    server: Neo4jServer, store: Neo4jStore, tmp_path: Path, how: str
) -> None:
    """Facts are read whole, each run is written once, a page answers or says why it can't."""
    before, statuses = store.facts(), list[int]()

    def read(_: int) -> None:
        assert_same(store.facts(), before)

    def write(number: int) -> None:
        run = make_run(f"run-{number:04}", days=number, ring_count=2)
        store.write_run(run, [RING, OTHER_RING], [])
        store.make_current(run.id)

    with ExitStack() as stack:
        client = client_of(tmp_path / "home", store, stack)

        def look(_: int) -> None:
            found = client.post("/api/v1/expand", json={"key": PHONE})
            statuses.append(found.status_code)
            assert found.status_code in {200, 503}, found.text

        loops = [Loop(read), Loop(write), Loop(look)]
        for loop in loops:
            stack.callback(loop.end)
        for loop in loops:
            loop.wait_for(2)
        getattr(server, how)()
        server.start()
        for loop in loops:
            loop.wait_for(2)

    assert [loop.error for loop in loops] == [None] * 3
    written = loops[1].done
    assert [run.id for run in store.runs()] == [f"run-{n:04}" for n in reversed(range(written))]
    assert store.current_run().id == f"run-{written - 1:04}"
    assert {ring.id for ring in store.rings()} == {RING.id, OTHER_RING.id}
    assert store.get_ring(RING.id) == RING
    assert statuses[0] == statuses[-1] == 200


def test_a_server_that_stays_away_is_given_up(
    server: Neo4jServer, address: str, tmp_path: Path
) -> None:
    """Jobs, pages and commands say so; once it is back, the same store serves again."""
    with (
        ExitStack() as stack,
        Neo4jStore(Database(parse_address(address), patience=1)) as store,
    ):
        load(store, *many_reports(20, PHONE, ACCOUNT))
        client = client_of(tmp_path / "home", store, stack)
        found = detect(store.facts(), now=NOW, version="t")
        server.kill()

        jobs: list[Callable[[], object]] = [
            store.facts,
            lambda: load(store, make_report("s:1", PHONE)),
            lambda: store.write_run(found.run, found.rings, found.brokers),
            lambda: list(store.report_ids()),
            store.about,
        ]
        for job in jobs:
            with pytest.raises(StoreUnavailableError) as caught:
                job()
            assert_told(caught.value, *GONE, server.password)
        for language, text in (("vi", "Hiện không dùng được kho"), ("en", "cannot be used now")):
            answer = client.post(
                "/api/v1/expand", json={"key": PHONE}, headers={"Accept-Language": language}
            )
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["type"] == "urn:truyvet:problem:store-unavailable"
            assert text in answer.json()["detail"]
            assert server.password not in answer.text
        assert client.get("/rings").status_code == 503
        told = command(tmp_path, address, "detect")
        assert told.returncode == 4
        assert all(text in told.stderr for text in GONE)
        assert server.password not in told.stdout + told.stderr

        server.start()
        store.write_run(found.run, found.rings, found.brokers)
        assert load(store, make_report("s:1", PHONE)).new == 1
        assert client.post("/api/v1/expand", json={"key": PHONE}).status_code == 200
    with closing(open_store(address)) as store_again:
        assert store_again.counts().reports == 21
