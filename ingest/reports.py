"""Rows to reports: every row ends as a report, as a part of one, or as a reject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby

from graph.model import Report
from graph.store.texts import StoredText
from ingest.digests import DigestTable, digest_of
from ingest.gather import MAX_ROWS_PER_REPORT, gather_rows
from ingest.mapping import Mapping, Shape
from ingest.observe import Observer, Orders
from ingest.observe_draft import Draft
from ingest.rejects import Reason, Reject, reject_row
from ingest.report_ids import Fingerprints, OwnIds, naming_of
from ingest.sources.row import Row

_TOO_MANY_ROWS = (
    f"Báo cáo này có hơn {MAX_ROWS_PER_REPORT:,} dòng.",
    f"This report has more than {MAX_ROWS_PER_REPORT:,} rows.",
)


_NO_COLUMN = (
    "Chưa nhận ra cột nào: chạy lại với --dry-run, lưu tệp ánh xạ được in ra, ghi nghĩa của "
    "từng cột vào đó rồi nạp với --mapping.",
    "No column was recognised: run with --dry-run, save the mapping that it prints, write "
    "what each column means, and load with --mapping.",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A report, and what goes elsewhere.

    Attributes:
        report: for the graph.
        texts: as received, for the TextStore.
        rows: how many rows it was made of.
    """

    report: Report
    texts: tuple[StoredText, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Making:
    """Turns the rows of one source into reports.

    Attributes:
        mapping: of the source.
        orders: of its date columns.
        stream: which feed it is.
        source: its name, for rejects.
    """

    mapping: Mapping
    orders: Orders
    stream: str
    source: str

    def make(self, rows: Iterable[Row | Reject]) -> Iterator[Made | Reject]:
        """Yield reports and rejects; those of cells come before their report.

        A row without identifier, link and text is rejected: by its first refused cell, which
        then stands for the row, else as NO_IDENTIFIER. A row with free text is kept even if
        nothing was found in it: the text may be searched later.

        Args:
            rows: of the source, and the rejects of its reader, which are passed on.

        Raises:
            UnreadableSourceError: there is no room for temporary files.
        """
        observer = Observer(self.mapping, self.orders, self.source)
        naming = naming_of(self.mapping, self.source)
        if self.mapping.shape is Shape.LONG:
            yield from self._make_long(gather_rows(rows, naming, self.source), observer)
        elif isinstance(naming, Fingerprints):
            with closing(naming):
                yield from self._make_by_fingerprint(rows, observer, naming)
        else:
            yield from self._make_by_id(rows, observer, naming)

    def _make_by_fingerprint(
        self, rows: Iterable[Row | Reject], observer: Observer, naming: Fingerprints
    ) -> Iterator[Made | Reject]:
        for row in rows:
            if isinstance(row, Reject):
                yield row
                continue
            draft = observer.observe(row)
            # Named even when it is refused: equal rows keep their numbers once it is mended.
            name = naming.name(row)
            yield from self._rejects(draft, row)
            if _is_kept(draft):
                yield self._build(name, draft, row.locator)

    def _make_by_id(
        self, rows: Iterable[Row | Reject], observer: Observer, naming: OwnIds
    ) -> Iterator[Made | Reject]:
        with closing(DigestTable(self.source)) as seen:
            for row in rows:
                if isinstance(row, Reject):
                    yield row
                    continue
                name = naming.name(row)
                if isinstance(name, Reject):
                    yield name
                    continue
                draft = observer.observe(row)
                if not _is_kept(draft):
                    yield from self._rejects(draft, row)
                    continue
                made = self._build(name, draft, row.locator)
                if self._is_repeated(made.report, seen):
                    yield self._refuse_repeated(row)
                    continue
                yield from draft.rejects
                yield made

    def _is_repeated(self, report: Report, seen: DigestTable) -> bool:
        """Say whether another row has the same id and says something else."""
        digest = digest_of(report.id)
        content = int(report.content_hash[:15], 16)
        known = seen.get(digest)
        if known is None:
            seen.put(digest, content)
        return known is not None and known != content

    def _refuse_repeated(self, row: Row) -> Reject:
        column = self.mapping.id_column or ""
        return reject_row(
            self.source, row.locator, Reason.REPEATED_ID,
            value=row.cells.get(column, ""), column=column,
        )  # fmt: skip

    def _make_long(
        self, rows: Iterable[tuple[str, Row] | Reject], observer: Observer
    ) -> Iterator[Made | Reject]:
        for name, group in groupby(rows, key=_id_of):
            if name is None:
                yield from (item for item in group if isinstance(item, Reject))
            else:
                members = (item[1] for item in group if not isinstance(item, Reject))
                yield from self._make_one(name, members, observer)

    def _make_one(
        self, name: str, rows: Iterable[Row], observer: Observer
    ) -> Iterator[Made | Reject]:
        whole: Draft | None = None
        locator = ""
        for number, row in enumerate(rows):
            if number >= MAX_ROWS_PER_REPORT:
                yield self._refuse_more(row)
                continue
            draft = observer.observe(row)
            yield from self._rejects(draft, row)
            if whole is None and _is_kept(draft):
                whole, locator = draft, row.locator
            elif whole is not None and _is_kept(draft):
                whole.merge(draft)
        if whole is not None:
            yield self._build(name, whole, locator)

    def _refuse_more(self, row: Row) -> Reject:
        column = self.mapping.id_column or ""
        return reject_row(
            self.source, row.locator, Reason.TOO_LONG,
            value=row.cells.get(column, ""), column=column, detail=_TOO_MANY_ROWS,
        )  # fmt: skip

    def _rejects(self, draft: Draft, row: Row) -> Iterator[Reject]:
        if _is_kept(draft):
            yield from draft.rejects
        elif draft.rejects:
            yield replace(draft.rejects[0], whole=True)
            yield from draft.rejects[1:]
        else:
            value = "; ".join(text for text in row.cells.values() if text)
            blind = not (self.mapping.columns or self.mapping.links)
            yield reject_row(
                self.source, row.locator, Reason.NO_IDENTIFIER,
                value=value, mend=_NO_COLUMN if blind else None,
            )  # fmt: skip

    def _build(self, name: str, draft: Draft, locator: str) -> Made:
        report_id = f"{self.stream}:{name}"
        content_hash = draft.content_hash()
        report = Report(
            id=report_id,
            stream=self.stream,
            locator=locator,
            content_hash=content_hash,
            mentions=draft.build_mentions(),
            links=draft.build_links(),
            occurred=draft.occurred,
            reported=draft.reported,
            forms=tuple(sorted(draft.forms)) if draft.forms else (),
            loss_vnd=draft.loss_vnd,
            police_unit=draft.police_unit,
            title=draft.title,
        )
        texts = tuple(
            StoredText(report_id, content_hash, column, text) for column, text in draft.texts
        )
        return Made(report, texts, draft.rows)


def _is_kept(draft: Draft) -> bool:
    return draft.usable or bool(draft.texts)


def _id_of(item: tuple[str, Row] | Reject) -> str | None:
    return None if isinstance(item, Reject) else item[0]
