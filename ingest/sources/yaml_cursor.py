"""Walk through a YAML document event by event; tags are ignored, aliases hardly expanded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import yaml

from ingest.rejects import Reason
from ingest.sources.cursor import BrokenDocumentError, Kind, NodeError
from ingest.sources.flatten import TOO_DEEP, Node, Pairs
from ingest.sources.options import MAX_DEPTH, MAX_NODE_BYTES, MIB

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ITEM_COST = 16
"""Characters that a value counts besides its text: many empty ones fill memory too."""

_MAX_ALIAS_CHARACTERS = MIB
_ALIAS = (
    "Bí danh YAML (*) chỉ được đọc khi thay cho một giá trị đơn, và tổng cộng không quá 1 MiB.",
    "A YAML alias (*) is read only where it stands for a plain value, up to 1 MiB in all.",
)
_COMPLEX_KEY = ("Khóa là một danh sách hay đối tượng.", "A key is a list or an object.")
_TOO_LONG = (
    f"Bản ghi dài hơn {MAX_NODE_BYTES // MIB} MiB.",
    f"The record is longer than {MAX_NODE_BYTES // MIB} MiB.",
)

Event = Any
"""libyaml's binding has no types: events are told apart by their class."""


class _StreamTooLongError(Exception):
    """One value goes on beyond MAX_NODE_BYTES."""


class _LimitedStream:
    """Feeds libyaml, which would hold a value of any length in memory, up to a limit."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.since_event = 0

    def read(self, size: int = -1, /) -> bytes:
        block = self._stream.read(size)
        self.since_event += len(block)
        if self.since_event > MAX_NODE_BYTES:
            raise _StreamTooLongError
        return block


class YamlEvents:
    """The events of a YAML file, one ahead, with every error translated.

    Args:
        stream: the bytes, in UTF-8.
        count_lines: byte offset -> the 1-based line that it stands in, for errors.
    """

    def __init__(self, stream: BinaryIO, count_lines: Callable[[int], int]) -> None:
        """Stand before the first event."""
        self._stream = _LimitedStream(stream)
        self._count_lines = count_lines
        self._parser: Any = yaml.CSafeLoader(self._stream)
        self._event: Event = None
        self._line = 1

    def peek(self) -> Event:
        """Return the next event without passing it."""
        if self._event is None:
            self._event = self._next()
        return self._event

    def take(self) -> Event:
        """Pass the next event and return it."""
        event, self._event = self.peek(), None
        return event

    def _next(self) -> Event:
        self._stream.since_event = 0
        try:
            event = self._parser.get_event()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (self._line, 1)
            detail = (f"Sai cú pháp YAML: {error.problem}.", f"Wrong YAML: {error.problem}.")
            raise BrokenDocumentError(line, column, detail) from None
        except yaml.reader.ReaderError as error:
            raise self._unreadable(error) from None
        except _StreamTooLongError:
            raise BrokenDocumentError(self._line, 1, _TOO_LONG, Reason.TOO_LONG) from None
        if event is not None:
            self._line = event.start_mark.line + 1
        return event

    def _unreadable(self, error: Any) -> BrokenDocumentError:
        reason = Reason.UNPARSABLE if "control" in error.reason else Reason.ENCODING
        code = f"#x{error.character:04x}"
        detail = (
            f"Ký tự hoặc byte không hợp lệ ({code}): {error.reason}.",
            f"A character or byte is not valid ({code}): {error.reason}.",
        )
        reason = reason if error.character else Reason.NUL_BYTE
        return BrokenDocumentError(self._count_lines(error.position), 1, detail, reason)


class YamlCursor:
    """A cursor over one document of a YAML file.

    Plain scalars stay text (`0912`, `2021-11-12`, `yes`); an unquoted null is absent. An alias
    of a plain value stands for it, up to 1 MiB in all; an alias of a list or an object makes
    its record a reject, so that a bomb of nested aliases costs nothing.

    Args:
        events: standing before the document's value.
    """

    def __init__(self, events: YamlEvents) -> None:
        """Stand before the document's value."""
        self._events = events
        self._anchors: dict[str, str | None] = {}
        self._alias_room = self._anchor_room = _MAX_ALIAS_CHARACTERS

    def line(self) -> int:
        """Return the 1-based line of the next value."""
        return int(self._events.peek().start_mark.line) + 1

    def kind(self) -> Kind:
        """Return what the next value is."""
        event = self._events.peek()
        if isinstance(event, yaml.MappingStartEvent):
            return Kind.OBJECT
        return Kind.LIST if isinstance(event, yaml.SequenceStartEvent) else Kind.PLAIN

    def keys(self) -> Iterator[str]:
        """Enter the object and yield each key; what has no plain key is passed over."""
        self._events.take()
        while not isinstance(self._events.peek(), yaml.MappingEndEvent):
            try:
                key = self.read()
            except NodeError:
                key = None
            if isinstance(key, str):
                yield key
            else:
                self.skip()
        self._events.take()

    def items(self) -> Iterator[int]:
        """Enter the list and yield each place."""
        self._events.take()
        place = 0
        while not isinstance(self._events.peek(), yaml.SequenceEndEvent):
            yield place
            place += 1
        self._events.take()

    def skip(self) -> None:
        """Go behind the next value."""
        depth = 0
        while True:
            event = self._events.take()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            else:
                self._remember(event)
            if depth <= 0:
                return

    def read(self) -> Node:
        """Return the next value; see Cursor.read."""
        composer = _Composer(self._resolve)
        node = composer.compose(self._events.take)
        if composer.flaw is not None:
            raise NodeError(*composer.flaw)
        return node

    def _resolve(self, event: Event) -> tuple[bool, str | None]:
        """Return (whether it can be read, the text) of a scalar or an alias."""
        if not isinstance(event, yaml.AliasEvent):
            self._remember(event)
            return True, None if _is_null(event) else event.value
        anchor = str(event.anchor)
        known, text = anchor in self._anchors, self._anchors.get(anchor)
        self._alias_room -= len(text or "") + _ITEM_COST
        return known and self._alias_room >= 0, text

    def _remember(self, event: Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is None or not isinstance(event, yaml.ScalarEvent):
            return
        self._anchor_room -= len(event.value) + _ITEM_COST
        if self._anchor_room >= 0:
            self._anchors[anchor] = None if _is_null(event) else event.value


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being built; `key` waits for its value."""

    node: list[Node] | Pairs
    key: str | None = None

    def add(self, value: Node) -> bool:
        """Take a key or a value; return False where a key is no plain value."""
        if not isinstance(self.node, Pairs):
            self.node.append(value)
        elif self.key is None:
            self.key = "" if isinstance(value, list) or value is None else str(value)
            return not isinstance(value, list)
        else:
            self.node.append((self.key, value))
            self.key = None
        return True


class _Composer:
    """Builds one value from its events; a flawed one is passed over to its end, not kept.

    Args:
        resolve: an event of a scalar or alias -> (whether it can be read, its text).

    Attributes:
        flaw: reason and detail of the first thing that cannot be read.
    """

    def __init__(self, resolve: Callable[[Event], tuple[bool, str | None]]) -> None:
        self._resolve = resolve
        self._frames: list[_Frame] = []
        self._size = 0
        self.flaw: tuple[Reason, tuple[str, str]] | None = None

    def compose(self, take: Callable[[], Event]) -> Node:
        """Return the value whose events come next."""
        while True:
            event = take()
            if isinstance(event, yaml.CollectionStartEvent):
                mapping = isinstance(event, yaml.MappingStartEvent)
                self._frames.append(_Frame(Pairs() if mapping else []))
                self._check(len(self._frames) <= MAX_DEPTH, Reason.UNPARSABLE, TOO_DEEP)
                continue
            node: Node
            if isinstance(event, yaml.CollectionEndEvent):
                node = self._frames.pop().node
            else:
                node = self._scalar(event)
            if not self._frames:
                return node
            if self.flaw is None:
                plain = self._frames[-1].add(node)
                self._check(plain, Reason.UNPARSABLE, _COMPLEX_KEY)

    def _scalar(self, event: Event) -> str | None:
        readable, text = self._resolve(event)
        self._check(readable, Reason.UNPARSABLE, _ALIAS)
        self._size += len(text or "") + _ITEM_COST
        self._check(self._size <= MAX_NODE_BYTES, Reason.TOO_LONG, _TOO_LONG)
        return text

    def _check(self, holds: object, reason: Reason, detail: tuple[str, str]) -> None:
        if not holds and self.flaw is None:
            self.flaw = (reason, detail)
            for frame in self._frames:
                frame.node.clear()


def _is_null(event: Event) -> bool:
    return event.style in {None, ""} and event.implicit[0] and event.value in _NULLS
