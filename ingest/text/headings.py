"""Lists under a heading: `Các tài khoản tại VietinBank:`, and a number on each line."""

from __future__ import annotations

import re

_BULLET = re.compile(r"[\s\-–•*+▪●]*(?:[a-zđ0-9]{1,2}[.)]\s*)?")
_LISTED = re.compile(r"[\s]*(?:[\-–•*+▪●]|[a-zđ0-9]{1,2}[.)])")
_MOST_LINES, _LONGEST = 30, 400


def heading_above(folded: str, at: int) -> tuple[int, int] | None:
    """Return where the heading stands of the list whose line begins with a place, or None.

    Args:
        folded: the text without diacritics and case.
        at: where a number begins.
    """
    begin = folded.rfind("\n", max(0, at - _LONGEST), at) + 1
    if not begin or at - begin > 8 or not _BULLET.fullmatch(folded, begin, at):
        return None
    for _ in range(_MOST_LINES):
        end = begin - 1
        begin = folded.rfind("\n", max(0, end - _LONGEST), end) + 1
        line = folded[begin:end].rstrip()
        if line.endswith(":"):
            return begin, end
        if not begin or not _LISTED.match(line):
            return None
    return None
