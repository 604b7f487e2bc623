"""Find a table's delimiter from its first lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from ingest.sources.options import MAX_RECORD_CHARACTERS

CANDIDATES = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"
"""For tables of one column: a character that text does not hold."""

_SAMPLE_RECORDS = 100
_CONSISTENT = 0.9


def find_delimiter(head: str, *, preferred: str = ",") -> str:
    """Return the delimiter that the first lines agree on.

    The header decides: a candidate counts if it splits the header, and the one with which
    most records have the header's number of cells wins, then the one with more cells. Where
    none splits the header, the records decide if nine in ten agree; else it is one column.

    Args:
        head: the beginning of the file, without a line cut in half.
        preferred: wins ties; a tab, which the name of a .tsv file promises, wins wherever it
            splits the header and nearly all records alike.
    """
    ordered = sorted(CANDIDATES, key=lambda candidate: candidate != preferred)
    widths = {candidate: _widths(head, candidate) for candidate in ordered}
    by_header = [c for c in ordered if widths[c][:1] > [1]]
    promised = preferred == "\t" and preferred in by_header
    if promised and _agreement(widths[preferred]) >= _CONSISTENT:
        return preferred
    if by_header:
        return max(by_header, key=lambda c: (_agreement(widths[c]), widths[c][0]))
    by_rows = [c for c in ordered if _rows_agree(widths[c][1:])]
    return by_rows[0] if by_rows else NO_DELIMITER


def splits_into_table(head: str, wanted: str | None = None) -> bool:
    """Return whether lines of unknown format are a table: two lines or more, all alike.

    Prose has commas too, so its first line must look like a header: short names, all
    different, none blank, and every record must have as many cells.

    Args:
        head: the beginning of the file, without a line cut in half.
        wanted: the delimiter that it must be; None: any.
    """
    delimiter = find_delimiter(head, preferred=wanted or ",")
    if wanted not in {None, delimiter}:
        return False
    widths = _widths(head, delimiter)
    if (
        delimiter == NO_DELIMITER or len(widths) < 2 or set(widths) != {widths[0]}
    ):  # a header and a row
        return False
    names = [name.strip() for name in next(_records(head, delimiter), [])]
    return len(set(names)) == len(names) and all(_is_name(name) for name in names)


def _is_name(name: str) -> bool:
    return 0 < len(name) <= 40 and name[-1] not in ".!?"  # no header is longer


def _records(head: str, delimiter: str) -> Iterator[list[str]]:
    lines = [line for line in head.split("\n") if len(line) <= MAX_RECORD_CHARACTERS]
    return csv.reader((line + "\n" for line in lines), delimiter=delimiter)


def _widths(head: str, delimiter: str) -> list[int]:
    found: list[int] = []
    try:
        for record in _records(head, delimiter):
            if record:
                found.append(len(record))
            if len(found) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        pass  # The reader reports the record at fault; the lines before it decide here.
    return found


def _agreement(widths: Sequence[int]) -> float:
    return sum(width == widths[0] for width in widths) / len(widths)


def _rows_agree(widths: Sequence[int]) -> bool:
    if not widths:
        return False
    usual = max(set(widths), key=list(widths).count)
    return usual > 1 and list(widths).count(usual) >= _CONSISTENT * len(widths)
