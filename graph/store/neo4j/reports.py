"""Reports, their versions, sightings and places, as the rules of judging write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, LiteralString

from graph.model import DecisionKind, Report
from graph.store.answers import NO_MOMENT
from graph.store.body import dump_report, load_report
from graph.store.judgements.facts import moment_seconds
from graph.store.judgements.primitives.rows import (
    JudgedReport,
    KnownReport,
    Numbered,
    Pair,
    Place,
)
from graph.store.neo4j import settling
from graph.store.neo4j.facts import NodeFacts
from graph.store.neo4j.faults import require_short
from graph.store.neo4j.properties import report_says, storable

_PAGE = 500
_SOURCE = "MATCH (s:Source {sha256: $sha256}) RETURN s.num ORDER BY s.num DESC LIMIT 1"
_KNOWN = """UNWIND $items AS id MATCH (r:Report {id: id})
RETURN r.id, r.num, r.content_hash, coalesce(r.erased, false)"""
# Rows are lists, and times are numbers: the driver packs maps and datetimes slowly.
_SAYS: LiteralString = """content_hash: x[2], moment: x[3], loss_vnd: x[4], list_size: x[5],
  body: x[6], stream: x[7], title: x[8], forms: x[9], police_unit: x[10], recorded_at: $at,
  at: CASE WHEN x[3] > $none THEN datetime({epochSeconds: x[3]}) END"""
_INSERT: LiteralString = (
    """MATCH (s:Source {num: $source}) UNWIND $items AS x
CREATE (:Report {num: x[0], id: x[1], version: 1, in_force: true, """
    + _SAYS
    + "})-[:SEEN_IN {locator: x[11]}]->(s)"
)
_KEEP: LiteralString = (
    """UNWIND $items AS x MATCH (r:Report {num: x[0]})
CREATE (:Version {version: r.version, recorded_at: r.recorded_at,
  content_hash: r.content_hash, body: r.body})-[:VERSION_OF]->(r)
SET r.version = r.version + 1, r += {"""
    + _SAYS
    + "}"
)
_SIGHT = """MATCH (s:Source {num: $source}) UNWIND $items AS x MATCH (r:Report {num: x[0]})
MERGE (r)-[seen:SEEN_IN]->(s) ON CREATE SET seen.locator = x[1]"""
_OF_SOURCE = """MATCH (:Source {sha256: $sha256})<-[:SEEN_IN]-(r:Report)
WITH DISTINCT r.num AS num RETURN collect(num)"""
_NEWEST = """UNWIND $items AS n MATCH (r:Report {num: n}) WHERE r.body IS NOT NULL
RETURN r.num, r.id, r.version, r.content_hash, r.recorded_at, r.body"""
_JUDGED = """UNWIND $items AS n MATCH (r:Report {num: n})
RETURN n, r.in_force, coalesce(r.copy_of, n), r.list_size, coalesce(r.erased, false),
  EXISTS { MATCH (d:Decision {subject: r.id})
    WHERE d.kind = $rejected AND d.revoked_at IS NULL },
  EXISTS { MATCH (r)-[:SEEN_IN]->(s:Source) WHERE NOT EXISTS {
    MATCH (w:Decision {subject: s.sha256}) WHERE w.kind = $withdraw AND w.revoked_at IS NULL } }"""
_DUPLICATES = """UNWIND $items AS n MATCH (r:Report {num: n})
CALL (r) {
  MATCH (d:Decision {subject: r.id}) RETURN d UNION MATCH (d:Decision {other: r.id}) RETURN d }
WITH DISTINCT d WHERE d.kind = $kind AND d.revoked_at IS NULL
MATCH (a:Report {id: d.subject}) MATCH (b:Report {id: d.other}) RETURN DISTINCT a.num, b.num"""
_PLACES = """UNWIND $items AS x MATCH (r:Report {num: x.num})
SET r.in_force = x.in_force, r.copy_of = x.copy_of, r.list_size = x.list_size"""
_VERSIONS = """MATCH (r:Report {num: $num})
CALL (r) { WITH r WHERE r.body IS NOT NULL
    RETURN r.version AS version, r.content_hash AS hash, r.recorded_at AS at, r.body AS body
  UNION ALL MATCH (v:Version)-[:VERSION_OF]->(r)
    RETURN v.version AS version, v.content_hash AS hash, v.recorded_at AS at, v.body AS body }
RETURN r.id, version, hash, at, body"""
_HOSTS = """MATCH (i:Identifier {num: $num})
CALL (i) { MATCH (i)<-[m:MENTIONS]-() RETURN m.report AS host
  UNION MATCH (i)-[l:TRANSFERRED_TO|KEYED_BY|HOSTED_ON|SIGNED_BY|CONTACTS|RESOLVES_TO|VARIANT_OF]-()
    RETURN l.report AS host }
RETURN collect(DISTINCT host)"""
_HOSTED = """UNWIND $items AS n
CALL (n) { MATCH (r:Report {num: n}) RETURN r UNION MATCH (r:Report {copy_of: n}) RETURN r }
WITH r WHERE r.in_force AND r.body IS NOT NULL AND coalesce(r.copy_of, r.num) IN $items
RETURN DISTINCT r.num, r.id, r.version, r.content_hash, r.recorded_at, r.body"""
_OLD = """MATCH (v:Version)-[:VERSION_OF]->(r:Report) WHERE r.num > $after
WITH DISTINCT r ORDER BY r.num LIMIT $page
MATCH (v:Version)-[:VERSION_OF]->(r)
RETURN r.num, r.id, v.version, v.content_hash, v.recorded_at, v.body ORDER BY r.num"""
_OUT = """MATCH (r:Report) WHERE r.num > $after AND NOT r.in_force AND r.body IS NOT NULL
WITH r ORDER BY r.num LIMIT $page
RETURN r.num, r.id, r.version, r.content_hash, r.recorded_at, r.body ORDER BY r.num"""
_REWRITE = """UNWIND $items AS x MATCH (r:Report {num: x.num})
FOREACH (_ IN CASE WHEN r.version = x.version THEN [1] ELSE [] END | SET r.body = x.body,
  r.title = x.title)
WITH r, x MATCH (v:Version {version: x.version})-[:VERSION_OF]->(r) SET v.body = x.body"""
_ERASE = """MATCH (r:Report {num: $num})
SET r.erased = true, r.loss_vnd = 0, r.body = null, r.recorded_at = null, r.stream = null,
  r.at = null, r.title = null, r.forms = null, r.police_unit = null
WITH r MATCH (v:Version)-[:VERSION_OF]->(r) DETACH DELETE v"""


class NodeReports(NodeFacts):
    """See graph.store.judgements.primitives.reports.Reports and Versions."""

    def source_number(self, sha256: str) -> int | None:
        """Return the number of a source, of several readings the last begun."""
        row = self._writing.one(_SOURCE, sha256=sha256)
        return int(row[0]) if row else None

    def known_reports(self, ids: Sequence[str]) -> dict[str, KnownReport]:
        """Return the reports of these ids that are known."""
        rows = self._writing.each(_KNOWN, list(ids))
        return {id_: KnownReport(*rest) for id_, *rest in rows}

    def take_report_numbers(self, count: int) -> int:
        """Return the first of so many numbers in a row."""
        return self._writing.take("reports", count)

    def insert_reports(self, source: int, new: Sequence[Numbered], recorded_at: int) -> None:
        """Write new reports, seen in a source, as their first versions."""
        rows = [[*_row(num, report), storable(report.locator)] for num, report in new]
        self._writing.each(_INSERT, rows, source=source, at=recorded_at, none=NO_MOMENT)

    def insert_versions(self, superseding: Sequence[Numbered], recorded_at: int) -> None:
        """Write further versions of reports, in order."""
        for num, report in superseding:
            self._writing.each(_KEEP, [_row(num, report)], at=recorded_at, none=NO_MOMENT)

    def insert_sightings(self, source: int, seen: Sequence[tuple[int, str]]) -> None:
        """Record reports as seen in a source once more."""
        rows = [[num, storable(locator)] for num, locator in seen]
        self._writing.each(_SIGHT, rows, source=source)

    def reports_to_judge(self, sha256: str) -> list[int]:
        """Return the reports that any reading of a source carried, none of a large one."""
        if settling.leave_if_large(self._writing, sha256):
            return []
        row = self._writing.one(_OF_SOURCE, sha256=sha256)
        return list(row[0]) if row else []

    def is_unsettled(self) -> bool:
        """Say whether reports are left to be judged anew."""
        return bool(settling.unsettled(self._writing))

    def take_unsettled(self) -> list[int]:
        """Return the next few of them: see graph.store.neo4j.settling."""
        return settling.take_some(self._writing)

    def newest_reports(self, nums: Sequence[int]) -> dict[int, Report]:
        """Return the newest version of each, but for erased reports."""
        return dict(_numbered(self._writing.each(_NEWEST, list(nums))))

    def judged_reports(self, nums: Iterable[int]) -> list[JudgedReport]:
        """Return the place of each, and what decides about it."""
        rows = self._writing.each(
            _JUDGED,
            list(dict.fromkeys(nums)),
            rejected=DecisionKind.REJECTED.value,
            withdraw=DecisionKind.WITHDRAW.value,
        )
        return [
            JudgedReport(Place(num, in_force, host, size), erased, rejected, carried)
            for num, in_force, host, size, erased, rejected, carried in rows
        ]

    def duplicate_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the judgements duplicate_of in force about these reports."""
        rows = self._writing.each(
            _DUPLICATES, list(dict.fromkeys(nums)), kind=DecisionKind.DUPLICATE_OF.value
        )
        return [(a, b) for a, b in rows]

    def set_places(self, places: Sequence[Place]) -> None:
        """Set the places of reports."""
        rows = [
            {"num": p.num, "in_force": p.in_force, "list_size": p.list_size,
             "copy_of": None if p.host == p.num else p.host}
            for p in places
        ]  # fmt: skip
        self._writing.each(_PLACES, rows)

    def versions_of(self, num: int) -> list[Report]:
        """Return all versions of a report."""
        return [read_body(*row) for row in self._writing.rows(_VERSIONS, num=num)]

    def hosts_naming(self, num: int) -> list[int]:
        """Return the reports at which facts about an identifier stand."""
        row = self._writing.one(_HOSTS, num=num)
        return list(row[0]) if row else []

    def hosted_reports(self, hosts: Sequence[int]) -> list[Numbered]:
        """Return the newest versions of all reports in force that these host."""
        return _numbered(self._writing.each(_HOSTED, list(hosts)))

    def unindexed_versions(self) -> Iterator[Numbered]:
        """Yield the versions of which no facts are written, few at a time."""
        for query in (_OLD, _OUT):
            after = 0
            while found := _numbered(self._writing.rows(query, after=after, page=_PAGE)):
                yield from found
                after = found[-1][0]

    def rewrite_versions(self, versions: Sequence[Numbered]) -> None:
        """Replace what versions say, wherever it is kept."""
        rows = [
            {"num": num, "version": report.version, "body": dump_report(report).decode(),
             "title": None if report.title is None else storable(report.title)}
            for num, report in versions
        ]  # fmt: skip
        self._writing.each(_REWRITE, rows)

    def erase_report(self, num: int) -> None:
        """Delete what all versions of a report say."""
        self._writing.rows(_ERASE, num=num)


def _row(num: int, report: Report) -> list[Any]:
    """Return a report's number, id and properties, in the order of the queries."""
    return [
        num, require_short(report.id), report.content_hash, moment_seconds(report),
        report.loss_vnd or 0, report.list_size, dump_report(report).decode(), *report_says(report),
    ]  # fmt: skip


def _numbered(rows: Iterable[list[Any]]) -> list[Numbered]:
    return [(num, read_body(*rest)) for num, *rest in rows]


def read_body(report_id: str, version: int, content_hash: str, at: int, body: str) -> Report:
    """Return the report that a node or a version of it keeps."""
    return load_report(report_id, version, content_hash, at, body.encode())
