"""Readers under any bytes: every record a row or a reject, nothing raised, nothing lost."""

from __future__ import annotations

import csv
import io
import json
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.rejects import Reject
from ingest.sources.cursor import BrokenDocumentError
from ingest.sources.delimiter import find_delimiter, splits_into_table
from ingest.sources.flatten import Node, Pairs
from ingest.sources.json_cursor import JsonCursor
from ingest.sources.open import ReadOptions, open_source
from ingest.sources.row import Row
from ingest.visible import show

NAMES = ("t.csv", "t.tsv", "t.json", "t.jsonl", "t.yaml", "t.txt", "-")
SEEDS = (
    b"a,b\n1,x\n2,y\n", b'a,b\n"1","x ""y"""\n2,"z\nw"\n', b"a\tb\n1\t2\n",
    b"\xef\xbb\xbfa;b\r\n1;2\r\n",
    b'[{"a": 1, "b": [1, 2]}, {"a": {"c": null}}]', b'{"t": [{"a": "x"}], "u": [{"b": 1}]}',
    b'{"a": 1}\n{"a": 2}\n', b'{"x": ["1"], "y": ["2"]}',
    b"- a: 1\n- b: [x, y]\n- &k {c: d}\n- *k\n",
    b"a: &x 1\nb: *x\n---\nc: !t {d: e}\n", "Tôi bị lừa\n---\nHọ gọi\n".encode(),
    "a,b\n1,ý\n".encode("utf-16"), b"a\rb\rc\r", b"? [a]\n: b\n", b"%YAML 1.1\n--- x\n...\n",
)  # fmt: skip
PIECES = (b"\x00", b"\xff", b'"', b"\n", b"\r", b",", b"[", b"{", b"}", b"]", b":", b"- ", b"*x",
b"&x",
          b"---\n", b"\xef\xbb\xbf", b"\\", b"\\u12", b"!!python/name:os.system ", b"\t", b"'",
          b"|\n", b"\x07",
          b"\xf0\x9f\x98\x80", b"1e5", b"NaN", b"<<: ", b"PK\x03\x04")  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a document with pieces cut out, doubled or put in."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 8)))
        data = (
            data[:at]
            + draw(st.sampled_from(PIECES))
            + draw(st.sampled_from([data[at:to] * 2, b""]))
            + data[to:]
        )
    return data


def _read(data: bytes, name: str, options: ReadOptions) -> list[Row | Reject]:
    with open_source(None, io.BytesIO(data), name=name, options=options) as source:
        found = list(source.rows())
        assert list(source.rows()) == found
        assert source.sample(3) == [item for item in found[:3] if isinstance(item, Row)]
        assert len(set(source.columns)) == len(source.columns)
    return found


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=200, deadline=None)
@given(
    data=st.one_of(mutated(), st.binary(max_size=200)),
    options=st.builds(
        ReadOptions,
        header=st.booleans(),
        inherit=st.booleans(),
        records=st.sampled_from([None, "t", "a.b", ""]),
        split=st.sampled_from(["none", "blank-line", "line"]),
        encoding=st.sampled_from([None, "windows-1258", "utf-16-le", "utf-8"]),
    ),
)
def test_any_bytes_are_rows_and_rejects(name: str, data: bytes, options: ReadOptions) -> None:
    """Reading never raises, twice gives the same, numbers rise, and texts can be stored."""
    found = _read(data, name, options)

    rows = [item for item in found if isinstance(item, Row)]
    numbers = [row.number for row in rows]
    assert numbers == sorted(set(numbers))
    for row in rows:
        for text in (*row.cells, *row.cells.values(), *row.many, *sum(row.many.values(), ())):
            assert text.encode().decode() == text
            assert "\x00" not in text
    for reject in found:
        if isinstance(reject, Reject):
            assert reject.whole
            assert reject.mend_vi
            assert show(reject.value) == reject.value


cell = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=6)
)


@settings(max_examples=300, deadline=None)
@given(tables, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n"]),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))  # fmt: skip
def test_a_table_comes_back_as_it_was_written(
    table: list[list[str]], delimiter: str, end: str, encoding: str
) -> None:
    """Delimiters, quotes and line breaks in cells are data, in each encoding."""
    names = [f"cột {n}" for n in range(len(table[0]))]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        [names, *table]
    )
    found = _read(out.getvalue().encode(encoding), "t.csv", ReadOptions(delimiter=delimiter))

    wanted = [dict(zip(names, row, strict=True)) for row in table if any(row)]
    assert [dict(item.cells) for item in found if isinstance(item, Row)] == wanted
    assert not [item for item in found if isinstance(item, Reject)]


names = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=12,
)


class _Dribble(io.StringIO):
    """Text that comes a few characters at a time, so that chunks end everywhere."""

    def __init__(self, text: str, size: int) -> None:
        super().__init__(text)
        self.size = size

    def read(self, size: int | None = -1, /) -> str:
        return super().read(self.size if size is None or size < 0 else min(size, self.size))


def _plain(node: Node) -> object:
    if isinstance(node, Pairs):
        return {key: _plain(value) for key, value in node}
    if isinstance(node, list):
        return [_plain(item) for item in cast("list[Node]", node)]
    return node


def _as_text(value: object) -> object:
    """Return a value with its numbers as the text that JSON writes."""
    if isinstance(value, dict):
        return {str(key): _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return value if value is None or isinstance(value, (str, bool)) else json.dumps(value)


@settings(max_examples=300, deadline=None)
@given(values, st.integers(1, 9), st.sampled_from([None, 1]))
@example("x" * 40, 1, None)
@example({"a": [1.5e300, -0.0, '\\u"']}, 1, 1)
def test_json_in_pieces_is_the_json_that_was_written(
    value: object, size: int, indent: int | None
) -> None:
    """Wherever a chunk ends, also within an escape or a number."""
    text = json.dumps(value, indent=indent)
    cursor = JsonCursor(_Dribble(text, size))

    assert _plain(cursor.read()) == _as_text(value)
    cursor.finish()

    passed = JsonCursor(_Dribble(f"[{text},\n 7]", size))
    places = passed.items()
    next(places)
    passed.skip()
    next(places)
    assert passed.line() == text.count("\n") + 2
    assert passed.read() == "7"
    assert list(places) == []


@settings(max_examples=300, deadline=None)
@given(st.text('{}[]",:\\ntrue01 \n', max_size=40), st.integers(1, 5))
def test_broken_json_breaks_at_a_place_within_it(text: str, size: int) -> None:
    """The place does not depend on how the text arrived."""
    outcomes = set()
    for step in (size, 1000):
        cursor = JsonCursor(_Dribble(text, step))
        try:
            cursor.read()
            cursor.finish()
        except BrokenDocumentError as error:
            outcomes.add((error.line, error.column))
        else:
            outcomes.add((0, 0))

    assert len(outcomes) == 1
    line, column = outcomes.pop()
    assert line <= text.count("\n") + 1
    assert column <= len(text) + 1


@given(st.text(max_size=300))
def test_any_text_has_a_delimiter(head: str) -> None:
    """Judging a beginning never fails."""
    assert len(find_delimiter(head)) == 1
    splits_into_table(head)
