"""A store so plain that it is right at sight: Python lists, and loops over all of them.

It keeps what was added and works out every answer anew from the port's docstrings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from graph.errors import IdentifierNotFoundError, InvalidDecisionError
from graph.expand import Standing, Unit
from graph.identifiers import registry
from graph.model import (
    JOINING_ROLES,
    TIE_TYPES,
    Decision,
    DecisionKind,
    Identifier,
    Link,
    LinkType,
    Report,
    Role,
)
from graph.store.answers import BatchResult

REJECTED, WITHDRAW = DecisionKind.REJECTED, DecisionKind.WITHDRAW
DUPLICATE_OF = DecisionKind.DUPLICATE_OF


class ModelStore:
    """Holds the versions of each report, who carried them, and all decisions."""

    def __init__(self) -> None:
        """Begin empty."""
        self.versions: dict[str, list[Report]] = {}
        self.carried_by: dict[str, list[str]] = {}
        self.sources: list[str] = []
        self.made: list[Decision] = []
        self._reports: list[Report] | None = None
        self._together: dict[str, set[str]] | None = None
        self._units: dict[str, Unit] = {}

    def _forget(self) -> None:
        # What was worked out for the facts and decisions so far holds until they change.
        self._reports, self._together, self._units = None, None, {}

    # ---- facts in

    def add_reports(self, source: str, reports: Sequence[Report], now: datetime) -> BatchResult:
        """Add a batch."""
        self._forget()
        if source not in self.sources:
            self.sources.append(source)
        new, known, superseded = 0, 0, 0
        written: list[Report] = []
        for report in reports:
            versions = self.versions.setdefault(report.id, [])
            carriers = self.carried_by.setdefault(report.id, [])
            if source not in carriers:
                carriers.append(source)
            if versions and versions[-1].content_hash == report.content_hash:
                known += 1
                continue
            new, superseded = (new, superseded + 1) if versions else (new + 1, superseded)
            versions.append(replace(report, recorded_at=now, version=len(versions) + 1))
            written.append(report)
        by_kind: dict[str, int] = {}
        for report in written:
            for mention in report.mentions:
                kind = mention.identifier.kind
                by_kind[kind] = by_kind.get(kind, 0) + 1
        links = sum(len(report.links) for report in written)
        ids = tuple(report.id for report in written)
        return BatchResult(new, known, superseded, by_kind, links, ids)

    # ---- judgements

    def in_force(self, kind: DecisionKind) -> list[Decision]:
        """Return the decisions of a kind that are not revoked."""
        return [one for one in self.made if one.kind is kind and one.revoked_at is None]

    def subjects(self, kind: DecisionKind) -> set[str]:
        """Return what the decisions of a kind in force are about."""
        return {one.subject for one in self.in_force(kind)}

    def add_decision(self, decision: Decision, now: datetime) -> Decision:
        """Record a judgement, unless it contradicts one or names what isn't there."""
        self._check_subject(decision)
        same = [(d.subject, str(d.other)) for d in self.in_force(DecisionKind.SAME_AS)]
        apart = [(d.subject, str(d.other)) for d in self.in_force(DecisionKind.NOT_SAME_AS)]
        pair = (decision.subject, str(decision.other))
        if decision.kind is DecisionKind.SAME_AS:
            same.append(pair)
        if decision.kind is DecisionKind.NOT_SAME_AS:
            apart.append(pair)
        together = merge(same)
        if decision.kind is DUPLICATE_OF and decision.subject in self.originals(
            str(decision.other)
        ):
            raise InvalidDecisionError("", "")
        if any(together.get(a, {a}) & {b} for a, b in apart):
            raise InvalidDecisionError("", "")
        self._forget()
        made = replace(decision, id=f"D{len(self.made) + 1}", decided_at=now)
        self.made.append(made)
        return made

    def originals(self, report_id: str) -> set[str]:
        """Return the reports that a report was judged to repeat, over any number of steps."""
        found, front = set[str](), {report_id}
        while front:
            found |= front
            copies = [(d.subject, str(d.other)) for d in self.in_force(DUPLICATE_OF)]
            front = {other for subject, other in copies if subject in front} - found
        return found

    def _check_subject(self, decision: Decision) -> None:
        named = [decision.subject, *([decision.other] if decision.other else [])]
        if decision.kind in {REJECTED, DUPLICATE_OF}:
            there: Iterable[str] = self.versions
        elif decision.kind is WITHDRAW:
            there = self.sources
        else:
            there = self.known()
        if not set(named) <= set(there):
            raise InvalidDecisionError("", "")

    def revoke_decision(self, number: int, now: datetime) -> Decision:
        """Take the decision at a place in the list back."""
        if self.made[number].revoked_at is not None:
            raise InvalidDecisionError("", "")
        self._forget()
        self.made[number] = replace(
            self.made[number], revoked_at=now, revoked_by="minh", revoked_why="nhầm"
        )
        return self.made[number]

    # ---- facts out

    def reports(self) -> list[Report]:
        """Return the newest versions of the reports in force, by id; copies are one report."""
        if self._reports is None:
            self._reports = self._reports_in_force()
        return self._reports

    def _reports_in_force(self) -> list[Report]:
        rejected, withdrawn = (self.subjects(kind) for kind in (REJECTED, WITHDRAW))
        there = {
            report_id: versions[-1]
            for report_id, versions in sorted(self.versions.items())
            if report_id not in rejected and not set(self.carried_by[report_id]) <= withdrawn
        }
        together = merge([(d.subject, str(d.other)) for d in self.in_force(DUPLICATE_OF)])
        order = {report_id: number for number, report_id in enumerate(self.versions)}
        kept: list[Report] = []
        for report_id, report in there.items():
            alike = together.get(report_id, {report_id}) & there.keys()
            firsts = [one for one in alike if not (self.originals(one) - {one}) & there.keys()]
            if report_id == min(firsts, key=order.__getitem__):
                kept.append(as_one(report, [there[one] for one in sorted(alike - {report_id})]))
        return kept

    def newest_first(self, reports: Iterable[Report]) -> list[Report]:
        """Return the reports by (moment, order of recording), those without a moment last."""
        order = {report_id: number for number, report_id in enumerate(self.versions)}

        def newness(report: Report) -> tuple[bool, float, int]:
            moment = report.moment
            return moment is not None, moment.at.timestamp() if moment else 0, order[report.id]

        return sorted(reports, key=newness, reverse=True)

    def known(self) -> dict[str, Identifier]:
        """Return every identifier that a report mentions or a link names."""
        return {
            identifier.key: identifier
            for versions in self.versions.values()
            for report in versions
            for identifier in identifiers_of(report)
        }

    def members(self, key: str) -> set[str]:
        """Return the keys of the unit that a key belongs to."""
        if self._together is None:
            ties = [
                (link.source.key, link.target.key)
                for report in self.reports()
                for link in report.links
                if joins_units(link)
            ]
            same = [(d.subject, str(d.other)) for d in self.in_force(DecisionKind.SAME_AS)]
            self._together = merge(ties + same)
        return self._together.get(key, {key})

    def unit_key(self, key: str) -> str:
        """Return the key of the representative of a key's unit."""
        return registry.representative(map(registry.from_key, self.members(key))).key

    def mentioning(self, unit: str, roles: Iterable[Role]) -> list[Report]:
        """Return the reports in force that mention a unit in one of these roles."""
        keys = self.members(unit)
        return [report for report in self.reports() if keys & keys_in(report, roles)]

    def units_in(self, report: Report, roles: Iterable[Role]) -> set[str]:
        """Return the units that a report mentions in one of these roles."""
        return {self.unit_key(key) for key in keys_in(report, roles)}

    def get_unit(self, key: str) -> Unit:
        """Return the unit that an identifier belongs to."""
        if key not in self._units:
            self._units[key] = self._work_out_unit(key)
        return self._units[key]

    def _work_out_unit(self, key: str) -> Unit:
        if key not in self.known():
            raise IdentifierNotFoundError(key)
        members, representative = self.members(key), self.unit_key(key)
        reports = self.mentioning(key, JOINING_ROLES)
        moments = [report.moment.at for report in reports if report.moment]
        return Unit(
            identifier=registry.from_key(representative),
            keys=(representative, *sorted(members - {representative})),
            degree=len(reports),
            standing=self.standing(members),
            first_at=min(moments, default=None),
            last_at=max(moments, default=None),
            confirmed=bool(members & self.subjects(DecisionKind.CONFIRMED)),
        )

    def standing(self, members: set[str]) -> Standing:
        """Return whether a unit of these keys may join."""
        if members & self.subjects(DecisionKind.VICTIM):
            return Standing.VICTIM
        if members & self.subjects(DecisionKind.IGNORE):
            return Standing.IGNORED
        if not any(registry.joins(registry.from_key(key)) for key in members):
            return Standing.SHARED
        return Standing.JOINING


def as_one(report: Report, copies: Sequence[Report]) -> Report:
    """Return a report with what its copies say besides, each thing once."""
    said = {(one.identifier, one.role): one for copy in copies for one in copy.mentions}
    said |= {(one.identifier, one.role): one for one in report.mentions}
    stated = Counter(report.links)
    for copy in copies:
        stated |= Counter(copy.links)
    loss = report.loss_vnd or max((copy.loss_vnd or 0 for copy in copies), default=0)
    moments = [copy.moment for copy in copies if copy.moment]
    earliest = min(moments, key=lambda moment: moment.at, default=None)
    return replace(
        report,
        mentions=tuple(said.values()),
        links=tuple(stated.elements()),
        loss_vnd=loss,
        reported=report.reported or (None if report.occurred else earliest),
    )


def keys_in(report: Report, roles: Iterable[Role]) -> set[str]:
    """Return the identifiers that a report mentions in one of these roles."""
    return {mention.identifier.key for mention in report.mentions if mention.role in roles}


def identifiers_of(report: Report) -> list[Identifier]:
    """Return what a report mentions and what its links name."""
    mentioned = [mention.identifier for mention in report.mentions]
    return mentioned + [end for link in report.links for end in (link.source, link.target)]


def joins_units(link: Link) -> bool:
    """Say whether a link makes two identifiers one unit."""
    if link.type is LinkType.HOSTED_ON and not registry.joins(link.target):
        return False
    return link.type in TIE_TYPES


def merge(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the set that each key is in, when the keys of each pair are in one set."""
    together: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = together.get(one, {one}) | together.get(other, {other})
        for key in joined:
            together[key] = joined
    return together
