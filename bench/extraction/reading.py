"""Read labelled texts: see labelled/README.md for their form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model import Role

LABELLED = Path(__file__).parent / "labelled"
FORMS = frozenset({
    "unicode-digits", "keycaps", "hidden", "nfd", "look-alikes", "odd-separators", "spaced",
    "dots-dashes", "letters-for-digits", "spelled-out", "bracket-dot", "word-dot", "hxxp",
    "broken-scheme", "blank-in-host", "disguised-label", "glued-label", "no-leading-zero",
    "bank-next-line", "bank-after", "alias-account", "ascii", "old-prefix", "two-readings",
})  # fmt: skip
_HEADER = re.compile(r"^### (\S+)((?: [@#]\S+)*)$", re.M)
_MARKED = re.compile(r"⟪([^⟪⟫〔〕]+)⟫〔([^⟪⟫〔〕]+)〕")
_ESCAPE = re.compile(r"\\u\{([0-9A-F]{1,6})\}")
_KEY = re.compile(r"([a-z_]+):(\S+)")


class LabelError(ValueError):
    """A labelled text that can't be read."""


@dataclass(frozen=True, slots=True)
class Item:
    """A marked identifier.

    Attributes:
        start, end: code points of the text.
        kind, value: the likelier reading; both empty where the item is optional.
        role: its part, as labelled.
        alternatives: keys of the other readings.
    """

    start: int
    end: int
    kind: str
    value: str
    role: Role | None
    alternatives: tuple[str, ...] = ()

    @property
    def is_optional(self) -> bool:
        """Say whether it counts neither way."""
        return not self.kind


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with all that is marked in it.

    Attributes:
        id: unique in all files.
        text: as received.
        items: in order.
        forms: the hard forms that it holds.
        writer: who writes: `post`, `sms`, ….
    """

    id: str
    text: str
    items: tuple[Item, ...]
    forms: frozenset[str]
    writer: str


def read_folder(folder: Path) -> list[LabelledText]:
    """Return all labelled texts under a folder, by file and place.

    Raises:
        LabelError: one can't be read, or an id occurs twice.
    """
    texts: dict[str, LabelledText] = {}
    for path in sorted(folder.rglob("*.txt")):
        for text in read_texts(path.read_text(encoding="utf-8")):
            if text.id in texts:
                raise LabelError(f"{path.name}: {text.id} occurs twice")
            texts[text.id] = text
    return list(texts.values())


def read_texts(written: str) -> Iterator[LabelledText]:
    """Yield the labelled texts of a file.

    Raises:
        LabelError: a header or mark that can't be read.
    """
    headers = list(_HEADER.finditer(written))
    ends = [header.start() for header in headers[1:]] + [len(written)]
    if written[: headers[0].start() if headers else len(written)].strip():
        raise LabelError("text before the first header")
    for header, end in zip(headers, ends, strict=True):
        tags = header[2].split()
        forms = frozenset(tag[1:] for tag in tags if tag[0] == "#")
        if forms - FORMS:
            raise LabelError(f"{header[1]}: unknown form {', '.join(sorted(forms - FORMS))}")
        writer = next((tag[1:] for tag in tags if tag[0] == "@"), "")
        body = written[header.end() + 1 : end].rstrip("\n")
        yield _read_text(header[1], body, forms, writer)


def _read_text(id_: str, body: str, forms: frozenset[str], writer: str) -> LabelledText:
    if "nfd" in forms:
        body = unicodedata.normalize("NFD", body)
    pieces: list[str] = []
    items: list[Item] = []
    size = done = 0
    for found in _MARKED.finditer(body):
        before, raw = _unescaped(body[done : found.start()]), _unescaped(found[1])
        start = size + len(before)
        items.append(_read_item(id_, start, start + len(raw), found[2]))
        pieces += (before, raw)
        size, done = start + len(raw), found.end()
    text = "".join(pieces) + _unescaped(body[done:])
    if any(sign in text for sign in "⟪⟫〔〕"):
        raise LabelError(f"{id_}: a mark that is not closed")
    if not text.strip():
        raise LabelError(f"{id_}: no text")
    return LabelledText(id_, text, tuple(items), forms, writer)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _read_item(id_: str, start: int, end: int, note: str) -> Item:
    if note == "?":
        return Item(start, end, "", "", None)
    first, *others = (part.strip() for part in note.split(" | "))
    key, _, role = first.rpartition(" ")
    found = _KEY.fullmatch(key)
    if not found or role not in {each.value for each in Role}:
        raise LabelError(f"{id_}: {note!r} is no key and role")
    if not all(_KEY.fullmatch(other) for other in others):
        raise LabelError(f"{id_}: an alternative of {note!r} is no key")
    return Item(start, end, found[1], found[2], Role(role), tuple(others))
