"""A folder of import files is whole, or it is as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import InvalidInputError, StoreUnavailableError
from graph.model import Span
from graph.store.archive import Archive
from graph.store.neo4j.import_files.folder import write_import_files
from graph.store.neo4j.import_files.tables import DELIMITERS
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import ACCOUNT, PHONE, load, make_report


@pytest.fixture
def store(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    """Open a store with one report, whose raw texts are those of the parameter."""
    raws: str = getattr(request, "param", "0912")
    plain = make_report("s:1", PHONE, ACCOUNT)
    spans = tuple(Span(raw, "text") for raw in raws)
    mentions = tuple(replace(mention, spans=spans) for mention in plain.mentions)
    with closing(open_store("sqlite://")) as opened:
        load(opened, replace(plain, mentions=mentions))
        yield opened


def names(folder: Path) -> set[str]:
    """Return what is in a folder."""
    return {file.name for file in folder.iterdir()}


def options(folder: Path) -> list[str]:
    """Return the importer's options."""
    return (folder / "import.args").read_text(encoding="utf-8").splitlines()


def test_a_new_folder_has_tables_options_and_schema(store: GraphStore, tmp_path: Path) -> None:
    """Each table stands in the options; numbers are those of rows."""
    folder = tmp_path / "one" / "two"
    written = write_import_files(store, folder)

    tables = names(folder) - {"import.args", "schema.cypher"}
    named = {option.rpartition("=")[2] for option in options(folder) if option.endswith(".csv")}
    assert named == tables
    assert written.nodes == 5, "store, source, report, two identifiers"
    assert written.relationships == 3, "two mentions, one sighting"
    assert "CREATE CONSTRAINT report_id" in (folder / "schema.cypher").read_text(encoding="utf-8")
    with (folder / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2


@pytest.mark.parametrize(
    ("store", "delimiter"),
    [("a", "U+001F"), ("a\x1f", "U+FDD0"), ("\x1f\ufdd0\ufdd1", "U+FDD2")],
    indirect=["store"],
)
def test_the_delimiter_is_in_no_text(store: GraphStore, tmp_path: Path, delimiter: str) -> None:
    """A hostile text does not become two."""
    write_import_files(store, tmp_path)

    assert f"--array-delimiter={delimiter}" in options(tmp_path)


@pytest.mark.parametrize("store", [DELIMITERS], indirect=True)
def test_without_any_delimiter_nothing_is_left(store: GraphStore, tmp_path: Path) -> None:
    """It says what to do instead."""
    with pytest.raises(InvalidInputError, match="truyvet ingest"):
        write_import_files(store, tmp_path)

    assert names(tmp_path) == set()


def test_a_folder_that_holds_something_is_left_alone(store: GraphStore, tmp_path: Path) -> None:
    """Two stores in one folder would be imported as one."""
    (tmp_path / "reports.csv").write_text("mine", encoding="utf-8")

    with pytest.raises(InvalidInputError, match="not empty"):
        write_import_files(store, tmp_path)

    assert (tmp_path / "reports.csv").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_can_not_be_made_is_told(store: GraphStore, tmp_path: Path) -> None:
    """A file stands in its way."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    with pytest.raises(InvalidInputError, match="Cannot write"):
        write_import_files(store, tmp_path / "file" / "folder")
    with pytest.raises(InvalidInputError, match="is a file"):
        write_import_files(store, tmp_path / "file")


def test_nothing_is_left_of_what_is_not_of_one_state(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is known at the end only, when all was written."""
    whole = store.archive

    @contextmanager
    def broken() -> Iterator[Archive]:
        with whole() as archive:
            yield archive
        raise StoreUnavailableError("x", "đứt", "broken")

    monkeypatch.setattr(store, "archive", broken)
    with pytest.raises(StoreUnavailableError):
        write_import_files(store, tmp_path)

    assert names(tmp_path) == set()
