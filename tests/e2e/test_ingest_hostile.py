"""Hostile input is normal input: each has its reject, and costs nothing else."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.ingest.job.loading import Loader, keys_of, open_loader

GOOD = "id,sđt,nội dung\n1,0912345678,chuyện\n"
HOSTILE = (
    "<img src=x onerror=alert(1)>", "javascript:alert(1)", "\u202egnp.exe",
    "'; DROP TABLE report;--",
    "=cmd|'/c calc'!A1", "{{7*7}}", "%s%n", "../../etc/passwd", "\u200b0912345678\u2066",
)  # fmt: skip


@pytest.fixture
def loader(tmp_path: Path) -> Iterator[Loader]:
    """Open stores in memory."""
    with open_loader(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.csv", b"", "empty_file"),
        ("blank.csv", b" \n\n", "empty_file"),
        ("zip.csv", b"PK\x03\x04" + os.urandom(2000), "unsupported_file"),
        ("image.json", b"\x89PNG\r\n\x1a\n" + os.urandom(2000), "unsupported_file"),
        (
            "wide.csv",
            b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n1\n",
            "too_many_columns",
        ),
        ("alias.yaml", b"phone: &a [x,x]\nb: &b [*a,*a]\nc: {d: [*b,*b]}\n", "unparsable"),
        ("broken.json", b'[{"phone": "0912345678"}, {"phone": ', "unparsable"),
        ("nul.csv", "id,sđt\n1,0912\x00345678\n".encode(), "nul_byte"),
        ("legacy.csv", "id,sđt\n".encode() + b"1,\xc3\x28 0912345678\n", "encoding"),
        ("excel.csv", "id,sđt\n1,4.48E+11\n".encode(), "excel_damage"),
        ("kind.csv", b"report_id,kind,value\n1,spell,abracadabra\n", "unknown_kind"),
    ],
)
def test_bad_input_is_told_and_the_rest_is_loaded(
    loader: Loader, name: str, content: bytes, reason: str
) -> None:
    """Each file has its reject with place, reason and remedy; the file beside it is loaded."""
    loader.write(f"in/{name}", content)
    loader.write("in/zz-good.csv", GOOD)

    summary = loader.load(loader.folder / "in")

    assert summary.exit_code() == 1
    assert set(summary.rejects_by_reason) == {reason}
    assert "zz-good:1" in [report.id for report in loader.reports()]
    for reject in loader.rejects():
        assert reject["source"].endswith(name)
        assert all(
            reject[part][language] for part in ("detail", "mend") for language in ("vi", "en")
        )


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.yaml", "a.txt"])
def test_bad_files_alone_load_nothing(loader: Loader, name: str) -> None:
    """Exit code 2."""
    assert loader.load(loader.write(name, b"\x00\x01\x02" * 1000)).exit_code() == 2


def test_hostile_texts_in_every_field_stay_data(loader: Loader) -> None:
    """Each row is a report by its one good cell, or is rejected; nothing is interpreted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["sđt", "sđt nghi vấn", "tên miền", "ngày", "thiệt hại", "hình thức",
                     "ngân hàng", "stk", "tiêu đề", *HOSTILE])  # fmt: skip
    for bad in HOSTILE:
        writer.writerow(["0912345678", *[bad] * (8 + len(HOSTILE))])
    mapping = (
        "version: 1\ncolumns: {sđt: phone, sđt nghi vấn: phone, tên miền: domain, ngày: reported, "
        "thiệt hại: loss, hình thức: form, stk: {kind: bank_account, bank_column: ngân hàng}, "
        "tiêu đề: title}\n"
    )

    summary = loader.load(loader.write("a.csv", text.getvalue()), mapping=mapping)

    assert summary.reports.new == len(HOSTILE)
    kinds = {key for report in loader.reports() for key, _ in keys_of(report)}
    assert kinds == {"phone:+84912345678"}
    assert {report.title for report in loader.reports()} == {bad.strip() for bad in HOSTILE}
    shown = "".join(reject["value"] + reject["column"] for reject in loader.rejects())
    assert not any(mark in shown for mark in "\u202e\u200b\u2066")


def test_hostile_headers_and_names_survive_the_dry_run(loader: Loader) -> None:
    """What is printed is escaped, and reads back as the same columns."""
    path = loader.write("a'; rm -rf \u202e.csv", "sđt \u202e<b>,x\n0912345678,1\n")

    dry = loader.load(path, dry_run=True)
    saved = loader.load(path, mapping=dry.files[0].mapping)

    assert "\u202e" not in dry.files[0].mapping
    assert (saved.reports.new, saved.reject_count) == (1, 0)


def test_mixed_encodings_cost_their_rows_alone(loader: Loader) -> None:
    """Two rows of another encoding among a thousand."""
    rows = [f"{n},09123{n:05}\n".encode() for n in range(1000)]
    rows[10] = "10,0912300010 tiền\n".encode("utf-16-le")[:-1]
    rows[500] = b"500,\xe0\xe1 0912300500\n"

    summary = loader.load(loader.write("a.csv", "id,sđt\n".encode() + b"".join(rows)))

    assert summary.reports.new >= 997
    assert summary.files[0].rows == summary.reports.new + summary.files[0].rejected_rows
    assert set(summary.rejects_by_reason) <= {"encoding", "nul_byte", "row_shape"}


def test_deep_and_huge_records_are_rejected_by_themselves(loader: Loader) -> None:
    """A nest of ten thousand lists and a record of nine million characters."""
    records = [
        json.dumps({"phone": "0912345678"}),
        '{"phone": ' + "[" * 10_000 + "]" * 10_000 + "}",
        json.dumps({"phone": "0987654321", "x": "y" * 900_000}),
        json.dumps({"phone": "0987654322"}),
    ]

    summary = loader.load(loader.write("a.jsonl", "\n".join(records)))

    assert summary.reports.new == 3
    assert dict(summary.rejects_by_reason) == {"unparsable": 1}


def test_a_locked_folder_is_told(loader: Loader) -> None:
    """A path that is neither file nor folder."""
    fifo_parent = loader.folder / "in"
    fifo_parent.mkdir()
    os.mkfifo(fifo_parent / "pipe.csv")

    summary = loader.load(fifo_parent)

    assert (summary.exit_code(), dict(summary.rejects_by_reason)) == (2, {"unsupported_file": 1})


_LOAD = """
import resource, sys
from pathlib import Path
from tests.unit.ingest.job.loading import open_loader
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open_loader(Path(sys.argv[2])) as loader:
    summary = loader.load(sys.argv[1])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(summary.reports.new, summary.reject_count, (peak - start) // 1024)
"""


def _load_apart(path: Path, folder: Path) -> tuple[int, int, int]:
    """Return reports, rejects and MiB over the start, of a load in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(path), str(folder)],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    new, rejects, mib = map(int, done.stdout.split())
    return new, rejects, mib


@pytest.mark.slow
def test_a_line_of_200_mb_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    """The rows before and behind it are loaded."""
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write("id,sđt\n1,0912345678\n".encode())
        for _ in range(200):
            file.write(b"9" * 1_000_000)
        file.write(b"\n2,0987654321\n")

    new, rejects, mib = _load_apart(path, tmp_path)

    assert (new, rejects) == (2, 1)
    assert mib < 200


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A hundred thousand rows of a long table, every id scattered, stay far below the limit."""
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("report_id,kind,value\n")
        for number in range(100_000):
            file.write(f"R{number % 1000},spell,{number}\n")

    new, rejects, mib = _load_apart(path, tmp_path)

    assert (new, rejects) == (0, 100_000)
    assert mib < 150
