"""Plain text: one message, or several with separators between."""

from __future__ import annotations

from ingest.sources.options import MAX_MESSAGE_CHARACTERS
from ingest.sources.row import Row
from tests.unit.ingest.sources.reading import cells, places, read_all


def _texts(data: bytes | str, **options: object) -> list[str]:
    return [row["text"] for row in cells(read_all(data, "t.txt", **options))]


def test_a_text_is_one_message_with_its_blank_edges_cut() -> None:
    """Blank lines within stay, as do blanks and line ends."""
    assert _texts("\n\nTôi bị lừa.\r\n\n  Họ gọi…\n\n") == ["Tôi bị lừa.\r\n\n  Họ gọi…"]


def test_lines_of_dashes_or_equals_separate_messages() -> None:
    """Three or more, blanks around; two are text."""
    assert _texts("a\n---\nb\n=====\r\nc\n  -----  \n\n---\nd -- e\n--\nf\n") == [
        "a", "b", "c", "d -- e\n--\nf",
    ]  # fmt: skip


def test_blank_lines_or_line_ends_separate_where_the_mapping_says_so() -> None:
    """The two other ways to split."""
    assert _texts("a\nb\n\n \nc\n", split="blank-line") == ["a\nb", "c"]
    assert _texts("a\n\nb\n---\n", split="line") == ["a", "b", "---"]


def test_messages_are_numbered_as_they_are_found() -> None:
    """Blank ones do not count."""
    found = read_all("a\n---\n\n---\nb\n", "t.txt")

    assert [(row.number, row.locator) for row in found if isinstance(row, Row)] == [
        (1, "message 1"), (2, "message 2"),
    ]  # fmt: skip


def test_a_message_beyond_the_limit_costs_itself() -> None:
    """In one line or in many; the reject says where it begins."""
    long = "x" * (MAX_MESSAGE_CHARACTERS + 1)
    many = "dòng\n" * (MAX_MESSAGE_CHARACTERS // 5 + 1)
    found = read_all(f"a\n---\n{long}\n---\n{many}---\nd\n", "t.txt")

    assert [row["text"] for row in cells(found)] == ["a", "d"]
    assert places(found) == [("message 2", "too_long"), ("message 3", "too_long")]


def test_nul_and_invalid_bytes_cost_their_own_message() -> None:
    """The other messages stay."""
    found = read_all(b"a\n---\nb\x00\n---\n\xff\n---\nd\n", "t.txt")

    assert [row["text"] for row in cells(found)] == ["a", "d"]
    assert [reason for _, reason in places(found)] == ["nul_byte", "encoding"]


def test_a_legacy_encoding_is_read_when_named() -> None:
    """windows-1258 writes its tones as combining marks."""
    assert _texts("Tôi".encode("windows-1258"), encoding="windows-1258") == ["Tôi"]
