"""A text being read: its normalised form, what is read so far, and which characters it took."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.errors import InvalidIdentifierError
from graph.identifiers import registry
from graph.model import Identifier
from ingest.text.mapped import Mapped


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that is read as an identifier.

    Attributes:
        start, end: characters of the normalised text.
        identifier: the likelier reading.
        confidence: 0-1.
        alternatives: other honest readings of the same place.
        why: what told it: `word:stk`, `bank:vcb`, `form`, `scheme`, ….
    """

    start: int
    end: int
    identifier: Identifier
    confidence: float
    alternatives: tuple[Identifier, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Scan:
    """What the readers of kinds share; each character belongs to one item at most.

    Attributes:
        norm: the text.
        hits: what is read so far.
        taken: 1 for each character that is read, or known to be no identifier.
    """

    norm: Mapped
    hits: list[Hit] = field(default_factory=list)
    taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.norm.text))

    def is_free(self, start: int, end: int) -> bool:
        """Say whether no character of a place is taken."""
        return self.taken.find(1, start, end) < 0

    def block(self, start: int, end: int) -> None:
        """Take a place without reading anything there."""
        self.taken[start:end] = b"\x01" * (end - start)

    def add(self, hit: Hit) -> None:
        """Take a place as an identifier."""
        self.block(hit.start, hit.end)
        self.hits.append(hit)


def find_identifier(kind: str, raw: str) -> Identifier | None:
    """Return what a text is as a kind, or None: most candidates are nothing."""
    try:
        return registry.parse(kind, raw)
    except InvalidIdentifierError:
        return None
