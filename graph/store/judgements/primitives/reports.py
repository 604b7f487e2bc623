"""Primitives about reports: their rows, versions, sightings and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from graph.model import Report
from graph.store.judgements.primitives.rows import (
    JudgedReport,
    KnownReport,
    Numbered,
    Pair,
    Place,
)


class Reports(Protocol):
    """Reports by number. Unknown numbers and ids are left out of every answer."""

    def source_number(self, sha256: str) -> int | None:
        """Return the number of a source, of several readings the last begun; None: not begun."""
        ...

    def known_reports(self, ids: Sequence[str]) -> dict[str, KnownReport]:
        """Return the reports of these ids that are known, by id."""
        ...

    def take_report_numbers(self, count: int) -> int:
        """Return the first of so many numbers in a row, higher than any report's so far."""
        ...

    def insert_reports(self, source: int, new: Sequence[Numbered], recorded_at: int) -> None:
        """Write new reports, seen in a source, as their first versions.

        Each is in force and its own host. Their content hash, moment (`facts.moment_seconds`),
        loss (0 where unknown) and list size are the report's own. Their facts are not written:
        see write_facts.

        Args:
            source: its number.
            new: with numbers that were taken.
            recorded_at: microseconds since 1970 UTC.
        """
        ...

    def insert_versions(self, superseding: Sequence[Numbered], recorded_at: int) -> None:
        """Write further versions of reports, in order (one report may be there twice).

        The report gets the new one's hash, moment, loss and list size. Its place and facts stay
        as they are.
        """
        ...

    def insert_sightings(self, source: int, seen: Sequence[tuple[int, str]]) -> None:
        """Record (report, locator) as seen in a source once more; the first locator is kept."""
        ...

    def reports_to_judge(self, sha256: str) -> list[int]:
        """Return the reports that any reading of a source carried, each once, in any order.

        A store that can't judge so many within one transaction returns none: it leaves a mark,
        and has all of them indexed anew (`indexing.reindex`) before the judgement returns.
        """
        ...

    def newest_reports(self, nums: Sequence[int]) -> dict[int, Report]:
        """Return the newest version of each, but for erased reports."""
        ...

    def judged_reports(self, nums: Iterable[int]) -> list[JudgedReport]:
        """Return the place of each, and what decides about it, in any order."""
        ...

    def duplicate_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the judgements duplicate_of in force, one end of which is among these reports.

        Returns:
            (duplicate, what it duplicates), each once, in any order.
        """
        ...

    def set_places(self, places: Sequence[Place]) -> None:
        """Set the places of reports. Facts stay where they are."""
        ...


class Versions(Protocol):
    """What an erasure looks through and changes of reports."""

    def versions_of(self, num: int) -> list[Report]:
        """Return all versions of a report, the newest one too, in any order."""
        ...

    def hosts_naming(self, num: int) -> list[int]:
        """Return the reports at which facts about an identifier stand, each once, any order."""
        ...

    def hosted_reports(self, hosts: Sequence[int]) -> list[Numbered]:
        """Return the newest versions of all reports in force that these host, in any order."""
        ...

    def unindexed_versions(self) -> Iterator[Numbered]:
        """Yield the versions of which no facts are written, few at a time, in any order.

        They are the old versions of any report, and all versions of those not in force.
        """
        ...

    def rewrite_versions(self, versions: Sequence[Numbered]) -> None:
        """Replace what versions say, wherever it is kept; hashes and times stay.

        Args:
            versions: each with the `version` that it replaces.
        """
        ...

    def erase_report(self, num: int) -> None:
        """Delete what all versions of a report say, and mark it as erased, with a loss of 0.

        Its id, its content hash and its sightings stay. Its facts are cleared by the caller.
        """
        ...
