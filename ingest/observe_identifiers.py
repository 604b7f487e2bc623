"""Read the cells of a column as identifiers, with the bank, kind and role that stand beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from graph.errors import InvalidIdentifierError
from graph.identifiers import registry
from graph.identifiers.bank_account import find_bank
from graph.identifiers.folding import fold
from graph.identifiers.kind import Tie
from graph.identifiers.reasons import refuse
from graph.model import Identifier, Role, Span
from ingest.mapping import IdentifierColumn, Otherwise
from ingest.observe_cells import CACHE_CHARACTERS, CACHE_SIZE, Recent, Setting
from ingest.observe_draft import MAX_RAW_CHARACTERS, MAX_TITLE_CHARACTERS, Draft, storable
from ingest.rejects import Reason, Reject, reject_cell
from ingest.role_words import find_role
from ingest.sources.row import Row

MAX_VALUES_PER_CELL = 5000
_SEPARATORS = re.compile(r"[;,|\n]")

Found = tuple[Identifier, Tie | None]


class IdentifierParser:
    """Reads the text of a cell as an identifier, with the bank or kind that stands beside it.

    Args:
        column: what the mapping says.
        words: the mapping's own words.
    """

    def __init__(self, column: IdentifierColumn, words: Mapping[str, str]) -> None:
        """Start with empty caches."""
        self._column = column
        self._words = words
        self._known: dict[tuple[str, str, str], Found] = {}
        self._banks: Recent[str] = Recent()
        self._kinds: Recent[str | None] = Recent()

    def parse(self, raw: str, cells: Mapping[str, str]) -> Found:
        """Return the identifier and what it hangs on.

        Raises:
            InvalidIdentifierError: the cell is no such identifier, or names an unknown kind.
        """
        column = self._column
        bank = cells.get(column.bank_column, "") if column.bank_column else ""
        word = cells.get(column.kind_column, "") if column.kind_column else ""
        known = self._known.get((raw, bank, word))
        if known is None:
            identifier = self._parse(raw, bank, word)
            known = (identifier, registry.tie(identifier))
            if len(self._known) >= CACHE_SIZE:
                self._known.clear()
            if len(raw) + len(bank) + len(word) <= CACHE_CHARACTERS:
                self._known[raw, bank, word] = known
        return known

    def _parse(self, raw: str, bank: str, word: str) -> Identifier:
        column = self._column
        if column.system:
            return registry.parse("bank_account", f"x-{column.system}:{raw.strip()}")
        kind = self._kind(word, raw) if column.kind_column else column.kind or ""
        bank = bank or column.bank or ""
        if bank and registry.find_kind(kind) == "bank_account":
            return registry.parse_account(raw, self._bank(raw, bank))
        return registry.parse(kind, raw)

    def _kind(self, word: str, raw: str) -> str:
        if word in self._kinds:
            kind = self._kinds[word]
        else:
            own = self._words.get(fold(word))
            kind = self._kinds.keep(word, own or (word if registry.find_kind(word) else None))
        if kind is not None:
            return kind
        if word.strip() or not self._column.kind:
            raise refuse(word[:100], raw, "unknown_kind")
        return self._column.kind

    def _bank(self, raw: str, name: str) -> str:
        known = self._banks.get(name)
        if known is None:
            known = self._banks.keep(name, find_bank(raw, name))
        # `?` hides the name from the key; the name as written stays in no other place.
        return known if known != "?" else ""


class IdentifierStep:
    """Reads the cells of an identifier column as mentions."""

    def __init__(self, column: IdentifierColumn, setting: Setting) -> None:
        """Compile the column."""
        self._column = column
        self._setting = setting
        self._parse = IdentifierParser(column, setting.words).parse
        self._fixed_role = column.role or setting.role
        self._roles: Recent[Role | None] = Recent()
        self._split = _splitter(column) if column.many else None

    def __call__(self, row: Row, draft: Draft) -> None:
        """Read one row."""
        name = self._column.column
        raw = row.cells.get(name)
        if raw is not None:
            if not raw or raw.isspace():
                return
            role = self._role(row, draft) if self._column.role_column else self._fixed_role
            if self._split is None:
                self._take(raw, Span(raw[:MAX_RAW_CHARACTERS], name), role, row, draft)
            else:
                self._take_parts(raw, role, row, draft)
        elif name in row.many:
            role = self._role(row, draft) if self._column.role_column else self._fixed_role
            for value in row.many[name]:
                if value.strip():
                    self._take(value, Span(value[:MAX_RAW_CHARACTERS], name), role, row, draft)

    def _take_parts(self, raw: str, role: Role, row: Row, draft: Draft) -> None:
        assert self._split is not None  # noqa: S101  # narrows the type for the checker
        for number, (start, end) in enumerate(self._split(raw)):
            part = raw[start:end]
            if number >= MAX_VALUES_PER_CELL:
                draft.rejects.append(
                    reject_cell(self._setting.source, row.locator, self._column.column, part,
                                Reason.TOO_LONG)
                )  # fmt: skip
                return
            span = Span(part[:MAX_RAW_CHARACTERS], self._column.column, start, end)
            self._take(part, span, role, row, draft)

    def _take(self, raw: str, span: Span, role: Role, row: Row, draft: Draft) -> None:
        try:
            identifier, tie = self._parse(raw, row.cells)
        except InvalidIdentifierError as error:
            self._refuse(error, raw, row, draft)
            return
        draft.add(identifier, role, span)
        if tie is not None:
            draft.ties[identifier] = tie

    def _refuse(self, error: InvalidIdentifierError, raw: str, row: Row, draft: Draft) -> None:
        otherwise = self._column.otherwise
        if is_blank(error) or otherwise is Otherwise.IGNORE:
            return
        if otherwise is Otherwise.TITLE:
            draft.title = draft.title or storable(raw.strip(), MAX_TITLE_CHARACTERS)
            return
        source = self._setting.source
        draft.rejects.append(refused(error, source, row.locator, self._column.column, raw))

    def _role(self, row: Row, draft: Draft) -> Role:
        column = self._column.role_column or ""
        word = row.cells.get(column, "")
        if not word.strip():
            return self._fixed_role
        if word in self._roles:
            role = self._roles[word]
        else:
            own = self._setting.words.get(fold(word))
            role = self._roles.keep(word, Role(own) if own in set(Role) else find_role(word))
        if role is None:
            draft.rejects.append(
                reject_cell(self._setting.source, row.locator, column, word, Reason.UNKNOWN_ROLE)
            )
            # Not the column's default: what has an unknown part must not become a suspect.
            return Role.UNCLEAR
        return role


def _splitter(column: IdentifierColumn) -> Callable[[str], list[tuple[int, int]]]:
    separator = column.separator
    pattern = _SEPARATORS if separator is None else re.compile(re.escape(separator))

    def split(raw: str) -> list[tuple[int, int]]:
        parts = []
        start = 0
        for found in pattern.finditer(raw):
            parts.append((start, found.start()))
            start = found.end()
        parts.append((start, len(raw)))
        return [trimmed for trimmed in (_trim(raw, *part) for part in parts) if trimmed]

    return split


def _trim(raw: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def is_blank(error: InvalidIdentifierError) -> bool:
    """Say whether a refused text stands for nothing: blank, `-`, `không có`, a lone 0."""
    if error.reason == "blank":
        return True
    digits = sum(c.isdigit() for c in error.raw)
    return error.reason == "placeholder" and (digits == 0 or error.raw.strip() == "0")


_REASONS = {
    "excel_damage": Reason.EXCEL_DAMAGE,
    "unknown_kind": Reason.UNKNOWN_KIND,
    "too_long": Reason.TOO_LONG,
}


def refused(
    error: InvalidIdentifierError, source: str, locator: str, column: str, raw: str
) -> Reject:
    """Return the reject of a cell that is no identifier of its kind."""
    reason = _REASONS.get(error.reason, Reason.INVALID_IDENTIFIER)
    if reason is Reason.UNKNOWN_KIND:
        return reject_cell(
            source, locator, column, raw, reason,
            detail=(f"Không có loại định danh {error.kind!r}.",
                    f"There is no kind of identifier {error.kind!r}."),
        )  # fmt: skip
    if reason is not Reason.INVALID_IDENTIFIER:
        return reject_cell(source, locator, column, raw, reason)
    return reject_cell(
        source, locator, column, raw, reason,
        detail=(f"{error.kind}: {error.attributes['reason_vi']}.",
                f"{error.kind}: {error.attributes['reason_en']}."),
    )  # fmt: skip
