"""Identifiers that were erased: known by a hash alone, and never taken in again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from graph.model import Identifier, Report

PREFIX = "sha256:"


def hash_of(subject: str) -> str:
    """Return what stands for an erased subject in a tombstone."""
    return PREFIX + hashlib.sha256(subject.encode("utf-8", "surrogatepass")).hexdigest()


def strip(connection: sqlite3.Connection, reports: Sequence[Report]) -> Sequence[Report]:
    """Return the reports without mentions and links of erased identifiers."""
    if not connection.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone():
        return reports
    named = {i.key for report in reports for i in _named(report)}
    erased = {key for key in named if is_erased(connection, key)}
    return [without(report, erased) for report in reports] if erased else reports


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
    """Return a report that names none of these identifiers."""
    return replace(
        report,
        mentions=tuple(m for m in report.mentions if m.identifier.key not in keys),
        links=tuple(
            link
            for link in report.links
            if link.source.key not in keys and link.target.key not in keys
        ),
    )
