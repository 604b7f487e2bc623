"""Open a source: know what it is written in, and read its rows as often as needed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from graph.closing import Closing
from graph.errors import UnreadableSourceError
from ingest.rejects import Reason, Reject, reject_file
from ingest.sources.content import Content, changed, open_content
from ingest.sources.formats import find_format
from ingest.sources.json_reader import JsonLinesReader, read_json
from ingest.sources.markdown import MarkdownReader
from ingest.sources.options import MAX_COLUMNS, Format, ReadOptions
from ingest.sources.reader import Reader
from ingest.sources.row import Row
from ingest.sources.table import TableReader, first_lines
from ingest.sources.text import TextReader
from ingest.sources.window import Window
from ingest.sources.yaml_reader import read_yaml

__all__ = ["MAX_COLUMNS", "Format", "OpenSource", "ReadOptions", "open_source"]


class OpenSource(Closing):
    """An open source. Use as a context manager, or close it.

    Attributes:
        name: as given.
        sha256: of the bytes as received, hex.
        size_bytes: of these bytes.
        format: what it is written in.
        columns: of the header; in JSON and YAML the dotted paths seen in the first 1,000
            records (`name` and `values` where the document maps names to lists).
        problem: why none of it can be read (empty, binary, too many columns), else None; then
            `rows` yields just this.
    """

    def __init__(self, content: Content, name: str, options: ReadOptions) -> None:
        """Take over opened content; `open_source` is the way in."""
        self.name = name
        self.sha256, self.size_bytes = content.sha256, content.size_bytes
        self._content = content
        self._window: Window | None = None
        self.problem = content.problem
        self.format = Format.TEXT
        self.columns: tuple[str, ...] = ()
        self._reader: Reader | None = None
        if self.problem is None:
            self._begin(options)

    def _begin(self, options: ReadOptions) -> None:
        self.format = find_format(self.name, first_lines(self._content), options)
        self._reader = _make_reader(self.format, self._content, self.name, options)
        self.problem = self._reader.find_problem()
        if self.problem is None:
            self.columns = self._reader.columns()

    def rows(self) -> Iterator[Row | Reject]:
        """Yield every row, or the reject that stands for it, in order, from the beginning.

        May be called again, also before another pass has ended. Memory is bounded whatever the
        source holds.

        Raises:
            UnreadableSourceError: the disk fails, or somebody wrote to the file meanwhile.
        """
        if self.problem is not None or self._reader is None:
            yield self.problem or reject_file(self.name, Reason.EMPTY_FILE)
            return
        self._window = window = self._content.window()
        try:
            yield from self._reader.rows(window)
            if self._content.has_changed():
                raise changed(self.name)
        except OSError as error:
            raise UnreadableSourceError(
                self.name,
                "",
                f"hệ thống báo: {error.strerror}; phần đã nạp vẫn còn, hãy nạp lại tệp",
                f"the system says: {error.strerror}; what is loaded is kept, load it again",
            ) from error

    def sample(self, n: int = 1000) -> list[Row]:
        """Return the first rows; rejects among them are passed over.

        Args:
            n: rows and rejects that are looked at.
        """
        window = self._window
        found = [row for row in islice(self.rows(), n) if isinstance(row, Row)]
        self._window = window
        return found

    def position(self) -> float:
        """Return how much the latest pass over `rows` has read, 0-1."""
        return self._window.progress() if self._window is not None else 0.0

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._content.close()


def open_source(
    path: Path | None,
    stream: BinaryIO | None = None,
    *,
    name: str,
    options: ReadOptions,
) -> OpenSource:
    """Open a file, or a stream such as standard input.

    A stream or a pipe is first copied to a nameless private file. What is wrong with the
    content is told by `problem` and in `rows`, never by an exception.

    Args:
        path: of the file; ignored where there is a stream.
        stream: of bytes.
        name: of the source, as rejects and messages call it; its extension tells the format.
        options: how to read it.

    Raises:
        UnreadableSourceError: it cannot be opened or spooled, is larger than
            `options.max_bytes`, or `options.encoding` or `delimiter` is unknown.
    """
    _check_delimiter(name, options)
    content = open_content(path, stream, name, options)
    try:
        return OpenSource(content, name, options)
    except BaseException:
        content.close()
        raise


def _check_delimiter(name: str, options: ReadOptions) -> None:
    mark = options.delimiter
    if mark is None or (len(mark) == 1 and mark not in '"\r\n\0'):
        return
    raise UnreadableSourceError(
        name,
        "delimiter",
        f"dấu phân cách {mark[:20]!r} không dùng được; hãy ghi đúng một ký tự, như ',' hay ';'",
        f"the delimiter {mark[:20]!r} cannot be used; give one character, such as ',' or ';'",
    )


def _make_reader(found: Format, content: Content, name: str, options: ReadOptions) -> Reader:
    if found is Format.JSON:
        return read_json(content, name, options)
    if found is Format.JSONL:
        return JsonLinesReader(content, name)
    if found is Format.YAML:
        return read_yaml(content, name, options)
    if found is Format.MARKDOWN:
        return MarkdownReader(content, name)
    if found is Format.TEXT:
        return TextReader(content, name, options)
    return TableReader(content, name, options, "\t" if found is Format.TSV else ",")
