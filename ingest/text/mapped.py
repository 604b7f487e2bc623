"""A text as extraction reads it, with the way back to the text as received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.text.characters import fold_each


@dataclass(frozen=True, slots=True)
class Edit:
    """One piece of a text that stands for another.

    Attributes:
        start, end: of the piece.
        text: what it stands for; of the same length it stands for it character by character.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text in the form that extraction reads.

    Attributes:
        text: what was received, its disguises undone.
        folded: the same without diacritics and case, character for character.
        starts, ends: where each character stood in the text as received; None: in its place.
        undone: which disguise was undone where, in places of the text as received.
    """

    text: str
    folded: str = field(default="")
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    undone: tuple[tuple[int, int, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.folded) != len(self.text):
            object.__setattr__(self, "folded", fold_each(self.text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a non-empty piece of `text` stands in the text as received."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def undone_in(self, start: int, end: int) -> tuple[str, ...]:
        """Return which disguises were undone in a piece of the text as received."""
        names = (name for low, high, name in self.undone if low < end and start < high)
        return tuple(dict.fromkeys(names))

    def edited(self, edits: Iterable[Edit], name: str) -> Mapped:
        """Return the text with pieces replaced.

        Args:
            edits: in order, none reaching into the next.
            name: of the disguise that they undo.
        """
        old_starts: Sequence[int] = range(len(self.text)) if self.starts is None else self.starts
        old_ends: Sequence[int] = range(1, len(self.text) + 1) if self.ends is None else self.ends
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        undone: list[tuple[int, int, str]] = []
        done = 0
        for edit in edits:
            pieces += (self.text[done : edit.start], edit.text)
            starts.extend(old_starts[done : edit.start])
            ends.extend(old_ends[done : edit.start])
            if len(edit.text) == edit.end - edit.start:
                starts.extend(old_starts[edit.start : edit.end])
                ends.extend(old_ends[edit.start : edit.end])
            else:
                starts.extend([old_starts[edit.start]] * len(edit.text))
                ends.extend([old_ends[edit.end - 1]] * len(edit.text))
            undone.append((old_starts[edit.start], old_ends[edit.end - 1], name))
            done = edit.end
        if not undone:
            return self
        pieces.append(self.text[done:])
        starts.extend(old_starts[done:])
        ends.extend(old_ends[done:])
        text = "".join(pieces)
        return Mapped(text, "", starts, ends, (*self.undone, *undone))
