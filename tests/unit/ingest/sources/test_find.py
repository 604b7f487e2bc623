"""Files to load: all of a folder that can be read, a word about the rest."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.rejects import Reason, Reject
from ingest.sources.find import STDIN, find_files


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a,b\n")


def _found(*paths: Path) -> tuple[list[str], list[tuple[str, str]]]:
    answers = list(find_files(paths))
    files = [item.name for item in answers if isinstance(item, Path)]
    rejects = [(Path(i.source).name, i.reason.value) for i in answers if isinstance(i, Reject)]
    return files, rejects


def test_a_folder_is_walked_in_order_files_before_folders(tmp_path: Path) -> None:
    """Every known extension, in any case; the order is the names'."""
    _make(tmp_path, "b.csv", "a.CSV", "z/2.json", "z/1.tsv", "c/x.yaml", "c/deep/y.yml", "d.txt",
          "e.jsonl", "f.ndjson", "g.md", "h.tab", "i.log")  # fmt: skip

    assert _found(tmp_path) == (
        ["a.CSV", "b.csv", "d.txt", "e.jsonl", "f.ndjson", "g.md", "h.tab", "i.log", "x.yaml",
         "y.yml", "1.tsv", "2.json"],
        [],
    )  # fmt: skip


def test_what_is_ours_or_hidden_is_left_out_without_a_word(tmp_path: Path) -> None:
    """Mappings, rejects of earlier loads, hidden files and folders are no sources."""
    _make(tmp_path, "mapping.yaml", "mapping.yml", "a.csv.rejects.jsonl", ".hidden.csv",
          ".git/x.csv", "a.csv", "mapping-notes.yaml")  # fmt: skip

    assert _found(tmp_path) == (["a.csv", "mapping-notes.yaml"], [])
    assert _found(tmp_path / "mapping.yaml", tmp_path / "a.csv.rejects.jsonl") == ([], [])


def test_what_cannot_be_read_yet_is_said(tmp_path: Path) -> None:
    """Office files get advice; a pipe and an unknown extension a reject."""
    _make(tmp_path, "x.xlsx", "x.exe", "noext", "x.csv.gz")
    os.mkfifo(tmp_path / "pipe.csv")

    files, rejects = _found(tmp_path)
    assert files == []
    assert rejects == [(name, "unsupported_file")
                       for name in ("noext", "pipe.csv", "x.csv.gz", "x.exe",
                       "x.xlsx")]  # fmt: skip
    (office,) = [i for i in find_files([tmp_path]) if isinstance(i, Reject) and "xlsx" in i.source]
    assert "CSV" in office.mend_en


def test_links_within_the_folder_are_followed_and_those_out_of_it_rejected(tmp_path: Path) -> None:
    """A link leads neither out of what the person named nor round in circles."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    _make(inside, "a.csv", "sub/b.csv")
    _make(outside, "secret.csv")
    (inside / "link.csv").symlink_to(inside / "a.csv")
    (inside / "escape.csv").symlink_to(outside / "secret.csv")
    (inside / "dangling.csv").symlink_to(inside / "none.csv")
    (inside / "folder").symlink_to(inside / "sub")
    (inside / "sub" / "loop").symlink_to(inside)
    (inside / "elsewhere").symlink_to(outside)
    (tmp_path / "in2").mkdir()
    _make(tmp_path / "in2", "near.csv")
    (inside / "sibling.csv").symlink_to(tmp_path / "in2" / "near.csv")

    files, rejects = _found(inside)
    assert files == ["a.csv", "link.csv", "b.csv"]
    assert sorted(rejects) == [
        (name, "unreadable_file")
        for name in ("dangling.csv", "elsewhere", "escape.csv", "sibling.csv")
    ]


def test_a_folder_that_is_itself_a_link_is_walked(tmp_path: Path) -> None:
    """It was named by the person."""
    _make(tmp_path / "real", "a.csv")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert _found(tmp_path / "link") == (["a.csv"], [])


def test_a_file_that_was_named_may_have_any_extension(tmp_path: Path) -> None:
    """What it is shows when it is opened; a missing one is said."""
    _make(tmp_path, "feed", "x.exe")

    assert _found(tmp_path / "feed", tmp_path / "x.exe", tmp_path / "none.csv") == (
        ["feed", "x.exe"], [("none.csv", "unreadable_file")],
    )  # fmt: skip


def test_standard_input_is_passed_through_in_its_place(tmp_path: Path) -> None:
    """`-` stands between the files as it was given."""
    _make(tmp_path, "a.csv", "b.csv")

    assert list(find_files([tmp_path / "a.csv", STDIN, tmp_path / "b.csv"])) == [
        tmp_path / "a.csv", STDIN, tmp_path / "b.csv",
    ]  # fmt: skip


def test_hostile_names_are_shown_safely(tmp_path: Path) -> None:
    """Line breaks, bidi controls and bytes that are no characters do not reach the screen raw."""
    _make(tmp_path, "a\nb\u202e.exe")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.exe")).write_text("x")

    rejects = [item for item in find_files([tmp_path]) if isinstance(item, Reject)]
    assert len(rejects) == 2
    assert all(item.source.isprintable() for item in rejects)
    assert all(item.reason is Reason.UNSUPPORTED_FILE for item in rejects)
