"""Compare what was read from labelled texts with what is marked in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bench.extraction.reading import Item, LabelledText


@dataclass(frozen=True, slots=True)
class Read:
    """An identifier that a tool reads from a text.

    Attributes:
        start, end: code points of the text.
        kind, value: what it is read as.
        role: the part that it plays, where the tool tells it.
    """

    start: int
    end: int
    kind: str
    value: str
    role: str | None = None


@dataclass(slots=True)
class Counts:
    """Items found, missed and invented."""

    found: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def precision(self) -> float:
        """Return which share of what was read is right; 1 where nothing was read."""
        return self.found / (self.found + self.invented) if self.found + self.invented else 1.0

    @property
    def recall(self) -> float:
        """Return which share of what is marked was read; 1 where nothing is marked."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Counts) -> Counts:
        """Return the sum."""
        return Counts(
            self.found + other.found, self.missed + other.missed, self.invented + other.invented
        )


@dataclass(slots=True)
class Score:
    """How well a tool reads a set of texts.

    Attributes:
        values: by kind: kind and value are right, and it stands where the marked item does.
        spans: by kind: kind, beginning and end are right.
        forms: by hard form: values of the marked items of texts that hold it.
        roles_right, roles: of the items found, how many have the marked role, and how many there
            are.
        texts_without, alarms: texts without identifiers, and how many of them something was read
            from.
    """

    values: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    spans: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    forms: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    roles_right: int = 0
    roles: int = 0
    texts_without: int = 0
    alarms: int = 0

    @property
    def overall(self) -> Counts:
        """Return the values of all kinds."""
        return sum(self.values.values(), Counts())

    @property
    def overall_spans(self) -> Counts:
        """Return the spans of all kinds."""
        return sum(self.spans.values(), Counts())


@dataclass(frozen=True, slots=True)
class Compared:
    """A text's marked and read items, paired.

    Attributes:
        pairs: items that are read as marked, each with its reading.
        missed: marked ones that are not.
        invented: readings of nothing that is marked.
    """

    pairs: list[tuple[Item, Read]]
    missed: list[Item]
    invented: list[Read]


def compare(text: LabelledText, reads: Iterable[Read]) -> Compared:
    """Pair what is marked in a text with what was read from it, each at most once.

    What overlaps an optional item counts neither way.
    """
    left = sorted(reads, key=lambda read: (read.start, read.end))
    pairs: list[tuple[Item, Read]] = []
    missed: list[Item] = []
    optional = [item for item in text.items if item.is_optional]
    for item in text.items:
        if item.is_optional:
            continue
        same = [r for r in left if (r.kind, r.value) == (item.kind, item.value) and _meet(item, r)]
        if same:
            best = max(same, key=lambda r: (r.start, r.end) == (item.start, item.end))
            left.remove(best)
            pairs.append((item, best))
        else:
            missed.append(item)
    invented = [read for read in left if not any(_meet(item, read) for item in optional)]
    return Compared(pairs, missed, invented)


def _meet(item: Item, read: Read) -> bool:
    return item.start < read.end and read.start < item.end


def score(
    texts: Sequence[LabelledText],
    read: Callable[[str], Iterable[Read]],
    kinds: frozenset[str] | None = None,
) -> Score:
    """Score a tool.

    Args:
        texts: labelled.
        read: the tool.
        kinds: that count; None: all. A tool is not blamed for kinds that it does not know.
    """
    total = Score()
    for text in texts:
        reads = [each for each in read(text.text) if kinds is None or each.kind in kinds]
        _add(total, text, compare(_only(text, kinds), reads))
    return total


def _only(text: LabelledText, kinds: frozenset[str] | None) -> LabelledText:
    if kinds is None:
        return text
    items = tuple(item for item in text.items if item.is_optional or item.kind in kinds)
    return LabelledText(text.id, text.text, items, text.forms, text.writer)


def _add(total: Score, text: LabelledText, found: Compared) -> None:
    for item, read in found.pairs:
        total.values[item.kind].found += 1
        if read.role is not None and item.role is not None:
            total.roles += 1
            total.roles_right += read.role == item.role.value
    for item in found.missed:
        total.values[item.kind].missed += 1
    for read in found.invented:
        total.values[read.kind].invented += 1
    _add_spans(total, found)
    for form in text.forms:
        total.forms[form] += Counts(len(found.pairs), len(found.missed), len(found.invented))
    if not text.items:
        total.texts_without += 1
        total.alarms += bool(found.invented)


def _add_spans(total: Score, found: Compared) -> None:
    marked = Counter(
        (item.kind, item.start, item.end)
        for item in (*(pair[0] for pair in found.pairs), *found.missed)
    )
    read = Counter(
        (each.kind, each.start, each.end)
        for each in (*(pair[1] for pair in found.pairs), *found.invented)
    )
    for (kind, _, _), count in (marked & read).items():
        total.spans[kind].found += count
    for (kind, _, _), count in (marked - read).items():
        total.spans[kind].missed += count
    for (kind, _, _), count in (read - marked).items():
        total.spans[kind].invented += count
