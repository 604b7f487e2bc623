"""GraphStore: what every store can do, each method with its contract (runs: see port_runs).

One contract suite (tests/contract) runs on every adapter. Handles inside an adapter never
leave it: callers speak in keys and report ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from graph.expand import PATH_CAP, Connections, ExpandQuery, Expansion, HiddenCounts, Path, Unit
from graph.model import Decision, DecisionKind, Report, Source
from graph.store.answers import BatchResult, Counts, Facts, Hit, Sighting, StoreState
from graph.store.archive import Archive
from graph.store.port_runs import RunStore


class GraphStore(RunStore, Protocol):
    """A place that keeps the graph.

    Every method raises StoreError children only, besides those that it names; no driver's
    exception leaves an adapter. Times are aware, in UTC. One store may be shared by threads.
    What the workbench asks (get_units, search, expand, hidden_counts, connections, reports_of,
    reports_stating, path) may take a limited time (20 s): then QueryTooLongError is raised.

    Order of recording is that of the reports' first versions. A unit is a victim, else
    ignored, where one of its keys is; it is shared where all of them are. Past days are shown
    by get_report(as_of) and decisions(in_force_at) alone: all else answers for now.
    """

    @property
    def address(self) -> str:
        """Where the store is, without credentials: fit for a message."""
        ...

    @property
    def batch_mentions(self) -> int:
        """How many mentions and links add_reports had best be given at a time."""
        ...

    def close(self) -> None:
        """Release the store. Closing twice is no error."""
        ...

    # ---- facts in

    def find_source(self, sha256: str, fingerprint: str) -> Source | None:
        """Return the source as an earlier load left it, or None where it was never begun."""
        ...

    def begin_source(self, source: Source) -> None:
        """Record that a source is being read. Beginning it again is no error.

        Another reading of the same bytes in the same stream counts as incomplete from then on:
        this one may supersede its reports, so that going back to it means to load again.
        """
        ...

    def add_reports(
        self, source_sha256: str, reports: Sequence[Report], now: datetime
    ) -> BatchResult:
        """Add a batch, all or nothing: once this returns, a crash loses none of it.

        A report with a known id and the same content hash only gains a sighting; with another
        hash it becomes a new version (recorded_at = now), which readers see from then on.
        Two reports of one id in one batch are taken in order. An identifier that a registry
        kind calls non-joining is kept with the standing `shared`. Links of TIE_TYPES join
        units at once, except HOSTED_ON a shared host.

        Raises:
            SourceNotBegunError: begin_source was never called for the source.
        """
        ...

    def complete_source(self, sha256: str, fingerprint: str, report_count: int) -> None:
        """Record that all of a source was loaded."""
        ...

    # ---- facts out

    def get_report(self, report_id: str, as_of: datetime | None = None) -> Report:
        """Return the newest version recorded by `as_of` (default: now).

        Rejected, withdrawn and duplicate reports stay readable.

        Raises:
            ReportNotFoundError: no version was recorded by then.
        """
        ...

    def get_reports(self, report_ids: Sequence[str]) -> list[Report]:
        """Return the newest versions, in the order asked; unknown ids are left out."""
        ...

    def sightings(self, report_id: str) -> list[Sighting]:
        """Return the sources that carried a report, oldest source first."""
        ...

    def sources(self) -> list[Source]:
        """Return all sources, oldest first."""
        ...

    def get_unit(self, key: str) -> Unit:
        """Return the unit that an identifier belongs to.

        What only a superseded, rejected or withdrawn report names stays known, with degree 0;
        facts and counts leave it out.

        Raises:
            IdentifierNotFoundError: no report mentions it and no link names it.
        """
        ...

    def get_units(self, keys: Sequence[str]) -> list[Unit]:
        """Return the distinct units of these identifiers, in order; unknown keys are left out."""
        ...

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Find identifiers by what a person types.

        Text is folded (case, Vietnamese diacritics) and compared with each identifier's terms
        (its kind's `terms`: value, national form, account number alone, …). Terms that begin
        with it come first, then, for three characters and more, terms that contain it. Within
        each group: degree, highest first, then key. Of a group with more than 500 terms, any
        500 are ranked. An empty text finds nothing.
        """
        ...

    def expand(self, query: ExpandQuery) -> Expansion:
        """Return the neighbours of a unit: see Expansion; a degree of 0 ranks as 1.

        Raises:
            IdentifierNotFoundError: as get_unit.
        """
        ...

    def hidden_counts(
        self, keys: Sequence[str], exclude: Sequence[str], cap: int = 2000
    ) -> dict[str, HiddenCounts]:
        """Return what expanding each of these units would add, by the key asked with.

        As expand() without filters counts it with limit 0, over the newest `cap` reports:
        neighbours that aren't among the units of `exclude`. In the order asked; unknown keys
        are left out.
        """
        ...

    def connections(self, units: Sequence[str], cap: int = 2000) -> Connections:
        """Return what connects these units with each other (joining roles; lists make no pairs).

        Of each unit the newest `cap` reports are read. Unknown units are left out. Links are
        those between different ones of the units.
        """
        ...

    def reports_of(
        self, units: Sequence[str], limit: int = 50, offset: int = 0
    ) -> tuple[int, list[str]]:
        """Return how many reports mention all of these units (any role), and the ids of some.

        Newest first by (moment, order of recording), those without a moment last;
        exact count up to 2,000 reports of the rarest unit, then of its newest 2,000.
        """
        ...

    def reports_stating(
        self, source: str, target: str, link_type: str, limit: int = 50, offset: int = 0
    ) -> tuple[int, list[str]]:
        """Return how many reports state a link from one unit to another, and the ids of some.

        They need not mention either. Exact; newest first as reports_of; an unknown unit: none.
        """
        ...

    def path(
        self, source: str, target: str, max_reports: int = 6, cap: int = PATH_CAP
    ) -> Path | None:
        """Return a shortest path between two units by joining mentions; None: there is none.

        Inner units are neither hubs (degree over HUB_THRESHOLD) nor ignored, victim or shared.
        Among the shortest, the first by the sequence of (report id, unit key).

        Raises:
            IdentifierNotFoundError: as get_unit, for either end.
            PathTooWideError: more than `cap` reports would have to be followed (one that two
                units lead to counts twice), and no report names both ends.
        """
        ...

    def facts(self) -> Facts:
        """Return everything as arrays, for detection; one consistent state of the store."""
        ...

    def report_ids(self) -> Iterator[str]:
        """Stream the ids of all reports in force, ascending."""
        ...

    def counts(self) -> Counts:
        """Return what the store holds."""
        ...

    def about(self) -> StoreState:
        """Return what the store is and what is wrong with it, by cheap questions (1 s)."""
        ...

    def archive(self) -> AbstractContextManager[Archive]:
        """Give everything as rows, for a copy; one consistent state of the store.

        Meanwhile, a server's writers wait.
        """
        ...

    # ---- judgements

    def add_decision(self, decision: Decision, now: datetime) -> Decision:
        """Record a judgement and apply it for all readers; return it with id and time.

        duplicate_of: copies in force count as the one of them that repeats no other (of
        several the first recorded), with the mentions and links of all, its loss or else the
        greatest of theirs, its moment or else the earliest of theirs; a circle is refused.
        withdraw: a report is out once every source that carried it is withdrawn. On a server
        readers may see this applied in steps; facts and archive do not.
        erase: of a report, or of an identifier in all reports; the report's id and the
        identifier stay barred from loading. What only the erased report named goes too, but
        for what a judgement in force names.

        Raises:
            InvalidDecisionError: it contradicts decisions in force (same_as against
                not_same_as: the chain is named), lacks who, why or other, or its subject is
                unknown.
        """
        ...

    def revoke_decision(self, decision_id: str, who: str, why: str, now: datetime) -> Decision:
        """Take a judgement back; what it did is undone exactly (an erasure can't be revoked).

        Raises:
            InvalidDecisionError: unknown, revoked already, or an erasure.
        """
        ...

    def decisions(
        self,
        *,
        subject: str | None = None,
        kind: DecisionKind | None = None,
        in_force_at: datetime | None = None,
    ) -> list[Decision]:
        """Return judgements, oldest first; with in_force_at those in force at that time."""
        ...
