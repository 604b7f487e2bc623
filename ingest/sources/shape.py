"""Find where the records of a nested document are, from a bounded look at its beginning."""

from __future__ import annotations

import enum
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ingest.sources.cursor import BrokenDocumentError, Cursor, Kind, NodeError
from ingest.sources.flatten import Node, Pairs, is_plain
from ingest.sources.options import MIB

LOOK_BYTES = 2 * MIB
"""How much of a document is looked at."""

_LOOK_DEPTH = 4
_LOOK_PAIRS = 1000
_LOOK_ITEMS = 5


class Mode(enum.Enum):
    """How records stand in their document.

    LIST: each item of a list. NAMED: each pair of an object, a name with its values or with an
    object of its own. SINGLE: the whole value is one record.
    """

    LIST = enum.auto()
    NAMED = enum.auto()
    SINGLE = enum.auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the records are.

    Attributes:
        mode: how they stand there.
        path: keys from the top to them; empty for the top itself.
    """

    mode: Mode
    path: tuple[str, ...] = ()


def look(cursor: Cursor) -> Node:
    """Return the beginning of a document as a tree, cut in depth and width.

    Where the document breaks, or the part looked at ends, the tree is what stood before.
    """
    seen: list[Node] = []
    # Whoever reads the rows reports where it breaks.
    with suppress(BrokenDocumentError):
        _look(cursor, seen.append, 0)
    return seen[0] if seen else None


def _look(cursor: Cursor, keep: Callable[[Node], None], depth: int) -> None:
    kind = cursor.kind()
    if kind is Kind.PLAIN:
        try:
            keep(cursor.read())
        except NodeError:
            keep(None)
        return
    node: Pairs | list[Node] = Pairs() if kind is Kind.OBJECT else []
    keep(node)
    if depth == _LOOK_DEPTH:
        cursor.skip()
    elif isinstance(node, Pairs):
        _look_into_object(cursor, node, depth)
    else:
        for place in cursor.items():
            if place < _LOOK_ITEMS:
                _look(cursor, node.append, depth + 1)
            else:
                cursor.skip()


def _look_into_object(cursor: Cursor, node: Pairs, depth: int) -> None:
    for key in cursor.keys():  # noqa: SIM118  # a cursor, no dict
        if len(node) >= _LOOK_PAIRS:
            cursor.skip()
            continue

        def keep(value: Node, key: str = key) -> None:
            node.append((key, value))

        _look(cursor, keep, depth + 1)


def find_shape(tree: Node, records: str | None) -> Shape:
    """Return where the records are.

    Without a path: the items of a list at the top; else of the first list of objects in the
    top object; else, where all its values are lists of plain values, or all are objects, its
    pairs; else the first list of objects further down; else the document is one record.

    Args:
        tree: as `look` gives it.
        records: dotted path that the mapping names; None finds them.
    """
    if records is None:
        return _find(tree)
    path = tuple(part for part in records.split(".") if part)
    node = _follow(tree, path)
    if not isinstance(node, Pairs):
        return Shape(Mode.LIST, path)
    return Shape(Mode.NAMED if _is_named(node) else Mode.SINGLE, path)


def _find(node: Node) -> Shape:
    if not isinstance(node, Pairs):
        return Shape(Mode.LIST if isinstance(node, list) else Mode.SINGLE)
    for key, value in node:
        if _holds_objects(value):
            return Shape(Mode.LIST, (key,))
    if _is_named(node):
        return Shape(Mode.NAMED)
    for key, value in node:
        inner = _find(value) if isinstance(value, Pairs) else Shape(Mode.SINGLE)
        if inner.mode is Mode.LIST:
            return Shape(Mode.LIST, (key, *inner.path))
    return Shape(Mode.SINGLE)


def _follow(tree: Node, path: tuple[str, ...]) -> Node:
    for part in path:
        if not isinstance(tree, Pairs):
            return None
        tree = next((value for key, value in tree if key == part), None)
    return tree


def _holds_objects(node: Node) -> bool:
    return (
        not isinstance(node, Pairs)
        and isinstance(node, list)
        and isinstance(next(iter(node), None), Pairs)
    )


def _is_named(node: Pairs) -> bool:
    values = [value for _, value in node]
    if len(values) > 1 and all(isinstance(value, Pairs) for value in values):
        return True
    return bool(values) and all(map(_is_plain_list, values))


def _is_plain_list(node: Node) -> bool:
    return isinstance(node, list) and not isinstance(node, Pairs) and all(map(is_plain, node))
