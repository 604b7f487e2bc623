"""Write a sample to a folder: complaints, a long table, messages; and the truth beside it."""

from __future__ import annotations

import csv
import errno
import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from graph.errors import InvalidInputError, StoreFullError, StoreUnavailableError
from ingest.sample.invented import Invented, Inventor
from ingest.sample.narrative import STORIES, tell_story
from ingest.sample.plan import Planned, Planner, Truth

MIN_REPORTS = 100
MAX_REPORTS = 1_000_000
Progress = Callable[[str, int, float], None]
_PROGRESS_EVERY = 1000
_MARK = "GIẢ LẬP / SYNTHETIC"
_FIRST_DAY = datetime(2025, 11, 1, tzinfo=UTC)
_YEAR_SECONDS = 365 * 86_400
_RING_LIFE_SECONDS = 60 * 86_400
_UNITS = ("Phòng PA05 giả lập", "Công an phường giả lập", "Đội Cảnh sát hình sự giả lập")
_LOSSES_MILLION = (0, 1, 2, 5, 12, 30, 50, 80, 150, 200, 420, 500, 900)

COMPLAINT_COLUMNS = (
    "mã tin", "ngày trình báo", "hình thức", "số tiền thiệt hại", "đơn vị tiếp nhận",
    "sđt nghi vấn", "số tài khoản nghi vấn", "ngân hàng", "tài khoản mạng xã hội",
    "tên miền", "sđt người trình báo", "nội dung", "dữ liệu",
)  # fmt: skip
LONG_COLUMNS = ("report_id", "kind", "value", "role", "date", "note")
_NAMES = ("trinh-bao.csv", "bang-dai.csv", "tin-nhan.jsonl")
_LOOK_BYTES = 64 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_COLUMN_OF_KIND = {"phone": 5, "bank_account": 6, "social_handle": 8, "domain": 9}


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written: counts and where the truth stands."""

    report_count: int
    ring_count: int
    truth_path: Path


@dataclass(frozen=True, slots=True)
class _Told:
    number: int
    planned: Planned
    at: datetime
    form: int
    loss_vnd: int
    reporter: Invented


def write_sample(
    folder: Path, *, reports: int, seed: int, on_progress: Progress | None = None
) -> Sample:
    """Write a synthetic sample; the same arguments give the same bytes.

    Args:
        folder: made if needed; gets `trinh-bao.csv` (complaints with narratives),
            `bang-dai.csv` (a long table) and `tin-nhan.jsonl` (messages).
        reports: how many, 100 to 1,000,000.
        seed: of the only random source.
        on_progress: told now and then: the folder's name, reports so far, share of all.

    Returns:
        Counts, and the path of the truth, `FOLDER.truth.csv` with columns
        key, ring, part (member, broker, hub, alone, victim), synthetic.

    Raises:
        StoreFullError: the disk is full.
        StoreUnavailableError: the folder cannot be written.
        InvalidInputError: a file of one of the names is there and is no sample's.
    """
    folder = folder.resolve()
    truth_path = folder.parent / f"{folder.name}.truth.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (truth_path, *(folder / name for name in _NAMES)):
            _refuse_foreign(path)
        ring_count = _write(folder, truth_path, reports, seed, on_progress)
    except OSError as error:
        raise _translate(folder, error) from error
    return Sample(reports, ring_count, truth_path)


def _refuse_foreign(path: Path) -> None:
    """Refuse to write over what no sample wrote: every line of one bears its mark."""
    if not path.exists():
        return
    with path.open("rb") as file:
        beginning = file.read(_LOOK_BYTES)
    if beginning and _MARK.encode() not in beginning:
        raise InvalidInputError(
            what_vi=f"{path} đã có và không phải dữ liệu giả lập nên không bị ghi đè. Hãy chọn "
            "thư mục khác.",
            what_en=f"{path} is there and is no synthetic sample, so it is not written over. "
            "Choose another folder.",
        )


def _translate(folder: Path, error: OSError) -> StoreUnavailableError:
    if error.errno in _FULL:
        return StoreFullError(
            str(folder),
            "đĩa đầy; hãy giải phóng chỗ rồi chạy lại lệnh",
            "the disk is full; free room and run again",
        )
    return StoreUnavailableError(
        str(folder),
        f"không ghi được ({error.strerror}); hãy chọn thư mục khác",
        f"it cannot be written ({error.strerror}); choose another folder",
    )


def _write(
    folder: Path, truth_path: Path, reports: int, seed: int, on_progress: Progress | None
) -> int:
    rng = random.Random(seed)  # noqa: S311  # invented data, nothing secret
    inventor = Inventor(rng)
    with ExitStack() as stack:
        truth = _open_table(stack, truth_path, ("key", "ring", "part", "synthetic"))
        complaints = _open_table(stack, folder / "trinh-bao.csv", COMPLAINT_COLUMNS)
        rows = _open_table(stack, folder / "bang-dai.csv", LONG_COLUMNS)
        messages = stack.enter_context((folder / "tin-nhan.jsonl").open("w", encoding="utf-8"))

        def tell(line: Truth) -> None:
            truth.writerow((line.key, line.ring, line.part, _MARK))

        planner = Planner(rng, inventor, reports, tell)
        more_forms = _deal_forms(rng)
        first_deck = len(STORIES)
        for told in _tell_all(rng, planner):
            if on_progress and told.number % _PROGRESS_EVERY == 0:
                on_progress(folder.name, told.number, told.number / reports)
            share = rng.random()
            if share < 0.8:  # messages do not say who sent them
                tell(Truth(told.reporter.key, "", "victim"))
            if share < 0.6:  # most are complaints
                # The first ones go through all forms, so that none is missing.
                both = first_deck > 0 or rng.random() < 0.2
                first_deck -= 1
                complaints.writerow(_complaint(rng, told, next(more_forms) if both else None))
            elif share < 0.8:  # then tables of another unit
                rows.writerows(_long_rows(told))
            else:
                _write_message(rng, told, messages)
    return planner.ring_count


def _deal_forms(rng: random.Random) -> Iterator[int]:
    """Yield the forms, each as often as the others."""
    deck = sorted(STORIES)
    while True:
        rng.shuffle(deck)
        yield from deck


def _open_table(
    stack: ExitStack, path: Path, columns: tuple[str, ...]
) -> Any:  # csv's own type is private
    file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    return writer


def _tell_all(rng: random.Random, planner: Planner) -> Iterator[_Told]:
    started: dict[str, tuple[datetime, int]] = {}
    forms = _deal_forms(rng)
    for number, planned in enumerate(planner.plan(), start=1):
        begin, form = started.get(planned.ring) or _beginning(rng, next(forms))
        if planned.ring:
            started[planned.ring] = (begin, form)
            if planned.position >= 1:
                del started[planned.ring]
        at = begin + timedelta(seconds=int(_RING_LIFE_SECONDS * planned.position))
        reporter = planner.inventor.phone()
        loss = rng.choice(_LOSSES_MILLION) * 1_000_000
        yield _Told(number, planned, at, form, loss, reporter)


def _beginning(rng: random.Random, form: int) -> tuple[datetime, int]:
    latest = _YEAR_SECONDS - _RING_LIFE_SECONDS
    return _FIRST_DAY + timedelta(seconds=rng.randrange(latest)), form


def _complaint(rng: random.Random, told: _Told, second_form: int | None) -> list[str]:
    row = [""] * len(COMPLAINT_COLUMNS)
    row[0] = f"TB-{told.number:07}"
    row[1] = told.at.strftime("%d/%m/%Y")
    row[2] = "; ".join(map(str, sorted({told.form, second_form or told.form})))
    row[3] = f"{told.loss_vnd:,}".replace(",", ".") if told.loss_vnd else ""
    row[4] = rng.choice(_UNITS)
    in_text = []
    for suspect in told.planned.suspects:
        column = _COLUMN_OF_KIND[suspect.kind]
        if row[column]:
            in_text.append(suspect.phrase)
            continue
        row[column] = suspect.value
        if suspect.bank:
            row[7] = suspect.bank
    row[10] = told.reporter.value
    hub = told.planned.hub
    row[11] = tell_story(rng, told.form, in_text, hub.phrase if hub else "", told.loss_vnd)
    row[12] = _MARK
    return row


def _long_rows(told: _Told) -> Iterator[tuple[str, ...]]:
    report_id, day = f"LT-{told.number:07}", told.at.strftime("%Y-%m-%d")
    for suspect in told.planned.suspects:
        value = suspect.key.partition(":")[2] if suspect.bank else suspect.value
        yield (report_id, suspect.kind, value, "suspect", day, _MARK)
    if told.planned.hub:
        hub = told.planned.hub
        yield (report_id, hub.kind, hub.value, "impersonated", day, _MARK)
    yield (report_id, "phone", told.reporter.value, "reporter", day, _MARK)


def _write_message(rng: random.Random, told: _Told, file: IO[str]) -> None:
    hub = told.planned.hub
    phrases = [suspect.phrase for suspect in told.planned.suspects]
    message = {
        "id": f"TN-{told.number:07}",
        "thời gian": told.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "nội dung": tell_story(rng, told.form, phrases, hub.phrase if hub else "", told.loss_vnd),
        "dữ liệu": _MARK,
    }
    file.write(json.dumps(message, ensure_ascii=False) + "\n")
