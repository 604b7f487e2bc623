"""SqliteJudging: what the rules of judgements read and write, on one connection."""

from __future__ import annotations

from graph.store.sqlite.decisions import DecisionRows
from graph.store.sqlite.facts import FactRows
from graph.store.sqlite.reports import ReportRows
from graph.store.sqlite.tombstones import TombstoneRows
from graph.store.sqlite.versions import VersionRows


class SqliteJudging(FactRows, TombstoneRows, ReportRows, VersionRows, DecisionRows):
    """Fulfils graph.store.judgements.judging.Judging.

    Args:
        connection: within a write transaction, or one for reading where only that is done.
        numbers: of identifiers, remembered from batch to batch.
    """
