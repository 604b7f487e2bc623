"""Ids of reports: a row's own one, or its fingerprint and its number among equal rows."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from graph.closing import Closing
from ingest.digests import DigestTable, digest_of
from ingest.mapping import Mapping
from ingest.rejects import Reason, Reject, reject_row
from ingest.sources.row import Row
from ingest.visible import show

MAX_ID_CHARACTERS = 200
_FINGERPRINT_DIGITS = 32
"""128 bits: an identity, not a secret."""

_LONG_ID = (
    f"Mã báo cáo dài hơn {MAX_ID_CHARACTERS} ký tự.",
    f"The report's id has more than {MAX_ID_CHARACTERS} characters.",
)


class Naming(Protocol):
    """Gives each row the id of its report."""

    def name(self, row: Row) -> str | Reject:
        """Return the id without its stream, or why there is none."""
        ...


class OwnIds:
    """Ids that a column holds.

    Args:
        column: which one.
        source: name of the source, for rejects.
    """

    def __init__(self, column: str, source: str) -> None:
        """Keep what to read."""
        self._column, self._source = column, source

    def name(self, row: Row) -> str | Reject:
        """Return the row's own id."""
        raw = row.cells.get(self._column, "").strip()
        if not raw:
            return reject_row(self._source, row.locator, Reason.MISSING_ID, column=self._column)
        if len(raw) > MAX_ID_CHARACTERS:
            return reject_row(
                self._source, row.locator, Reason.TOO_LONG,
                value=raw, column=self._column, detail=_LONG_ID,
            )  # fmt: skip
        return raw if raw.isascii() and raw.isprintable() else show(_canonical(raw))


class Fingerprints(Closing):
    """Ids of rows that have none: `fingerprint:ordinal among equal rows`.

    So tomorrow's longer export of the same feed names today's rows as today did.

    Args:
        columns: whose cells make the fingerprint; empty: all.
        source: name of the source, for errors.
    """

    def __init__(self, columns: tuple[str, ...], source: str) -> None:
        """Begin before the first row."""
        self._columns = columns
        self._seen = DigestTable(source)

    def name(self, row: Row) -> str:
        """Return the fingerprint and how many equal rows have come, this one included."""
        found = fingerprint(row, self._columns)
        # A colliding digest costs an ordinal, never an id: that holds all of the fingerprint.
        digest = digest_of(found)
        ordinal = (self._seen.get(digest) or 0) + 1
        self._seen.put(digest, ordinal)
        return f"{found}:{ordinal}"

    def close(self) -> None:
        """Let go of what was seen."""
        self._seen.close()


def naming_of(mapping: Mapping, source: str) -> OwnIds | Fingerprints:
    """Return what names the rows of a source.

    Args:
        mapping: of the source.
        source: its name.
    """
    if mapping.id_column:
        return OwnIds(mapping.id_column, source)
    return Fingerprints(mapping.identity, source)


def fingerprint(row: Row, columns: tuple[str, ...] = ()) -> str:
    """Return the hash of a row's cells, whatever the order of its columns.

    Outer blanks and the two ways to write a diacritic make no difference, blank cells and
    missing ones are the same.

    Args:
        row: of any source.
        columns: which ones count; empty: all.
    """
    parts = sorted(_parts(row, columns or (*row.cells, *row.many)))
    # `ascii` writes every value unambiguously, and the same in every version of Python.
    return hashlib.sha256(ascii(parts).encode("ascii")).hexdigest()[:_FINGERPRINT_DIGITS]


def _parts(row: Row, columns: Iterable[str]) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = []
    for column in columns:
        raw = row.cells.get(column)
        values = row.many.get(column, ()) if raw is None else (raw,)
        texts = [text for text in map(_canonical, values) if text]
        if texts:
            parts.append((column, *texts))
    return parts


def _canonical(text: str) -> str:
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
