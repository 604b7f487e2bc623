"""Compile a mapping once, then read every row with it."""

from __future__ import annotations

from collections.abc import Mapping as Dict

from ingest.mapping import (
    Column,
    DateColumn,
    IdentifierColumn,
    LossColumn,
    Mapping,
    PlainColumn,
    Use,
)
from ingest.observe_cells import DateStep, FormStep, LossStep, Setting, Step
from ingest.observe_draft import Draft
from ingest.observe_identifiers import IdentifierStep
from ingest.observe_links import LinkStep
from ingest.observe_texts import PoliceUnitStep, TextStep, TitleStep
from ingest.sources.row import Row
from ingest.values_dates import Order

Orders = Dict[str, Order | None]
"""Of day and month, by date column."""


class Observer:
    """Reads what rows say.

    Args:
        mapping: what the columns mean.
        orders: of its date columns, as settled for this source.
        source: its name, for rejects.
    """

    def __init__(self, mapping: Mapping, orders: Orders, source: str) -> None:
        """Compile."""
        setting = Setting(source, dict(mapping.words), mapping.role)
        steps = [_step(column, orders, setting) for column in mapping.columns]
        found = [step for step in steps if step is not None]
        links = [LinkStep(rule, _order(rule.time, orders), setting) for rule in mapping.links]
        # Free text last: it takes the roles that columns gave the same identifiers.
        found.sort(key=lambda step: isinstance(step, TextStep))
        self._steps: tuple[Step, ...] = (*links, *found)

    def observe(self, row: Row) -> Draft:
        """Return what a row says."""
        draft = Draft()
        for step in self._steps:
            step(row, draft)
        return draft


def _order(column: DateColumn | None, orders: Orders) -> Order | None:
    if column is None:
        return None
    return column.order or orders.get(column.column)


def _step(column: Column, orders: Orders, setting: Setting) -> Step | None:
    if isinstance(column, IdentifierColumn):
        return IdentifierStep(column, setting)
    if isinstance(column, DateColumn):
        return DateStep(column, _order(column, orders), setting.source)
    if isinstance(column, LossColumn):
        return LossStep(column, setting.source)
    return _plain_step(column, setting)


def _plain_step(column: PlainColumn, setting: Setting) -> Step | None:
    if column.use is Use.TEXT:
        return TextStep(column, setting)
    if column.use is Use.FORM:
        return FormStep(column.column, setting.source)
    if column.use is Use.TITLE:
        return TitleStep(column.column)
    if column.use is Use.POLICE_UNIT:
        return PoliceUnitStep(column.column)
    return None
