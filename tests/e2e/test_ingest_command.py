"""`truyvet ingest` as a person runs it: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS = (
    "mã tin,ngày trình báo,sđt nghi vấn\nTB-1,03/04/2026,0912345678\nTB-2,05/06/2026,0987654321\n"
)


def _run(
    home: Path, *arguments: str, stdin: str = "", limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from api.cli import main; main()", "ingest", *arguments]
    return subprocess.run(
        command,
        check=False, capture_output=True, text=True, timeout=120, input=stdin, preexec_fn=limit,
        env={**os.environ, "TRUYVET_HOME": str(home)},
    )  # fmt: skip


def _status(home: Path) -> dict[str, Any]:
    command = [sys.executable, "-c", "from api.cli import main; main()", "status", "--json"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=120,
        env={**os.environ, "TRUYVET_HOME": str(home)},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_dry_run_prints_a_mapping_that_can_be_saved_as_it_is(tmp_path: Path) -> None:
    """Saved beside the file, with the question answered, it is used without a word."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "tin.csv").write_text(ROWS, encoding="utf-8")

    dry = _run(tmp_path / "home", "--dry-run", str(folder))
    saved = dry.stdout.replace("{date: reported}", "{date: reported, order: day-month}")
    (folder / "mapping.yaml").write_text(saved, encoding="utf-8")
    loaded = _run(tmp_path / "home", "--json", str(folder))

    assert (dry.returncode, loaded.returncode) == (1, 0), dry.stderr + loaded.stderr
    assert "# order: day-month | month-day" in dry.stdout
    found = json.loads(loaded.stdout)
    assert found["files"][0]["profile"] == "mapping.yaml"
    assert found["reports"] == {"new": 2, "known": 0, "superseded": 0}


def test_standard_input_is_read_once_and_again_known(tmp_path: Path) -> None:
    """What it is written in shows in its first lines."""
    first = _run(tmp_path, "--json", "--stream", "tin", "-", stdin=ROWS)
    again = _run(tmp_path, "--json", "--stream", "tin", "-", stdin=ROWS)

    assert json.loads(first.stdout)["reports"]["new"] == 2
    assert json.loads(again.stdout)["reports"] == {"new": 0, "known": 2, "superseded": 0}


def test_rejects_go_where_they_are_wanted(tmp_path: Path) -> None:
    """The summary names the file; each line of it says how to mend."""
    (tmp_path / "a.csv").write_text("sđt\n4.48E+11\n0912345678\n", encoding="utf-8")
    rejects = tmp_path / "bad.jsonl"

    done = _run(tmp_path / "home", "--rejects", str(rejects), str(tmp_path / "a.csv"))

    assert done.returncode == 1
    assert str(rejects) in done.stdout
    [line] = rejects.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reason"] == "excel_damage"


def test_rejects_never_go_into_what_is_loaded_or_into_nothing(tmp_path: Path) -> None:
    """Evidence keeps its bytes; what can't work is told before anything is stored."""
    source = tmp_path / "a.csv"
    source.write_text("sđt\n4.48E+11\n0912345678\n", encoding="utf-8")
    before = source.read_bytes()
    link = tmp_path / "link.jsonl"
    link.symlink_to(source)

    for place in (source, link, tmp_path, Path("-"), source / "x.jsonl"):
        done = _run(tmp_path / "home", "--rejects", str(place), str(source))
        assert done.returncode == 2, done.stderr
        assert "--rejects" in done.stderr
        assert "dòng bị từ chối" in done.stderr
    assert source.read_bytes() == before
    assert not Path("-").exists()
    assert _status(tmp_path / "home")["sources"] == 0


def test_a_file_that_breaks_before_its_first_report_leaves_no_open_load(tmp_path: Path) -> None:
    """Nobody could ever complete it: mended, it is another file."""
    broken = tmp_path / "a.json"
    broken.write_text('{"a":', encoding="utf-8")

    assert _run(tmp_path / "home", str(broken)).returncode == 2
    assert _status(tmp_path / "home")["sources"] == 0


def test_a_blank_path_is_no_folder(tmp_path: Path) -> None:
    """An unset variable of a shell must not load whatever lies in the current folder."""
    done = _run(tmp_path, "")

    assert done.returncode == 2
    assert "A path is blank" in done.stderr


def test_nothing_loaded_ends_with_two(tmp_path: Path) -> None:
    """A path that is not there."""
    assert _run(tmp_path, str(tmp_path / "nowhere.csv")).returncode == 2


def test_a_full_disk_keeps_what_was_stored_and_is_made_good(tmp_path: Path) -> None:
    """The store may not grow beyond a few megabytes; later it may."""
    path = tmp_path / "tin.csv"
    rows = "".join(f"TB-{n},09{n:08},{n:012}\n" for n in range(10_000_000, 10_020_000))
    path.write_text("mã tin,sđt nghi vấn,stk nghi vấn\n" + rows, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000_000, resource.RLIM_INFINITY))

    full = _run(tmp_path / "home", str(path), limit=limit)
    good = _run(tmp_path / "home", "--json", str(path))

    assert full.returncode not in {0, 1, 2}, full.stdout
    assert "Traceback" not in full.stderr
    reports = json.loads(good.stdout)["reports"]
    assert reports["new"] + reports["known"] == 20_000
    assert reports["known"] > 0
    assert good.returncode == 0
