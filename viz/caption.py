"""Make any text fit to stand on a picture: nothing hidden, not too long, in short lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

LABEL_LIMIT = 120
LINE_LIMIT = 17
LINES = 2
REPLACEMENT = "\ufffd"
_SHORTEST_NAMED = 5

_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me", "Mc"})
_MARK_LIMIT = 3  # a decomposed Vietnamese letter has two
_BREAKS = frozenset(" -./@_:")


def visible(text: str, limit: int = LABEL_LIMIT) -> str:
    """Return the text with every hidden character shown as U+FFFD, cut to a length.

    Bidirectional controls reorder what people read, control characters and lone surrogates
    break what reads them, and stacked marks paint over the neighbours.

    Args:
        text: as a stranger wrote it.
        limit: characters at most, the ellipsis included.

    >>> visible("vcb\u202ekcab.exe")
    'vcb\ufffdkcab.exe'
    """
    shown = "".join(_shown(text[: limit + 200]))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _shown(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        if marks > _MARK_LIMIT:
            continue
        yield REPLACEMENT if category in _HIDDEN else character


def wrapped(label: str) -> str:
    """Return a label as at most two lines of at most 17 characters.

    A line breaks after a blank or a mark such as `.` where there is one in its second half,
    else after a first short word if the rest fits, else where it is full; what doesn't fit ends
    as an ellipsis.

    >>> wrapped("secure-vietcombank-login.example.top").split(chr(10))
    ['secure-', 'vietcombank-logi…']
    """
    lines: list[str] = []
    rest = label.strip()
    while len(rest) > LINE_LIMIT and len(lines) < LINES - 1:
        cut = _cut(rest)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    lines.append(rest if len(rest) <= LINE_LIMIT else rest[: LINE_LIMIT - 1] + "…")
    return "\n".join(lines)


def _cut(text: str) -> int:
    for at in range(LINE_LIMIT, LINE_LIMIT // 3, -1):
        if text[at - 1] in _BREAKS:
            return at
    blank = text.find(" ") + 1
    # A long word alone on its line, rather than broken behind a short one.
    return blank if blank and len(text) - blank <= LINE_LIMIT else LINE_LIMIT


def masked(label: str) -> str:
    """Return a victim's label with all but its last two letters and digits dotted out.

    Of fewer than five nothing is left: two of three would be the name.

    >>> masked("0912 345 678"), masked("an 1")
    ('•••• ••• •78', '•• •')
    """
    keep = 2 if sum(map(str.isalnum, label)) >= _SHORTEST_NAMED else 0
    shown: list[str] = []
    for character in reversed(label):
        if character.isalnum() and keep > 0:
            keep -= 1
            shown.append(character)
        else:
            shown.append("•" if character.isalnum() else character)
    return "".join(reversed(shown))
