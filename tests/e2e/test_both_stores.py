"""All real data gives the same facts, rings, exports and pages on both stores."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.settings import Settings
from api.signin import SignIn
from api.wiring import Services, open_services
from casework.exports import export
from graph.rings.detect import detect
from tests.api.client import TestClient
from tests.api.conftest import API, BASE
from tests.contract.arrays import assert_same
from tests.contract.stores import ADAPTERS
from tests.e2e.test_real_data import AMLSIM
from tests.unit.ingest.job.loading import NOW, Loader

pytestmark = [pytest.mark.real_data, pytest.mark.neo4j, pytest.mark.slow]

PARTS = ("raw", "amlsim20k")
LEAST_REPORTS = 10_000
RINGS = 20
UNITS = 50
RANKED = 400


@dataclass(frozen=True)
class Installation:
    """A store with a part of the real data, and its doors."""

    services: Services
    client: TestClient
    loaded: tuple[int, int, int]

    def ask(self, path: str, **body: Any) -> Any:
        """Return what the API answers, without what differs from one answer to the next."""
        answer = self.client.post(f"/api/v1/{path}", json=body) if body else self.client.get(path)
        assert answer.status_code < 500, answer.text
        if answer.headers["content-type"].startswith("text/html"):
            return answer.text
        found = answer.json()
        return {name: found[name] for name in found if name not in {"id", "made_at", "request_id"}}


def _install(folder: Path, adapter: str, data: Path) -> Installation:
    settings = Settings(home=folder / adapter, store=ADAPTERS[adapter](folder))
    services = open_services(settings)
    loader = Loader(folder / adapter, services.store, services.texts)
    mapping = AMLSIM.read_text(encoding="utf-8") if data.name == "amlsim20k" else None
    summary = loader.load(data, mapping=mapping)
    sign_in = SignIn(lambda: 0.0, lambda _: None)
    client = TestClient(create_app(settings, services, sign_in), base_url=BASE, headers=API)
    assert client.post("/api/v1/session", json={"token": sign_in.issue()}).status_code == 204
    return Installation(
        services, client, (summary.reports.new, summary.links, summary.reject_count)
    )


@pytest.fixture(scope="module", params=PARTS)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, real_data: Path
) -> Iterator[tuple[Installation, Installation]]:
    """Load the same into an embedded store and into Neo4j, and detect on each."""
    folder = tmp_path_factory.mktemp(str(request.param))
    data = real_data / str(request.param)
    one, other = (_install(folder, adapter, data) for adapter in ("sqlite", "neo4j"))
    yield one, other
    one.services.close()
    other.services.close()


def test_both_stores_take_the_same_in(both: tuple[Installation, Installation]) -> None:
    """Rows, counts, reports, and every array that detection reads."""
    one, other = both

    assert one.loaded == other.loaded
    assert one.loaded[0] >= LEAST_REPORTS
    assert one.services.store.counts() == other.services.store.counts()
    assert_same(one.services.store.facts(), other.services.store.facts())
    ids = list(one.services.store.report_ids())
    assert ids == list(other.services.store.report_ids())
    for start in range(0, len(ids), 5_000):
        some = ids[start : start + 5_000]
        assert one.services.store.get_reports(some) == other.services.store.get_reports(some)


def test_both_stores_give_the_same_rings_and_pages(
    both: tuple[Installation, Installation],
) -> None:
    """Found on each by itself; then lists, rings, pictures, expansions, paths and exports."""
    one, other = both
    found, again = (detect(each.services.store.facts(), now=NOW, version="t") for each in both)
    assert (found.rings, found.brokers) == (again.rings, again.brokers)
    for each in both:
        each.services.store.write_run(found.run, found.rings, found.brokers)
        each.services.store.make_current(found.run.id)

    for what in ("rings", "brokers", "graph"):
        assert _exported(one, what) == _exported(other, what)
    for path in ("/rings", "/api/v1/rings", "/"):
        assert one.ask(path) == other.ask(path)
    for ring in found.rings[:RINGS]:
        for path in (f"/api/v1/rings/{ring.id}", f"/rings/{ring.id}"):
            assert one.ask(path) == other.ask(path)
        assert one.ask("views", ring=ring.id) == other.ask("views", ring=ring.id)


def test_both_stores_answer_alike_about_identifiers(
    both: tuple[Installation, Installation],
) -> None:
    """From the most reported to the least: pictures, expansions, searches and paths."""
    one, other = both
    keys, everything = _spread(one), one.services.store.facts().keys

    for key in keys:
        for asked in ("expand", "views"):
            assert one.ask(asked, key=key) == other.ask(asked, key=key)
        value = key.partition(":")[2]
        # Of a text with more hits than are ranked, any may come.
        if sum(value in known for known in everything) < RANKED:
            assert one.ask("search", text=value) == other.ask("search", text=value)
    for source, target in pairwise(keys):
        ends = {"source": source, "target": target}
        assert one.ask("path", **ends) == other.ask("path", **ends)


def _exported(installation: Installation, what: str) -> bytes:
    file = io.BytesIO()
    export(installation.services.store, what=what, format="csv", out=file)
    return file.getvalue()


def _spread(installation: Installation) -> list[str]:
    """Return identifiers from the most reported to the least."""
    store = installation.services.store
    keys = store.facts().keys
    units = store.get_units(keys[:: max(1, len(keys) // 2_000)])
    ranked = [unit.key for unit in sorted(units, key=lambda unit: (-unit.degree, unit.key))]
    return ranked[:: max(1, len(ranked) // UNITS)][:UNITS]
