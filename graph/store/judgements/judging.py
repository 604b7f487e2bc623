"""Judging: all that the rules of judgements need of an adapter."""

from __future__ import annotations

from typing import Protocol

from graph.store.judgements.primitives.decisions import Decisions, Tombstones
from graph.store.judgements.primitives.reports import Reports, Versions
from graph.store.judgements.primitives.units import Facts, Units


class Judging(Units, Facts, Reports, Versions, Decisions, Tombstones, Protocol):
    """One write transaction of an adapter, as the only writer.

    Every primitive is one query or few, whatever the number of items, and sees what the ones
    before it wrote. Rows come in any order unless it says which. Given no items, a primitive
    does nothing, and asks the database nothing.
    """
