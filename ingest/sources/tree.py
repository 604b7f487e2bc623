"""Read the records of a nested document, whatever it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ingest.rejects import Reason, Reject, reject_file, reject_row
from ingest.sources.cursor import BrokenDocumentError, Cursor, Kind, NodeError
from ingest.sources.flatten import NAME, VALUE, VALUES, Node, Pairs, build_row, is_plain, plain_text
from ingest.sources.options import ReadOptions
from ingest.sources.reader import columns_of
from ingest.sources.row import Row
from ingest.sources.shape import Mode, Shape, find_shape, look
from ingest.sources.window import Window
from ingest.visible import show

_SAMPLE_ROWS = 1000
_MAX_LOCATOR_CHARACTERS = 100


class Documents(Protocol):
    """Opens the documents of a file, one after the other."""

    def beginning(self) -> Iterator[Cursor]:
        """Yield cursors over no more than the first LOOK_BYTES."""
        ...

    def open(self, window: Window) -> Iterator[Cursor]:
        """Yield a cursor at each document; asking for the next one checks the end of the last."""
        ...

    def fresh_window(self) -> Window:
        """Return a new window over all of the content."""
        ...


class TreeReader:
    """Reads records from the place that `find_shape` finds.

    Locators count from 0 as paths do: `tags[3]`, `[3]`; a pair's is its name. From the second
    document of a file on they begin with `document 2`.

    Args:
        documents: of the file.
        name: of the source.
        options: records and inherit.
    """

    def __init__(self, documents: Documents, name: str, options: ReadOptions) -> None:
        """Look at the beginning."""
        self._documents, self._name, self._options = documents, name, options
        self._shape = self._find_shape()
        self._columns: tuple[str, ...] | None = None

    def _find_shape(self) -> Shape:
        tree: Node = None
        try:
            first = next(self._documents.beginning(), None)
            tree = None if first is None else look(first)
        except BrokenDocumentError:
            pass  # Reported with its place by whoever reads the rows.
        return find_shape(tree, self._options.records)

    def find_problem(self) -> Reject | None:
        """Return None: what is wrong shows where it stands."""
        return None

    def columns(self) -> tuple[str, ...]:
        """Return the dotted paths seen in the first 1,000 records."""
        if self._columns is None:
            self._columns = columns_of(self.rows(self._documents.fresh_window()), _SAMPLE_ROWS)
        return self._columns

    def rows(self, window: Window) -> Iterator[Row | Reject]:
        """Yield the records of all documents."""
        walk = _Walk(self._name, self._shape, auto=self._options.records is None)
        inherited = self._inherited()
        try:
            for cursor in self._documents.open(window):
                walk.document += 1
                walk.inherited = next(inherited, [])
                yield from walk.descend(cursor, self._shape.path)
        except BrokenDocumentError as error:
            yield reject_file(self._name, error.reason, row=error.place, detail=error.detail)
            return
        if not walk.document:
            yield reject_file(self._name, Reason.EMPTY_FILE)

    def _inherited(self) -> Iterator[list[tuple[str, str]]]:
        """Yield the plain values at the top of each document, also those after its records."""
        if not self._options.inherit:
            return
        found: list[tuple[str, str]] = []
        try:
            for cursor in self._documents.open(self._documents.fresh_window()):
                found = []
                _collect_plain(cursor, found)
                yield found
        except BrokenDocumentError:
            yield found


def _collect_plain(cursor: Cursor, found: list[tuple[str, str]]) -> None:
    if cursor.kind() is not Kind.OBJECT:
        cursor.skip()
        return
    for key in cursor.keys():  # noqa: SIM118  # a cursor, no dict
        if cursor.kind() is not Kind.PLAIN:
            cursor.skip()
            continue
        try:
            value = cursor.read()
        except NodeError:
            continue
        if value is not None and not isinstance(value, list):
            found.append((key, plain_text(value)))


@dataclass(slots=True)
class _Walk:
    """One pass over the documents of a file."""

    name: str
    shape: Shape
    auto: bool
    number: int = 0
    document: int = 0
    inherited: list[tuple[str, str]] | tuple[()] = ()

    def descend(self, cursor: Cursor, path: tuple[str, ...]) -> Iterator[Row | Reject]:
        """Yield the records below a path; the cursor then stands behind the value."""
        if not path:
            yield from self._collection(cursor)
            return
        found = False
        if cursor.kind() is Kind.OBJECT:
            for key in cursor.keys():  # noqa: SIM118  # a cursor, no dict
                if key == path[0]:
                    found = True
                    yield from self.descend(cursor, path[1:])
                elif self._pass_over(cursor):
                    yield self._other_list(key)
        else:
            cursor.skip()
        if not found:
            yield self._not_found(path[0])

    def _pass_over(self, cursor: Cursor) -> bool:
        """Go behind a value; return whether it was a list of objects that nobody asked about."""
        if not self.auto or cursor.kind() is not Kind.LIST:
            cursor.skip()
            return False
        objects = False
        for place in cursor.items():
            objects = objects or (place == 0 and cursor.kind() is Kind.OBJECT)
            cursor.skip()
        return objects

    def _collection(self, cursor: Cursor) -> Iterator[Row | Reject]:
        kind = cursor.kind()
        path = ".".join(self.shape.path)
        if kind is Kind.LIST and self.shape.mode is not Mode.SINGLE:
            for place in cursor.items():
                yield self._record(cursor, f"{path}[{place}]")
        elif kind is Kind.OBJECT and self.shape.mode is Mode.NAMED:
            for key in cursor.keys():  # noqa: SIM118  # a cursor, no dict
                yield self._record(cursor, show(key, _MAX_LOCATOR_CHARACTERS), named=key)
        else:
            yield self._record(cursor, path or "document 1")

    def _record(self, cursor: Cursor, locator: str, named: str | None = None) -> Row | Reject:
        self.number += 1
        if self.document > 1:
            place = "" if locator == "document 1" else f" {locator}"
            locator = f"document {self.document}{place}"
        line = cursor.line()
        try:
            node = cursor.read()
        except NodeError as error:
            vi, en = error.detail
            detail = (f"{vi} Bắt đầu ở dòng {line}.", f"{en} It begins at line {line}.")
            return reject_row(self.name, locator, error.reason, detail=detail)
        if named is not None:
            node = _with_name(named, node)
        return build_row(self.name, self.number, locator, node, self.inherited)

    def _other_list(self, key: str) -> Reject:
        shown = show(key, _MAX_LOCATOR_CHARACTERS)
        detail = (
            f"Danh sách {shown!r} không được đọc: đã đọc {'.'.join(self.shape.path)!r}.",
            f"The list {shown!r} is not read: {'.'.join(self.shape.path)!r} was.",
        )
        mend = (
            "Chỉ danh sách cần đọc bằng `records` trong tệp ánh xạ, mỗi danh sách một lần nạp.",
            "Name the list to be read with `records` in the mapping, one load for each list.",
        )
        return reject_file(self.name, Reason.UNPARSABLE, row=shown, detail=detail, mend=mend)

    def _not_found(self, key: str) -> Reject:
        shown = show(key, _MAX_LOCATOR_CHARACTERS)
        row = f"document {self.document}" if self.document > 1 else ""
        detail = (f"Không có {shown!r} trong tài liệu.", f"The document has no {shown!r}.")
        mend = ("Sửa `records` trong tệp ánh xạ.", "Correct `records` in the mapping.")
        return reject_file(self.name, Reason.UNPARSABLE, row=row, detail=detail, mend=mend)


def _with_name(name: str, node: Node) -> Node:
    """Return the record of a name and what stands beside it."""
    if isinstance(node, Pairs):
        return Pairs([(NAME, name), *node])
    column = VALUE if is_plain(node) else VALUES
    return Pairs([(NAME, name), (column, node)])
