"""Numbers are remembered by digest, also beyond what memory may hold."""

from __future__ import annotations

import sqlite3

import pytest

from graph.errors import UnreadableSourceError
from ingest import digests
from ingest.digests import DigestTable, digest_of


def test_what_was_put_last_is_found_wherever_it_is_kept() -> None:
    """Entries move to the temporary file and are found, and replaced, there."""
    with DigestTable("a.csv", in_memory=10) as table:
        for number in range(105):
            table.put(digest_of(str(number)), number)
        table.put(digest_of("3"), 1003)

        found = [table.get(digest_of(str(number))) for number in range(105)]

        assert found == [0, 1, 2, 1003, *range(4, 105)]
        assert table.get(digest_of("never put")) is None


def test_a_newer_number_replaces_one_in_the_file() -> None:
    """A number that was moved twice is the later one."""
    with DigestTable("a.csv", in_memory=2) as table:
        for number in (1, 2, 3, 4, 5, 6):
            table.put(digest_of("same"), number)
            table.put(digest_of(f"other {number}"), 0)

        assert table.get(digest_of("same")) == 6


def test_a_full_disk_is_an_unreadable_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the temporary file can't take names the source and what to do."""

    def refuse() -> sqlite3.Connection:
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr(digests, "open_temporary", refuse)
    with DigestTable("a.csv", in_memory=1) as table:
        table.put(1, 1)

        with pytest.raises(UnreadableSourceError, match=r"a\.csv.*disk is full"):
            table.put(2, 1)
