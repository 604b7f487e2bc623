"""A server that is configured not to write, or to give little memory."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.expand import ExpandQuery
from graph.model import DecisionKind
from graph.rings.detect import detect
from graph.store.open import migrate_store, open_store
from tests.contract.facts import ACCOUNT, NOW, PHONE, judge, load, make_report, many_reports
from tests.contract.faults.neo4j.running import command, new_store, run_with
from tests.contract.faults.neo4j.telling import assert_told
from tests.servers.neo4j_server import Neo4jServer
from tests.servers.whole_graph import lines_of
from tests.servers.wiping import wipe

pytestmark = pytest.mark.own_neo4j
NO_WRITES = "server.databases.default_to_read_only=true"
READ_ONLY = ("cơ sở dữ liệu chỉ cho đọc", "the database is read-only")
LITTLE = ("thiếu bộ nhớ", "too little memory")


def test_a_read_only_database_is_read_and_says_so(
    server: Neo4jServer, address: str, tmp_path: Path
) -> None:
    """Questions and reading commands work; who would write is told, and nothing changes."""
    with closing(open_store(address)) as store:
        load(store, *many_reports(20, PHONE, ACCOUNT))
        found = detect(store.facts(), now=NOW, version="t")
        store.write_run(found.run, found.rings, found.brokers)
        store.make_current(found.run.id)
    before = lines_of(address)
    (tmp_path / "tin.csv").write_text("mã tin,sđt nghi vấn\nTB-1,0912345678\n", encoding="utf-8")

    run_with(server, NO_WRITES)
    with closing(open_store(address)) as store:
        assert store.about().read_only
        assert len(store.facts().report_ids) == store.counts().reports == 20
        assert store.expand(ExpandQuery(PHONE)).matching_report_count == 20
        assert store.current_run() == found.run
        with store.archive() as archive:
            assert len(list(archive.reports())) == 20
        for write in (
            lambda: load(store, make_report("s:1", PHONE)),
            lambda: judge(store, DecisionKind.IGNORE, PHONE),
            lambda: store.write_run(found.run, found.rings, found.brokers),
            lambda: store.make_current(found.run.id),
        ):
            with pytest.raises(StoreUnavailableError) as caught:
                write()
            assert_told(caught.value, *READ_ONLY, server.password)
    for words in (("ingest", str(tmp_path / "tin.csv")), ("detect",)):
        told = command(tmp_path, address, *words)
        assert told.returncode == 4
        assert all(text in told.stderr for text in READ_ONLY)
    assert command(tmp_path, address, "rings").returncode == 0
    status = json.loads(command(tmp_path, address, "status", "--json").stdout)
    assert READ_ONLY[1] in json.dumps(status, ensure_ascii=False)
    assert lines_of(address) == before


def test_an_empty_read_only_database_says_so(server: Neo4jServer) -> None:
    """A store can't be made there; nothing is left that would refuse it later."""
    run_with(server)
    wipe(server.address, schema=True)
    run_with(server, NO_WRITES)

    for ask in (open_store, migrate_store):
        with pytest.raises(StoreUnavailableError) as caught:
            ask(server.address)
        assert_told(caught.value, *READ_ONLY, server.password)

    run_with(server)
    open_store(server.address).close()


@pytest.mark.parametrize(
    "limit", ["db.memory.transaction.max=8m", "dbms.memory.transaction.total.max=12m"]
)
def test_a_batch_beyond_the_servers_memory_is_told(server: Neo4jServer, limit: str) -> None:
    """Not a part of it is stored, and smaller ones are taken afterwards."""
    run_with(server, limit)
    address = new_store(server)
    with closing(open_store(address)) as store:
        load(store, make_report("s:0", PHONE, ACCOUNT))
        before = lines_of(address)

        with pytest.raises(StoreUnavailableError) as caught:
            load(store, *many_reports(4_000, PHONE, ACCOUNT))

        assert_told(caught.value, *LITTLE, server.password)
        assert lines_of(address) == before
        assert load(store, *many_reports(3, PHONE, ACCOUNT)).new == 3
        assert store.get_unit(PHONE).degree == 4
