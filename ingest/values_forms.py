"""The 24 forms of online fraud, by number or by name (AIS handbook)."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib import resources

from graph.identifiers.folding import fold

_SEPARATORS = re.compile(r"[;|\n]")
_COMMA = re.compile(r"[;|\n,]")
_NUMBER = re.compile(r"^(?:(?:hinh thuc|form)\s?)?(?:so\s)?#?0?(\d{1,2})(?:[.:)\-]\s.{0,200})?$")
_MARKS = re.compile(r"[^a-z0-9]+")
MAX_LENGTH = 2000


@cache
def form_names() -> dict[int, str]:
    """Return the Vietnamese names by number."""
    text = resources.files("ingest.profiles").joinpath("scam_forms.csv").read_text("utf-8")
    return {int(row["no"]): row["name_vi"] for row in csv.DictReader(io.StringIO(text))}


@cache
def _numbers_by_name() -> dict[str, int]:
    return {_squeeze(name): number for number, name in form_names().items()}


def read_forms(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Read the forms that a cell names.

    Args:
        text: numbers or names, several separated by `;`, `|` or a line break, numbers also
            by a comma.

    Returns:
        The numbers, ascending; and the parts that name none.

    >>> read_forms("9; 14"), read_forms("Deepfake, Deepvoice"), read_forms("khac")
    (((9, 14), ()), ((2,), ()), ((), ('khac',)))
    """
    if len(text) > MAX_LENGTH:
        return (), (text,)
    found: set[int] = set()
    unknown: list[str] = []
    for part in _parts(text):
        number = _find(part)
        if number:
            found.add(number)
        else:
            unknown.append(part)
    return tuple(sorted(found)), tuple(unknown)


def _parts(text: str) -> list[str]:
    if _find(text):
        return [text]
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    if all(_find(piece) for piece in pieces):
        return pieces
    return [piece.strip() for piece in _COMMA.split(text) if piece.strip()]


def _find(text: str) -> int | None:
    folded = fold(text.strip("[] "))
    named = _numbers_by_name().get(_squeeze(folded))
    if named:
        return named
    number = _NUMBER.match(folded)
    return int(number.group(1)) if number and int(number.group(1)) in form_names() else None


def _squeeze(text: str) -> str:
    return _MARKS.sub(" ", fold(text)).strip()
