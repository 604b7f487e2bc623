"""Judgements as files: nodes, what they left, and what they are about."""

from __future__ import annotations

from typing import Literal

from graph.model import Decision
from graph.store.archive import Archive
from graph.store.body import to_micros
from graph.store.neo4j.import_files import layout
from graph.store.neo4j.import_files.tables import Tables

Space = Literal["Identifier", "Report", "Source", "Ring"]


class Judged:
    """What judgements are about, by name: told when the thing itself is written.

    Args:
        tables: to write to.
        archive: to read; its judgements are held in memory, as persons made them.
    """

    def __init__(self, tables: Tables, archive: Archive) -> None:
        """Read the judgements."""
        self._tables = tables
        self._decisions = list(archive.decisions())
        self._about: dict[str, list[int]] = {}
        for num, decision in self._decisions:
            for name in {decision.subject, decision.other}:
                if name is not None:
                    self._about.setdefault(name, []).append(num)

    def tie(self, name: str, space: Space, num: int) -> None:
        """Write which judgements are about a thing.

        Args:
            name: an identifier's key, the id of a report or ring, the SHA-256 of a source.
            space: what it is.
            num: by which files name it.
        """
        for decision in self._about.get(name, ()):
            self._tables.write(layout.ABOUT[space], decision, num)

    def write(self, archive: Archive) -> None:
        """Write the judgements and what erasures left."""
        for num, decision in self._decisions:
            self._tables.write(layout.DECISIONS, num, num, *_says(decision))
        for num, row in enumerate(archive.tombstones(), start=1):
            self._tables.write(layout.TOMBSTONES, num, row.hash, row.mention_count)
            self._tables.write(layout.LEFT, row.decision, num)


def _says(decision: Decision) -> tuple[str | int | None, ...]:
    at, revoked_at = decision.decided_at, decision.revoked_at
    return (
        decision.kind.value,
        decision.subject,
        decision.other,
        decision.who,
        decision.why,
        None if at is None else to_micros(at),
        None if revoked_at is None else to_micros(revoked_at),
        decision.revoked_by,
        decision.revoked_why,
    )
