"""The plain rows that pass between the rules of questions and an adapter."""

from __future__ import annotations

from dataclasses import dataclass

Rank = tuple[int, str, str, int]
"""A unit's number, its key, its kind and its degree."""
Weight = tuple[int, int, int]
"""A unit's number, its degree and its state (graph.store.judgements.standing)."""
ListRow = tuple[int, str, int]
"""The number of a report that is a list, its id, and how many identifiers it mentions."""
LinkRow = tuple[int, int, str, int]
"""Two identifiers, source and target; the type of a link between them; the report stating it."""
HitRow = tuple[str, str, str, int]
"""An identifier's kind and key; its unit's key and degree."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is shown of a unit.

    Attributes:
        num: of the representative.
        kind: the representative's.
        keys: of all members: the representative's first, then sorted.
        degree: distinct reports that mention a member in a joining role.
        state: see graph.store.judgements.standing.
        confirmed: some member is.
        first, last: of the moments of these reports, in seconds; None where none has one.
    """

    num: int
    kind: str
    keys: tuple[str, ...]
    degree: int
    state: int
    confirmed: bool
    first: int | None
    last: int | None
