"""The sample: synthetic, exact, the same every time, and its truth is true."""

from __future__ import annotations

import csv
import json
import random
import re
import resource
import signal
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import InvalidInputError, StoreFullError, StoreUnavailableError
from graph.identifiers import registry
from ingest.sample.invented import Inventor
from ingest.sample.narrative import STORIES, tell_story, without_diacritics
from ingest.sample.plan import Planned, Planner, Truth
from ingest.sample.write import COMPLAINT_COLUMNS, LONG_COLUMNS, write_sample
from ingest.values_amounts import read_amount
from ingest.values_dates import Order, count_votes
from ingest.values_forms import form_names, read_forms

FILES = ("bang-dai.csv", "tin-nhan.jsonl", "trinh-bao.csv")
MARK = "GIẢ LẬP / SYNTHETIC"
SUSPECT_COLUMNS = {
    "sđt nghi vấn": "phone",
    "tài khoản mạng xã hội": "social_handle",
    "tên miền": "domain",
}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _messages(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "tin-nhan.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _bytes(folder: Path) -> dict[str, bytes]:
    truth = folder.parent / f"{folder.name}.truth.csv"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {**files, "truth": truth.read_bytes()}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a sample of 3,000 reports."""
    folder = tmp_path_factory.mktemp("sample") / "mau"
    write_sample(folder, reports=3_000, seed=7)
    return folder


def _truth(folder: Path) -> list[dict[str, str]]:
    return _rows(folder.parent / f"{folder.name}.truth.csv")


def _accused(folder: Path) -> set[str]:
    """Return the keys of all suspects that stand in columns of their own."""
    found: set[str] = set()
    for row in _rows(folder / "trinh-bao.csv"):
        for column, kind in SUSPECT_COLUMNS.items():
            if row[column]:
                found.add(registry.parse(kind, row[column]).key)
        if row["số tài khoản nghi vấn"]:
            account = registry.parse_account(row["số tài khoản nghi vấn"], row["ngân hàng"])
            found.add(account.key)
    for row in _rows(folder / "bang-dai.csv"):
        if row["role"] == "suspect":
            found.add(registry.parse(row["kind"], row["value"]).key)
    return found


def _reporters(folder: Path) -> list[str]:
    numbers = [row["sđt người trình báo"] for row in _rows(folder / "trinh-bao.csv")]
    rows = _rows(folder / "bang-dai.csv")
    numbers.extend(row["value"] for row in rows if row["role"] == "reporter")
    return [registry.parse("phone", number).key for number in numbers]


@pytest.mark.parametrize("reports", [100, 101, 333, 2_000])
def test_there_are_exactly_as_many_reports_as_asked_for(tmp_path: Path, reports: int) -> None:
    """Over all three files, each with an id of its own."""
    sample = write_sample(tmp_path / "mau", reports=reports, seed=1)
    ids = [row["mã tin"] for row in _rows(tmp_path / "mau" / "trinh-bao.csv")]
    ids.extend({row["report_id"] for row in _rows(tmp_path / "mau" / "bang-dai.csv")})
    ids.extend(message["id"] for message in _messages(tmp_path / "mau"))

    assert sample.report_count == reports == len(ids) == len(set(ids))
    assert sorted(path.name for path in (tmp_path / "mau").iterdir()) == list(FILES)
    assert sample.truth_path == (tmp_path / "mau.truth.csv").resolve()


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    """Also in another process, with another hash seed, over an older sample."""
    write_sample(tmp_path / "a", reports=500, seed=3)
    write_sample(tmp_path / "b", reports=700, seed=9)
    write_sample(tmp_path / "b", reports=500, seed=3)
    code = (
        "import sys; from pathlib import Path; from ingest.sample.write import write_sample; "
        "write_sample(Path(sys.argv[1]), reports=500, seed=3)"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "c")]
    subprocess.run(run, check=True, env={"PYTHONHASHSEED": "5", "PYTHONPATH": ":".join(sys.path)})
    write_sample(tmp_path / "d", reports=500, seed=4)

    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b") == _bytes(tmp_path / "c")
    assert all(
        _bytes(tmp_path / "a")[name] != data for name, data in _bytes(tmp_path / "d").items()
    )


def test_every_record_of_every_file_is_marked_synthetic(sample: Path) -> None:
    """Nobody takes it for real, not even a single row."""
    assert all(row["dữ liệu"] == MARK for row in _rows(sample / "trinh-bao.csv"))
    assert all(row["note"] == MARK for row in _rows(sample / "bang-dai.csv"))
    assert all(message["dữ liệu"] == MARK for message in _messages(sample))
    assert all(row["synthetic"] == MARK for row in _truth(sample))


def test_the_columns_are_the_documented_ones(sample: Path) -> None:
    """The complaint table has Vietnamese headers, the long table English ones."""
    assert tuple(_rows(sample / "trinh-bao.csv")[0]) == COMPLAINT_COLUMNS
    assert tuple(_rows(sample / "bang-dai.csv")[0]) == LONG_COLUMNS


@pytest.mark.parametrize(("reports", "seed"), [(100, 1), (100, 2), (100, 3), (3_000, 7)])
def test_all_twenty_four_forms_appear(tmp_path: Path, reports: int, seed: int) -> None:
    """Already in the smallest sample; every cell can be read."""
    write_sample(tmp_path / "mau", reports=reports, seed=seed)
    seen: set[int] = set()
    for row in _rows(tmp_path / "mau" / "trinh-bao.csv"):
        numbers, unknown = read_forms(row["hình thức"])
        assert numbers
        assert not unknown
        seen.update(numbers)

    assert seen == set(form_names())
    assert set(STORIES) == set(form_names())


def test_dates_span_a_year_and_losses_can_be_read(sample: Path) -> None:
    """Day first, provably; amounts with Vietnamese marks, some blank."""
    rows = _rows(sample / "trinh-bao.csv")
    votes = count_votes(row["ngày trình báo"] for row in rows)
    losses = [row["số tiền thiệt hại"] for row in rows]
    months = {row["ngày trình báo"][3:] for row in rows}

    assert votes.order is Order.DAY_MONTH
    assert votes.dates == len(rows)
    assert len(months) >= 12
    assert any(not loss for loss in losses)
    assert all(not loss or read_amount(loss) for loss in losses)


def test_the_truth_names_each_identifier_once_with_one_part(sample: Path) -> None:
    """Keys are canonical; members have a ring, all others none."""
    truth = _truth(sample)
    keys = [row["key"] for row in truth]

    assert len(keys) == len(set(keys))
    assert {row["part"] for row in truth} == {"member", "broker", "hub", "alone", "victim"}
    for row in truth:
        assert bool(row["ring"]) == (row["part"] == "member")
        identifier = registry.from_key(row["key"])
        assert registry.parse(identifier.kind, identifier.value) == identifier


def test_the_truth_is_complete_over_the_columns(sample: Path) -> None:
    """Whatever a column accuses is a member, a broker or a bystander's; reporters are victims."""
    part = {row["key"]: row["part"] for row in _truth(sample)}

    assert {part[key] for key in _accused(sample)} == {"member", "broker", "alone"}
    assert {part[key] for key in _reporters(sample)} == {"victim"}


def test_a_victims_number_is_never_a_suspect(sample: Path) -> None:
    """Not in a column, not as a Zalo number, and no two reports share a reporter."""
    reporters = _reporters(sample)
    accused = {key.rpartition(":")[2] for key in _accused(sample)}

    assert len(reporters) == len(set(reporters))
    assert not accused & {key.rpartition(":")[2] for key in reporters}


def test_every_planted_identifier_occurs_in_the_files(sample: Path) -> None:
    """In a column or in a narrative, in one of the ways in which people write."""
    text = "".join((sample / name).read_text("utf-8") for name in FILES)
    squashed = re.sub(r"[ .\[\]]", "", text)
    for row in _truth(sample):
        kind, _, value = row["key"].partition(":")
        name = value.rpartition(":")[2]
        needle = name[3:] if name.startswith("+84") else name.replace(".", "")
        assert needle in squashed, (kind, value)


def _plan(reports: int, seed: int) -> tuple[list[Planned], list[Truth]]:
    rng = random.Random(seed)
    truth: list[Truth] = []
    planner = Planner(rng, Inventor(rng), reports, truth.append)
    return list(planner.plan()), truth


@pytest.mark.parametrize("seed", range(20))
def test_the_smallest_sample_has_all_three_shapes(seed: int) -> None:
    """Dense, star and chain; a hundred reports, no more."""
    planned, _ = _plan(100, seed)

    assert len(planned) == 100
    assert {one.shape for one in planned} == {"dense", "star", "chain", ""}


def test_rings_have_the_shapes_that_they_are_named_by() -> None:
    """A star's reports share an anchor; a chain's each share one with the next; dense ones mix."""
    planned, truth = _plan(4_000, 5)
    brokers = {line.key for line in truth if line.part == "broker"}
    ring_of = {line.key: line.ring for line in truth}
    rings: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for one in planned:
        if one.ring:
            own = {s.key for s in one.suspects if ring_of[s.key] == one.ring}
            rings[one.shape, one.ring].append(own - brokers)
    assert {shape for shape, _ in rings} == {"dense", "star", "chain"}
    for (shape, _), reports in rings.items():
        counts = Counter(key for keys in reports for key in keys)
        if shape == "star":
            anchors = [key for key, count in counts.most_common(2)]
            assert all(set(anchors) & keys for keys in reports)
        if shape == "chain":
            assert max(counts.values()) <= 2
            assert all(a & b for a, b in pairwise(reports))
        assert all(len(keys) >= 2 for keys in reports)


def test_brokers_serve_several_rings_and_hubs_many_reports() -> None:
    """What the truth calls a broker is shared; noise is a small share."""
    planned, truth = _plan(4_000, 6)
    parts: dict[str, set[str]] = defaultdict(set)
    for line in truth:
        parts[line.part].add(line.key)
    rings_of: dict[str, set[str]] = defaultdict(set)
    hubs: Counter[str] = Counter()
    for one in planned:
        for suspect in one.suspects:
            rings_of[suspect.key].add(one.ring)
        if one.hub:
            hubs[one.hub.key] += 1

    assert parts["broker"]
    assert all(len(rings_of[key]) >= 2 for key in parts["broker"])
    assert set(hubs) == parts["hub"]
    assert len(hubs) == 3
    assert min(hubs.values()) > 40
    strays = sum(len(rings_of[key]) > 1 for key in parts["member"])
    assert 0 < strays < 0.05 * len(parts["member"])


@pytest.mark.parametrize("seed", range(30))
def test_the_truth_of_any_plan_is_complete_and_names_real_brokers_only(seed: int) -> None:
    """Also where the last account to be shared found no second ring."""
    planned, truth = _plan(300, seed)
    rings_of: dict[str, set[str]] = defaultdict(set)
    for one in planned:
        for suspect in one.suspects:
            rings_of[suspect.key].add(one.ring)
    parts = {line.key: line.part for line in truth}

    assert len(parts) == len(truth)
    assert set(rings_of) == {key for key, part in parts.items() if part != "hub"}
    assert all(len(rings_of[key]) > 1 for key, part in parts.items() if part == "broker")


def test_nothing_is_invented_twice() -> None:
    """Numbers are drawn without return: a shared identifier was planned to be shared."""
    inventor = Inventor(random.Random(1))
    keys = [inventor.any().key for _ in range(60_000)]
    tails = [key.rpartition(":")[2] for key in keys]

    assert len(set(tails)) == len(tails)


def test_narratives_come_with_and_without_diacritics(sample: Path) -> None:
    """About a third is plain ASCII; all are NFC."""
    texts = [row["nội dung"] for row in _rows(sample / "trinh-bao.csv")]
    plain = sum(text.isascii() for text in texts)

    assert 0.2 < plain / len(texts) < 0.4
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert without_diacritics("Đường về quê") == "Duong ve que"
    story = tell_story(random.Random(1), 1, (), "", 0)
    assert "None" not in story
    assert "{" not in story


def test_a_folder_given_by_a_dot_or_a_link_gets_its_truth_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder's real name counts."""
    (tmp_path / "mau").mkdir()
    monkeypatch.chdir(tmp_path / "mau")

    assert write_sample(Path(), reports=100, seed=1).truth_path == tmp_path / "mau.truth.csv"
    assert (tmp_path / "mau.truth.csv").exists()
    assert not list((tmp_path / "mau").glob("*.truth.csv"))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file in the way is an error of ours, in both languages."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailableError) as caught:
        write_sample(tmp_path / "file" / "mau", reports=100, seed=1)

    assert caught.value.message("vi") != caught.value.message("en")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """The limit of a file's size stands for it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(StoreFullError):
            write_sample(tmp_path / "mau", reports=2_000, seed=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.slow
def test_a_hundred_thousand_reports_take_seconds_and_flat_memory(tmp_path: Path) -> None:
    """The sample is written as a stream: ten times the reports take no more memory."""
    code = (
        "import sys, time; from pathlib import Path; from ingest.sample.write import write_sample\n"
        "def peak():\n"
        "    status = open('/proc/self/status').read()\n"
        "    return int(status.partition('VmHWM:')[2].split()[0]) / 1024\n"
        "write_sample(Path(sys.argv[1]), reports=10_000, seed=1)\n"
        "small, begin = peak(), time.perf_counter()\n"
        "write_sample(Path(sys.argv[1]), reports=100_000, seed=1)\n"
        "print(peak() - small, time.perf_counter() - begin)\n"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "mau")]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    growth_mib, seconds = map(float, done.stdout.split())

    assert growth_mib < 10
    assert seconds < 60


@pytest.mark.parametrize("name", [*FILES, "../mau.truth.csv"])
def test_what_no_sample_wrote_is_not_written_over(tmp_path: Path, name: str) -> None:
    """People keep their own complaints under such names; a sample may be written anew."""
    folder = tmp_path / "mau"
    write_sample(folder, reports=100, seed=1)
    write_sample(folder, reports=100, seed=2)
    (folder / name).write_text("mã tin,nội dung\n1,của tôi\n", encoding="utf-8")

    with pytest.raises(InvalidInputError, match="synthetic"):
        write_sample(folder, reports=100, seed=1)
    assert "của tôi" in (folder / name).read_text(encoding="utf-8")
