"""Read a YAML document by its nodes, so that every complaint names a line and a key."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn, TypeVar

import yaml

from graph.errors import InvalidMappingError
from graph.identifiers.folding import fold

MAX_MAPPING_CHARACTERS = 1_000_000
MAX_DEPTH = 12
MAX_NODES = 20_000
_NULL = "tag:yaml.org,2002:null"

E = TypeVar("E", bound=enum.StrEnum)


def read_nodes(text: str, file: str) -> list[yaml.Node]:
    """Return the root nodes of the documents of a YAML text.

    Aliases are refused (they can blow a small file up), and so are deep or huge documents.

    Args:
        text: of the file.
        file: its name, for messages.

    Raises:
        InvalidMappingError: not YAML, or one of the above.
    """
    if len(text) > MAX_MAPPING_CHARACTERS:
        raise InvalidMappingError(
            file, 1, "", "tệp quá lớn, giới hạn là 1 triệu ký tự",
            "the file is too large, the limit is a million characters",
        )  # fmt: skip
    try:
        _check_events(text, file)
        nodes: Iterable[yaml.Node | None] = yaml.compose_all(text, Loader=yaml.SafeLoader)
        return [node for node in nodes if node is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or error.context or "?"
        raise InvalidMappingError(
            file, line, "", f"sai cú pháp YAML: {problem}", f"the YAML syntax is wrong: {problem}"
        ) from error
    except yaml.YAMLError as error:
        raise InvalidMappingError(
            file, 1, "", "có ký tự không được phép trong YAML",
            "it has characters that YAML does not allow",
        ) from error  # fmt: skip


def _check_events(text: str, file: str) -> None:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise InvalidMappingError(
                file, line, str(event.anchor),
                "không dùng được neo và bí danh của YAML ở đây; hãy viết lại phần đó",
                "YAML anchors and aliases cannot be used here; write the part out",
            )  # fmt: skip
        if depth > MAX_DEPTH or count > MAX_NODES:
            raise InvalidMappingError(
                file, line, "", "tài liệu quá sâu hoặc quá lớn",
                "the document is too deep or too large",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a complaint belongs: a file and a line, under a key."""

    file: str
    line: int
    key: str

    def fail(self, vi: str, en: str) -> NoReturn:
        """Complain.

        Args:
            vi, en: what is wrong and what to do.

        Raises:
            InvalidMappingError: always.
        """
        raise InvalidMappingError(self.file, self.line, self.key, vi, en)


class Fields:
    """The keys of one YAML mapping, each read once; what is not read is an unknown key.

    Args:
        node: of the document.
        place: of the node, for messages.
        known: the keys that it may have; None: any (names of columns).
    """

    def __init__(self, node: yaml.Node, place: Place, known: Iterable[str] | None) -> None:
        """Check that the node is a mapping with known, unrepeated keys."""
        if not isinstance(node, yaml.MappingNode):
            place.fail("cần các cặp `khóa: giá trị`", "`key: value` pairs are needed here")
        self.place = place
        self._nodes: dict[str, yaml.Node] = {}
        self._known = None if known is None else sorted(known)
        for key_node, value_node in node.value:
            self._add(key_node, value_node)

    def _add(self, key_node: yaml.Node, value_node: yaml.Node) -> None:
        plain = isinstance(key_node, yaml.ScalarNode)
        written = str(key_node.value)[:200] if plain else ""
        place = Place(self.place.file, key_node.start_mark.line + 1, written)
        if not plain or not key_node.value:
            place.fail("khóa phải là một từ", "a key must be a word")
        key = str(key_node.value)
        if key in self._nodes:
            place.fail("khóa bị lặp lại", "the key is repeated")
        if self._known is not None and key not in self._known:
            close = suggest(key, self._known)
            place.fail(
                f"khóa không được biết{close[0]}; được phép: {', '.join(self._known)}",
                f"the key is unknown{close[1]}; allowed: {', '.join(self._known)}",
            )
        self._nodes[key] = value_node

    def __contains__(self, key: str) -> bool:
        """Say whether the key is given and not null."""
        node = self._nodes.get(key)
        return node is not None and node.tag != _NULL

    def items(self) -> list[tuple[str, yaml.Node]]:
        """Return keys and nodes in order."""
        return list(self._nodes.items())

    def at(self, key: str) -> Place:
        """Return the place of a key's value."""
        node = self._nodes.get(key)
        return Place(self.place.file, node.start_mark.line + 1 if node else self.place.line, key)

    def node(self, key: str) -> yaml.Node:
        """Return a key's node."""
        return self._nodes[key]

    def text(self, key: str) -> str | None:
        """Return a scalar exactly as written, or None where the key is not given."""
        return scalar(self._nodes[key], self.at(key)) if key in self else None

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        text = self.text(key)
        if text is None:
            return default
        if text.lower() not in {"true", "false"}:
            self.at(key).fail("cần true hoặc false", "true or false is needed")
        return text.lower() == "true"

    def choice(self, key: str, values: type[E]) -> E | None:
        """Return a member of an enumeration, or None where the key is not given."""
        text = self.text(key)
        return None if text is None else choose(text, values, self.at(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of scalars; a lone scalar is a list of one."""
        if key not in self:
            return ()
        node = self._nodes[key]
        if isinstance(node, yaml.SequenceNode):
            return tuple(scalar(item, self.at(key)) for item in node.value)
        return (scalar(node, self.at(key)),)

    def fields(self, key: str, known: Iterable[str] | None) -> Fields | None:
        """Return a nested mapping, or None where the key is not given."""
        return Fields(self._nodes[key], self.at(key), known) if key in self else None

    def list_of(self, key: str, read: Callable[[yaml.Node, Place], T]) -> tuple[T, ...]:
        """Return a list read item by item."""
        if key not in self:
            return ()
        node = self._nodes[key]
        if not isinstance(node, yaml.SequenceNode):
            self.at(key).fail("cần một danh sách", "a list is needed here")
        file = self.place.file
        return tuple(read(item, Place(file, item.start_mark.line + 1, key)) for item in node.value)


T = TypeVar("T")


def scalar(node: yaml.Node, place: Place) -> str:
    """Return a node's text as written (`no` and `1` stay what they are)."""
    if not isinstance(node, yaml.ScalarNode):
        place.fail("cần một giá trị đơn", "a single value is needed here")
    return str(node.value)


def choose(text: str, values: type[E], place: Place) -> E:
    """Return the member of an enumeration that a text names.

    Raises:
        InvalidMappingError: it names none.
    """
    try:
        return values(text)
    except ValueError:
        names = [member.value for member in values]
        close = suggest(text, names)
        place.fail(
            f"{text!r} không hợp lệ{close[0]}; được phép: {', '.join(names)}",
            f"{text!r} is not valid{close[1]}; allowed: {', '.join(names)}",
        )


def suggest(word: str, names: Iterable[str]) -> tuple[str, str]:
    """Return `, did you mean …?` in both languages, empty where nothing is close."""
    by_folded = {fold(name): name for name in names}
    close = get_close_matches(fold(word[:200]), by_folded, n=1, cutoff=0.6)
    if not close:
        return "", ""
    name = by_folded[close[0]]
    return f", có phải ý bạn là {name!r}?", f", did you mean {name!r}?"
