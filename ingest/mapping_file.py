"""Mapping files: YAML to values, every complaint with its line and key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from graph.errors import InvalidMappingError
from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import Role
from ingest.mapping import (
    MAPPING_VERSION,
    IdentifierColumn,
    Mapping,
    MappingBook,
    PlainColumn,
    Shape,
    Use,
)
from ingest.mapping_columns import read_columns, read_link
from ingest.mapping_nodes import MAX_MAPPING_CHARACTERS, Fields, Place, read_nodes, scalar, suggest
from ingest.sources.options import ReadOptions, Split, find_codec
from ingest.streams import stream_problem

_KEYS = ("version", "stream", "files", "ignore", "shape", "id", "identity", "role", "words",
         "read", "columns", "links")  # fmt: skip
_READ_KEYS = ("encoding", "delimiter", "header", "records", "inherit", "split")
_SPLITS: dict[str, Split] = {"none": "none", "blank-line": "blank-line", "line": "line"}


def read_mapping(path: Path) -> MappingBook:
    """Read a mapping file.

    Raises:
        InvalidMappingError: it can't be read, or says something wrong.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(MAX_MAPPING_CHARACTERS + 1)
    except OSError as error:
        raise InvalidMappingError(
            path.name or str(path), 1, "",
            f"không đọc được tệp, hệ thống báo: {error.strerror}; hãy kiểm tra đường dẫn",
            f"the file cannot be read, the system says: {error.strerror}; check the path",
        ) from error  # fmt: skip
    except UnicodeDecodeError as error:
        raise InvalidMappingError(
            path.name,
            1,
            "",
            "tệp không phải là UTF-8; hãy lưu lại bằng UTF-8",
            "the file is not UTF-8; save it as UTF-8",
        ) from error
    return parse_mapping(text, path.name)


def parse_mapping(text: str, file: str) -> MappingBook:
    """Read the text of a mapping file.

    Args:
        text: YAML; see ingest.mapping for a full example.
        file: its name, for messages.

    Raises:
        InvalidMappingError: with the line and the key at fault.
    """
    nodes = read_nodes(text, file)
    if not nodes:
        raise InvalidMappingError(file, 1, "", "tệp trống", "the file is empty")
    return MappingBook(file, tuple(_mapping(node, file) for node in nodes))


def _mapping(node: yaml.Node, file: str) -> Mapping:
    top = Fields(node, Place(file, node.start_mark.line + 1, ""), _KEYS)
    _check_version(top)
    stream = top.text("stream")
    problem = stream_problem(stream) if stream is not None else None
    if problem:
        top.at("stream").fail(*problem)
    words = _words(top)
    ignored = top.flag("ignore", default=False)
    mapping = Mapping(
        columns=read_columns(top),
        links=top.list_of("links", read_link),
        stream=stream,
        shape=top.choice("shape", Shape) or Shape.ROW,
        id_column=top.text("id"),
        identity=top.texts("identity"),
        role=top.choice("role", Role) or Role.UNCLEAR,
        words=words,
        read=_read_options(top),
        files=top.texts("files"),
        ignore=ignored,
    )
    _check_whole(top, mapping)
    return mapping


def _check_version(top: Fields) -> None:
    version = top.text("version")
    if version != str(MAPPING_VERSION):
        top.at("version").fail(
            f"cần `version: {MAPPING_VERSION}`", f"`version: {MAPPING_VERSION}` is needed"
        )


def _check_whole(top: Fields, mapping: Mapping) -> None:
    if mapping.ignore:
        return
    useful = any(
        isinstance(column, IdentifierColumn)
        or (isinstance(column, PlainColumn) and column.use is Use.TEXT)
        for column in mapping.columns
    )
    if not useful and not mapping.links:
        top.at("columns").fail(
            "chưa có cột định danh, cột văn bản hay liên kết nào",
            "there is no column with identifiers or text, and no link",
        )
    if mapping.shape is Shape.LONG and not mapping.id_column:
        top.at("shape").fail(
            "bảng dài cần `id`: cột mã báo cáo", "a long table needs `id`: the report's id column"
        )
    if mapping.id_column and mapping.identity:
        top.at("identity").fail(
            "chỉ dùng `id` hoặc `identity`", "use either `id` or `identity`, not both"
        )


def _words(top: Fields) -> tuple[tuple[str, str], ...]:
    fields = top.fields("words", None)
    found: dict[str, str] = {}
    for word, node in fields.items() if fields else ():
        place = Place(top.place.file, node.start_mark.line + 1, word)
        meaning = scalar(node, place)
        if meaning not in set(Role) and registry.find_kind(meaning) is None:
            close = suggest(meaning, [*(role.value for role in Role), *registry.KINDS])
            place.fail(
                f"{meaning!r} không phải là vai trò hay loại định danh{close[0]}",
                f"{meaning!r} is neither a role nor a kind of identifier{close[1]}",
            )
        found[fold(word)] = meaning
    return tuple(sorted(found.items()))


def _read_options(top: Fields) -> ReadOptions:
    read = top.fields("read", _READ_KEYS)
    if read is None:
        return ReadOptions()
    options = ReadOptions(
        encoding=read.text("encoding"),
        delimiter=read.text("delimiter"),
        header=read.flag("header", default=True),
        records=read.text("records"),
        inherit=read.flag("inherit", default=False),
    )
    if options.encoding is not None and find_codec(options.encoding) is None:
        read.at("encoding").fail("không có bảng mã này", "there is no such encoding")
    if options.delimiter is not None and (
        len(options.delimiter) != 1 or options.delimiter in '"\r\n\0'
    ):
        read.at("delimiter").fail("cần đúng một ký tự", "exactly one character is needed")
    split = read.text("split")
    if split is None:
        return options
    if split not in _SPLITS:
        allowed = ", ".join(_SPLITS)
        read.at("split").fail(f"được phép: {allowed}", f"allowed: {allowed}")
    return replace(options, split=_SPLITS[split])
