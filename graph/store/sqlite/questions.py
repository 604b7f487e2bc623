"""SqliteReading: what the rules of questions read, on one connection."""

from __future__ import annotations

from graph.store.sqlite.mentions import MentionRows
from graph.store.sqlite.newest import NewestRows
from graph.store.sqlite.profiles import ProfileRows
from graph.store.sqlite.terms import TermRows


class SqliteReading(ProfileRows, NewestRows, MentionRows, TermRows):
    """Fulfils graph.store.questions.reading.Reading.

    Args:
        connection: within a read transaction.
    """
