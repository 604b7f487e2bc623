"""What every reader yields: a row of named cells, as received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a source.

    Attributes:
        number: 1-based, counted over the data rows of the source (a header is none).
        locator: as people find it: `row 17`, `tags[3]`, `message 2`.
        cells: column -> text exactly as received; a nested value's columns are dotted paths
            (`tags.address`); several values under one column are in `many`.
        many: column -> texts, for columns that hold a list (JSON arrays of plain values).
    """

    number: int
    locator: str
    cells: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
