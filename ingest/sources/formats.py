"""Tell what a source is written in: by its name, else by how it begins."""

from __future__ import annotations

import json
from pathlib import PurePath

from ingest.sources.delimiter import splits_into_table
from ingest.sources.markdown import has_table
from ingest.sources.options import Format, ReadOptions

BY_SUFFIX: dict[str, Format] = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    ".log": Format.TEXT,
}


def find_format(name: str, head: str, options: ReadOptions) -> Format:
    """Return the format of a source.

    A name without a known extension (standard input) is judged by its first lines: JSON, JSONL
    or a table if they are one beyond doubt, else plain text. A delimiter in the options means
    a table. JSON with a whole object on each line is JSONL, whatever its name says.
    Text with a Markdown table, or in columns between tabs, is a table, unless the options say
    how it is split.

    Args:
        name: of the source.
        head: its first lines.
        options: how to read it.
    """
    found = _find_format(name, head, options)
    if found is not Format.TEXT or options.split != "none":
        return found
    if has_table(head):
        return Format.MARKDOWN
    # What spreadsheets save as `Unicode text`: prose has no tab in every line.
    return Format.TSV if splits_into_table(head, "\t") else Format.TEXT


def _find_format(name: str, head: str, options: ReadOptions) -> Format:
    found = BY_SUFFIX.get(PurePath(name).suffix.lower())
    if found is Format.JSON:
        return Format.JSONL if _is_lines(head) else Format.JSON
    if found is not None:
        return found
    if options.delimiter is not None:
        return Format.CSV
    if _is_lines(head):
        return Format.JSONL
    if _is_json(head):
        return Format.JSON
    return Format.CSV if splits_into_table(head) else Format.TEXT


def _is_json(head: str) -> bool:
    """Return whether the text begins as a JSON object or list does."""
    text = head.lstrip()
    inner = text[1:].lstrip()[:1]
    return (text.startswith("{") and inner in {'"', "}"}) or (
        text.startswith("[") and inner in {"{", "[", '"', "]"}
    )


def _is_lines(head: str) -> bool:
    """Return whether each of the first two lines is a whole JSON object."""
    lines = [line for line in head.split("\n", 3)[:3] if line.strip()][:2]
    return len(lines) > 1 and all(map(_is_object, lines))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
