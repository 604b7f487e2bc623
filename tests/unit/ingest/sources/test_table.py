"""CSV and TSV: every record a row or a reject, whatever was done to the file."""

from __future__ import annotations

import codecs

import pytest

from ingest.rejects import Reason, Reject
from ingest.sources.delimiter import find_delimiter, splits_into_table
from ingest.sources.open import Format
from ingest.sources.options import MAX_COLUMNS
from ingest.sources.row import Row
from ingest.sources.table import name_columns
from tests.unit.ingest.sources.reading import cells, opened, places, read_all

TWO = [{"a": "1", "b": "x"}, {"a": "2", "b": "ý"}]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,x\n2,\xc3\xbd\n", b"a,b\r\n1,x\r\n2,\xc3\xbd\r\n", b"a,b\r1,x\r2,\xc3\xbd\r",
        b"a,b\n1,x\n2,\xc3\xbd", codecs.BOM_UTF8 + b"a,b\n1,x\n2,\xc3\xbd\n",
        b"a;b\n1;x\n2;\xc3\xbd\n",
        b"a\tb\n1\tx\n2\t\xc3\xbd\n", b"a|b\n1|x\n2|\xc3\xbd\n",
        b'"a","b"\n"1","x"\n"2","\xc3\xbd"\n',
        b"\n\na,b\n\n1,x\n\n2,\xc3\xbd\n\n", "a,b\n1,x\n2,ý\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "a,b\r\n1,x\r\n2,ý\r\n".encode("utf-16-be"),
        b"a,b\n1,x\n,\n2,\xc3\xbd\n,,\n"[:-4],
    ],
)  # fmt: skip
def test_one_table_in_all_its_dresses_has_the_same_rows(data: bytes) -> None:
    """BOM, line ends, delimiters, quotes, blank lines and UTF-16 change nothing."""
    found = read_all(data, "t.csv")

    assert cells(found) == TWO
    assert places(found) == []


def test_the_extension_settles_a_tie_and_the_header_the_rest() -> None:
    """In a TSV a tab comes first; cells may hold the other marks."""
    assert cells(read_all("a,b\tc,d\n1,2\t3,4\n", "t.tsv")) == [{"a,b": "1,2", "c,d": "3,4"}]
    assert cells(read_all("tên;ghi chú\nA;x,y,z\n", "t.csv")) == [{"tên": "A", "ghi chú": "x,y,z"}]
    assert cells(read_all("sđt\n0912345678\n", "t.csv")) == [{"sđt": "0912345678"}]
    assert cells(read_all("a:b\n1:2\n", "t.csv", delimiter=":")) == [{"a": "1", "b": "2"}]


def test_quoted_cells_hold_delimiters_quotes_and_line_breaks() -> None:
    """Cells are exactly as received, blanks included."""
    found = read_all('a,b\n"x,y","say ""hi""\nthere"\n" 1 ", 2 \n', "t.csv")

    assert cells(found) == [{"a": "x,y", "b": 'say "hi"\nthere'}, {"a": " 1 ", "b": " 2 "}]


def test_rows_are_numbered_after_the_header_and_found_by_their_number() -> None:
    """Blank rows of a spreadsheet count; a locator says `row n`."""
    found = read_all("a,b\n1,x\n,\n2,y\n", "t.csv")

    assert [(row.number, row.locator) for row in found if isinstance(row, Row)] == [
        (1, "row 1"), (3, "row 3"),
    ]  # fmt: skip


def test_a_row_with_too_many_cells_is_rejected_and_one_with_fewer_kept() -> None:
    """A wide row names its line; a short one lacks its last columns."""
    found = read_all("a,b\n1,x,EXTRA\n2\n3,y\n", "t.csv")

    assert cells(found) == [{"a": "2"}, {"a": "3", "b": "y"}]
    (reject,) = [item for item in found if isinstance(item, Reject)]
    assert (reject.row, reject.reason, reject.whole) == ("row 1", Reason.ROW_SHAPE, True)
    assert reject.value == "1,x,EXTRA"
    assert "Line 2" in reject.detail_en


def test_an_unclosed_quote_costs_its_own_line_and_nothing_behind_it() -> None:
    """What the open quote had swallowed is read again as rows."""
    lines = [f"{n},x{n}" for n in range(100)]
    lines[10] = '10,"never closed'
    found = read_all("a,b\n" + "\n".join(lines) + "\n", "t.csv")

    assert [row["a"] for row in cells(found)] == [str(n) for n in range(100) if n != 10]
    assert places(found) == [("line 12", "unparsable")]


def test_a_quote_that_closes_in_the_middle_costs_its_own_record() -> None:
    """Fragments of a broken record are no rows."""
    found = read_all('a,b\n1,"x"y"\n2,"o\npen" z,\n3,fine\n', "t.csv")

    assert cells(found)[-1] == {"a": "3", "b": "fine"}
    assert all(reason in {"unparsable", "row_shape"} for _, reason in places(found))
    assert places(found)[0] == ("line 2", "unparsable")


@pytest.mark.parametrize(("data", "row"), [("a,b\n", 0), ("a,b", 0), ("\ufeffa,b\r\n", 0)])
def test_a_table_of_a_header_alone_has_columns_and_no_rows(data: str, row: int) -> None:
    """It is no error: nothing was reported that day."""
    with opened(data, "t.csv") as source:
        assert source.columns == ("a", "b")
        assert source.problem is None
        assert len(list(source.rows())) == row


def test_a_table_without_a_header_has_numbered_columns() -> None:
    """The mapping says so; every record is a row."""
    found = read_all("1,x\n2,ý\n", "t.csv", header=False)

    assert cells(found) == [{"column 1": "1", "column 2": "x"}, {"column 1": "2", "column 2": "ý"}]


def test_names_of_columns_are_made_unique() -> None:
    """Blank names become their place, doubled ones get a number."""
    assert name_columns(["a", "a", " a ", "", "a (2)"]) == (
        "a", "a (2)", "a (3)", "column 4", "a (2) (2)",
    )  # fmt: skip
    assert cells(read_all("a,a,\n1,2,3\n", "t.csv")) == [{"a": "1", "a (2)": "2", "column 3": "3"}]


def test_nul_bytes_and_invalid_bytes_cost_their_own_row() -> None:
    """The reject names the column and shows the byte."""
    found = read_all(b"a,b\n1,x\n2,\x00y\n3,\xff\n4,z\n", "t.csv")

    assert [row["a"] for row in cells(found)] == ["1", "4"]
    assert places(found) == [("row 2", "nul_byte"), ("row 3", "encoding")]
    rejects = [item for item in found if isinstance(item, Reject)]
    assert [(item.column, item.value) for item in rejects] == [("b", "\\x00y"), ("b", "\\xff")]


def test_a_header_with_nul_is_refused_as_a_whole() -> None:
    """Without sound names nothing can be mapped."""
    found = read_all(b"a,\x00b\n1,x\n" + b"2,y\n" * 10, "t.csv")

    assert places(found) == [("line 1", "nul_byte")]


def test_the_vietnamese_code_page_is_read_when_it_is_named() -> None:
    """windows-1258 is never guessed: unnamed, the bytes are rejects; named, they are letters."""
    legacy = b"t\xean,s\xf0t\nB\xecnh,0912345678\n"

    assert cells(read_all(legacy, "t.csv", encoding="windows-1258"))[0]["sđt"] == "0912345678"
    assert places(read_all(legacy, "t.csv")) == [("line 1", "encoding")]


def test_utf_16_without_a_mark_is_explained_and_read_when_named() -> None:
    """The reject says which encoding to write into the mapping."""
    data = "a,b\n1,x\n2,y\n".encode("utf-16-le")

    (reject,) = read_all(data, "t.csv")
    assert isinstance(reject, Reject)
    assert reject.reason is Reason.UNSUPPORTED_FILE
    assert "utf-16-le" in reject.mend_en
    assert cells(read_all(data, "t.csv", encoding="utf-16-le"))[0] == {"a": "1", "b": "x"}


def test_lone_surrogates_of_utf_16_cost_their_own_row() -> None:
    """Half a character is no text."""
    data = (
        codecs.BOM_UTF16_LE
        + "a,b\n1,".encode("utf-16-le")
        + b"\x00\xd8"
        + "\n2,y\n".encode("utf-16-le")
    )
    found = read_all(data, "t.csv")

    assert cells(found) == [{"a": "2", "b": "y"}]
    assert places(found) == [("row 1", "encoding")]


def test_more_columns_than_are_read_are_refused_with_their_number() -> None:
    """A table of 1,001 columns and one of a million in a short and a long header line."""
    at_limit = ",".join(f"c{n}" for n in range(MAX_COLUMNS))
    assert read_all(f"{at_limit}\n", "t.csv") == []

    for width in (MAX_COLUMNS + 1, 1_000_000):
        (reject,) = read_all(",".join(["c"] * width) + "\n1,2\n", "t.csv")
        assert isinstance(reject, Reject)
        assert reject.reason is Reason.TOO_MANY_COLUMNS
        assert "columns" in reject.detail_en


def test_a_cell_beyond_the_limit_costs_its_own_row() -> None:
    """The rows around it stay."""
    found = read_all("a,b\n1," + "x" * 200_000 + "\n2,y\n", "t.csv")

    assert cells(found) == [{"a": "2", "b": "y"}]
    assert places(found) == [("line 2", "too_long")]


def test_a_stray_carriage_return_costs_its_own_row() -> None:
    """The old line end in the middle of a cell is named."""
    found = read_all("a,b\n1,x\ry\n2,z\n", "t.csv")

    assert {"a": "2", "b": "z"} in cells(found)
    assert places(found)[0] == ("line 2", "unparsable")


def test_hostile_text_is_kept_as_it_was_received() -> None:
    """Markup, formulas and bidi controls are cells like any other: judged later, changed never."""
    evil = [
        "<img onerror=alert(1)>",
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
        "a\u202eb",
        "'; --",
    ]
    found = read_all("a\n" + "".join(f'"{text}"\n' for text in evil), "t.csv")

    assert [row["a"] for row in cells(found)] == evil


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        ("a,b\n1,2\n", ","), ("a;b\n1;2,5\n", ";"), ("a\tb\n", "\t"), ("a|b|c\n1|2|3\n", "|"),
        ("a\n1,2\n3\n", "\x1f"), ("ghi chú\nmột, hai\nba\n", "\x1f"), ("", "\x1f"),
        ("tiêu đề\n1;2\n3;4\n", ";"), ('"a;b",c\n1,2\n', ","),
    ],
)  # fmt: skip
def test_the_delimiter_is_the_one_that_header_and_rows_agree_on(head: str, delimiter: str) -> None:
    """Where none splits, the table has one column."""
    assert find_delimiter(head) == delimiter


def test_a_table_without_a_name_is_told_from_prose() -> None:
    """Standard input may be either."""
    assert splits_into_table("type,indicator\nphone,0912345678\n")
    assert not splits_into_table("Xin chào, tôi bị lừa.\nHọ gọi, rồi đe dọa.\n")
    assert not splits_into_table("a,b\n")
    assert not splits_into_table("a,a\n1,2\n")
    with opened("type,indicator\nphone,1\n", "-") as source:
        assert source.format is Format.CSV
    with opened("Tôi bị lừa, họ gọi.\nRồi thôi.\n", "-") as source:
        assert source.format is Format.TEXT


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;", "sep=;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_first_line_may_say_the_delimiter(first: str, end: str) -> None:
    """As spreadsheets write it; it is no header, and lines are counted with it."""
    found = read_all(end.join([first, "a;b,c", "1;2,3", "4;5;6", ""]), "t.csv")

    assert cells(found) == [{"a": "1", "b,c": "2,3"}]
    assert places(found) == [("row 2", "row_shape")]
    [reject] = [item for item in found if isinstance(item, Reject)]
    assert "Line 4 " in reject.detail_en


def test_a_header_that_begins_like_a_delimiter_line_is_a_header() -> None:
    """`sep` may be a column, and one without a mark says nothing."""
    assert cells(read_all("sep,b\n1,2\n", "t.csv")) == [{"sep": "1", "b": "2"}]
    assert cells(read_all("sep=\n1\n", "t.csv")) == [{"sep=": "1"}]


def test_columns_between_tabs_are_a_table_in_a_text_file_too() -> None:
    """Spreadsheets save them as `Unicode text`, in UTF-16."""
    data = "SĐT\tSTK\n0912345678\t0123456789\n".encode("utf-16")
    with opened(data, "t.txt") as source:
        assert (source.format, source.columns) == (Format.TSV, ("SĐT", "STK"))
    with opened("Xin chào.\tTôi\nbị lừa\n", "t.txt") as source:
        assert source.format is Format.TEXT
    with opened(data, "t.txt", split="line") as source:
        assert source.format is Format.TEXT
