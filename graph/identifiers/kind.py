"""What a kind of identifier knows of itself; one module per kind fills this in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.model import Identifier, LinkType


@dataclass(frozen=True, slots=True)
class Tie:
    """Another identifier that this one hangs on by its form alone, and how.

    `social_handle:zalo:+8491…` hangs on `phone:+8491…` (KEYED_BY); a url hangs on its domain
    (HOSTED_ON), unless the host is shared.
    """

    type: LinkType
    target: Identifier


def _no_tie(_value: str) -> Tie | None:
    return None


def _always(_value: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of identifier.

    Attributes:
        name: as keys begin with it: `phone`.
        label: its Neo4j label: `Phone`.
        parse: raw text as people write it, or the canonical value -> canonical value; raises
            InvalidIdentifierError for all else, and nothing else. Idempotent.
        caption: canonical value -> short text for people.
        terms: canonical value -> what people type to find it (unfolded; the value itself first).
        tie: canonical value -> what it hangs on by its form.
        joins: canonical value -> False where it may never join two reports (a shared host, a
            shortener, an account of fewer than 9 digits at an unknown bank).
    """

    name: str
    label: str
    parse: Callable[[str], str]
    caption: Callable[[str], str]
    terms: Callable[[str], tuple[str, ...]]
    tie: Callable[[str], Tie | None] = _no_tie
    joins: Callable[[str], bool] = _always
