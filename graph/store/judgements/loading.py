"""Facts in: a batch is sorted into new, known and superseding reports, then written and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from graph.errors import InvalidInputError, SourceNotBegunError
from graph.model import DecisionKind, Report
from graph.store.answers import BatchResult
from graph.store.body import LARGEST, to_micros
from graph.store.judgements import erased_keys, groups
from graph.store.judgements.facts import named
from graph.store.judgements.indexing import index_new, reindex
from graph.store.judgements.judging import Judging
from graph.store.judgements.primitives.reports import Reports
from graph.store.judgements.primitives.rows import KnownReport, Numbered


@dataclass(slots=True)
class _Batch:
    new: list[Numbered] = field(default_factory=list)
    superseding: list[Numbered] = field(default_factory=list)
    known: int = 0
    written: list[Report] = field(default_factory=list)
    seen_again: list[tuple[int, str]] = field(default_factory=list)


def add_reports(
    judging: Judging, source_sha256: str, reports: Sequence[Report], now: datetime
) -> BatchResult:
    """Add a batch inside the caller's transaction; the contract stands in the port.

    Raises:
        InvalidInputError: an amount is beyond 64 bits.
        SourceNotBegunError: the source was never begun.
    """
    _refuse_huge_amounts(reports)
    source = judging.source_number(source_sha256)
    if source is None:
        raise SourceNotBegunError(source_sha256)
    batch = _sort_out(judging, erased_keys.strip(judging, reports))
    recorded_at = to_micros(now)
    judging.insert_reports(source, batch.new, recorded_at)
    judging.insert_versions(batch.superseding, recorded_at)
    judging.insert_sightings(source, batch.seen_again)
    index_new(judging, batch.new)
    # Also what only a version names that another one of this batch supersedes is known.
    judging.register(named(report for _, report in batch.superseding))
    changed = [num for num, _ in batch.superseding]
    if judging.is_any_in_force(DecisionKind.WITHDRAW):
        seen = chain(batch.new, batch.seen_again)
        changed += groups.misjudged(judging, (num for num, _ in seen))
    reindex(judging, changed)
    return _summarise(batch)


def _refuse_huge_amounts(reports: Sequence[Report]) -> None:
    for report in reports:
        for amount in (report.loss_vnd, *(link.amount_vnd for link in report.links)):
            if amount is not None and abs(amount) > LARGEST:
                raise InvalidInputError(
                    what_vi=f"Số tiền {amount:.3e} của {report.id} quá lớn; hãy kiểm tra lại.",
                    what_en=f"The amount {amount:.3e} of {report.id} is too large; check it.",
                )


def _sort_out(judging: Reports, reports: Sequence[Report]) -> _Batch:
    known = judging.known_reports([report.id for report in reports])
    fresh = len({report.id for report in reports} - known.keys())
    number = judging.take_report_numbers(fresh) if fresh else 0
    batch = _Batch()
    for report in reports:
        found = known.get(report.id)
        if found is None:
            num = number
            number += 1
            batch.new.append((num, report))
        else:
            num = found.num
            batch.seen_again.append((num, report.locator))
            if found.erased or found.content_hash == report.content_hash:
                batch.known += 1
                continue
            batch.superseding.append((num, report))
        batch.written.append(report)
        known[report.id] = KnownReport(num, report.content_hash, erased=False)
    return batch


def _summarise(batch: _Batch) -> BatchResult:
    written = batch.written
    kinds = Counter(mention.identifier.kind for report in written for mention in report.mentions)
    return BatchResult(
        new=len(batch.new),
        known=batch.known,
        superseded=len(batch.superseding),
        mentions_by_kind=dict(kinds),
        links=sum(len(report.links) for report in written),
        new_report_ids=tuple(report.id for report in written),
    )
