"""The whole job on small files: what is stored, what is told, and what it costs to repeat."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.errors import InvalidInputError, InvalidMappingError, StoreUnavailableError
from graph.store.answers import BatchResult
from ingest.mapping_file import parse_mapping
from tests.unit.ingest.job.loading import Loader, keys_of

REGISTER = (
    "mã tin,ngày trình báo,sđt nghi vấn,số tài khoản nghi vấn,ngân hàng,nội dung\n"
    "TB-1,23/11/2026,0912345678,0011223344,Vietcombank,Tôi bị lừa\n"
    "TB-2,24/11/2026,0912345678,,,\n"
)


def test_a_register_is_loaded_without_a_mapping(loader: Loader) -> None:
    """Headers tell what the columns are; the figures add up; texts go to their own store."""
    summary = loader.load(loader.write("tin-bao-2026-11-24.csv", REGISTER))

    assert summary.to_json() == {
        "files": [
            {
                "name": str(loader.folder / "tin-bao-2026-11-24.csv"),
                "stream": "tin-bao",
                "profile": "inferred",
                "rows": 2,
                "reports": {"new": 2, "known": 0, "superseded": 0},
                "rejects": 0,
                "rejected_rows": 0,
                "rejects_file": None,
            }
        ],
        "reports": {"new": 2, "known": 0, "superseded": 0},
        "mentions": {"new": 3, "by_kind": {"bank_account": 1, "phone": 2}},
        "links": 0,
        "rejects": {"count": 0, "by_reason": {}},
    }
    assert summary.exit_code() == 0
    assert [report.id for report in loader.reports()] == ["tin-bao:TB-1", "tin-bao:TB-2"]
    assert keys_of(loader.reports()[0]) == [
        ("bank_account:970436:0011223344", "suspect"), ("phone:+84912345678", "suspect"),
    ]  # fmt: skip
    texts = loader.texts.read("tin-bao:TB-1", who="test", purpose="test")
    assert [text.text for text in texts] == ["Tôi bị lừa"]


def test_the_same_file_again_is_known_whole(loader: Loader) -> None:
    """Its reports count as known; nothing is read again, nothing is added."""
    path = loader.write("tin.csv", REGISTER)
    loader.load(path)
    before = loader.store.counts()

    again = loader.load(path)

    assert (again.reports.new, again.reports.known, again.files[0].rows) == (0, 2, 0)
    assert again.exit_code() == 0
    assert loader.store.counts() == before


def test_a_longer_export_adds_what_is_new(loader: Loader) -> None:
    """Under another date it is the same stream; a corrected report is a new version."""
    loader.load(loader.write("tin-2026-11-23.csv", REGISTER))
    longer = REGISTER.replace("24/11/2026,0912345678", "24/11/2026,0987654321")
    longer += "TB-3,24/11/2026,0912345670,,,\n"

    summary = loader.load(loader.write("tin-2026-11-24.csv", longer))

    assert summary.reports.to_json() == {"new": 1, "known": 1, "superseded": 1}
    assert keys_of(loader.store.get_report("tin:TB-2")) == [("phone:+84987654321", "suspect")]


def test_a_longer_export_of_rows_without_ids_adds_what_is_new(loader: Loader) -> None:
    """Equal rows are told apart by their number among equal rows."""
    rows = "type,indicator\ndomain,a[.]com\ndomain,b[.]com\ndomain,a[.]com\n"
    loader.load(loader.write("feed-2026-11-23.csv", rows))

    summary = loader.load(loader.write("feed-2026-11-24.csv", rows + "domain,c.com\n"))

    assert summary.reports.to_json() == {"new": 1, "known": 3, "superseded": 0}


def test_another_mapping_reads_a_known_file_anew(loader: Loader) -> None:
    """The mapping is part of what makes a reading."""
    path = loader.write("tin.csv", REGISTER)
    loader.load(path)

    mapping = "version: 1\nid: mã tin\ncolumns: {sđt nghi vấn: {kind: phone, role: victim}}\n"
    summary = loader.load(path, mapping=mapping)

    assert summary.reports.superseded == 2
    assert keys_of(loader.store.get_report("tin:TB-1")) == [("phone:+84912345678", "victim")]


def test_a_dry_run_stores_nothing_and_returns_the_mapping(loader: Loader) -> None:
    """The mapping reads back as the same one, and says what would be new."""
    path = loader.write("tin.csv", REGISTER)
    loader.load(loader.write("tin-old.csv", REGISTER[: REGISTER.index("TB-2")]), stream="tin")
    before = loader.store.counts()

    summary = loader.load(path, dry_run=True)

    assert summary.reports.to_json() == {"new": 1, "known": 1, "superseded": 0}
    assert loader.store.counts() == before
    [file] = summary.to_json()["files"]
    assert parse_mapping(file["mapping"], "saved.yaml").find("tin.csv") is not None
    saved = loader.load(path, mapping=file["mapping"])
    assert saved.reports.to_json() == {"new": 1, "known": 1, "superseded": 0}


def test_an_open_order_of_day_and_month_is_asked_and_rejected(loader: Loader) -> None:
    """Nothing in the column settles it: the rows are kept without their dates."""
    path = loader.write(
        "tin.csv", "id,ngày,sđt\n1,03/04/2026,0912345678\n2,05/06/2026,0912345678\n"
    )

    asked = loader.load(path, dry_run=True)
    loaded = loader.load(path)

    assert "ngày: {date: reported}  # order: day-month | month-day" in asked.files[0].mapping
    assert dict(loaded.rejects_by_reason) == {"ambiguous_date": 2}
    assert (loaded.reports.new, loaded.exit_code()) == (2, 1)
    assert [report.reported for report in loader.reports()] == [None, None]


def test_one_cell_far_down_settles_the_order_of_its_column(loader: Loader) -> None:
    """Where the sample leaves it open, the file is read to its end."""
    rows = [f"{n},03/04/2026,0912345678\n" for n in range(1500)] + ["x,25/04/2026,0912345678\n"]
    path = loader.write("tin.csv", "id,ngày,sđt\n" + "".join(rows))

    summary = loader.load(path)

    assert summary.reject_count == 0
    reported = loader.store.get_report("tin:0").reported
    assert reported is not None
    assert reported.at.isoformat() == "2026-04-02T17:00:00+00:00"


def test_a_mapping_beside_the_files_serves_them(loader: Loader) -> None:
    """One that is given goes before it, and one of its documents may leave files out."""
    loader.write(
        "in/mapping.yaml",
        "version: 1\nfiles: [a.csv]\nstream: riêng\ncolumns: {c1: phone}\n"
        "---\nversion: 1\nfiles: [b.csv]\nignore: true\n",
    )
    loader.write("in/a.csv", "c1\n0912345678\n")
    loader.write("in/b.csv", "c1\n0912345678\n")

    beside = loader.load(loader.folder / "in")
    given = loader.load(
        loader.folder / "in" / "b.csv", mapping="version: 1\ncolumns: {c1: phone}\n"
    )

    assert [(f.stream, f.profile, f.rows) for f in beside.files] == [
        ("riêng", "mapping.yaml", 1), ("", "ignored", 0),
    ]  # fmt: skip
    assert [(f.stream, f.profile, f.rows) for f in given.files] == [("b", "test.yaml", 1)]


def test_a_broken_mapping_stops_its_folder_alone(loader: Loader) -> None:
    """The reject names the mapping's line; files elsewhere are loaded."""
    loader.write("in/mapping.yaml", "version: 1\ncolumns: {c1: fone}\n")
    loader.write("in/a.csv", "c1\n0912345678\n")
    loader.write("out/a.csv", "sđt\n0912345678\n")

    summary = loader.load(loader.folder / "in", loader.folder / "out")

    assert [(f.reports.new, f.reject_count) for f in summary.files] == [(0, 1), (1, 0)]
    assert "mapping.yaml, line 2" in loader.rejects()[0]["detail"]["en"]


def test_a_column_that_the_table_lacks_is_told(loader: Loader) -> None:
    """The rest is loaded; without the id column nothing is."""
    path = loader.write("a.csv", "c1\n0912345678\n")

    told = loader.load(path, mapping="version: 1\ncolumns: {c1: phone, c2: phone}\n")
    nothing = loader.load(path, mapping="version: 1\nid: c3\ncolumns: {c1: phone}\n")

    assert (told.reports.new, told.exit_code()) == (1, 1)
    assert (nothing.reports.new, nothing.exit_code()) == (0, 2)
    assert [(r["column"], r["reason"], r["whole"]) for r in loader.rejects()] == [
        ("c2", "row_shape", False), ("c3", "row_shape", True),
    ]  # fmt: skip


def test_a_bad_file_never_stops_the_others(loader: Loader) -> None:
    """What is missing, empty or binary is told, the rest is loaded."""
    loader.write("in/1.csv", "")
    loader.write("in/2.csv", b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)
    loader.write("in/3.csv", REGISTER)
    loader.write("in/4.docx", "x")

    summary = loader.load(loader.folder / "in", loader.folder / "nowhere.csv")

    assert (summary.reports.new, summary.exit_code()) == (2, 1)
    assert dict(summary.rejects_by_reason) == {
        "empty_file": 1, "unsupported_file": 2, "unreadable_file": 1,
    }  # fmt: skip


def test_nothing_loaded_is_exit_code_two(loader: Loader) -> None:
    """Also where there is nothing at all to load, and each time again."""
    (loader.folder / "empty").mkdir()
    path = loader.write("a.csv", "sđt\n4.48E+11\n")

    assert loader.load(loader.folder / "empty").exit_code() == 2
    for _ in range(2):
        summary = loader.load(path)
        assert (summary.exit_code(), dict(summary.rejects_by_reason)) == (2, {"excel_damage": 1})


def test_a_stream_that_cannot_be_named_is_refused(loader: Loader) -> None:
    """Before anything is read."""
    with pytest.raises(InvalidInputError, match="colon"):
        loader.load(loader.write("a.csv", REGISTER), stream="a:b")


def test_a_wrong_mapping_given_is_the_callers_to_mend(loader: Loader) -> None:
    """It never reaches the job."""
    with pytest.raises(InvalidMappingError):
        loader.load(loader.write("a.csv", REGISTER), mapping="version: 2\n")


def test_a_failing_store_stops_the_job_and_keeps_what_was_stored(
    loader: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second batch fails; the first stays; loading again completes the file."""
    rows = "".join(f"{n},09{n:08}\n" for n in range(10_000_000, 10_009_000))
    path = loader.write("tin.csv", "id,sđt\n" + rows)
    add = loader.store.add_reports
    batches: list[BatchResult] = []

    def fail_at_second(*arguments: object) -> BatchResult:
        if batches:
            address = "memory"
            raise StoreUnavailableError(address, "đầy", "full")
        batches.append(add(*arguments))  # type: ignore[arg-type]
        return batches[0]

    with monkeypatch.context() as patch:
        patch.setattr(loader.store, "add_reports", fail_at_second)
        with pytest.raises(StoreUnavailableError):
            loader.load(path)
    stored = loader.store.counts().reports
    again = loader.load(path)

    assert stored == batches[0].new > 0
    assert again.reports.to_json() == {"new": 9000 - stored, "known": stored, "superseded": 0}


def test_progress_grows_to_the_whole(loader: Loader) -> None:
    """Shares are of the bytes of all files; rows are counted over all of them."""
    said: list[tuple[str, int, float]] = []
    long = "report_id,kind,value\n" + "".join(f"R{n % 700},phone,09{n:08}\n" for n in range(3000))
    loader.write("in/a.csv", "sđt\n" + "0912345678\n" * 3000)
    loader.write("in/b.csv", long)

    loader.load(loader.folder / "in", on_progress=lambda *args: said.append(args))

    shares = [share for _, _, share in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [rows for _, rows, _ in said][-1] == 6000
    assert {Path(label).name for label, _, _ in said} == {"a.csv", "b.csv"}


def test_new_ids_are_passed_on_as_they_are_stored(loader: Loader) -> None:
    """Watch lists need them; a known file has none."""
    path = loader.write("tin.csv", REGISTER)
    heard: list[str] = []

    for _ in range(2):
        loader.load(path, on_new_reports=heard.extend)

    assert heard == ["tin:TB-1", "tin:TB-2"]


def test_a_table_without_a_header_is_read_from_its_first_row(loader: Loader) -> None:
    """Three rows, three reports."""
    summary = loader.load(loader.write("a.csv", "0912345678,a\n0987654321,b\n0912345670,c\n"))

    assert (summary.reports.new, summary.files[0].rows) == (3, 3)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "report_id,kind,value\n"), ("a.csv", "sđt,b\n,\n"), ("a.json", "[]"),
     ("a.txt", "---\n---\n")],
)  # fmt: skip
def test_a_file_without_a_row_says_so_each_time(loader: Loader, name: str, content: str) -> None:
    """A header alone, an empty list: one reject, and alone that is nothing loaded."""
    path = loader.write(name, content)

    for _ in range(2):
        summary = loader.load(path)
        assert (summary.exit_code(), dict(summary.rejects_by_reason)) == (2, {"empty_file": 1})
    assert "header at most" in loader.rejects()[0]["detail"]["en"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", '[{"sđt":"0912345678"},{"sđt":"0912345679"},{"sđ'),
     ("a.yaml", '- sđt: "0912345678"\n- sđt: "0912345679"\n- "x')],
)  # fmt: skip
def test_a_file_that_breaks_off_is_never_taken_for_whole(
    loader: Loader, name: str, content: str
) -> None:
    """What was read is loaded once, and each load says again where the file breaks."""
    path = loader.write(name, content)

    first, again = loader.load(path), loader.load(path)

    assert (first.reports.new, first.files[0].rows, first.exit_code()) == (2, 2, 1)
    assert (again.reports.known, again.reports.new, again.exit_code()) == (2, 0, 1)
    assert dict(again.rejects_by_reason) == {"unparsable": 1}
    assert again.files[0].rejects_file == str(loader.folder / "out.rejects.jsonl")


def test_an_empty_mapping_file_is_one_that_is_being_written(loader: Loader) -> None:
    """`truyvet ingest --dry-run a.csv > mapping.yaml` makes it before the run begins."""
    loader.write("mapping.yaml", "")

    dry = loader.load(loader.write("a.csv", REGISTER), dry_run=True)
    loader.write("mapping.yaml", dry.files[0].mapping)
    loaded = loader.load(loader.folder / "a.csv")

    assert dry.reports.to_json() == loaded.reports.to_json() == {
        "new": 2, "known": 0, "superseded": 0,
    }  # fmt: skip
    assert loaded.files[0].profile == "mapping.yaml"


def test_a_mapping_given_serves_beside_a_broken_one(loader: Loader) -> None:
    """The folder's own is not even read."""
    loader.write("mapping.yaml", "version: 1\nbogus: 1\n")
    path = loader.write("a.csv", "c1\n0912345678\n")

    summary = loader.load(path, mapping="version: 1\ncolumns: {c1: phone}\n")

    assert (summary.reports.new, summary.exit_code()) == (1, 0)


def test_a_table_of_which_nothing_is_known_says_what_to_do(loader: Loader) -> None:
    """Each row is a reject that leads to a mapping."""
    summary = loader.load(loader.write("a.csv", "c1,c2\nx,y\n"))

    assert summary.exit_code() == 2
    [reject] = loader.rejects()
    assert "--dry-run" in reject["mend"]["vi"]
    assert "--mapping" in reject["mend"]["en"]


ROWS = "".join(f"{n},0912{n:06}\n" for n in range(20_000))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_changes_while_it_is_read_is_told_and_never_whole(
    loader: Loader, encoding: str
) -> None:
    """Its reports would else stand under the hash of bytes that they are not from."""
    path = loader.write("tin.csv", ("id,sđt\n" + ROWS).encode(encoding))

    def change(_label: str, rows: int, _share: float) -> None:
        if 1000 <= rows < 2000:
            path.write_bytes(("id,sđt\n" + ROWS.replace(",0912", ",0913")).encode(encoding))

    during = loader.load(path, on_progress=change)
    after = loader.load(path)

    wide = encoding == "utf-16"  # read from a copy, which nobody can change
    assert dict(during.rejects_by_reason) == ({} if wide else {"unreadable_file": 1})
    assert after.exit_code() == 0
    assert after.reports.total == 20_000
    assert {m.identifier.value[:6] for r in loader.reports() for m in r.mentions} == {"+84913"}


def test_a_file_that_is_cut_while_it_is_read_is_told(loader: Loader) -> None:
    """What came before the cut is kept."""
    path = loader.write("tin.csv", "id,sđt\n" + ROWS)

    def cut(_label: str, rows: int, _share: float) -> None:
        if rows == 1000:
            os.truncate(path, 100_000)

    summary = loader.load(path, on_progress=cut)

    assert "unreadable_file" in summary.rejects_by_reason
    assert "changed while it was read" in loader.rejects()[-1]["detail"]["en"]
    assert 0 < summary.reports.new < 20_000


def test_a_file_that_grows_while_it_is_read_is_what_it_was(loader: Loader) -> None:
    """Lines added at its end are news of the next load."""
    path = loader.write("tin.csv", "id,sđt\n" + ROWS)

    def grow(_label: str, rows: int, _share: float) -> None:
        if rows == 1000:
            with path.open("a", encoding="utf-8") as file:
                file.write("20000,0912345678\n")

    first, second = loader.load(path, on_progress=grow), loader.load(path)

    assert (first.reports.new, first.exit_code()) == (20_000, 0)
    assert second.reports.to_json() == {"new": 1, "known": 20_000, "superseded": 0}


def test_going_back_to_a_former_mapping_is_a_load(loader: Loader) -> None:
    """What another mapping has made of the same file meanwhile is superseded again."""
    path = loader.write("tin.csv", "id,sđt\n1,0912345678\n")
    wrong = "version: 1\nid: id\ncolumns: {sđt: {kind: phone, role: victim}}\n"

    loads = [loader.load(path, mapping=mapping) for mapping in (None, wrong, None, None, wrong)]

    assert [load.reports.to_json() for load in loads] == [
        {"new": 1, "known": 0, "superseded": 0}, {"new": 0, "known": 0, "superseded": 1},
        {"new": 0, "known": 0, "superseded": 1}, {"new": 0, "known": 1, "superseded": 0},
        {"new": 0, "known": 0, "superseded": 1},
    ]  # fmt: skip
    assert loads[3].files[0].rows == 0  # known whole: not even read
