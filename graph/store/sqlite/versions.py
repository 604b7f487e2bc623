"""What an erasure looks through and changes of reports, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Report
from graph.store.body import dump_report, load_report
from graph.store.judgements.primitives.rows import Numbered
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import packed

_VERSIONS = """SELECT r.num, r.id, v.version, v.content_hash, recorded_at, body
  FROM version v JOIN report r ON r.num = v.report"""


class VersionRows(IdentityRows):
    """Fulfils graph.store.judgements.primitives.reports.Versions."""

    def versions_of(self, num: int) -> list[Report]:
        """Return all versions of a report, the newest one too."""
        rows = self.connection.execute(f"{_VERSIONS} WHERE r.num = ?", (num,))
        return [load_report(*row) for _, *row in rows]

    def hosts_naming(self, num: int) -> list[int]:
        """Return the reports at which facts about an identifier stand."""
        rows = self.connection.execute(
            """SELECT report FROM mention WHERE identifier = ?1
               UNION SELECT report FROM link WHERE source = ?1 OR target = ?1""",
            (num,),
        )
        return [report for (report,) in rows]

    def hosted_reports(self, hosts: Sequence[int]) -> list[Numbered]:
        """Return the newest versions of all reports in force that these host."""
        rows = self.connection.execute(
            f"""{_VERSIONS} AND v.version = r.version
                WHERE host IN (SELECT value FROM json_each(?)) AND r.in_force""",
            (packed(hosts),),
        )
        return [(num, load_report(*row)) for num, *row in rows]

    def unindexed_versions(self) -> Iterator[Numbered]:
        """Yield the versions of which no facts are written."""
        rows = self.connection.execute(f"{_VERSIONS} WHERE v.version < r.version OR NOT r.in_force")
        yield from ((num, load_report(*row)) for num, *row in rows)

    def rewrite_versions(self, versions: Sequence[Numbered]) -> None:
        """Replace what versions say; hashes and times stay."""
        self.connection.executemany(
            "UPDATE version SET body = ? WHERE report = ? AND version = ?",
            [(dump_report(report), num, report.version) for num, report in versions],
        )

    def erase_report(self, num: int) -> None:
        """Delete what all versions of a report say, and mark it as erased."""
        self.connection.execute("DELETE FROM version WHERE report = ?", (num,))
        self.connection.execute("UPDATE report SET erased = 1, loss_vnd = 0 WHERE num = ?", (num,))
