"""Exports: what is in them, what is not, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from casework.exports import export, write_brokers, write_graph, write_rings
from casework.exports_files import CHUNK_ROWS, Row, Table, write_table
from graph.errors import InvalidInputError, NoRunError, StoreUnavailableError
from graph.expand import Standing
from graph.model import Broker, Role
from graph.store.port import GraphStore
from tests.unit.casework.detected_store import DetectedStore
from tests.unit.graph.rings.facts_factory import Row as FactRow
from tests.unit.graph.rings.facts_factory import make_facts

ROWS: list[FactRow] = [
    ("s:1", "phone:+84912345678"), ("s:1", "domain:a.vn", Role.SUSPECT),
    ("s:1", "phone:+84900000001", Role.VICTIM), ("s:1", "phone:+84900000002", Role.REPORTER),
    ("s:2", "social_handle:zalo:+84912345678"), ("s:2", "domain:b.vn"),
    ("s:2", "hotline:19001234", Role.IMPERSONATED),
]  # fmt: skip
UNITS = {"social_handle:zalo:+84912345678": "phone:+84912345678"}
LINKS = [
    ("s:1", "phone:+84900000001", "bank_account:970436:0123456789", "TRANSFERRED_TO"),
    ("s:2", "domain:b.vn", "bank_account:970436:0123456789", "CONTACTS"),
]


def _store(
    standing: Mapping[str, Standing] | None = None, found_brokers: Sequence[Broker] = ()
) -> DetectedStore:
    facts = make_facts(ROWS, units=UNITS, links=LINKS, moments={"s:1": 1_700_000_000})
    return DetectedStore(facts, standing or {}, found_brokers)


def _written(store: GraphStore, what: str, format: str = "csv", **options: bool) -> str:  # noqa: A002
    file = io.BytesIO()
    export(store, what=what, format=format, out=file, **options)
    return file.getvalue().decode()


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_rings_have_a_row_for_every_key_of_a_unit() -> None:
    """With exactly these columns, LF line ends, and strength and reports of the unit."""
    store = _store().detect()
    [ring] = store.rings(include_single=True)

    assert _written(store, "rings") == (
        "ring_id,key,kind,value,strength,report_count\n"
        f"{ring.id},phone:+84912345678,phone,+84912345678,1.0,2\n"
        f"{ring.id},social_handle:zalo:+84912345678,social_handle,zalo:+84912345678,1.0,2\n"
        f"{ring.id},domain:a.vn,domain,a.vn,1.0,1\n"
        f"{ring.id},domain:b.vn,domain,b.vn,1.0,1\n"
    )


def test_rings_as_jsonl_have_the_same_rows() -> None:
    """One object per identifier, numbers as numbers."""
    store = _store().detect()
    rows = [json.loads(line) for line in _written(store, "rings", "jsonl").splitlines()]

    assert [{k: str(v) for k, v in row.items()} for row in rows] == _table(_written(store, "rings"))
    assert rows[0]["strength"] == 1.0


@pytest.mark.parametrize("standing", [Standing.IGNORED, Standing.VICTIM, Standing.SHARED])
def test_what_was_judged_since_the_run_is_in_no_ring(standing: Standing) -> None:
    """The decision counts when the export is written."""
    store = _store(standing={"domain:a.vn": standing}).detect()

    assert "domain:a.vn" not in _written(store, "rings")
    assert "domain:b.vn" in _written(store, "rings")


def test_a_ring_with_one_unit_left_is_not_written() -> None:
    """A ring has at least two units."""
    standing = {"domain:a.vn": Standing.IGNORED, "domain:b.vn": Standing.IGNORED}

    assert len(_table(_written(_store(standing=standing).detect(), "rings"))) == 0


def test_brokers_have_a_table_of_their_own() -> None:
    """And are, with all keys of their unit, in no ring."""
    brokers = [Broker("phone:+84912345678", "R-1", 3), Broker("phone:+84912345678", "R-2", 4)]
    store = _store(found_brokers=brokers).detect()

    assert _written(store, "brokers") == (
        "key,ring_id,reports_in_ring\nphone:+84912345678,R-1,3\nphone:+84912345678,R-2,4\n"
    )
    assert {row["key"] for row in _table(_written(store, "rings"))} == {
        "domain:a.vn",
        "domain:b.vn",
    }


def test_no_identifier_is_in_two_rows() -> None:
    """Not even where a store gives one to two rings."""
    store = _store()
    store.detect()
    [ring] = store.found.values()
    store.found["R-COPY"] = ring

    keys = [row["key"] for row in _table(_written(store.as_port(), "rings"))]
    assert len(keys) == len(set(keys)) == 4


@pytest.mark.parametrize("what", ["rings", "brokers"])
def test_before_the_first_detection_there_is_nothing_to_export(what: str, tmp_path: Path) -> None:
    """The error says so, and no file is left behind."""
    with pytest.raises(NoRunError):
        export(_store().as_port(), what=what, format="csv", out=tmp_path / "out.csv")

    assert list(tmp_path.iterdir()) == []


def test_a_run_that_changes_meanwhile_is_told() -> None:
    """Rows of two runs are never passed off as one."""
    store = _store()
    store.detect()
    store.run_changes = True
    with pytest.raises(StoreUnavailableError):
        _written(store.as_port(), "rings")


def test_the_graph_leaves_victims_and_reporters_out() -> None:
    """Their mentions and their links; accounts without any role stay."""
    text = _written(_store().as_port(), "graph")
    rows = _table(text)

    assert "+8490000000" not in text
    assert [(r["row"], r["report_id"], r["key"], r["role"], r["target"]) for r in rows] == [
        ("mention", "s:1", "domain:a.vn", "suspect", ""),
        ("mention", "s:1", "phone:+84912345678", "unclear", ""),
        ("mention", "s:2", "domain:b.vn", "unclear", ""),
        ("mention", "s:2", "hotline:19001234", "impersonated", ""),
        ("mention", "s:2", "social_handle:zalo:+84912345678", "unclear", ""),
        ("link", "s:2", "domain:b.vn", "", "bank_account:970436:0123456789"),
    ]
    assert rows[1]["moment"] == "2023-11-14T22:13:20Z"
    assert rows[4]["unit"] == "phone:+84912345678"


def test_the_graph_has_private_identifiers_on_demand() -> None:
    """With every mention and link."""
    file = io.BytesIO()
    write_graph(_store().as_port(), file, "jsonl", include_private=True)
    rows = [json.loads(line) for line in file.getvalue().splitlines()]

    assert len(rows) == len(ROWS) + len(LINKS)
    assert {row["role"] for row in rows if "role" in row} >= {"victim", "reporter"}


def test_an_identifier_judged_a_victim_is_out_of_the_graph() -> None:
    """Whatever role its mentions have, and its links too; ignored ones stay."""
    facts = make_facts(ROWS, units=UNITS, links=LINKS, out=["domain:b.vn", "domain:a.vn"])
    standing = {"domain:b.vn": Standing.VICTIM, "domain:a.vn": Standing.IGNORED}
    text = _written(DetectedStore(facts, standing).as_port(), "graph")

    assert "domain:b.vn" not in text
    assert "domain:a.vn" in text


def test_a_suspect_who_is_a_victim_elsewhere_keeps_only_the_suspect_mention() -> None:
    """The victim's report doesn't name them."""
    rows: list[FactRow] = [("s:1", "phone:1", Role.SUSPECT), ("s:2", "phone:1", Role.VICTIM)]
    found = _table(_written(DetectedStore(make_facts(rows)).as_port(), "graph"))

    assert [(row["report_id"], row["role"]) for row in found] == [("s:1", "suspect")]


HOSTILE = [
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("@SUM(1)", "'@SUM(1)"),
    ("-1+1", "'-1+1"),
    ("+1+cmd", "'+1+cmd"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ('=1,"2"\n', '\'=1,"2"\n'),
    ("+84912345678", "+84912345678"),
    ('Nguyễn, "A"', 'Nguyễn, "A"'),
    ("a\rb\nc", "a\rb\nc"),
]


@pytest.mark.parametrize(("cell", "shown"), HOSTILE)
def test_cells_that_a_spreadsheet_would_run_are_disarmed(cell: str, shown: str) -> None:
    """A telephone number stays as it is, and every cell comes back whole from the CSV."""
    file = io.BytesIO()
    write_table(Table(("value", "key"), [(cell, "phone:+84912345678")]), file, "csv")
    [row] = _table(file.getvalue().decode())

    assert row == {"value": shown, "key": "phone:+84912345678"}


def test_for_a_spreadsheet_the_plus_stays_and_vietnamese_is_readable() -> None:
    """An apostrophe before the number, a byte order mark before the file."""
    text = _written(_store().detect(), "rings", for_spreadsheet=True)

    assert text.startswith("\ufeffring_id,")
    assert ",phone:+84912345678,phone,'+84912345678," in text


def test_jsonl_is_exact() -> None:
    """Nothing is disarmed where nothing is run."""
    file = io.BytesIO()
    write_table(Table(("value",), [("=1+1",)]), file, "jsonl")

    assert file.getvalue() == b'{"value":"=1+1"}\n'


def test_tables_longer_than_a_chunk_have_one_header() -> None:
    """And all of their rows, with whole numbers left whole beside gaps."""
    rows: list[Row] = [(str(n), n if n % 2 else None) for n in range(CHUNK_ROWS + 5)]
    file = io.BytesIO()
    write_table(Table(("id", "amount"), iter(rows)), file, "csv")
    lines = file.getvalue().decode().splitlines()

    assert lines[:3] == ["id,amount", "0,", "1,1"]
    assert len(lines) == CHUNK_ROWS + 6
    assert lines.count("id,amount") == 1


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    """After an error in the middle the old one is as it was, with nothing beside it."""
    store = _store()
    store.detect()
    path = tmp_path / "rings.csv"
    write_rings(store.as_port(), path, "csv")
    before = path.read_bytes()
    store.run_changes = True
    with pytest.raises(StoreUnavailableError):
        write_rings(store.as_port(), path, "csv")

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o077 == 0


def test_a_path_that_cannot_be_written_is_named_in_both_languages(tmp_path: Path) -> None:
    """A folder that isn't there is the user's mistake, not ours."""
    with pytest.raises(InvalidInputError) as caught:
        write_brokers(_store().detect(), tmp_path / "none" / "x.csv", "csv")

    assert "none/x.csv'" in caught.value.message("vi")
    assert "none/x.csv'" in caught.value.message("en")


@pytest.mark.parametrize(("what", "form"), [("people", "csv"), ("rings", "xml")])
def test_unknown_words_are_refused(what: str, form: str) -> None:
    """The message names what there is."""
    with pytest.raises(InvalidInputError):
        _written(_store().detect(), what, form)
