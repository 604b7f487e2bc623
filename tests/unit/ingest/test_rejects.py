"""Rejects: what was not loaded, why, and how to mend it, kept in a file of whole lines."""

from __future__ import annotations

import errno
import json
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import StoreFullError, StoreUnavailableError
from ingest.reject_file import RejectFile
from ingest.rejects import REASON_TEXTS, Reason, Reject, reject_cell, reject_file, reject_row

CELL = reject_cell("a.csv", "row 1", "sđt", "4.48E+11", Reason.EXCEL_DAMAGE)
ROW = reject_row("a.csv", "row 2", Reason.ROW_SHAPE, value="x,y")
KEYS = ["source", "row", "column", "value", "reason", "detail", "mend", "whole"]


def _fill(file: RejectFile) -> None:
    for _ in range(5000):
        file.add(CELL)


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_every_reason_says_what_is_wrong_and_how_to_mend_it_in_both_languages() -> None:
    """No reason is without texts, no text is without a reason, and no language is missing."""
    assert set(REASON_TEXTS) == {reason.value for reason in Reason}
    for text in REASON_TEXTS.values():
        for vi, en in (text.detail, text.mend):
            assert vi
            assert en
            assert vi != en


def test_a_cell_leaves_its_row_and_a_row_or_file_is_whole() -> None:
    """`whole` says whether anything of it was kept."""
    assert not CELL.whole
    assert ROW.whole
    assert reject_file("a.csv", Reason.EMPTY_FILE).whole


def test_own_texts_replace_the_reasons_and_hostile_values_are_shown_safely() -> None:
    """Names and values are escaped and cut; given details win."""
    reject = reject_cell(
        "a\u202e.csv", "row 1", "c\x00", "v" * 600, Reason.BAD_DATE, detail=("vi", "en"),
        mend=("sửa", "mend"),
    )  # fmt: skip

    assert (reject.source, reject.column) == ("a\\u202e.csv", "c\\x00")
    assert len(reject.value) == 500
    assert (reject.detail_vi, reject.detail_en) == ("vi", "en")
    assert (reject.mend_vi, reject.mend_en) == ("sửa", "mend")
    assert CELL.detail_vi == REASON_TEXTS["excel_damage"].detail[0]


def test_no_file_is_made_where_nothing_is_rejected(tmp_path: Path) -> None:
    """A clean load leaves no empty file behind."""
    with RejectFile(tmp_path / "new" / "x.rejects.jsonl") as file:
        file.flush()

    assert not (tmp_path / "new").exists()


def test_each_reject_is_one_line_of_json_with_the_documented_keys(tmp_path: Path) -> None:
    """Values come back as they were shown."""
    path = tmp_path / "deep" / "er" / "x.rejects.jsonl"
    with RejectFile(path) as file:
        file.add(CELL)
        file.add(ROW)

    assert file.count == 2
    first, second = _lines(path)
    assert list(first) == KEYS
    assert first["source"] == "a.csv"
    assert first["row"] == "row 1"
    assert first["column"] == "sđt"
    assert first["value"] == "4.48E+11"
    assert first["reason"] == "excel_damage"
    assert first["detail"] == {"vi": CELL.detail_vi, "en": CELL.detail_en}
    assert first["whole"] is False
    assert second["whole"] is True


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    """Rejected values are personal data: 0600, also where the file was there with more."""
    path = tmp_path / "new" / "x.rejects.jsonl"
    with RejectFile(path) as file:
        file.add(CELL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    path.chmod(0o644)
    with RejectFile(path) as file:
        file.add(CELL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(_lines(path)) == 2


def test_half_a_line_of_a_power_cut_is_dropped_and_whole_lines_stay(tmp_path: Path) -> None:
    """Every line of the file can be parsed after the next load."""
    path = tmp_path / "x.rejects.jsonl"
    with RejectFile(path) as file:
        file.add(CELL)
    with path.open("ab") as torn:
        torn.write(b'{"source": "b.csv", "ro')
    with RejectFile(path) as file:
        file.add(ROW)

    assert [line["row"] for line in _lines(path)] == ["row 1", "row 2"]


def test_a_file_of_half_a_line_begins_anew(tmp_path: Path) -> None:
    """Where the very first line was torn, nothing of it stays."""
    path = tmp_path / "x.rejects.jsonl"
    path.write_bytes(b'{"source"')
    with RejectFile(path) as file:
        file.add(ROW)

    assert [line["row"] for line in _lines(path)] == ["row 2"]


def test_a_reject_that_was_built_by_hand_still_cannot_break_a_line(tmp_path: Path) -> None:
    """Line breaks, NUL and lone surrogates are written out in every field."""
    evil = "a\nb\x00\ud800\u202e"
    path = tmp_path / "x.rejects.jsonl"
    with RejectFile(path) as file:
        file.add(
            Reject(evil, evil, evil, evil, Reason.BAD_DATE, evil, evil, evil, evil, whole=True)
        )

    (line,) = _lines(path)
    assert line["value"] == "a\\x0ab\\x00\\ud800\\u202e"
    assert line["mend"] == {"vi": line["value"], "en": line["value"]}


def test_what_was_flushed_survives_a_kill(tmp_path: Path) -> None:
    """A killed load leaves whole lines, all of those that were handed over."""
    path = tmp_path / "x.rejects.jsonl"
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from ingest.reject_file import RejectFile; from ingest.rejects import Reason, reject_row\n"
        "f = RejectFile(Path(sys.argv[1]))\n"
        "for n in range(5000): f.add(reject_row('a', f'row {n}', Reason.BAD_DATE))\n"
        "f.flush(); f.add(reject_row('a', 'late', Reason.BAD_DATE))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    child = subprocess.run([sys.executable, "-c", code, str(path)], check=False)

    assert child.returncode == -signal.SIGKILL
    assert [line["row"] for line in _lines(path)][:5000] == [f"row {n}" for n in range(5000)]


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    """Nobody has rejects written over another file."""
    target = tmp_path / "victim.txt"
    target.write_text("mine")
    link = tmp_path / "x.rejects.jsonl"
    link.symlink_to(target)

    with pytest.raises(StoreUnavailableError), RejectFile(link) as file:
        file.add(CELL)
    assert target.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error carries the path and says what to do."""
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "x.rejects.jsonl"

    with pytest.raises(StoreUnavailableError, match="--rejects") as caught:
        RejectFile(path).add(CELL)
    assert str(path) in caught.value.address


def test_a_full_disk_is_told_and_leaves_no_half_line(tmp_path: Path) -> None:
    """The limit of a file's size stands for a full disk: what is there stays whole."""
    path = tmp_path / "x.rejects.jsonl"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        file = RejectFile(path)
        with pytest.raises(StoreFullError) as caught:
            _fill(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old_handler)

    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EFBIG
    assert all(line["row"] == "row 1" for line in _lines(path))
    file.close()  # there is room again: what waited is written
    assert len(_lines(path)) == file.count
    file.close()
