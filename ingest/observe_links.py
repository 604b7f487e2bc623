"""Read the cells of a row as a stated link between two identifiers."""

from __future__ import annotations

from graph.errors import InvalidIdentifierError
from graph.model import Identifier, Link
from ingest.mapping import IdentifierColumn, LinkRule
from ingest.observe_cells import DateReader, Setting
from ingest.observe_draft import MAX_RAW_CHARACTERS, Draft
from ingest.observe_identifiers import IdentifierParser, is_blank
from ingest.rejects import Reason, reject_cell
from ingest.sources.row import Row
from ingest.values_amounts import Amount, read_amount
from ingest.values_dates import Order


class _End:
    """Reads one end of a link."""

    def __init__(self, column: IdentifierColumn, setting: Setting) -> None:
        self.column = column.column
        self._parse = IdentifierParser(column, setting.words).parse
        self._source = setting.source

    def read(self, row: Row, draft: Draft) -> Identifier | None:
        """Return the identifier; None for a blank, and for what is rejected."""
        raw = row.cells.get(self.column, "")
        try:
            identifier, tie = self._parse(raw, row.cells)
        except InvalidIdentifierError as error:
            if not is_blank(error):
                self._refuse(error, raw, row, draft)
            return None
        if tie is not None:
            draft.ties[identifier] = tie
        return identifier

    def _refuse(self, error: InvalidIdentifierError, raw: str, row: Row, draft: Draft) -> None:
        detail = (f"{error.kind}: {error.attributes['reason_vi']}.",
                  f"{error.kind}: {error.attributes['reason_en']}.")  # fmt: skip
        draft.rejects.append(
            reject_cell(self._source, row.locator, self.column, raw, Reason.BAD_LINK, detail=detail)
        )


class LinkStep:
    """Reads one rule's link of a row; a row without both ends has none."""

    def __init__(self, rule: LinkRule, order: Order | None, setting: Setting) -> None:
        """Compile the rule."""
        self._rule = rule
        self._ends = (_End(rule.source, setting), _End(rule.target, setting))
        self._time = DateReader(rule.time, order, setting.source) if rule.time else None
        self._source = setting.source

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        refused = len(draft.rejects)
        source, target = (end.read(row, draft) for end in self._ends)
        if source is None or target is None:
            alone = (source or target) is not None
            if alone and len(draft.rejects) == refused:
                self._refuse_alone(row, draft, missing=0 if source is None else 1)
            return
        at = self._time.read(row, draft) if self._time else None
        amount = self._amount(row, draft)
        draft.links.append(
            Link(source, target, self._rule.type, amount.vnd if amount else None,
                 amount.given if amount else None, at, self._raw(row))
        )  # fmt: skip
        if at is not None:
            draft.occurred = draft.occurred or at

    def _refuse_alone(self, row: Row, draft: Draft, missing: int) -> None:
        column = self._ends[missing].column
        value = row.cells.get(column, "")
        draft.rejects.append(reject_cell(self._source, row.locator, column, value, Reason.BAD_LINK))

    def _amount(self, row: Row, draft: Draft) -> Amount | None:
        column = self._rule.amount_column
        raw = row.cells.get(column, "") if column else ""
        if not raw or raw.isspace():
            return None
        amount = read_amount(raw, self._rule.currency)
        if amount is None:
            draft.rejects.append(
                reject_cell(self._source, row.locator, column or "", raw, Reason.BAD_AMOUNT)
            )
        return amount

    def _raw(self, row: Row) -> str:
        one, other = (row.cells.get(end.column, "") for end in self._ends)
        return f"{one} → {other}"[:MAX_RAW_CHARACTERS]
