"""Read YAML documents as a stream of events."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ingest.sources.content import Content
from ingest.sources.cursor import Cursor
from ingest.sources.options import BLOCK_BYTES, ReadOptions
from ingest.sources.shape import LOOK_BYTES
from ingest.sources.tree import TreeReader
from ingest.sources.window import Window, blocks, buffered
from ingest.sources.yaml_cursor import YamlCursor, YamlEvents


class _YamlDocuments:
    """The documents of a YAML file."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def beginning(self) -> Iterator[Cursor]:
        return self.open(self._content.window(LOOK_BYTES))

    def open(self, window: Window) -> Iterator[Cursor]:
        events = YamlEvents(buffered(window), self._count_lines)
        while (event := events.peek()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                events.take()
                yield YamlCursor(events)
            else:
                events.take()

    def fresh_window(self) -> Window:
        return self._content.window()

    def _count_lines(self, offset: int) -> int:
        content = self._content
        end = min(content.start + offset, content.scan.size_bytes)
        text = blocks(content.descriptor, content.start, end, BLOCK_BYTES)
        return 1 + sum(block.count(b"\n") for block in text)


def read_yaml(content: Content, name: str, options: ReadOptions) -> TreeReader:
    """Return the reader of a YAML file.

    Args:
        content: what to read.
        name: of the source.
        options: records and inherit.
    """
    return TreeReader(_YamlDocuments(content), name, options)
