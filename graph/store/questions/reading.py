"""Reading: the queries that questions are made of, as an adapter fulfils them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from graph.store.identities import Identities
from graph.store.questions.rows import HitRow, LinkRow, ListRow, Profile, Rank, Weight
from graph.store.questions.window import Window


class UnitReading(Identities, Protocol):
    """Units by key, and what is known of them."""

    def units_by_key(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the unit's number of each key that is known."""
        ...

    def profiles(self, units: Iterable[int]) -> Iterable[Profile]:
        """Return all that is shown of these units, in any order."""
        ...

    def ranks(self, units: Iterable[int]) -> Iterable[Rank]:
        """Return what ranks these units, a row each, in any order."""
        ...

    def weights(self, units: Iterable[int]) -> Iterable[Weight]:
        """Return what says whether paths lead through these units, a row each, in any order."""
        ...


class ReportReading(Protocol):
    """Reports of units: numbers of reports in force, a group of duplicates being its host."""

    def newest(
        self, members: Mapping[int, Sequence[int]], within: Window, cap: int
    ) -> dict[int, list[int]]:
        """Return the newest reports of each of these units, each report once.

        Args:
            members: the identifiers of each unit.
            within: which mentions count.
            cap: how many reports of each unit at most, 0 to 2**63 - 1.

        Returns:
            By unit, in the order given; newest first by (moment, number), those without a
            moment last.
        """
        ...

    def count_reports(self, members: Mapping[int, Sequence[int]], within: Window) -> dict[int, int]:
        """Return exactly how many distinct reports of each of these units count.

        Args:
            members: the identifiers of each unit.
            within: which mentions count.
        """
        ...

    def joining_reports(self, units: Iterable[int]) -> Iterable[tuple[int, int]]:
        """Return (unit, report) of all mentions of these units in joining roles.

        In any order; a pair may come several times.
        """
        ...

    def common_report(self, fewer: Sequence[int], more: Sequence[int]) -> str | None:
        """Return the smallest id of a report that mentions both of two units in joining roles.

        Args:
            fewer: the identifiers of the unit with fewer reports.
            more: those of the other one, which may have very many.
        """
        ...

    def reports_by_id(self, nums: Iterable[int]) -> dict[int, str]:
        """Return the ids of reports by number."""
        ...

    def lists(self, reports: Iterable[int]) -> Iterable[ListRow]:
        """Return those of these reports that are lists (over LIST_THRESHOLD), in any order."""
        ...


class MentionReading(Protocol):
    """What reports state: whom they mention, and the links in them."""

    def beside(self, reports: Iterable[int], mask: int) -> Iterable[tuple[int, int]]:
        """Return (report, unit) of all that these reports mention in one of these roles.

        In any order; a pair may come several times.
        """
        ...

    def mentioned(
        self, reports: Iterable[int], identifiers: Collection[int], mask: int
    ) -> Iterable[tuple[int, int]]:
        """Return (report, identifier) where these reports mention these identifiers.

        In one of the roles of the mask; in any order; a pair may come several times.
        """
        ...

    def links_among(self, identifiers: Collection[int]) -> Iterable[LinkRow]:
        """Return the links from one of these identifiers to one of them, in any order.

        A report that states several has several rows.
        """
        ...

    def stating(
        self, sources: Collection[int], targets: Collection[int], link_type: str
    ) -> Iterable[tuple[int, int]]:
        """Return (moment, report) of the reports that state such a link, each once, any order.

        Args:
            sources, targets: identifiers.
            link_type: a name of LinkType; any other one has no reports.

        Returns:
            The moment is the report's own, in seconds, or else the earliest of the reports in
            force that it hosts; NO_MOMENT where none has one.
        """
        ...


class TermReading(Protocol):
    """Identifiers by their search terms, which are folded (graph.store.judgements.facts)."""

    def terms_beginning(self, text: str, limit: int) -> list[int]:
        """Return identifiers with a term that begins with a text, each once.

        Args:
            text: folded, of one character and more.
            limit: so many terms are looked at; of more, any.
        """
        ...

    def terms_containing(self, text: str, limit: int) -> list[int]:
        """Return identifiers with a term that contains a text, each once.

        Args:
            text: folded, of three characters and more.
            limit: so many identifiers at most; of more, any.
        """
        ...

    def hits(self, identifiers: Collection[int], limit: int) -> Iterable[HitRow]:
        """Return the first of these identifiers by their unit's degree, highest first, then key.

        Args:
            identifiers: found by a term.
            limit: how many at most, 0 to 2**63 - 1.
        """
        ...


class Reading(UnitReading, ReportReading, MentionReading, TermReading, Protocol):
    """One read transaction of an adapter: all its answers are of one state of the store.

    Every primitive is one query or few, whatever the number of items. Unknown numbers and keys
    are left out of every answer, unless it says otherwise. What comes as an Iterable may be
    gone through once only. Identifiers, units (their representatives') and reports are numbers.
    """
