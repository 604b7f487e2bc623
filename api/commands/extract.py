"""`truyvet extract`: which identifiers a text holds."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import click

from api.json_shapes import found_to_json
from api.summaries import describe_found, visible
from graph.errors import InvalidInputError
from ingest.pictures import SIGN_BYTES, is_picture, read_codes
from ingest.text.extract import MAX_CHARACTERS, Found, extract

MAX_BYTES = 4 * MAX_CHARACTERS
"""Of a text: what is longer than a million characters is read at its beginning."""
MAX_LINE_BYTES = 16 * 1024 * 1024
MAX_PICTURE_BYTES = 64 * 1024 * 1024


@click.command("extract")
@click.argument("file", default="-")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text"} lines; print one line for each.')
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(file: str, jsonl: bool, as_json: bool) -> None:
    """Print the identifiers of a text, or of the QR codes of a picture.

    FILE is plain text in UTF-8, a picture (PNG, JPEG, GIF, WebP, BMP), or - for standard input.
    Places are code points of the text as given. Nothing is stored.
    """
    with ExitStack() as stack:
        stream = sys.stdin.buffer if file == "-" else stack.enter_context(_open(file))
        if jsonl:
            _print_lines(stream)
            return
        reader = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
        beginning = reader.read(SIGN_BYTES)
        if is_picture(beginning):
            _print_codes(_whole(beginning, reader, file), file, as_json=as_json)
            return
        data = beginning + reader.read(MAX_BYTES)
        text = data.decode("utf-8-sig", "replace")
        _print_text(text, as_json=as_json)


def _open(file: str) -> BinaryIO:
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInputError(
            what_vi=f"Không đọc được tệp {file!r} ({reason}). Hãy kiểm tra đường dẫn.",
            what_en=f"The file {file!r} can't be read ({reason}). Check the path.",
        ) from error


def _whole(beginning: bytes, rest: Any, file: str) -> io.BytesIO:
    data = beginning + rest.read(MAX_PICTURE_BYTES)
    if len(data) > MAX_PICTURE_BYTES:
        raise InvalidInputError(
            what_vi=f"Ảnh {file!r} lớn hơn {MAX_PICTURE_BYTES:,} byte.",
            what_en=f"The picture {file!r} is larger than {MAX_PICTURE_BYTES:,} bytes.",
        )
    return io.BytesIO(data)


def _print_text(text: str, *, as_json: bool) -> None:
    found = extract(text)
    if as_json:
        _print_json({"items": [found_to_json(each) for each in found]})
    else:
        click.echo(describe_found(found))


def _print_codes(picture: io.BytesIO, file: str, *, as_json: bool) -> None:
    codes: list[tuple[str, list[Found]]] = [
        (text, extract(text)) for text in read_codes(picture, file)
    ]
    if as_json:
        _print_json({
            "codes": [
                {"text": text, "items": [found_to_json(each) for each in found]}
                for text, found in codes
            ]
        })  # fmt: skip
        return
    for text, found in codes:
        click.echo(f"QR: {visible(text)}")
        click.echo(describe_found(found))
    if not codes:
        click.echo(
            "Ảnh không có mã QR nào đọc được. / The picture has no QR code that can be read."
        )


def _print_lines(stream: Any) -> None:
    for line in _lines(stream):
        _print_json(_read_line(line))


def _lines(stream: Any) -> Iterator[bytes | None]:
    """Yield lines; None for one that is too long, which is passed over."""
    while line := stream.readline(MAX_LINE_BYTES):
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            while rest := stream.readline(MAX_LINE_BYTES):
                if rest.endswith(b"\n"):
                    break
            yield None
        else:
            yield line


def _read_line(line: bytes | None) -> dict[str, Any]:
    """Return what is printed for a line; of one that can't be read why, and no items."""
    if line is None:
        return _refused(None, f"dòng dài hơn/the line is longer than {MAX_LINE_BYTES:,} byte")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _refused(None, "không phải JSON/no JSON")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        id_ = record.get("id") if isinstance(record, dict) else None
        return _refused(id_, 'cần/needed: {"id": …, "text": "…"}')
    return {
        "id": record.get("id"),
        "items": [found_to_json(found) for found in extract(record["text"])],
    }


def _refused(id_: Any, why: str) -> dict[str, Any]:
    return {"id": id_, "items": [], "error": why}


def _print_json(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character: as an escape it passes
        text = json.dumps(value)
    click.echo(text)
