"""Turn a nested record of JSON or YAML into named cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from ingest.rejects import Reason, Reject, reject_row
from ingest.sources.flaws import find_flaw
from ingest.sources.options import MAX_COLUMNS, MAX_DEPTH, MAX_VALUE_CHARACTERS
from ingest.sources.reader import NO_LISTS
from ingest.sources.row import Row


class Pairs(list[tuple[str, "Node"]]):
    """An object or mapping as written: its pairs in order, doubled keys kept."""

    __slots__ = ()


Node = str | bool | None | list["Node"] | Pairs
"""A value as read: numbers are the text that stood there."""

VALUE = "value"
"""The column of a record that is a plain value and no object."""

NAME, VALUES = "name", "values"
"""The columns of an object that maps names to lists of plain values."""


_MAX_NAME_CHARACTERS = 1000


TOO_DEEP = (
    f"Lồng sâu hơn {MAX_DEPTH} tầng.",
    f"It is nested deeper than {MAX_DEPTH} levels.",
)
_LONG_NAME = (
    f"Tên trường dài hơn {_MAX_NAME_CHARACTERS:,} ký tự.",
    f"The name of a field has more than {_MAX_NAME_CHARACTERS:,} characters.",
)


class _LongNameError(Exception):
    """A column's name is too long: nested long names would multiply. Argument: its beginning."""


class _TooDeepError(Exception):
    """A record is nested deeper than MAX_DEPTH."""


def build_row(
    source: str,
    number: int,
    locator: str,
    record: Node,
    inherited: Sequence[tuple[str, str]] = (),
) -> Row | Reject:
    """Return the row of a record.

    Nested objects give dotted columns, a list of plain values and a column that occurs several
    times go to `many`, nulls and empty lists are absent, booleans are `true` and `false`.

    Args:
        source: the file's name.
        number, locator: of the row.
        record: as read.
        inherited: columns and texts that the record gets unless it has its own.
    """
    cells: dict[str, str] = {}
    many: dict[str, list[str]] = {}
    try:
        for column, text, listed in _walk(record, "", 0, listed=False):
            if len(text) > MAX_VALUE_CHARACTERS:
                return _too_long(source, locator, column, text)
            if column in many:
                many[column].append(text)
            elif listed or column in cells:
                many[column] = [cells.pop(column), text] if column in cells else [text]
            else:
                cells[column] = text
            if len(cells) + len(many) > MAX_COLUMNS:
                return reject_row(source, locator, Reason.TOO_MANY_COLUMNS)
    except _TooDeepError:
        return reject_row(source, locator, Reason.UNPARSABLE, detail=TOO_DEEP)
    except _LongNameError as error:
        return reject_row(source, locator, Reason.TOO_LONG, value=str(error), detail=_LONG_NAME)
    cells.update((c, t) for c, t in inherited if c not in cells and c not in many)
    row = Row(number, locator, cells, {c: tuple(t) for c, t in many.items()} if many else NO_LISTS)
    return find_flaw(source, locator, _texts(row)) or row


def _walk(node: Node, column: str, depth: int, *, listed: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield (column, text, whether it stands in a list)."""
    if depth > MAX_DEPTH:
        raise _TooDeepError
    if isinstance(node, Pairs):
        for key, value in node:
            if len(column) + len(key) > _MAX_NAME_CHARACTERS:
                raise _LongNameError(column or key)
            inner = f"{column}.{key}" if column else key
            yield from _walk(value, inner, depth + 1, listed=listed)
    elif isinstance(node, list):
        for item in cast("list[Node]", node):
            yield from _walk(item, column, depth + 1, listed=True)
    elif node is not None:
        yield column or VALUE, plain_text(node), listed


def plain_text(node: str | bool) -> str:  # noqa: FBT001  # the value itself, no switch
    """Return a plain value as text."""
    if isinstance(node, str):
        return node
    return "true" if node else "false"


def is_plain(node: Node) -> bool:
    """Return whether a value is neither an object nor a list."""
    return not isinstance(node, list)


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    yield from row.cells.items()
    for column, texts in row.many.items():
        for text in texts:
            yield column, text


def _too_long(source: str, locator: str, column: str, text: str) -> Reject:
    detail = (
        f"Giá trị dài {len(text):,} ký tự; giới hạn là {MAX_VALUE_CHARACTERS:,}.",
        f"The value has {len(text):,} characters; the limit is {MAX_VALUE_CHARACTERS:,}.",
    )
    return reject_row(source, locator, Reason.TOO_LONG, column=column, value=text, detail=detail)
