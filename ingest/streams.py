"""The name of a stream: given, or a file's name without extension and date."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

MAX_STREAM_LENGTH = 100
FALLBACK = "nguon"

_EXTENSIONS = re.compile(r"(?:\.(?:csv|tsv|tab|txt|jsonl|ndjson|json|ya?ml|md|gz))+$", re.I)
_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[T _-]?(?:[01]\d|2[0-3])[-_.:h]?[0-5]\d(?:[-_.:]?[0-5]\d)?Z?)?"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}[-_. ]?{_MONTH}[-_. ]?{_DAY}{_CLOCK}"
    rf"|{_DAY}[-_. ]?{_MONTH}[-_. ]?{_YEAR}{_CLOCK}"
    rf"|{_YEAR}[-_. ]{_MONTH}|{_MONTH}[-_. ]{_YEAR}|{_YEAR})(?!\d)"
)
_EDGES = re.compile(r"^[-_. ]+|[-_. ]+$")
_MARKS = re.compile(r"([-_. ])[-_. ]+")
_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff:]"
)


def stream_of_name(path: str) -> str:
    """Return the stream of a file that nothing else names.

    Args:
        path: of the file; `-` is standard input.

    >>> stream_of_name("in/tin-bao-2026-11-23.csv"), stream_of_name("report_20240917_iocs.csv")
    ('tin-bao', 'report_iocs')
    >>> stream_of_name("bao_cao_23.11.2026.csv"), stream_of_name("bank/2026-11-23.csv")
    ('bao_cao', 'bank')
    """
    if path == "-":
        return "stdin"
    pure = PurePath(path)
    for part in (pure.name, pure.parent.name):
        name = _clean(part)
        if name:
            return name
    return FALLBACK


def _clean(name: str) -> str:
    plain = _EXTENSIONS.sub("", unicodedata.normalize("NFC", name))
    undated = _DATE.sub("", plain)
    safe = _FORBIDDEN.sub("-", undated)
    return _EDGES.sub("", _MARKS.sub(r"\1", safe.strip()))[:MAX_STREAM_LENGTH].strip()


def stream_problem(stream: str) -> tuple[str, str] | None:
    """Return why a given stream's name can't be used, in both languages, or None."""
    if not stream.strip() or stream != stream.strip() or len(stream) > MAX_STREAM_LENGTH:
        return ("tên luồng cần 1-100 ký tự, không có khoảng trắng ở hai đầu",
                "a stream's name has 1 to 100 characters and no outer blanks")  # fmt: skip
    if _FORBIDDEN.search(stream):
        return ("tên luồng không được có dấu hai chấm hay ký tự ẩn",
                "a stream's name has no colon and no hidden characters")  # fmt: skip
    return None
