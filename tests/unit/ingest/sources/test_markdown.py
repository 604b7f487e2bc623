"""Markdown: rows of tables by their columns, other lines as texts."""

from __future__ import annotations

import time

import pytest

from ingest.rejects import Reject
from ingest.sources.markdown import has_table, read_cell
from ingest.sources.open import Format
from ingest.sources.row import Row
from tests.unit.ingest.sources.reading import opened, places, read_all

TABLE = """\
# Sites

| Site | Hoster | |
|------|:------:|-|
| [a.com](https://a.com/x) <br> [b.com](https://b.com) | `c` | x\\|y |
| d.com | pretends to be [E](https://e.com) |
| f.com | g | h | i |

- one line
Name | Phone
--- | ---
A | 0912345678
"""


def test_rows_have_the_columns_of_their_table_and_lines_stay_texts() -> None:
    """A row may be short, never long; a link stands for where it leads."""
    found = read_all(TABLE, "t.md")

    rows = [(row.locator, {**row.cells, **row.many}) for row in found if isinstance(row, Row)]
    assert rows == [
        ("line 1", {"text": "# Sites"}),
        ("line 5", {"Site": ("https://a.com/x", "https://b.com"), "Hoster": "`c`",
                    "column 4": "x|y"}),
        ("line 6", {"Site": "d.com", "Hoster": "pretends to be [E](https://e.com)"}),
        ("line 9", {"text": "- one line"}),
        ("line 12", {"Name": "A", "Phone": "0912345678"}),
    ]  # fmt: skip
    assert places(found) == [("line 7", "row_shape")]


def test_columns_are_those_of_all_tables() -> None:
    """In the order in which they come."""
    with opened(TABLE, "t.md") as source:
        assert source.format is Format.MARKDOWN
        assert source.columns == ("text", "Site", "Hoster", "column 4", "Name", "Phone")


@pytest.mark.parametrize(
    ("head", "holds"),
    [
        ("| a | b |\n|---|---|\n", True), ("a | b\n:-- | --:\n", True), ("| a |\n| - |\r\n", True),
        ("| a | b |\n|---|\n", False), ("a\n---\n", False), ("| a | b |\n| c | d |\n", False),
        ("a || b\n|-|-|\n", False), ("", False), ("|---|---|\n", False),
    ],
)  # fmt: skip
def test_a_table_is_cells_above_as_many_dashes(head: str, holds: bool) -> None:  # noqa: FBT001
    """A line of dashes alone separates messages, as ever."""
    assert has_table(head) is holds


def test_a_mapping_that_says_how_text_is_split_is_obeyed() -> None:
    """Then a table is lines of text."""
    with opened(TABLE, "t.md", split="line") as source:
        assert source.format is Format.TEXT


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("", ("",)), ("-", ("-",)), ("a b", ("a b",)), ("a.com<br/>b.com", ("a.com", "b.com")),
        ("một <br> hai ba", ("một <br> hai ba",)), ('[x](<https://a.com> "t")', ("https://a.com",)),
        ("[x](https://a.com/b_(c))", ("https://a.com/b_(c)",)), ("[x]()", ("[x]()",)),
        ("[a](a.com), [b](b.com)", ("a.com", "b.com")), ("![](a.png)", ("a.png",)),
    ],
)  # fmt: skip
def test_a_cell_of_links_alone_stands_for_what_they_lead_to(
    cell: str, texts: tuple[str, ...]
) -> None:
    """Anything else is kept as it was received."""
    assert read_cell(cell) == texts


@pytest.mark.parametrize("evil", ["[" * 200_000, "[a](" * 50_000, "|" * 200_000,
                                  "-|" * 100_000, "<br" * 60_000, "[x](((((" * 30_000,
                                  "\\|" * 100_000])  # fmt: skip
def test_hostile_lines_take_linear_time(evil: str) -> None:
    """As cell, as header, and as the line of dashes; a long line is no cell at all."""
    begun = time.process_time()
    found = read_all(f"| a | b |\n|---|---|\n| {evil} |\n\n{evil}\n{evil}\n", "t.md")

    assert found
    assert time.process_time() - begun < 5


def test_a_line_too_long_and_bytes_that_are_no_text_cost_themselves() -> None:
    """What follows them is read."""
    data = b"| a | b |\n|---|---|\n| c\xff | d |\n| e | f |\n\n" + b"x" * (1 << 21) + b"\ny\n"
    found = read_all(data, "t.md")

    assert [row.locator for row in found if isinstance(row, Row)] == ["line 4", "line 7"]
    assert [(r.row, r.reason.value) for r in found if isinstance(r, Reject)] == [
        ("line 3", "encoding"), ("line 6", "too_long"),
    ]  # fmt: skip
