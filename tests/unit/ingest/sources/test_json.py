"""JSON and JSONL: records wherever they stand, values as written, breaks with their place."""

from __future__ import annotations

import json

import pytest

from ingest.rejects import Reason, Reject
from ingest.sources.open import Format
from ingest.sources.options import MAX_DEPTH, MAX_NODE_BYTES, MAX_VALUE_CHARACTERS
from ingest.sources.row import Row
from tests.unit.ingest.sources.reading import cells, opened, places, read_all

RECORDS = [{"a": "1", "b": "x"}, {"a": "2", "b": "ý"}]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(RECORDS), json.dumps(RECORDS, indent=2), "\ufeff" + json.dumps(RECORDS),
        json.dumps({"data": RECORDS}), json.dumps({"ok": True, "result": {"items": RECORDS}}),
        json.dumps({"count": 2, "tags": RECORDS}), "\n\n" + json.dumps(RECORDS) + "\n\n",
        json.dumps(RECORDS).replace(", ", " ,\r\n\t"),
    ],
)  # fmt: skip
def test_records_are_found_at_the_top_or_in_a_wrapper(data: str) -> None:
    """A list, or the first list of objects within."""
    assert cells(read_all(data, "t.json")) == RECORDS


def test_values_stay_as_they_were_written() -> None:
    """Numbers keep their digits, booleans and nulls are not made up, nesting gives dotted names."""
    data = (
        '[{"n": 1.50, "big": 123456789012345678901234567890, "e": 1e5, "neg": -0, "t": true,'
        ' "nul": null, "o": {"p": {"q": "z"}}, "l": ["a", 1, null, ["b"]], "none": [], "nan": NaN,'
        ' "inf": -Infinity, "u": "\\u1ef5", "lone": "ok"}]'
    )
    (row,) = read_all(data, "t.json")

    assert isinstance(row, Row)
    assert row.cells == {
        "n": "1.50", "big": "123456789012345678901234567890", "e": "1e5", "neg": "-0", "t": "true",
        "o.p.q": "z", "nan": "NaN", "inf": "-Infinity", "u": "ỵ", "lone": "ok",
    }  # fmt: skip
    assert row.many == {"l": ("a", "1", "b")}
    assert row.locator == "[0]"


def test_doubled_keys_lose_nothing() -> None:
    """Both values stand under the one name."""
    (row,) = read_all('[{"a": "1", "a": "2", "b": "x"}]', "t.json")

    assert isinstance(row, Row)
    assert row.many == {"a": ("1", "2")}
    assert row.cells == {"b": "x"}


def test_lists_of_objects_inside_a_record_become_lists_of_values() -> None:
    """Nested columns are dotted paths."""
    (row,) = read_all('[{"id": "1", "ids": [{"k": "p"}, {"k": "q"}]}]', "t.json")

    assert isinstance(row, Row)
    assert row.many == {"ids.k": ("p", "q")}


def test_names_with_their_values_are_records() -> None:
    """`{"site": ["wallet", …]}` gives name and values; named objects their fields."""
    found = read_all('{"site.com": ["w1", "w2"], "other.com": []}', "t.json")
    first = found[0]
    assert isinstance(first, Row)
    assert (first.cells, dict(first.many)) == ({"name": "site.com"}, {"values": ("w1", "w2")})

    found = read_all('{"x": {"a": "1"}, "y": {"a": "2"}}', "t.json")
    assert cells(found) == [{"name": "x", "a": "1"}, {"name": "y", "a": "2"}]


def test_a_mapping_may_name_the_list_and_inherit_what_stands_above() -> None:
    """Another list of objects is then nobody's business; without a path it is told."""
    data = '{"src": "feed", "a": [{"x": "1"}], "b": [{"x": "2", "src": "own"}], "after": "z"}'

    assert cells(read_all(data, "t.json", records="b")) == [{"x": "2", "src": "own"}]
    assert cells(read_all(data, "t.json", records="a", inherit=True)) == [
        {"x": "1", "src": "feed", "after": "z"}
    ]
    found = read_all(data, "t.json")
    assert cells(found) == [{"x": "1"}]
    assert places(found) == [("b", "unparsable")]
    assert places(read_all(data, "t.json", records="none")) == [("", "unparsable")]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ('[{"a": "1"},\n {"a": "2"},\n {"a": }]', "line 3, column 8"),
        ('[{"a": "1"},\n {"a": "2"}\n {"a": "3"}]', "line 3, column 2"),
        ('[{"a": "1"},\n {"a": "2"},\n {"a": "3', "line 3, column 8"),
        ('[{"a": "1"},\n {"a": "2"},\n', "line 3, column 1"),
        ('[{"a": "1"},\n {"a": "2"}]\n}', "line 3, column 1"),
        ('[{"a": "1"},\n {"a": "2"},\n {a: 1}]', "line 3, column 3"),
        ('[{"a": "1"},\n {"a": "2"},\n {"a": "\\x"}]', "line 3, column 9"),
    ],
)  # fmt: skip
def test_what_stands_before_a_break_is_kept_and_the_place_is_named(data: str, place: str) -> None:
    """A document cut off in the middle still gives its first records."""
    found = read_all(data, "t.json")

    assert cells(found) == [{"a": "1"}, {"a": "2"}]
    (broken,) = [item for item in found if isinstance(item, Reject)]
    assert (broken.reason, broken.whole) == (Reason.UNPARSABLE, True)
    assert broken.row == place


def test_a_break_far_behind_the_first_chunk_is_found_at_its_line() -> None:
    """Lines are counted over chunks of the file."""
    records = [f'{{"a": "{"x" * 90}", "n": {n}}}' for n in range(20_000)]
    records[15_000] = '{"a": oops}'
    found = read_all("[\n" + ",\n".join(records) + "\n]", "t.json")

    assert len(cells(found)) == 15_000
    assert places(found)[0][0].startswith("line 15002,")


def test_a_deep_record_costs_itself_and_not_the_reader() -> None:
    """A hundred thousand brackets end as a reject, the next record is read."""
    for depth in (MAX_DEPTH + 2, 100_000):
        deep = "[" * depth + "]" * depth
        found = read_all(f'[{{"a": {deep}}}, {{"a": "2"}}]', "t.json")

        assert cells(found) == [{"a": "2"}]
        assert places(found) == [("[0]", "unparsable")]


def test_a_document_that_is_one_long_nesting_ends_as_a_reject() -> None:
    """Neither depth nor a missing end is an exception."""
    for data in ("[" * 200_000, '{"a":' * 200_000, "[" * 1000 + "]" * 1000):
        assert all(isinstance(item, Reject) for item in read_all(data, "t.json"))


def test_a_value_beyond_the_limit_costs_its_own_record() -> None:
    """A long string and a long record are rejects of their own."""
    long = "x" * (MAX_VALUE_CHARACTERS + 1)
    huge = ",".join(["1"] * (MAX_NODE_BYTES + 10))
    found = read_all(f'[{{"a": "{long}"}}, {{"a": [{huge}]}}, {{"a": "3"}}]', "t.json")

    assert cells(found) == [{"a": "3"}]
    assert places(found) == [("[0]", "too_long"), ("[1]", "too_long")]


def test_too_many_fields_cost_their_own_record() -> None:
    """A record of a million names is not a row."""
    wide = ",".join(f'"c{n}": 1' for n in range(1001))

    assert places(read_all(f"[{{{wide}}}]", "t.json")) == [("[0]", "too_many_columns")]


def test_nul_invalid_bytes_and_lone_surrogates_cost_their_own_record() -> None:
    """Escaped or raw, half characters and NUL are named with their column."""
    found = read_all(b'[{"a": "\\u0000"}, {"a": "\\ud800"}, {"a": "\xff"}, {"a": "4"}]', "t.json")

    assert cells(found) == [{"a": "4"}]
    assert [reason for _, reason in places(found)] == ["nul_byte", "encoding", "encoding"]


def test_plain_values_and_single_objects_are_records_too() -> None:
    """A list of texts has the column `value`; one object is one record."""
    assert cells(read_all('["a", 1, true]', "t.json")) == [
        {"value": "a"}, {"value": "1"}, {"value": "true"},
    ]  # fmt: skip
    assert cells(read_all('{"a": "1", "b": "x"}', "t.json")) == [{"a": "1", "b": "x"}]
    assert read_all("[]", "t.json") == []


# ---- JSONL


def test_each_line_is_a_record_and_a_bad_line_costs_itself() -> None:
    """The reject names line and column."""
    found = read_all('{"a": "1"}\n\n{"a": \n{"a": "3"} x\n{"a": "4"}\r\n', "t.jsonl")

    assert cells(found) == [{"a": "1"}, {"a": "4"}]
    assert places(found) == [("line 3", "unparsable"), ("line 4", "unparsable")]
    last = [item for item in found if isinstance(item, Row)][-1]
    assert (last.number, last.locator) == (4, "line 5")
    assert any("column" in item.detail_en for item in found if isinstance(item, Reject))


def test_json_of_one_object_a_line_is_jsonl_whatever_its_name() -> None:
    """Many exports call it .json."""
    with opened('{"a": "1"}\n{"a": "2"}\n', "t.json") as source:
        assert source.format is Format.JSONL
        assert source.columns == ("a",)
    with opened('{"a": "1"}\n{"a": "2"}\n', "-") as source:
        assert source.format is Format.JSONL
    with opened('[{"a": "1"}]', "-") as source:
        assert source.format is Format.JSON


def test_hostile_lines_cost_themselves() -> None:
    """Depth, length, NUL and invalid bytes on lines of their own."""
    lines = [b'{"a": "1"}', b"[" * 50_000, b'{"a": "' + b"x" * (1024 * 1024 + 1) + b'"}',
             b'{"a":"\x00"}',
             b'{"a": "\xff"}', b'{"a": "6"}']  # fmt: skip
    found = read_all(b"\n".join(lines) + b"\n", "t.jsonl")

    assert cells(found) == [{"a": "1"}, {"a": "6"}]
    assert places(found) == [
        ("line 2", "unparsable"), ("line 3", "too_long"), ("line 4", "nul_byte"), ("line 5",
        "encoding"),
    ]  # fmt: skip
