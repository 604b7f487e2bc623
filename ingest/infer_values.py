"""Confirm with sampled values what a header says, or find by them what it does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.errors import InvalidIdentifierError
from graph.identifiers import registry
from graph.identifiers.crypto_wallet import CHAINS
from graph.identifiers.folding import fold
from graph.identifiers.social_handle import PLATFORMS
from ingest.observe_identifiers import is_blank
from ingest.values_amounts import read_amount
from ingest.values_dates import count_votes
from ingest.values_forms import read_forms

MOST = 0.5
"""Share of a column's values that must be what its header says."""

NEARLY_ALL = 0.9
"""Share that must agree where no header says anything."""

_SEPARATORS = re.compile(r"[;,|\n]")
_DAMAGED = frozenset({"excel_damage", "placeholder", "ambiguous_bank", "bad_checksum"})
_TEXT_CHARACTERS = 40
_STRONG_KINDS = ("email", "crypto_wallet", "phone", "domain", "url")
"""Tried in this order on columns without a telling header: what looks like no other thing."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many sampled values are identifiers of a kind.

    Attributes:
        whole: as they stand, damaged ones included, 0-1.
        parts: where every part between separators is one, 0-1.
    """

    whole: float
    parts: float

    @property
    def many(self) -> bool:
        """Say whether cells hold several."""
        return self.parts > self.whole

    @property
    def best(self) -> float:
        """Return the larger share."""
        return max(self.whole, self.parts)


def share_of_kind(kind: str, values: Sequence[str]) -> Shares:
    """Return how many values are identifiers of a kind; blanks and placeholders don't count.

    What a spreadsheet has damaged counts as one: its reject then says what happened.

    Args:
        kind: a name of the registry or a word that it knows.
        values: a sample.
    """
    told = [value for value in values if not _is_nothing(kind, value)]
    if not told:
        return Shares(0.0, 0.0)
    whole = [is_of_kind(kind, value) for value in told]
    parts = [
        ok or all(is_of_kind(kind, part) for part in _SEPARATORS.split(value) if part.strip())
        for ok, value in zip(whole, told, strict=True)
    ]
    return Shares(sum(whole) / len(told), sum(parts) / len(told))


def is_of_kind(kind: str, value: str) -> bool:
    """Say whether a value is an identifier of a kind, or was one before it was damaged."""
    try:
        registry.parse(kind, value)
    except InvalidIdentifierError as error:
        return error.reason in _DAMAGED
    return True


def _is_nothing(kind: str, value: str) -> bool:
    try:
        registry.parse(kind, value)
    except InvalidIdentifierError as error:
        return is_blank(error)
    return False


def find_strong_kind(values: Sequence[str]) -> str | None:
    """Return the kind that nearly all values of an unnamed column are of, or None."""
    if not values:
        return None
    for kind in _STRONG_KINDS:
        if all_but_few(values, lambda value, kind=kind: _is_strong(kind, value)):  # type: ignore[misc]
            return kind
    return None


def _is_strong(kind: str, value: str) -> bool:
    text = value.strip()
    if kind == "phone" and not text.startswith(("0", "+")):
        return False
    if kind == "url" and "/" not in text:
        return False
    try:
        return registry.parse(kind, text).kind == kind
    except InvalidIdentifierError:
        return False


def all_but_few(values: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Say whether something holds for nearly all values."""
    return sum(map(holds, values)) >= NEARLY_ALL * len(values)


def most(values: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Say whether there are values, and something holds for most of them."""
    return bool(values) and sum(map(holds, values)) >= MOST * len(values)


def are_dates(values: Sequence[str]) -> bool:
    """Say whether most values are dates."""
    votes = count_votes(values)
    return bool(votes.cells) and votes.dates >= MOST * votes.cells


def are_amounts(values: Sequence[str]) -> bool:
    """Say whether most values are amounts of money."""
    return most(values, lambda value: read_amount(value) is not None)


def are_forms(values: Sequence[str]) -> bool:
    """Say whether most values are forms of fraud."""
    return most(values, lambda value: bool(read_forms(value)[0]))


def are_platforms(values: Sequence[str]) -> bool:
    """Say whether most values are names of social networks or chains."""
    return most(values, lambda value: fold(value) in PLATFORMS or fold(value) in CHAINS)


def are_texts(values: Sequence[str]) -> bool:
    """Say whether values are sentences."""
    return most(values, lambda value: len(value) >= _TEXT_CHARACTERS and " " in value.strip())


def are_unique(values: Sequence[str], row_count: int) -> bool:
    """Say whether every row has a value of its own."""
    return len(values) == row_count and len({value.strip() for value in values}) == row_count
