"""What a load did: per file, and in sum."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from graph.store.answers import BatchResult
from ingest.rejects import Reject

ALL_LOADED, SOME_REJECTED, NOTHING_LOADED = 0, 1, 2


@dataclass(slots=True)
class ReportCounts:
    """Reports: first seen, seen before as they are, seen before with other content."""

    new: int = 0
    known: int = 0
    superseded: int = 0

    @property
    def total(self) -> int:
        """Return all of them."""
        return self.new + self.known + self.superseded

    def add(self, result: BatchResult) -> None:
        """Count what a batch changed."""
        self.new += result.new
        self.known += result.known
        self.superseded += result.superseded

    def to_json(self) -> dict[str, int]:
        """Return the counts by name."""
        return {"new": self.new, "known": self.known, "superseded": self.superseded}


@dataclass(slots=True)
class FileSummary:
    """What became of one file.

    Attributes:
        name: as given.
        stream: which feed it belongs to; empty where it was not read.
        profile: how it was read: a mapping's name, a profile's, `inferred`, `ignored` or `-`.
        rows: read, whatever became of them; 0 where an earlier load had completed the file.
        reports: made of them.
        reject_count: of rows and cells.
        rejected_rows: rows, or the whole file, that were lost; the rest are cells.
        broken: a part of the file, or of what its mapping names, is not there to be read.
        rejects_file: where its rejects are; None where there are none.
        mapping: as YAML, ready to be saved; empty outside of a dry run.
    """

    name: str
    stream: str = ""
    profile: str = "-"
    rows: int = 0
    reports: ReportCounts = field(default_factory=ReportCounts)
    reject_count: int = 0
    rejected_rows: int = 0
    broken: bool = False
    rejects_file: str | None = None
    mapping: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the file's figures by name; of a dry run its mapping too."""
        found: dict[str, Any] = {
            "name": self.name,
            "stream": self.stream,
            "profile": self.profile,
            "rows": self.rows,
            "reports": self.reports.to_json(),
            "rejects": self.reject_count,
            "rejected_rows": self.rejected_rows,
            "rejects_file": self.rejects_file,
        }
        if self.mapping:
            found["mapping"] = self.mapping
        return found


@dataclass(slots=True)
class Summary:
    """What a load did.

    Attributes:
        dry_run: nothing was stored, the figures say what would have been.
        files: in the order read.
        reports: sums over the files.
        mentions_by_kind: of new and superseding reports.
        links: of new and superseding reports.
        reject_count: of rows, cells and files.
        rejects_by_reason: the same by reason.
        rejects_file: where they are; None where there are none.
    """

    dry_run: bool = False
    files: list[FileSummary] = field(default_factory=list)
    reports: ReportCounts = field(default_factory=ReportCounts)
    mentions_by_kind: Counter[str] = field(default_factory=Counter)
    links: int = 0
    reject_count: int = 0
    rejects_by_reason: Counter[str] = field(default_factory=Counter)
    rejects_file: str | None = None

    def begin(self, name: str) -> FileSummary:
        """Return the figures of one more file."""
        file = FileSummary(name)
        self.files.append(file)
        return file

    def count_batch(self, file: FileSummary, result: BatchResult) -> None:
        """Count what a batch of a file's reports changed."""
        file.reports.add(result)
        self.reports.add(result)
        self.mentions_by_kind.update(result.mentions_by_kind)
        self.links += result.links

    def count_known(self, file: FileSummary, report_count: int) -> None:
        """Count a file that an earlier load has completed."""
        file.reports.known += report_count
        self.reports.known += report_count

    def count_reject(self, file: FileSummary, reject: Reject) -> None:
        """Count a reject of a file."""
        file.reject_count += 1
        file.rejected_rows += reject.whole
        file.broken = file.broken or reject.of_file
        self.reject_count += 1
        self.rejects_by_reason[reject.reason.value] += 1

    def to_json(self) -> dict[str, Any]:
        """Return one object, for programs."""
        return {
            "files": [file.to_json() for file in self.files],
            "reports": self.reports.to_json(),
            "mentions": {
                "new": self.mentions_by_kind.total(),
                "by_kind": dict(sorted(self.mentions_by_kind.items())),
            },
            "links": self.links,
            "rejects": {
                "count": self.reject_count,
                "by_reason": dict(sorted(self.rejects_by_reason.items())),
            },
        }

    def exit_code(self) -> int:
        """Return 0 where all was loaded, 1 where some was rejected, 2 where nothing was loaded."""
        if not self.reports.total:
            return NOTHING_LOADED
        return SOME_REJECTED if self.reject_count else ALL_LOADED
