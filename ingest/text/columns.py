"""Tables that were pasted as text: what the header over a cell says of the number in it."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.text.clues import Clue, clue_of

_GAPS = (
    (re.compile(r" *\| *"), 1),
    (re.compile(r"\t"), 1),
    (re.compile(r" {2,}"), 1),
    (re.compile(r"; ?"), 2),
)
"""What columns are told apart by, and how often at least."""
_LONGEST_TITLE = 40
_MOST_LINES = 200
"""So far above a cell its header is looked for."""
_LONGEST = 2000


def header_clue(folded: str, at: int) -> Clue | None:
    """Return what the header of the column says in which a place stands, or None.

    Args:
        folded: the text without diacritics and case.
        at: a place in it.
    """
    begin = folded.rfind("\n", max(0, at - _LONGEST), at) + 1
    if not begin:
        return None
    end = folded.find("\n", at, at + _LONGEST)
    line = folded[begin : end if end >= 0 else len(folded)]
    gap = next((gap for gap, fewest in _GAPS if len(gap.findall(line)) >= fewest), None)
    if gap is None:
        return None
    width, column = len(gap.findall(line)), len(gap.findall(folded, begin, at))
    header = None
    for _ in range(_MOST_LINES):
        before = folded.rfind("\n", max(0, begin - _LONGEST), max(0, begin - 1)) + 1
        above = folded[before : begin - 1] if begin else ""
        if abs(len(gap.findall(above)) - width) > 1 or not gap.search(above):
            break
        header, begin = above, before
    cells = gap.split(header) if header is not None else []
    if column >= len(cells) or len(cells[column]) > _LONGEST_TITLE:
        return None
    found = clue_of(cells[column])
    return replace(found, distance=0, touches=True) if found else None
