"""Reports and what they say as files, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.model import Report
from graph.store.archive import Archive, ReportRow
from graph.store.body import load_report
from graph.store.chunks import pages
from graph.store.judgements.facts import group_links, group_moment, named
from graph.store.judgements.primitives.rows import Hosted
from graph.store.neo4j.import_files import layout
from graph.store.neo4j.import_files.judged import Judged
from graph.store.neo4j.import_files.tables import Tables
from graph.store.neo4j.properties import (
    link_says,
    mention_says,
    moment_at,
    report_says,
    roles_of_group,
    storable,
)

_PAGE = 1_000
_NOTHING = (None,) * 5


def write_reports(tables: Tables, archive: Archive, judged: Judged) -> None:
    """Write all reports with their facts, versions and sightings."""
    for page in pages(archive.reports(), _PAGE):
        told = {row.num: report for row in page if (report := _load(row)) is not None}
        for row in page:
            _write_report(tables, row, told.get(row.num))
            judged.tie(row.id, "Report", row.num)
        _write_facts(tables, archive, _groups(archive, page, told))
    for num, version in enumerate(archive.old_versions(), start=1):
        says = (version.version, version.recorded_at, version.content_hash, version.body.decode())
        tables.write(layout.VERSIONS, num, *says)
        tables.write(layout.VERSION_OF, num, version.report)
    for seen in archive.sightings():
        tables.write(layout.SEEN_IN, seen.report, seen.source, storable(seen.locator))


def _load(row: ReportRow) -> Report | None:
    if row.body is None:
        return None
    return load_report(row.id, row.version, row.content_hash, row.recorded_at or 0, row.body)


def _write_report(tables: Tables, row: ReportRow, report: Report | None) -> None:
    says = _NOTHING if report is None else (*report_says(report), moment_at(report))
    tables.write(
        layout.REPORTS, row.num, row.num, row.id, row.version, row.content_hash, row.recorded_at,
        row.moment, row.loss_vnd, row.list_size, row.in_force,
        None if row.host == row.num else row.host,
        True if row.erased else None,
        None if row.body is None else row.body.decode(),
        *says,
    )  # fmt: skip


def _groups(
    archive: Archive, page: Iterable[ReportRow], told: Mapping[int, Report]
) -> list[Hosted]:
    """Return the groups of duplicates in force that these reports host, and single reports."""
    groups = {
        row.num: [told[row.num]]
        for row in page
        if row.in_force and row.host == row.num and row.num in told
    }
    for copy in archive.copies_of(list(groups)):
        report = _load(copy)
        if report is not None:
            groups[copy.host].append(report)
    return [(host, group_moment(reports), reports) for host, reports in groups.items()]


def _write_facts(tables: Tables, archive: Archive, groups: Sequence[Hosted]) -> None:
    everyone = named(report for _, _, reports in groups for report in reports)
    known = archive.numbers_of(identifier.key for identifier in everyone)
    for host, moment, reports in groups:
        for (key, role), mention in roles_of_group(reports).items():
            num = known[key]
            ends = (host, num)
            place = (num, moment, host, role.value)
            tables.write(layout.MENTIONS, *ends, *place, *mention_says(mention))
        for ordinal, link in enumerate(group_links(reports)):
            ends = (known[link.source.key], known[link.target.key])
            table = layout.LINK_TABLES[link.type]
            tables.write(table, *ends, host, ordinal, *link_says(link))
