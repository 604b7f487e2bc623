"""Identifiers that were erased: known by a hash alone, and never taken in again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import Identifier, Mention, Report
from graph.store.sqlite.numbers import search_terms

PREFIX = "sha256:"


def hash_of(subject: str) -> str:
    """Return what stands for an erased subject in a tombstone."""
    return PREFIX + hashlib.sha256(subject.encode("utf-8", "surrogatepass")).hexdigest()


def strip(connection: sqlite3.Connection, reports: Sequence[Report]) -> Sequence[Report]:
    """Return the reports without what erased identifiers are called in them."""
    if not connection.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone():
        return reports
    named = {i.key for report in reports for i in _named(report)}
    erased = {key for key in named if is_erased(connection, key)}
    if not erased:
        return reports
    return [_strip_one(report, erased) for report in reports]


def _strip_one(report: Report, erased: set[str]) -> Report:
    named = erased & {identifier.key for identifier in _named(report)}
    return without(report, named) if named else report


def is_erased(connection: sqlite3.Connection, subject: str) -> bool:
    """Say whether there is a tombstone of a subject."""
    return bool(
        connection.execute(
            "SELECT 1 FROM tombstone WHERE hash = ? LIMIT 1", (hash_of(subject),)
        ).fetchone()
    )


def _named(report: Report) -> list[Identifier]:
    ends = [end for link in report.links for end in (link.source, link.target)]
    return [mention.identifier for mention in report.mentions] + ends


def without(report: Report, keys: set[str]) -> Report:
    """Return a report without identifiers, nor what they are called in what else it says."""
    mine = [mention for mention in report.mentions if mention.identifier.key in keys]
    named = {fold(span.raw) for mention in mine for span in mention.spans}
    named.update(term for key in keys for term in search_terms(registry.from_key(key)))
    names = [name for name in named if name]

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
