"""Opening a source: what it is, what it cannot be, and how little memory that takes."""

from __future__ import annotations

import hashlib
import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from graph.errors import UnreadableSourceError
from ingest.rejects import Reason, Reject
from ingest.sources.open import Format, ReadOptions, open_source
from ingest.sources.options import find_codec
from ingest.sources.row import Row
from tests.unit.ingest.sources.reading import cells, opened, places, read_all

MIB = 1024 * 1024
PLAIN = ReadOptions()


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.jsonl", "t.yaml", "t.txt", "t.tsv", "-"])
@pytest.mark.parametrize("data", [b"", b"   \n\r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_told_for_what_it_is(name: str, data: bytes) -> None:
    """Nothing, blanks and a lone byte order mark are one reject of the whole file."""
    with opened(data, name) as source:
        assert source.problem is not None
        assert source.problem.reason is Reason.EMPTY_FILE
        assert list(source.rows()) == [source.problem]
        assert source.columns == ()


@pytest.mark.parametrize(
    ("beginning", "word"),
    [
        (b"PK\x03\x04", "Excel"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
        (b"%PDF-1.7", "PDF"), (b"SQLite format 3\x00", "SQLite"), (b"\x1f\x8b\x08", "gzip"),
        (b"BZh91AY&SY", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "RAR"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"), (b"GIF89a", "GIF"), (b"\x7fELF", "ELF"), (b"PAR1\x15",
        "Parquet"),
        (b"{\\rtf1", "RTF"), (b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32"), (b"\x00" * 64, "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.txt"])
def test_a_binary_file_is_named_whatever_it_is_called(
    beginning: bytes, word: str, name: str
) -> None:
    """One reject says what it is."""
    (reject,) = read_all(beginning + b"\x01\x02rest", name)

    assert isinstance(reject, Reject)
    assert reject.reason is Reason.UNSUPPORTED_FILE
    assert word in reject.detail_en
    assert reject.whole


def test_hash_and_size_are_of_the_bytes_as_received() -> None:
    """Whatever the encoding and however they came."""
    for data in (b"a\n1\n", "a\n1\n".encode("utf-16"), b"a\r1\r", b"\xef\xbb\xbfa\n", b""):
        with opened(data, "t.csv") as source:
            assert source.sha256 == hashlib.sha256(data).hexdigest()
            assert source.size_bytes == len(data)


def test_rows_can_be_read_again_also_while_another_pass_is_under_way() -> None:
    """Passes do not disturb each other; a sample keeps the progress of the pass before it."""
    data = "a\n" + "".join(f"{n}\n" for n in range(200_000))
    with opened(data, "t.csv") as source:
        first = source.rows()
        for _ in range(150_000):
            next(first)
        before = source.position()
        assert 0.5 < before < 1
        assert len(source.sample(10)) == 10
        assert source.position() == before
        assert len(list(source.rows())) == 200_000
        assert source.position() == 1
        assert len(list(first)) == 50_000


def test_a_sample_passes_over_rejects() -> None:
    """It looks at so many rows and rejects and returns the rows."""
    with opened("a,b\n1,2,3\n4,5\n6,7\n", "t.csv") as source:
        assert [row.cells["a"] for row in source.sample(2)] == ["4"]


def test_columns_of_records_are_those_of_the_first_thousand() -> None:
    """In the order in which they appear."""
    assert opened('[{"b": 1, "a": {"c": 2}}, {"d": [1]}]', "t.json").columns == ("b", "a.c", "d")
    late = "[" + ",".join(['{"a": 1}'] * 1000) + ',{"late": 1}]'
    assert opened(late, "t.json").columns == ("a",)


def test_a_pipe_and_standard_input_are_read_like_files(tmp_path: Path) -> None:
    """What cannot be read twice is spooled, and nothing stays behind."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    before = set(Path(tempfile.gettempdir()).glob("truyvet-*"))
    writer = threading.Thread(target=pipe.write_bytes, args=(b"a\n1\n",))
    writer.start()
    with open_source(pipe, name="pipe.csv", options=PLAIN) as source:
        writer.join()
        assert [row.cells for row in source.rows() if isinstance(row, Row)] == [{"a": "1"}]
        assert set(Path(tempfile.gettempdir()).glob("truyvet-*")) == before


def test_a_file_replaced_meanwhile_is_read_as_it_was_hashed(tmp_path: Path) -> None:
    """The open descriptor counts, not the path."""
    path = tmp_path / "t.csv"
    path.write_text("a\nold\n")
    with open_source(path, name="t.csv", options=PLAIN) as source:
        fresh = tmp_path / "new"
        fresh.write_text("a\nnew\n")
        fresh.replace(path)
        assert [row.cells["a"] for row in source.rows() if isinstance(row, Row)] == ["old"]


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """Missing files, folders and devices: the name and what the system says."""
    for path in (tmp_path / "none.csv", tmp_path, Path("/dev/null")):
        with pytest.raises(UnreadableSourceError) as caught:
            open_source(path, name="t.csv", options=PLAIN)
        assert caught.value.path == "t.csv"
        assert caught.value.message("vi") != caught.value.message("en")
    with pytest.raises(TypeError):
        open_source(None, name="t.csv", options=PLAIN)


def test_a_source_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    """As a file by its size, as a stream as soon as it is too long."""
    path = tmp_path / "t.csv"
    path.write_bytes(b"a" * 101)
    options = ReadOptions(max_bytes=100)
    for stream in (None, io.BytesIO(b"a" * 101)):
        with pytest.raises(UnreadableSourceError, match="100 bytes"):
            open_source(path, stream, name="t.csv", options=options)


@pytest.mark.parametrize("options",
[{"encoding": "klingon"}, {"delimiter": ""}, {"delimiter": ";;"},
                                     {"delimiter": "\n"}, {"delimiter": '"'}, {"encoding": "zip"},
                                     {"encoding": "utf-7"}, {"encoding": "idna"}])  # fmt: skip
def test_unusable_options_are_refused(options: dict[str, str]) -> None:
    """Unknown encodings and delimiters that cannot be."""
    with pytest.raises(UnreadableSourceError):
        opened("a\n", "t.csv", **options)


def test_encodings_are_known_by_their_usual_names() -> None:
    """Only text encodings in which line ends and quotes are what they look like."""
    assert find_codec("windows-1258") == "cp1258"
    assert find_codec("UTF-8") == "utf-8"
    assert find_codec("utf-16-le") == "utf-16-le"
    for name in (
        "",
        "hex",
        "rot13",
        "utf-32",
        "unicode_escape",
        "hz",
        "cp037",
        "punycode",
        "x" * 999,
        "\0",
    ):
        assert find_codec(name) is None, name


def test_closing_twice_and_leaving_early_is_no_error() -> None:
    """The descriptor is closed once."""
    source = opened("a\n1\n", "t.csv")
    next(source.rows())
    source.close()
    source.close()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.CSV", Format.CSV), ("a.tab", Format.TSV), ("a.json", Format.JSON), ("a.ndjson",
        Format.JSONL),
        ("a.yml", Format.YAML), ("a.md", Format.TEXT), ("-", Format.TEXT), ("feed", Format.TEXT),
    ],
)  # fmt: skip
def test_the_extension_tells_the_format(name: str, found: Format) -> None:
    """A name without one is judged by its first lines."""
    assert opened("hello there\n", name).format is found
    assert opened("a;b\n1;2\n", "-", delimiter=";").format is Format.CSV


class _FullDisk(io.RawIOBase):
    """A stream that fails as a removed disk does."""

    def readable(self) -> bool:
        return True

    def read(self, _size: int = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_stream_that_fails_is_told() -> None:
    """The system's words are passed on."""
    stream: BinaryIO = _FullDisk()  # type: ignore[assignment]  # raw streams are read alike
    with pytest.raises(UnreadableSourceError, match="Input/output error"):
        open_source(None, stream, name="-", options=PLAIN)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file of this process grow beyond 100,000 bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_while_spooling_is_told_and_what_to_do() -> None:
    """Standard input and other encodings need room for a while."""
    with pytest.raises(UnreadableSourceError, match="TMPDIR"):
        opened("a\n" + "1\n" * 100_000, "-")
    assert cells(read_all("a\n1\n", "-.csv")) == [{"a": "1"}]


def test_a_full_disk_while_decoding_is_told(tmp_path: Path, small_disk: None) -> None:
    """A file that was there before may need more room as UTF-8."""
    path = tmp_path / "t.csv"
    path.write_bytes(("ắ" * 40_000).encode("utf-16"))
    with pytest.raises(UnreadableSourceError, match="TMPDIR"):
        open_source(path, name="t.csv", options=PLAIN)


# ---- memory: in a child process, so that nothing else counts

_CHILD = """
import resource, sys
from pathlib import Path
from ingest.sources.open import ReadOptions, open_source
from ingest.sources.row import Row
# ru_maxrss is inherited over exec on some systems: the child's own start is read from /proc.
def peak():
    return int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) / 1024
path = Path(sys.argv[1])
begin = peak()
rows = rejects = 0
reasons = set()
with open_source(path, name=sys.argv[2], options=ReadOptions()) as source:
    for item in source.rows():
        if isinstance(item, Row):
            rows += 1
        else:
            rejects += 1
            reasons.add(item.reason.value)
print(rows, rejects, ",".join(sorted(reasons)), round(peak() - begin))
"""


def _read_in_child(path: Path, name: str) -> tuple[int, int, str, int]:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path), name], check=True, capture_output=True, text=True
    )
    rows, rejects, reasons, growth = done.stdout.rstrip("\n").split(" ")
    return int(rows), int(rejects), reasons, int(growth)


def _write_long(path: Path, before: bytes, after: bytes, mib: int) -> None:
    with path.open("wb") as file:
        file.write(before)
        for _ in range(mib):
            file.write(b"x" * MIB)
        file.write(after)


@pytest.mark.parametrize(
    ("name", "before", "after", "rows"),
    [
        ("t.csv", b"a,b\n1,x\n2,", b"\n3,y\n", 2),
        ("t.csv", b'a,b\n1,x\n2,"', b'"\n3,y\n', 2),
        ("t.tsv", b"a\tb\n1\tx\n2\t", b"\n3\ty\n", 2),
        ("t.jsonl", b'{"a": 1}\n{"a": "', b'"}\n{"a": 3}\n', 2),
        ("t.json", b'[{"a": 1}, {"a": "', b'"}, {"a": 3}]', 2),
        ("t.yaml", b"- a: 1\n- a: ", b"\n- a: 3\n", 1),
        ("t.txt", b"a\n---\n", b"\n---\nb\n", 2),
    ],
)  # fmt: skip
def test_a_line_of_200_mib_costs_itself_and_no_memory(
    tmp_path: Path, name: str, before: bytes, after: bytes, rows: int
) -> None:
    """It is one reject; what stands around it is read; memory stays under 100 MiB.

    YAML stops there: its scanner cannot go on behind a value that it may not hold.
    """
    path = tmp_path / name
    _write_long(path, before, after, 200)

    found_rows, rejects, reasons, growth_mib = _read_in_child(path, name)

    assert (found_rows, rejects, reasons) == (rows, 1, "too_long")
    assert growth_mib < 100


def test_a_long_table_is_read_in_flat_memory(tmp_path: Path) -> None:
    """A million rows take no more than a few MiB."""
    path = tmp_path / "t.csv"
    with path.open("w") as file:
        file.write("sđt,ngày\n")
        for block in range(100):
            file.write("".join(f"09{block:02}{n:06},2026-11-23\n" for n in range(10_000)))

    rows, rejects, _, growth_mib = _read_in_child(path, "t.csv")

    assert (rows, rejects) == (1_000_000, 0)
    assert growth_mib < 30


@pytest.mark.parametrize("name", ["t.json", "t.yaml"])
def test_a_long_document_is_read_in_flat_memory(tmp_path: Path, name: str) -> None:
    """Records are streamed, not loaded."""
    path = tmp_path / name
    with path.open("w") as file:
        file.write('{"tags": [\n')
        for n in range(100_000):
            file.write(f'{{"address": "x{n}", "label": "{"y" * 100}"}},\n')
        file.write('{"address": "last"}]}\n')

    rows, rejects, _, growth_mib = _read_in_child(path, name)

    assert (rows, rejects) == (100_001, 0)
    assert growth_mib < 40


def test_a_million_open_quotes_end_in_time(tmp_path: Path) -> None:
    """Reading again is bounded: a hostile table is no endless loop."""
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + '1,"x\n' * 200_000 + "2,y\n")

    rows, rejects, reasons, growth_mib = _read_in_child(path, "t.csv")

    assert rows + rejects <= 200_001
    assert rejects > 0
    assert reasons
    assert growth_mib < 100


def test_mixed_encodings_cost_the_lines_that_are_not_utf_8() -> None:
    """A file glued from two sources keeps its UTF-8 rows."""
    foreign = b"B\xecnh,2\n" + "Hà,3\n".encode("utf-16-le")
    found = read_all("tên,sđt\n".encode() + "Bình,1\n".encode() * 100 + foreign, "t.csv")

    assert cells(found) == [{"tên": "Bình", "sđt": "1"}] * 100
    assert [reason for _, reason in places(found)][:2] == ["encoding", "nul_byte"]
