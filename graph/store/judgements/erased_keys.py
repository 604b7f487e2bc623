"""Identifiers that were erased: known by a hash alone, and never taken in again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import Mention, Report
from graph.store.judgements.facts import keys_named, named, search_terms
from graph.store.judgements.primitives.decisions import Tombstones

PREFIX = "sha256:"


def hash_of(subject: str) -> str:
    """Return what stands for an erased subject in a tombstone."""
    return PREFIX + hashlib.sha256(subject.encode("utf-8", "surrogatepass")).hexdigest()


def strip(judging: Tombstones, reports: Sequence[Report]) -> Sequence[Report]:
    """Return the reports without what erased identifiers are called in them."""
    if not judging.is_anything_erased():
        return reports
    by_hash = {hash_of(identifier.key): identifier.key for identifier in named(reports)}
    erased = {by_hash[found] for found in judging.erased_of(by_hash)}
    if not erased:
        return reports
    return [_strip_one(report, erased) for report in reports]


def _strip_one(report: Report, erased: set[str]) -> Report:
    mine = erased & keys_named(report)
    return without(report, mine) if mine else report


def without(report: Report, keys: set[str]) -> Report:
    """Return a report without identifiers, nor what they are called in what else it says."""
    mine = [mention for mention in report.mentions if mention.identifier.key in keys]
    called = {fold(span.raw) for mention in mine for span in mention.spans}
    called.update(term for key in keys for term in search_terms(registry.from_key(key)))
    names = [name for name in called if name]

    def tells(text: str | None) -> bool:
        return text is not None and any(name in fold(text) for name in names)

    def clean(mention: Mention) -> Mention:
        spans = (replace(span, raw="") if tells(span.raw) else span for span in mention.spans)
        return replace(mention, spans=tuple(spans))

    return replace(
        report,
        mentions=tuple(clean(m) for m in report.mentions if m.identifier.key not in keys),
        links=tuple(
            replace(link, raw=None) if tells(link.raw) else link
            for link in report.links
            if link.source.key not in keys and link.target.key not in keys
        ),
        title=None if tells(report.title) else report.title,
    )
