"""The ingest job: files to rows, rows to reports, reports to the stores, all else to rejects."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.errors import InvalidInputError, InvalidMappingError, UnreadableSourceError
from graph.model import Source
from graph.store.port import GraphStore
from graph.store.texts import TextStore
from ingest.choose import (
    Choice,
    Mappings,
    check_columns,
    choose,
    settle_orders,
    size_of,
    stream_of,
    to_text,
)
from ingest.deliver import Batch, Comparing, Delivery, Storing
from ingest.garbage import few_collections
from ingest.mapping import Mapping, MappingBook, Shape
from ingest.mapping_write import to_yaml
from ingest.opening import Opener
from ingest.pace import OnProgress, Pace
from ingest.reject_file import RejectFile
from ingest.rejects import Reason, Reject, reject_file
from ingest.reports import Made, Making
from ingest.sources.find import find_files
from ingest.sources.open import OpenSource
from ingest.sources.options import ReadOptions
from ingest.streams import stream_problem
from ingest.summary import FileSummary, ReportCounts, Summary
from ingest.text.extract import EXTRACTOR

__all__ = ["FileSummary", "ReportCounts", "Summary", "ingest"]

ENGINE = "ingest/2"
"""Part of a source's fingerprint: a reading that would find something else gets a new number."""

IGNORED = "ignored"

_NO_ROWS = (
    "Tệp không có dòng dữ liệu nào (nhiều nhất là dòng tiêu đề).",
    "The file has no rows of data (a header at most).",
)

OnNewReports = Callable[[tuple[str, ...]], None]
"""Takes the ids of the new and superseding reports of a batch that is stored."""


def ingest(  # noqa: PLR0913  # one argument per thing that the door decides
    paths: Sequence[str],
    *,
    store: GraphStore,
    texts: TextStore,
    mapping: MappingBook | None = None,
    stream: str | None = None,
    dry_run: bool = False,
    rejects_path: Path,
    now: datetime,
    on_progress: OnProgress | None = None,
    on_new_reports: OnNewReports | None = None,
) -> Summary:
    """Load files, folders and standard input.

    One bad row or file never stops the others. What a batch has stored stays, whatever
    happens after it; loading again goes on from there.

    Args:
        paths: files, folders and `-`.
        store, texts: get the reports, and their texts as received.
        mapping: serves the files that it names, before mapping files in their folders.
        stream: of all files; None: the mapping's, else by the file's name.
        dry_run: read and check everything, store nothing.
        rejects_path: of the JSONL file that is made once there is a reject.
        now: when the reports are recorded, aware.
        on_progress: gets what is worked on, the rows done so far and the share of all bytes.
        on_new_reports: gets the ids of what each batch added, for watch lists.

    Returns:
        What was done, per file and in sum.

    Raises:
        InvalidInputError: the stream's name can't be used, a path is blank, or rejects can't go
            where they should.
        StoreError: a store or the rejects file fails; what was stored before is kept.
    """
    problem = stream_problem(stream) if stream is not None else None
    if problem:
        raise InvalidInputError(what_vi=problem[0], what_en=problem[1])
    if not all(path.strip() for path in paths):
        # An unset variable of a shell: Python takes it for the current folder.
        raise InvalidInputError(
            what_vi="Một đường dẫn để trống. Hãy ghi tệp, thư mục hoặc - (đầu vào chuẩn).",
            what_en="A path is blank. Name a file, a folder, or - (standard input).",
        )
    found = list(find_files(Path(path) for path in paths))
    files = [file for file in found if isinstance(file, Path)]
    pace = Pace(sum(map(size_of, files)), on_progress)
    summary = Summary(dry_run=dry_run)
    with few_collections(), RejectFile(rejects_path) as rejects:
        rejects.check()
        job = _Job(
            store, Storing(store, texts, now), Mappings(mapping), stream, rejects, pace, summary,
            on_new_reports,
        )  # fmt: skip
        for file in found:
            job.take(file)
        summary.rejects_file = str(rejects_path) if rejects.count else None
    return summary


@dataclass(slots=True)
class _Job:
    """One call of `ingest`."""

    store: GraphStore
    storing: Storing
    mappings: Mappings
    stream: str | None
    rejects: RejectFile
    pace: Pace
    summary: Summary
    on_new_reports: OnNewReports | None

    def take(self, found: Path | Reject) -> None:
        """Load a file, or tell why it is none."""
        if isinstance(found, Reject):
            file = self.summary.begin(found.source)
            self._refuse(file, found)
            file.rejects_file = str(self.rejects.path)
            return
        file = self.summary.begin(str(found))
        try:
            with Opener(found) as opener:
                self._open(opener, file)
        except (UnreadableSourceError, InvalidMappingError) as error:
            self._refuse(file, _reject_of(error, file.name))
        if file.reject_count:
            file.rejects_file = str(self.rejects.path)
        self.rejects.flush()
        self.pace.end(size_of(found))

    def _open(self, opener: Opener, file: FileSummary) -> None:
        choice = self.mappings.find(opener.path)
        if choice is not None and choice.mapping.ignore:
            file.profile = IGNORED
            return
        options = choice.mapping.read if choice else ReadOptions()
        source = opener.open(options)
        if source.problem is None and choice is None:
            choice = choose(source)
            if choice.mapping.read != options:
                source = opener.open(choice.mapping.read)
        if source.problem is not None or choice is None:
            self._refuse(file, source.problem or reject_file(file.name, Reason.EMPTY_FILE))
            return
        self._read(source, choice, opener.path, file)

    def _read(self, source: OpenSource, choice: Choice, path: Path, file: FileSummary) -> None:
        mapping = choice.mapping
        file.stream = stream_of(self.stream, mapping, path)
        file.profile = choice.profile
        fingerprint = fingerprint_of(mapping, file.stream)
        if not self.summary.dry_run and self._is_known(source.sha256, fingerprint, file):
            return
        orders, ask = settle_orders(mapping, source)
        if self.summary.dry_run:
            file.mapping = to_text(choice, path, file.stream, ask)
        missing = check_columns(mapping, source)
        for reject in missing:
            self._refuse(file, reject)
        if any(reject.whole for reject in missing):
            return
        delivery: Delivery = Comparing(self.store) if self.summary.dry_run else self.storing
        delivery.begin(
            Source(source.sha256, path.name, source.size_bytes, file.stream, fingerprint)
        )
        self.pace.begin(file.name, source.size_bytes, gathers=mapping.shape is Shape.LONG)
        making = Making(mapping, orders, file.stream, source.name)
        self._load(making.make(self.pace.watch(source)), delivery, file)

    def _is_known(self, sha256: str, fingerprint: str, file: FileSummary) -> bool:
        """Count a source that an earlier load completed; one without reports is read again."""
        known = self.store.find_source(sha256, fingerprint)
        if known is None or not known.complete or not known.report_count:
            return False
        self.summary.count_known(file, known.report_count)
        return True

    def _load(self, items: Iterator[Made | Reject], delivery: Delivery, file: FileSummary) -> None:
        batch = Batch(self.store.batch_mentions)
        try:
            for item in items:
                if isinstance(item, Reject):
                    file.rows += item.whole and not item.of_file
                    self._refuse(file, item)
                elif batch.add(item):
                    self._hand_over(batch, delivery, file)
        except UnreadableSourceError as error:
            self._hand_over(batch, delivery, file)
            self._refuse(file, _reject_of(error, file.name))
            return
        self._hand_over(batch, delivery, file)
        if not file.rows and not file.reject_count:
            self._refuse(file, reject_file(file.name, Reason.EMPTY_FILE, detail=_NO_ROWS))
        self.rejects.flush()
        if not file.broken:
            # What is broken is read again next time, so that nobody takes it for whole.
            delivery.complete(file.reports.total)

    def _hand_over(self, batch: Batch, delivery: Delivery, file: FileSummary) -> None:
        if not batch.reports:
            return
        result = delivery.add(batch.reports, batch.texts)
        file.rows += batch.rows
        self.summary.count_batch(file, result)
        self.rejects.flush()
        batch.clear()
        self.pace.made(file.rows)
        if self.on_new_reports is not None and result.new_report_ids:
            self.on_new_reports(result.new_report_ids)

    def _refuse(self, file: FileSummary, reject: Reject) -> None:
        self.summary.count_reject(file, reject)
        self.rejects.add(reject)


def fingerprint_of(mapping: Mapping, stream: str) -> str:
    """Return what a reading depends on besides the bytes, as one hash.

    Args:
        mapping: in use.
        stream: in use.
    """
    parts = (ENGINE, EXTRACTOR, stream, to_yaml(mapping))
    return hashlib.sha256(ascii(parts).encode("ascii")).hexdigest()


def _reject_of(error: UnreadableSourceError | InvalidMappingError, name: str) -> Reject:
    if isinstance(error, InvalidMappingError):
        mend = (f"Sửa tệp ánh xạ {error.file}.", f"Correct the mapping file {error.file}.")
        detail = (error.message("vi"), error.message("en"))
        return reject_file(name, Reason.UNREADABLE_FILE, detail=detail, mend=mend)
    detail = (error.message("vi"), error.message("en"))
    return reject_file(name, Reason.UNREADABLE_FILE, row=error.locator, detail=detail)
