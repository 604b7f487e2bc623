"""What the importer reads back is what was written: told by the bytes of the files."""

from __future__ import annotations

import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.store.neo4j.import_files.tables import Cell, DelimiterTakenError, Table, Tables

PEOPLE = Table("people", "Person:Suspect", (":ID(Person)", "name", "aliases:string[]"))
KNOWS = Table("knows", "KNOWS", (":START_ID(Person)", ":END_ID(Person)"))
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def written(folder: Path, *rows: tuple[Cell, ...]) -> str:
    """Return the file of these rows, without its header."""
    with closing(Tables(folder, "|")) as tables:
        for row in rows:
            tables.write(PEOPLE, *row)
        tables.finish()
    header, _, rest = (folder / "people.csv").read_bytes().decode().partition("\n")
    assert header == ":ID(Person),name,aliases:string[]"
    return rest


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", '""'),
        ("null", '"null"'),
        ('a "b", c\r\nd\\', '"a ""b"", c\r\nd\\"'),
        (True, "true"),
        (False, "false"),
        (-(2**63), "-9223372036854775808"),
        (0.1, "0.1"),
        (NOON, "2020-01-01T12:00:00+00:00"),
        (["a", "b,c"], '"a|b,c"'),
        (("a", "", ""), '"a||"'),
        ([1, 24], '"1|24"'),
    ],
)
def test_a_cell_keeps_what_it_is(tmp_path: Path, cell: Cell, text: str) -> None:
    """Texts are quoted, missing values are empty, lists are joined."""
    assert written(tmp_path, (1, cell, None)) == f"1,{text},\n"


@pytest.mark.parametrize("values", [["|"], ["a", "b|c"], ["a|"], ["|", ""]])
def test_an_element_with_the_delimiter_is_told(tmp_path: Path, values: list[str]) -> None:
    """It would be read back as two."""
    with closing(Tables(tmp_path, "|")) as tables, pytest.raises(DelimiterTakenError):
        tables.write(PEOPLE, 1, "a", values)


def test_the_buffer_holds_the_longest_row(tmp_path: Path) -> None:
    """The importer fails on a value that is longer than its buffer."""
    with closing(Tables(tmp_path, "|")) as tables:
        tables.write(PEOPLE, 1, "a", None)
        small = tables.buffer_bytes()
        tables.write(PEOPLE, 2, "đ" * 5_000_000, None)

        assert small > 4_000_000
        assert tables.buffer_bytes() > 10_000_000


def test_options_and_counts_are_those_of_the_files_that_there_are(tmp_path: Path) -> None:
    """A table without rows has no file; files can be read by their owner alone."""
    with closing(Tables(tmp_path, "|")) as tables:
        tables.write(KNOWS, 1, 1)
        tables.write(KNOWS, 1, 2)
        assert tables.rows() == {KNOWS: 2}

    assert PEOPLE.option == "--nodes=Person:Suspect=people.csv"
    assert KNOWS.option == "--relationships=KNOWS=knows.csv"
    assert [file.name for file in tmp_path.iterdir()] == ["knows.csv"]
    assert stat.S_IMODE((tmp_path / "knows.csv").stat().st_mode) == 0o600
