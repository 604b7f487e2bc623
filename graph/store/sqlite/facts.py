"""Facts as rows: mentions and links at their hosts. Triggers keep each identifier's degree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.model import Link
from graph.store.judgements.facts import amount_of, group_links, group_masks, link_seconds, named
from graph.store.judgements.primitives.rows import TIES, Hosted, Pair
from graph.store.sqlite.numbers import packed
from graph.store.sqlite.units import UnitRows

_INSERT_MENTION = "INSERT INTO mention VALUES (?, ?, ?, ?)"
_INSERT_LINK = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)"
_THESE = "(SELECT value FROM json_each(?))"
_COUNT = """UPDATE identifier SET united = united + ? * found.n
  FROM (SELECT unit, count(DISTINCT report) AS n
        FROM (SELECT value FROM json_each(?)) CROSS JOIN mention ON report = value
        CROSS JOIN identifier i ON i.num = identifier
        WHERE roles & 33 GROUP BY unit) AS found
  WHERE num = found.unit AND united IS NOT NULL"""


class FactRows(UnitRows):
    """Fulfils graph.store.judgements.primitives.units.Facts."""

    def write_facts(self, groups: Sequence[Hosted]) -> list[Pair]:
        """Write the mentions and links of groups of reports, at their hosts: see the protocol."""
        everything = [report for _, _, reports in groups for report in reports]
        known = self.numbers.number(self.connection, named(everything))
        mentions = [
            (known[key], moment, host, mask)
            for host, moment, reports in groups
            for key, mask in group_masks(reports).items()
        ]
        # In the order of the table, so that a batch touches each of its pages once.
        self.connection.executemany(_INSERT_MENTION, sorted(mentions))
        self._count((host for host, _, _ in groups), 1)
        rows = [
            (host, ordinal, *_link_row(known, link))
            for host, _, reports in groups
            for ordinal, link in enumerate(group_links(reports))
        ]
        self.connection.executemany(_INSERT_LINK, rows)
        return list(dict.fromkeys((row[2], row[3]) for row in rows if row[4] in TIES))

    def _count(self, reports: Iterable[int], sign: int) -> None:
        """Add these reports to the degree of the units of several that they mention.

        Args:
            reports: with facts.
            sign: 1, or -1 before their facts are deleted.
        """
        self.connection.execute(_COUNT, (sign, packed(reports)))

    def clear_facts(self, hosts: Sequence[int]) -> list[Pair]:
        """Delete the mentions and links that stand at these reports; return the ties."""
        self._count(hosts, -1)
        which = (packed(hosts),)
        ties = self.connection.execute(
            f"SELECT DISTINCT source, target FROM link WHERE report IN {_THESE} AND type IN (?, ?)",
            (*which, *TIES),
        ).fetchall()
        self.connection.execute(f"DELETE FROM link WHERE report IN {_THESE}", which)
        self.connection.execute(f"DELETE FROM mention WHERE report IN {_THESE}", which)
        return ties


def _link_row(known: Mapping[str, int], link: Link) -> tuple[int, int, str, int, int]:
    return (
        known[link.source.key],
        known[link.target.key],
        link.type.value,
        amount_of(link),
        link_seconds(link),
    )
