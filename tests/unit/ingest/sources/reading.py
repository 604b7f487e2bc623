"""Read bytes as a source, and take apart what came out."""

from __future__ import annotations

import io
from collections.abc import Iterable

from ingest.rejects import Reject
from ingest.sources.open import OpenSource, ReadOptions, open_source
from ingest.sources.row import Row

Cells = dict[str, str]


def opened(data: bytes | str, name: str, **options: object) -> OpenSource:
    """Open bytes (or UTF-8 text) under a file's name."""
    raw = data.encode() if isinstance(data, str) else data
    read = ReadOptions(**options)  # type: ignore[arg-type]  # the caller knows the fields
    return open_source(None, io.BytesIO(raw), name=name, options=read)


def read_all(data: bytes | str, name: str, **options: object) -> list[Row | Reject]:
    """Return everything that a source yields."""
    with opened(data, name, **options) as source:
        return list(source.rows())


def cells(found: Iterable[Row | Reject]) -> list[Cells]:
    """Return the cells of the rows."""
    return [dict(row.cells) for row in found if isinstance(row, Row)]


def places(found: Iterable[Row | Reject]) -> list[tuple[str, str]]:
    """Return (place, reason) of the rejects."""
    return [(item.row, item.reason.value) for item in found if isinstance(item, Reject)]
