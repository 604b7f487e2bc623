"""How a source is to be read, and the bounds within which hostile input is kept."""

from __future__ import annotations

import codecs
import enum
from dataclasses import dataclass
from typing import Literal

MIB = 1024 * 1024
BLOCK_BYTES = MIB
"""Files are scanned in blocks of this size."""

MAX_LINE_BYTES = MIB
"""A longer line is never read into memory."""

MAX_RECORD_CHARACTERS = MIB
MAX_RECORD_LINES = 10_000
"""A CSV record that spans more has an unclosed quote."""

MAX_COLUMNS = 1_000
MAX_CELL_CHARACTERS = 131_072
"""Of a table's cell: the csv module's own limit, which is global and therefore left alone."""

MAX_MESSAGE_CHARACTERS = 1_000_000
MAX_VALUE_CHARACTERS = 1_000_000
"""Of a string in JSON or YAML."""

MAX_NODE_BYTES = 8 * MIB
"""Of one record in JSON or YAML, so that a list of names with its values stays one record."""

MAX_DEPTH = 64

Split = Literal["none", "blank-line", "line"]
"""How plain text falls into messages: see ReadOptions."""


class Format(enum.StrEnum):
    """What a source is written in."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    YAML = "yaml"
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a mapping says about reading a source. Everything has a default.

    Attributes:
        encoding: of the bytes, such as `windows-1258`; None is UTF-8, or UTF-16 with a BOM. It
            is never guessed.
        delimiter: of a table, one character; None finds it among , ; tab |
        header: the first record names the columns; without it they are `column 1`, ….
        records: dotted path of the list of records in JSON or YAML, such as `tags`; None finds
            it.
        inherit: plain values at the top of a JSON or YAML document become columns of each of
            its records that has none of that name.
        split: how plain text falls into messages: `none` (at separator lines of three or more
            `-` or `=` only), `blank-line`, or `line`.
        max_bytes: larger sources are refused; also bounds what standard input may fill.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: bool = True
    records: str | None = None
    inherit: bool = False
    split: Split = "none"
    max_bytes: int = 64 * 1024 * MIB


_PROBE = "a,;|\t\"'\r\n:{}[]0z"


def find_codec(name: str) -> str | None:
    """Return Python's name of an encoding that can be read here, or None.

    Codecs that are no text encodings (`zip`), that keep a state or that write ASCII otherwise
    are refused: line ends and quotes must be the bytes that they look like. UTF-16 is the one
    exception, since files are turned into UTF-8 first.

    Args:
        name: as a person writes it: `windows-1258`, `utf-16-le`, ….
    """
    try:
        codec = codecs.lookup(name).name
        if codec in {"utf-16", "utf-16-le", "utf-16-be"}:
            return codec
        plain = _PROBE.encode(codec) == _PROBE.encode("ascii")
    except (LookupError, ValueError, TypeError):
        return None
    stateful = codec.startswith(("utf-7", "hz", "iso2022", "punycode", "idna"))
    escapes = codec in {"unicode_escape", "raw_unicode_escape", "raw-unicode-escape"}
    return codec if plain and not (stateful or escapes or "escape" in codec) else None
