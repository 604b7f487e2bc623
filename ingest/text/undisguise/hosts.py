"""Hosts that are written with blanks in them: `https://i -bank .com`, `t . me / ten`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.host_words import COMMON_SUFFIXES
from ingest.text.mapped import Edit, Mapped

_ENDS = "|".join(
    sorted(COMMON_SUFFIXES | {"me", "space", "help", "fun", "support"}, key=len, reverse=True)
)
_LABEL = r"[a-z0-9_]{1,40}"
_HOST = (
    rf"{_LABEL}(?: ?[-.] ?{_LABEL}){{0,6}}? ?\. ?(?:{_ENDS})(?:\.vn)?(?![a-z0-9_-])(?! ?\.[a-z])"
)
_SCHEMED = re.compile(
    rf"(?<![a-z0-9])(?:h(?:tt|xx|\*\*)ps?(?: ?:? ?[/\\]{{1,3}}(?: ?[/\\])?|:)|www ?\.)"
    rf" ?(?P<host>{_HOST})"
)
_BARE = re.compile(rf"(?<![a-z0-9@/._-])(?P<host>{_HOST})(?P<path> ?/ ?(?=[a-z0-9@]))?")
_BLANK = re.compile(" +")
_SPACED_DOT = re.compile(r" \. ?[a-z]")
_MARKED = re.compile(r"[0-9-]")
_LONG = 8


def join_hosts(norm: Mapped) -> Mapped:
    """Return a text with hosts in one piece."""
    if "." not in norm.text or " " not in norm.text:
        return norm
    norm = norm.edited(_schemed(norm), "blank-in-host")
    if " ." in norm.text or " -" in norm.text:
        norm = norm.edited(_bare(norm), "blank-in-host")
    return norm


def _schemed(norm: Mapped) -> Iterator[Edit]:
    for found in _SCHEMED.finditer(norm.folded):
        # The scheme's own blanks go too: `https:/ /`.
        for blank in _BLANK.finditer(norm.folded, found.start(), found.end()):
            yield Edit(*blank.span(), "")


def _bare(norm: Mapped) -> Iterator[Edit]:
    for found in _BARE.finditer(norm.folded):
        host = found["host"]
        if " " not in host or not _is_one(host, has_path=found["path"] is not None):
            continue
        for blank in _BLANK.finditer(norm.folded, found.start(), found.end()):
            yield Edit(*blank.span(), "")


def _is_one(host: str, *, has_path: bool) -> bool:
    """Say whether words with blanks and dots are a host rather than two sentences."""
    squeezed = host.replace(" ", "")
    if has_path:
        return True
    labels = squeezed.split(".")[:-1]
    marked = any(len(label) >= _LONG or _MARKED.search(label) for label in labels)
    return marked and _SPACED_DOT.search(host) is not None
