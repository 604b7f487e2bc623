"""Hand reports over in batches: to the stores, or, in a dry run, to a comparison with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from graph.model import Report, Source
from graph.store.answers import BatchResult
from graph.store.port import GraphStore
from graph.store.texts import StoredText, TextStore
from ingest.reports import Made

BATCH_REPORTS = 6000
BATCH_TEXT_CHARACTERS = 8_000_000


class Delivery(Protocol):
    """Takes what was made of a source."""

    def begin(self, source: Source) -> None:
        """Take what follows as this source's."""
        ...

    def add(self, reports: Sequence[Report], texts: Sequence[StoredText]) -> BatchResult:
        """Take a batch, all or nothing."""
        ...

    def complete(self, report_count: int) -> None:
        """Record that all of the source was taken."""
        ...


class Storing:
    """Writes to the stores: texts first, then the graph.

    A crash in between leaves a text without its report, which the next load puts again. A source
    is recorded with what it gives: of one that breaks before its first report nothing is left.
    """

    def __init__(self, store: GraphStore, texts: TextStore, now: datetime) -> None:
        """Keep both stores and the time of the load."""
        self._store, self._texts, self._now = store, texts, now
        self._source: Source | None = None
        self._is_recorded = False

    def begin(self, source: Source) -> None:
        """Take what follows as this source's."""
        self._source, self._is_recorded = source, False

    def add(self, reports: Sequence[Report], texts: Sequence[StoredText]) -> BatchResult:
        """Write a batch: once this returns, a crash loses none of it."""
        source = self._recorded()
        if texts:
            self._texts.put(texts)
        return self._store.add_reports(source.sha256, reports, self._now)

    def complete(self, report_count: int) -> None:
        """Record that all of the source was loaded."""
        source = self._recorded()
        self._store.complete_source(source.sha256, source.fingerprint, report_count)

    def _recorded(self) -> Source:
        if self._source is None:
            message = "begin comes first"
            raise ValueError(message)
        if not self._is_recorded:
            self._store.begin_source(self._source)
            self._is_recorded = True
        return self._source


class Comparing:
    """Says what storing would change, and stores nothing."""

    def __init__(self, store: GraphStore) -> None:
        """Keep the store to compare with."""
        self._store = store

    def begin(self, source: Source) -> None:
        """Do nothing."""

    def add(
        self,
        reports: Sequence[Report],
        texts: Sequence[StoredText],  # noqa: ARG002  # as Delivery has it
    ) -> BatchResult:
        """Return what the store would have answered."""
        ids = list(dict.fromkeys(report.id for report in reports))
        known = {report.id: report.content_hash for report in self._store.get_reports(ids)}
        kinds: Counter[str] = Counter()
        new = same = superseded = links = 0
        for report in reports:
            before = known.get(report.id)
            known[report.id] = report.content_hash
            if before == report.content_hash:
                same += 1
                continue
            new += before is None
            superseded += before is not None
            kinds.update(mention.identifier.kind for mention in report.mentions)
            links += len(report.links)
        return BatchResult(new, same, superseded, dict(kinds), links)

    def complete(self, report_count: int) -> None:
        """Do nothing."""


@dataclass(slots=True)
class Batch:
    """Reports that wait to be handed over.

    Attributes:
        full_at: mentions and links at which it is full: what the store takes best.
    """

    full_at: int
    reports: list[Report] = field(default_factory=list)
    texts: list[StoredText] = field(default_factory=list)
    rows: int = 0
    _mentions: int = 0
    _characters: int = 0

    def add(self, made: Made) -> bool:
        """Take one; return whether the batch is full."""
        report = made.report
        self.reports.append(report)
        self.rows += made.rows
        self._mentions += len(report.mentions) + len(report.links)
        if made.texts:
            self.texts.extend(made.texts)
            self._characters += sum(len(text.text) for text in made.texts)
        return (
            self._mentions >= self.full_at
            or len(self.reports) >= BATCH_REPORTS
            or self._characters >= BATCH_TEXT_CHARACTERS
        )

    def clear(self) -> None:
        """Begin anew."""
        self.reports.clear()
        self.texts.clear()
        self.rows = self._mentions = self._characters = 0
