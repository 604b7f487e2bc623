"""YAML: records as in JSON, scalars as text, and nothing that a document says is executed."""

from __future__ import annotations

import time

import pytest

from ingest.rejects import Reason, Reject
from ingest.sources.options import MAX_NODE_BYTES
from ingest.sources.row import Row
from tests.unit.ingest.sources.reading import cells, places, read_all

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
)


def test_records_stand_in_a_list_a_wrapper_or_several_documents() -> None:
    """As in JSON; from the second document on locators say so."""
    wanted = [{"a": "1"}, {"a": "2"}]

    assert cells(read_all("- a: 1\n- a: 2\n", "t.yaml")) == wanted
    assert cells(read_all("title: x\ntags:\n- a: 1\n- {a: 2}\n", "t.yaml")) == wanted
    found = read_all("a: 1\n---\na: 2\n", "t.yml")
    assert cells(found) == wanted
    assert [row.locator for row in found if isinstance(row, Row)] == ["document 1", "document 2"]


def test_scalars_stay_text() -> None:
    """Leading zeros, dates, `no` and quoted nulls are what stands there; plain nulls are absent."""
    (row,) = read_all(
        "- {z: 0912345678, d: 2021-11-12, b: no, n: null, t: ~, q: 'null', e: '', o: 0x1F,"
        " s: 1e5}\n",
        "t.yaml",
    )

    assert isinstance(row, Row)
    assert row.cells == {
        "z": "0912345678", "d": "2021-11-12", "b": "no", "q": "null", "e": "", "o": "0x1F",
        "s": "1e5",
    }  # fmt: skip


def test_a_wrapper_hands_its_plain_values_down_when_asked() -> None:
    """Tag packs name their source once, above or below the records."""
    data = "creator: me\ntags:\n- address: x\n- {address: y, creator: you}\nsource: feed\n"

    assert cells(read_all(data, "t.yaml", inherit=True)) == [
        {"address": "x", "creator": "me", "source": "feed"},
        {"address": "y", "creator": "you", "source": "feed"},
    ]


def test_a_bomb_of_aliases_costs_nothing() -> None:
    """Nested aliases of lists are never expanded; the record is a reject."""
    begin = time.perf_counter()
    found = read_all(BOMB, "t.yaml")

    assert time.perf_counter() - begin < 5
    assert all(isinstance(item, Reject) or len(item.many) < 20 for item in found)
    assert any(isinstance(item, Reject) for item in found)


def test_an_alias_of_a_plain_value_stands_for_it_within_bounds() -> None:
    """Small ones are read; ten thousand copies of a long one are not."""
    assert cells(read_all("- a: &x hello\n- a: *x\n", "t.yaml")) == [{"a": "hello"}, {"a": "hello"}]
    assert places(read_all("- a: *nowhere\n- b: 1\n", "t.yaml"))[0][1] == "unparsable"

    many = f"- a: &x {'y' * 1000}\n" + "- a: *x\n" * 10_000
    found = read_all(many, "t.yaml")
    assert 500 < len(cells(found)) < 1_100
    assert len(found) == 10_001


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['touch /nowhere/x']", "!!python/name:os.system",
        "!!binary aGVsbG8=", "!custom {a: 1}", "!!set {a, b}",
    ],
)  # fmt: skip
def test_tags_run_nothing(value: str) -> None:
    """A tag is ignored: its value is text, a list or an object."""
    found = read_all(f"- x: {value}\n- x: 2\n", "t.yaml")

    assert cells(found)[-1] == {"x": "2"}
    assert all(isinstance(item, Row) for item in found)


@pytest.mark.parametrize(
    ("broken", "line"),
    [("- a: [1,", 4), ("- a: 'x", 4), ("- a: b: c", 3), ("- {a: 1]", 3), ("- @x", 3)],
)
def test_what_stands_before_a_break_is_kept_and_the_line_is_named(broken: str, line: int) -> None:
    """The library's complaint is translated, with its place."""
    found = read_all(f"- a: 1\n- a: 2\n{broken}\n", "t.yaml")

    assert cells(found)[:2] == [{"a": "1"}, {"a": "2"}]
    last = found[-1]
    assert isinstance(last, Reject)
    assert last.reason is Reason.UNPARSABLE
    assert last.row.startswith(f"line {line},")


def test_deep_documents_and_records_end_as_rejects() -> None:
    """Depth is bounded in both styles."""
    flow = read_all("- a: " + "[" * 5_000 + "]" * 5_000 + "\n- a: 2\n", "t.yaml")
    assert all(isinstance(item, Reject) or item.cells == {"a": "2"} for item in flow)
    assert places(flow)

    block = "".join(" " * n + "a:\n" for n in range(200))
    found = read_all(f"- x: 1\n-\n{block.replace('a:', ' a:')}", "t.yaml")
    assert places(found)[0][1] == "unparsable"


def test_a_value_without_end_is_not_held_in_memory() -> None:
    """A scalar of more than the limit stops the document, with its line."""
    found = read_all("- a: 1\n- a: '" + "x" * (2 * MAX_NODE_BYTES), "t.yaml")

    assert cells(found) == [{"a": "1"}]
    assert [reason for _, reason in places(found)] == ["too_long"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"- a: 1\n- a: \x00\n", "nul_byte"), (b"- a: 1\n- a: \xff\n", "encoding"),
    (b"- a: 1\n- a: \x07\n", "unparsable")],
)  # fmt: skip
def test_bytes_that_yaml_forbids_are_named(data: bytes, reason: str) -> None:
    """NUL, invalid UTF-8 and control characters, each with its reason and line."""
    found = read_all(data.replace(b"1", b"1" * 99), "t.yaml")

    place, found_reason = places(found)[-1]
    assert found_reason == reason
    assert place.startswith("line 2")


def test_keys_that_are_no_words_cost_their_record() -> None:
    """A list as a key is no column."""
    found = read_all("- ? [a, b]\n  : c\n- a: 2\n", "t.yaml")

    assert cells(found) == [{"a": "2"}]
    assert places(found)[0][1] == "unparsable"


def test_a_file_of_comments_is_empty() -> None:
    """There is no document in it."""
    assert places(read_all("# nothing\n# here\n", "t.yaml")) == [("", "empty_file")]
