"""A report under construction: what the cells of its row or rows have said so far."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from graph.identifiers.kind import Tie
from graph.model import Identifier, Link, Mention, Moment, Role, Span
from ingest.rejects import Reject

COLUMN_EXTRACTOR = "column/1"
MAX_RAW_CHARACTERS = 1000
MAX_TITLE_CHARACTERS = 300


def storable(text: str, limit: int | None = None) -> str:
    """Return a text that can be written as UTF-8: lone surrogates become U+FFFD.

    Args:
        text: as received.
        limit: characters to keep; None: all.
    """
    cut = text if limit is None else text[:limit]
    if cut.isascii():
        return cut
    return cut.encode("utf-8", "replace").decode("utf-8")


@dataclass(slots=True)
class Seen:
    """A mention under construction."""

    spans: list[Span]
    extractor: str = COLUMN_EXTRACTOR
    confidence: float = 1.0


@dataclass(slots=True)
class Draft:
    """What a row says.

    Attributes:
        mentions: by identifier and role.
        roles: the first role of each identifier.
        ties: what the identifiers hang on by their form.
        links: stated ones.
        occurred, reported, loss_vnd, police_unit, title: as in Report.
        forms: numbers.
        texts: (column, text) as received.
        rejects: cells that could not be read.
        rows: how many rows it was made of.
    """

    mentions: dict[tuple[Identifier, Role], Seen] = field(default_factory=dict)
    roles: dict[Identifier, Role] = field(default_factory=dict)
    ties: dict[Identifier, Tie] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    occurred: Moment | None = None
    reported: Moment | None = None
    forms: set[int] = field(default_factory=set)
    loss_vnd: int | None = None
    police_unit: str | None = None
    title: str | None = None
    texts: list[tuple[str, str]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    rows: int = 1

    @property
    def usable(self) -> bool:
        """Say whether there is anything to store."""
        return bool(self.mentions or self.links)

    def add(self, identifier: Identifier, role: Role, span: Span) -> None:
        """Take a mention that a column states."""
        fresh = Seen([span])
        seen = self.mentions.setdefault((identifier, role), fresh)
        if seen is fresh:
            self.roles.setdefault(identifier, role)
        else:
            seen.spans.append(span)
            seen.extractor, seen.confidence = COLUMN_EXTRACTOR, 1.0

    def add_found(
        self, identifier: Identifier, seen: Seen, role: Role, tie: Tie | None = None
    ) -> None:
        """Take a mention that was found in free text.

        An unclear one takes the role that a column gave the same identifier, or the phone that
        it hangs on: the reporter's own number does not become a suspect's by standing in the
        story too, nor does their Zalo.
        """
        if role is Role.UNCLEAR:
            known = self.roles.get(identifier)
            role = known or (tie and self.roles.get(tie.target)) or role
        before = self.mentions.get((identifier, role))
        if before is None:
            self.mentions[identifier, role] = seen
            self.roles.setdefault(identifier, role)
        else:
            before.spans.extend(seen.spans)
            before.confidence = max(before.confidence, seen.confidence)
        if tie is not None:
            self.ties[identifier] = tie

    def merge(self, other: Draft) -> None:
        """Take what another row of the same report says; the outcome does not depend on order.

        Of two times the earlier counts, of two losses the larger, of two units and titles the
        first by alphabet. Only free texts are numbered as they come: a second one of a column
        is kept as `column (2)`.
        """
        self._take_texts(other)
        for key, seen in other.mentions.items():
            mine = self.mentions.setdefault(key, seen)
            if mine is not seen:
                mine.spans.extend(seen.spans)
                mine.confidence = max(mine.confidence, seen.confidence)
        self.ties.update(other.ties)
        self.links.extend(other.links)
        self.occurred = _earlier(self.occurred, other.occurred)
        self.reported = _earlier(self.reported, other.reported)
        self.forms |= other.forms
        self.loss_vnd = max((x for x in (self.loss_vnd, other.loss_vnd) if x is not None),
                            default=None)  # fmt: skip
        self.police_unit = min(filter(None, (self.police_unit, other.police_unit)), default=None)
        self.title = min(filter(None, (self.title, other.title)), default=None)
        self.rows += other.rows

    def _take_texts(self, other: Draft) -> None:
        """Take another draft's texts, each under a column of its own, and rename its spans."""
        renamed: dict[str, str] = {}
        columns = {column for column, _ in self.texts}
        for column, text in other.texts:
            known = next((name for name, mine in self.texts if mine == text), None)
            name = known or (f"{column} ({len(self.texts) + 1})" if column in columns else column)
            if known is None:
                self.texts.append((name, text))
            if name != column:
                renamed[column] = name
        for seen in other.mentions.values() if renamed else ():
            seen.spans = [
                replace(span, column=renamed.get(span.column, span.column)) for span in seen.spans
            ]

    def build_mentions(self) -> tuple[Mention, ...]:
        """Return the mentions in the order in which they were found."""
        return tuple(
            [
                Mention(identifier, role, tuple(seen.spans), seen.extractor, seen.confidence)
                for (identifier, role), seen in self.mentions.items()
            ]
        )

    def build_links(self) -> tuple[Link, ...]:
        """Return stated links, then ties, each once."""
        if not (self.links or self.ties):
            return ()
        ties = [Link(source, tie.target, tie.type) for source, tie in self.ties.items()]
        return tuple(dict.fromkeys((*self.links, *ties)))

    def content_hash(self) -> str:
        """Return the SHA-256 of all that the report says, whatever the order of columns.

        The locator and the version of the extractor are not part of it. `ascii` writes every
        value unambiguously, and the same in every version of Python.
        """
        mentions = [
            (identifier.kind, identifier.value, str(role), *_span_parts(seen.spans))
            for (identifier, role), seen in self.mentions.items()
        ]
        mentions.sort()
        links = sorted({_link_parts(link) for link in self.links}) if self.links else ()
        facts = (
            _moment_parts(self.occurred), _moment_parts(self.reported), sorted(self.forms),
            self.loss_vnd, self.police_unit, self.title, sorted(self.texts),
        )  # fmt: skip
        return hashlib.sha256(ascii((mentions, links, facts)).encode("ascii")).hexdigest()


def _earlier(one: Moment | None, other: Moment | None) -> Moment | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda moment: (moment.at, moment.precision.value))


def _moment_parts(moment: Moment | None) -> tuple[int, str] | None:
    return None if moment is None else (int(moment.at.timestamp()), moment.precision.value)


def _span_parts(spans: list[Span]) -> list[tuple[str, str, int]]:
    parts = [(span.column, span.raw, span.start or 0) for span in spans]
    if len(parts) > 1:
        parts.sort()
    return parts


def _link_parts(link: Link) -> tuple[str, ...]:
    at = _moment_parts(link.at)
    return (link.source.key, link.target.key, link.type.value, str(link.amount_vnd),
            link.amount or "", f"{at[0]} {at[1]}" if at else "", link.raw or "")  # fmt: skip
