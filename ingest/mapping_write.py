"""Write a mapping as YAML that reads back as the same mapping, for people to save and edit."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from graph.model import Role
from ingest.mapping import (
    MAPPING_VERSION,
    Column,
    DateColumn,
    IdentifierColumn,
    LinkRule,
    LossColumn,
    Mapping,
    Otherwise,
    PlainColumn,
    Shape,
)
from ingest.sources.options import ReadOptions
from ingest.values_amounts import VND
from ingest.visible import show

Scalar = str | bool
Value = Scalar | dict[str, Scalar] | list[str]
_PLAIN = re.compile(r"^\w(?:[\w./ -]*[\w.-])?$")
_ASK = "  # order: day-month | month-day (ngày hay tháng đứng trước? / which comes first?)"


def to_yaml(mapping: Mapping, *, ask: Iterable[str] = (), stream: str | None = None) -> str:
    """Return a mapping as a YAML document.

    Args:
        mapping: what to write.
        ask: date columns whose order could not be settled: a comment asks for it.
        stream: the stream in use where the mapping names none, as a comment.

    Returns:
        Text that `ingest.mapping_file.parse_mapping` reads as the same mapping.
    """
    lines = [f"version: {MAPPING_VERSION}"]
    if stream and not mapping.stream:
        lines.append("# " + _line("stream", stream))
    lines.extend(_head(mapping))
    asked = set(ask)
    if mapping.columns:
        lines.append("columns:")
        for column in mapping.columns:
            mark = _ASK if column.column in asked else ""
            lines.append(f"  {_line(column.column, _column(column))}{mark}")
    if mapping.links:
        lines.append("links:")
        for rule in mapping.links:
            lines.extend(_link(rule))
    return "\n".join(lines) + "\n"


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if _PLAIN.match(value) and value.lower() != "null":
        return value
    quoted = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=2**30)
    # What reorders or hides text on a terminal is written as its escape; it reads back the same.
    return show(str(quoted).rstrip("\n"), len(quoted) * 10)


def _flow(value: Value) -> str:
    if isinstance(value, dict):
        pairs = (f"{_scalar(key)}: {_scalar(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    return _scalar(value)


def _line(key: str, value: Value) -> str:
    return f"{_scalar(key)}: {_flow(value)}"


def _head(mapping: Mapping) -> list[str]:
    values: dict[str, Value | None] = {
        "stream": mapping.stream,
        "files": list(mapping.files),
        "ignore": mapping.ignore,
        "shape": mapping.shape.value if mapping.shape is not Shape.ROW else None,
        "id": mapping.id_column,
        "identity": list(mapping.identity),
        "role": mapping.role.value if mapping.role is not Role.UNCLEAR else None,
        "words": dict(mapping.words),
        "read": _read(mapping.read),
    }
    return [_line(key, value) for key, value in values.items() if value]


def _read(options: ReadOptions) -> dict[str, Scalar]:
    default = ReadOptions()
    found: dict[str, Scalar] = {}
    for name in ("encoding", "delimiter", "header", "records", "inherit", "split"):
        value = getattr(options, name)
        if value != getattr(default, name):
            found[name] = value
    return found


def _column(column: Column) -> Scalar | dict[str, Scalar]:
    if isinstance(column, PlainColumn):
        use = column.use.value
        return {use: True, "role": column.role.value} if column.role else use
    if isinstance(column, LossColumn):
        return {"loss": column.currency}
    if isinstance(column, DateColumn):
        return {"date": column.field.value, **_timing(column)}
    return _identifier(column)


def _timing(column: DateColumn) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    if column.order:
        found["order"] = column.order.value
    if column.start:
        found["start"] = column.start.isoformat()
    return found


def _identifier(column: IdentifierColumn) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    texts = ("kind", "kind_column", "role", "role_column", "bank", "bank_column", "system")
    for name in texts:
        value = getattr(column, name)
        if value is not None:
            found[name] = str(value)
    if column.many is (column.separator is None):  # else reading it back gives the same
        found["many"] = column.many
    if column.separator is not None:
        found["separator"] = column.separator
    if column.otherwise is not Otherwise.REJECT:
        found["otherwise"] = column.otherwise.value
    return found


def _link(rule: LinkRule) -> list[str]:
    lines = [f"  - type: {rule.type.value}"]
    for name, end in (("source", rule.source), ("target", rule.target)):
        lines.append("    " + _line(name, {"column": end.column, **_identifier(end)}))
    if rule.amount_column:
        amount: dict[str, Scalar] = {"column": rule.amount_column}
        if rule.currency != VND:
            amount["currency"] = rule.currency
        lines.append("    " + _line("amount", amount))
    if rule.time:
        lines.append("    " + _line("time", {"column": rule.time.column, **_timing(rule.time)}))
    return lines
