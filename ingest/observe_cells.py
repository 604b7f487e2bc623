"""Read the cells of a column into a draft: dates, amounts, forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from graph.model import Moment, Role
from ingest.mapping import DateColumn, DateField, LossColumn
from ingest.observe_draft import Draft
from ingest.rejects import Reason, Reject, reject_cell
from ingest.sources.row import Row
from ingest.values_amounts import VND, Amount, read_amount
from ingest.values_dates import DateProblem, Order, read_date, read_steps
from ingest.values_forms import read_forms

CACHE_SIZE = 50_000
"""Entries per column; a full cache is emptied, so that memory stays bounded."""

CACHE_CHARACTERS = 100
"""A longer cell is read anew each time: it hardly comes twice, and many would fill memory."""

T = TypeVar("T")


class Recent(dict[str, T]):
    """What the texts of a column mean, remembered in bounded memory."""

    def keep(self, text: str, meaning: T) -> T:
        """Remember a meaning, if the text is short, and return it."""
        if len(text) <= CACHE_CHARACTERS:
            if len(self) >= CACHE_SIZE:
                self.clear()
            self[text] = meaning
        return meaning


@dataclass(frozen=True, slots=True)
class Setting:
    """What every cell reader knows: the source's name, the mapping's words and default role."""

    source: str
    words: Mapping[str, str]
    role: Role


class Step(Protocol):
    """Reads what one rule of the mapping says of a row into a draft."""

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read."""
        ...


class DateReader:
    """Reads the cells of one date column, with the order that was settled for it."""

    def __init__(self, column: DateColumn, order: Order | None, source: str) -> None:
        """Start with an empty cache: dates repeat."""
        self.column = column.column
        self._start = column.start
        self._order = order
        self._source = source
        self._known: Recent[Moment | DateProblem] = Recent()

    def read(self, row: Row, draft: Draft) -> Moment | None:
        """Return the moment; None for a blank, and for what is rejected."""
        raw = row.cells.get(self.column)
        if not raw or raw.isspace():
            return None
        moment = self._known.get(raw)
        if moment is None:
            moment = read_steps(raw, self._start) if self._start else read_date(raw, self._order)
            self._known.keep(raw, moment)
        if isinstance(moment, Moment):
            return moment
        reason = Reason.AMBIGUOUS_DATE if moment is DateProblem.AMBIGUOUS else Reason.BAD_DATE
        draft.rejects.append(reject_cell(self._source, row.locator, self.column, raw, reason))
        return None


class DateStep:
    """Reads a date column as the time of the report."""

    def __init__(self, column: DateColumn, order: Order | None, source: str) -> None:
        """Compile the column."""
        self._read = DateReader(column, order, source).read
        self._occurred = column.field is DateField.OCCURRED

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        moment = self._read(row, draft)
        if moment is None:
            return
        if self._occurred:
            draft.occurred = draft.occurred or moment
        else:
            draft.reported = draft.reported or moment


class LossStep:
    """Reads a column as the loss; only dong can be kept, nothing is converted."""

    def __init__(self, column: LossColumn, source: str) -> None:
        """Start with an empty cache: round sums repeat."""
        self._column = column
        self._source = source
        self._known: Recent[Amount | None] = Recent()

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        raw = row.cells.get(self._column.column)
        if not raw or raw.isspace():
            return
        amount = self._read_cached(raw)
        if amount is not None and amount.vnd is not None:
            draft.loss_vnd = amount.vnd if draft.loss_vnd is None else draft.loss_vnd + amount.vnd
            return
        draft.rejects.append(self._reject(raw, row, foreign=amount is not None))

    def _read_cached(self, raw: str) -> Amount | None:
        if raw in self._known:
            return self._known[raw]
        return self._known.keep(raw, read_amount(raw, self._column.currency))

    def _reject(self, raw: str, row: Row, *, foreign: bool) -> Reject:
        detail = None
        if foreign:
            detail = (f"Thiệt hại được ghi bằng {VND}; không tự quy đổi tiền tệ khác.",
                      f"A loss is kept in {VND}; other currencies are not converted.")  # fmt: skip
        return reject_cell(self._source, row.locator, self._column.column, raw,
                           Reason.BAD_AMOUNT, detail=detail)  # fmt: skip


class FormStep:
    """Reads a column as forms of fraud."""

    def __init__(self, column: str, source: str) -> None:
        """Start with an empty cache: forms repeat."""
        self._column = column
        self._source = source
        self._known: Recent[tuple[tuple[int, ...], tuple[str, ...]]] = Recent()

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        raw = row.cells.get(self._column)
        values = row.many.get(self._column, ()) if raw is None else (raw,)
        for value in values:
            if not value or value.isspace():
                continue
            forms, unknown = self._read(value)
            draft.forms.update(forms)
            draft.rejects.extend(
                reject_cell(self._source, row.locator, self._column, part, Reason.UNKNOWN_FORM)
                for part in unknown
            )

    def _read(self, value: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        found = self._known.get(value)
        return self._known.keep(value, read_forms(value)) if found is None else found
