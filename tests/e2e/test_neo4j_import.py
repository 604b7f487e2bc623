"""A store written as import files becomes a database that equals one loaded online."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.store.neo4j.import_files.folder import OPTIONS, write_import_files
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.case import everything
from tests.contract.facts import PHONE, later, load, make_report, make_source
from tests.e2e.import_case import SECRET, load_everything, questions
from tests.servers.neo4j_server import Neo4jServer
from tests.servers.shared import new_neo4j_store
from tests.servers.whole_graph import lines_of


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Open an SQLite store with one of everything."""
    folder = tmp_path_factory.mktemp("laptop")
    with closing(open_store(f"sqlite:///{folder / 'graph.sqlite'}")) as store:
        load_everything(store)
        yield store


@pytest.fixture(scope="module")
def files(laptop: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write it as files."""
    folder = tmp_path_factory.mktemp("files") / "import"
    write_import_files(laptop, folder)
    return folder


@pytest.fixture(scope="module")
def server(files: Path) -> Iterator[Neo4jServer]:
    """Import the files into a server of its own."""
    with Neo4jServer() as started:
        bring_in(started, files)
        started.start()
        yield started


def bring_in(server: Neo4jServer, files: Path) -> None:
    """Import files into a server that does not run."""
    command = ("database", "import", "full", "neo4j", "--overwrite-destination", f"@{OPTIONS}")
    server.administer(*command, folder=files)


@pytest.mark.own_neo4j
def test_an_imported_database_equals_one_loaded_online(server: Neo4jServer) -> None:
    """Every node, relationship, property, index and constraint; and every answer."""
    address = new_neo4j_store()
    with (
        closing(open_store(address)) as online,
        closing(open_store(server.address)) as imported,
    ):
        load_everything(online)

        assert lines_of(server.address) == lines_of(address)
        assert everything(imported) == everything(online)
        for question in questions():
            assert question(imported) == question(online)


@pytest.mark.own_neo4j
def test_files_of_either_store_are_the_same(
    laptop: GraphStore, files: Path, server: Neo4jServer, tmp_path: Path
) -> None:
    """What was imported is exported again, byte for byte."""
    del laptop
    with closing(open_store(server.address)) as imported:
        write_import_files(imported, tmp_path / "again")

    again = {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()}
    assert again == {name: (files / name).read_bytes() for name in again}
    assert {file.name for file in files.iterdir()} - again.keys() == {"import.report"}


@pytest.mark.own_neo4j
def test_an_imported_store_goes_on(server: Neo4jServer) -> None:
    """New reports get new numbers, and what was erased stays out."""
    address = new_neo4j_store()
    report = make_report("n:1", PHONE, SECRET, "phone:+84900000001")
    answers = []
    for place in (address, server.address):
        with closing(open_store(place)) as store:
            if place == address:
                load_everything(store)
            source = make_source("n.csv", stream="n")
            store.begin_source(replace(source, recorded_at=later(9)))
            load(store, report, source=source, now=later(9))
            answers.append([everything(store), store.get_report("n:1")])

    assert answers[0] == answers[1]
    assert lines_of(server.address) == lines_of(address)
