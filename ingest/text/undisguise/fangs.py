"""Dots, at signs and slashes that are spelled out: `[.]`, `(dot)`, ` chấm `, ` a còng `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.text.host_words import COMMON_SUFFIXES
from ingest.text.mapped import Edit, Mapped

_BRACKETED = re.compile(
    r"(?<=[\w/:@]) ?(?:\[{1,2} ?(\.|dot|ch[aấ]m|@|at|:|://) ?\]{1,2}"
    r"|\({1,2} ?(\.|dot|ch[aấ]m|@|at|a c[oò]ng) ?\){1,2}|\{ ?(\.|dot|@|at) ?\}) ?(?=[\w/])",
    re.I,
)
_MEANT = {"dot": ".", "cham": ".", "chấm": ".", "at": "@", "a còng": "@", "a cong": "@"}
_ENDS = "|".join(sorted(COMMON_SUFFIXES | {"me"}, key=len, reverse=True))
_SPOKEN_DOT = re.compile(rf"(?<=[a-z0-9_-]) (?:dot|cham) (?=(?:{_ENDS})(?![a-z0-9]))")
_SURE_ENDS = frozenset({"com", "vn", "net", "org", "info", "xyz", "biz"})
_LABEL = re.compile(r"[a-z0-9_.-]{1,63}\Z")
_LONG = 8
"""Letters: no Vietnamese syllable is so long, so that what stands before the dot is no word."""
_SPOKEN_AT = re.compile(
    r"(?:(?<=[a-z0-9._-]) |\b)(?:a|@|\(a\)) ?cong (?=[a-z0-9][a-z0-9._-]{2,63})"
)
_SPOKEN_SLASH = re.compile(rf"(?<=[.])(?P<end>{_ENDS}) (?:gach cheo|xet|xuyet|slash) (?=[a-z0-9])")
_MAIL_HOST = re.compile(rf"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_ENDS})(?![a-z0-9])")
_HANDLE = re.compile(r"\w*[0-9_]\w*")
_SPACED_AT = re.compile(
    rf"(?<=[a-z0-9])(?: @ |@ )(?=[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_ENDS})(?![a-z0-9]))"
)


def refang(norm: Mapped) -> Mapped:
    """Return a text with dots, at signs and slashes as such."""
    if any(bracket in norm.text for bracket in "[({"):
        norm = norm.edited(_bracketed(norm), "refanged")
    if " cham " in norm.folded or " dot " in norm.folded:
        norm = norm.edited(_spoken_dots(norm), "word-dot")
    if "cong " in norm.folded:
        norm = norm.edited(_spoken_ats(norm), "word-at")
    if " @" in norm.folded or "@ " in norm.folded:
        norm = norm.edited(_spaced_ats(norm), "spaced-at")
    if " gach cheo " in norm.folded or " xet " in norm.folded or " xuyet " in norm.folded:
        norm = norm.edited(_spoken_slashes(norm), "word-slash")
    return norm


def _bracketed(norm: Mapped) -> Iterator[Edit]:
    for found in _BRACKETED.finditer(norm.text):
        written = (found[1] or found[2] or found[3]).lower()
        sign = _MEANT.get(written, written)
        yield Edit(found.start(), found.end(), sign)


def _spoken_dots(norm: Mapped) -> Iterator[Edit]:
    joined = 0
    for found in _SPOKEN_DOT.finditer(norm.folded):
        before = _LABEL.search(norm.folded, max(0, found.start() - 64), found.start())
        label = before[0] if before else ""
        end = re.match(r"[a-z]+", norm.folded[found.end() : found.end() + 20])
        sure = (end and end[0] in _SURE_ENDS) or joined == found.start() - len(label)
        if (sure and len(label) > 1) or len(label) >= _LONG or re.search(r"[0-9_-]", label):
            yield Edit(found.start(), found.end(), ".")
            joined = found.end()


def _spoken_ats(norm: Mapped) -> Iterator[Edit]:
    for found in _SPOKEN_AT.finditer(norm.folded):
        if _MAIL_HOST.match(norm.folded, found.end()):
            yield Edit(found.start(), found.end(), "@")
        elif _HANDLE.match(norm.folded, found.end()):
            blank = norm.folded[found.start()] == " "  # between the label and the name
            yield Edit(found.start() + blank, found.end(), "@")


def _spaced_ats(norm: Mapped) -> Iterator[Edit]:
    for found in _SPACED_AT.finditer(norm.folded):
        yield Edit(found.start(), found.end(), "@")


def _spoken_slashes(norm: Mapped) -> Iterator[Edit]:
    for found in _SPOKEN_SLASH.finditer(norm.folded):
        yield Edit(found.end("end"), found.end(), "/")
