"""A mapping: what each column of a source means, as a frozen value and as a YAML file.

A full example (`truyvet ingest --dry-run FILE` prints one to start from):

    version: 1
    stream: tin-bao-pa05          # the feed or register; default: the file's name
    files: ["tin-bao-*.csv"]      # which files it serves; default: all
    shape: row                    # `row`, or `long`: rows with one `id` are one report
    id: mã tin                    # the report's own id; without it the row's fingerprint
    identity: []                  # or: the columns whose cells make the fingerprint
    role: unclear                 # of mentions without a role of their own
    words: {"kẻ gian": suspect}   # what a cell's word stands for: a role or a kind
    read: {encoding: utf-8, delimiter: ";"}
    columns:
      sđt nghi vấn: {kind: phone, role: suspect, many: true, separator: ";"}
      số tài khoản: {kind: bank_account, bank_column: ngân hàng, role: suspect}
      địa chỉ ví: {kind: crypto_wallet, kind_column: mạng, role_column: vai trò}
      nhãn: {kind: domain, otherwise: title}
      ngày trình báo: {date: reported, order: day-month}
      ngày xảy ra: {date: occurred}
      thiệt hại: {loss: VND}
      hình thức: form
      đơn vị tiếp nhận: police_unit
      tiêu đề: title
      nội dung: text
      ghi chú: ignore
    links:
      - type: TRANSFERRED_TO
        source: {column: từ, kind: bank_account, system: amlsim}
        target: {column: đến, kind: bank_account, bank: Vietcombank}
        amount: {column: số tiền, currency: USD}
        time: {column: lúc, order: day-month}

Columns that are not named are ignored. `kind` is a name of the registry or a word that it
knows (`telegram`, `btc`); `system: amlsim` makes accounts `bank_account:x-amlsim:…`.
`otherwise` says what becomes of a cell that is no such identifier: `reject` (the default),
`title` or `ignore`. `start: 2017-01-01` reads a date as a count of days since then. `read`
takes `encoding`, `delimiter`, `header`, `records` (path of the list of records), `inherit`
(plain values above the records become columns) and `split`. A file may hold several
documents, each for other `files`; `ignore: true` leaves those files out.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from graph.model import LinkType, Role
from ingest.sources.options import ReadOptions
from ingest.values_amounts import VND
from ingest.values_dates import Order

MAPPING_VERSION = 1


class Shape(enum.StrEnum):
    """How rows make reports."""

    ROW = "row"
    LONG = "long"


class Otherwise(enum.StrEnum):
    """What becomes of a cell that is no identifier of its column's kind."""

    REJECT = "reject"
    TITLE = "title"
    IGNORE = "ignore"


class DateField(enum.StrEnum):
    """Which time of a report a column holds."""

    OCCURRED = "occurred"
    REPORTED = "reported"


class Use(enum.StrEnum):
    """What a plain column is."""

    FORM = "form"
    POLICE_UNIT = "police_unit"
    TITLE = "title"
    TEXT = "text"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class IdentifierColumn:
    """A column that holds identifiers.

    Attributes:
        column: its name.
        kind: a name of the registry, or a word that it knows; what cells are where
            `kind_column` is blank.
        kind_column: the column that names the kind, platform or chain of each row.
        role, role_column: the part that they play, fixed or by row.
        bank, bank_column: of accounts, fixed or by row.
        system: of accounts of a closed system: `x-SYSTEM` in their keys.
        many: a cell may hold several.
        separator: between them; None: any of `;`, `,`, `|` and line breaks.
        otherwise: what becomes of a cell that is none.
    """

    column: str
    kind: str | None = None
    kind_column: str | None = None
    role: Role | None = None
    role_column: str | None = None
    bank: str | None = None
    bank_column: str | None = None
    system: str | None = None
    many: bool = False
    separator: str | None = None
    otherwise: Otherwise = Otherwise.REJECT


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column that holds a time.

    Attributes:
        column: its name.
        field: what the time is.
        order: of day and month; None: settled from a sample of the column.
        start: where set, cells count days since then.
    """

    column: str
    field: DateField = DateField.REPORTED
    order: Order | None = None
    start: date | None = None


@dataclass(frozen=True, slots=True)
class LossColumn:
    """A column that holds the loss; `currency` is what bare numbers are in."""

    column: str
    currency: str = VND


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column that is a form, unit, title or free text, or is ignored; `role` is for text."""

    column: str
    use: Use
    role: Role | None = None


Column = IdentifierColumn | DateColumn | LossColumn | PlainColumn


@dataclass(frozen=True, slots=True)
class LinkRule:
    """What makes a link of each row.

    Attributes:
        type: what is stated.
        source, target: the two ends.
        amount_column, currency: of a transfer.
        time: when.
    """

    type: LinkType
    source: IdentifierColumn
    target: IdentifierColumn
    amount_column: str | None = None
    currency: str = VND
    time: DateColumn | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a source means: see the module's docstring.

    Attributes:
        columns: in the order given; names are unique.
        links: rules for links besides ties.
        stream: the feed or register; None: by the file's name.
        shape: how rows make reports.
        id_column: the report's own id.
        identity: the columns that make the fingerprint; empty: all.
        role: of mentions without one.
        words: folded word -> role or kind, sorted.
        read: how the file is read.
        files: patterns of the names that it serves; empty: all.
        ignore: those files are left out.
    """

    columns: tuple[Column, ...] = ()
    links: tuple[LinkRule, ...] = ()
    stream: str | None = None
    shape: Shape = Shape.ROW
    id_column: str | None = None
    identity: tuple[str, ...] = ()
    role: Role = Role.UNCLEAR
    words: tuple[tuple[str, str], ...] = ()
    read: ReadOptions = field(default_factory=ReadOptions)
    files: tuple[str, ...] = ()
    ignore: bool = False

    def named_columns(self) -> tuple[str, ...]:
        """Return every column that the mapping reads, each once, in order."""
        names = [self.id_column, *self.identity]
        for column in self.columns:
            if not (isinstance(column, PlainColumn) and column.use is Use.IGNORE):
                names.extend(_columns_of(column))
        for rule in self.links:
            names.extend((*_columns_of(rule.source), *_columns_of(rule.target)))
            names.extend((rule.amount_column, rule.time.column if rule.time else None))
        return tuple(dict.fromkeys(name for name in names if name))


def _columns_of(column: Column) -> tuple[str | None, ...]:
    if isinstance(column, IdentifierColumn):
        return (column.column, column.kind_column, column.role_column, column.bank_column)
    return (column.column,)


@dataclass(frozen=True, slots=True)
class MappingBook:
    """The documents of one mapping file.

    Attributes:
        name: the file's name, for messages.
        mappings: in their order.
    """

    name: str
    mappings: tuple[Mapping, ...]

    def find(self, file_name: str) -> Mapping | None:
        """Return the first mapping that serves a file of this name, or None.

        A mapping without `files` serves every file; patterns are shell patterns and ignore case.
        """
        name = file_name.lower()
        for mapping in self.mappings:
            if not mapping.files or any(fnmatchcase(name, p.lower()) for p in mapping.files):
                return mapping
        return None
