"""The columns and links of a mapping file, every complaint with its line and key."""

from __future__ import annotations

import re
from datetime import date

import yaml

from graph.identifiers import registry
from graph.model import LinkType, Role
from ingest.mapping import (
    Column,
    DateColumn,
    DateField,
    IdentifierColumn,
    LinkRule,
    LossColumn,
    Otherwise,
    PlainColumn,
    Use,
)
from ingest.mapping_nodes import Fields, Place, choose, suggest
from ingest.values_amounts import VND, is_currency
from ingest.values_dates import Order

_IDENTIFIER_KEYS = ("kind", "kind_column", "role", "role_column", "bank", "bank_column", "system",
                    "many", "separator", "otherwise")  # fmt: skip
_DATE_KEYS = ("date", "order", "start")
_PLAIN_KEYS = tuple(use.value for use in Use)
_COLUMN_KEYS = (*_IDENTIFIER_KEYS, *_DATE_KEYS, "loss", *_PLAIN_KEYS)
_END_KEYS = ("column", "kind", "kind_column", "bank", "bank_column", "system")
_LINK_KEYS = ("type", "source", "target", "amount", "time")
_SYSTEM = re.compile(r"^[a-z0-9][a-z0-9-]{0,30}$")
_SEPARATOR_LIMIT = 10


def read_columns(top: Fields) -> tuple[Column, ...]:
    """Return what each column of a mapping is.

    Args:
        top: the mapping's own keys.

    Raises:
        InvalidMappingError: with the line and the key at fault.
    """
    fields = top.fields("columns", None)
    if fields is None:
        return ()
    return tuple(_column(name, node, fields.at(name)) for name, node in fields.items())


def _column(name: str, node: yaml.Node, place: Place) -> Column:
    if isinstance(node, yaml.ScalarNode):
        return _short_column(name, str(node.value), place)
    fields = Fields(node, place, _COLUMN_KEYS)
    given = [key for key in ("date", "loss", *_PLAIN_KEYS) if key in fields]
    if len(given) > 1:
        place.fail(
            f"một cột chỉ có một nghĩa, ở đây có: {', '.join(given)}",
            f"a column means one thing, here are: {', '.join(given)}",
        )
    if not given:
        _only(fields, _IDENTIFIER_KEYS, place)
        return _identifier(name, fields, place)
    if given[0] == "date":
        _only(fields, _DATE_KEYS, place)
        return _date(name, fields)
    if given[0] == "loss":
        _only(fields, ("loss",), place)
        return LossColumn(name, _currency(fields, "loss"))
    _only(fields, (given[0], "role"), place)
    if not fields.flag(given[0], default=False):
        fields.at(given[0]).fail("cần true", "true is needed")
    return PlainColumn(name, Use(given[0]), fields.choice("role", Role))


def _short_column(name: str, word: str, place: Place) -> Column:
    if word in set(Use):
        return PlainColumn(name, Use(word))
    if word in set(DateField):
        return DateColumn(name, DateField(word))
    if word == "loss":
        return LossColumn(name)
    if not registry.find_kind(word):
        names = [*_PLAIN_KEYS, *(f.value for f in DateField), "loss", *registry.KINDS]
        close = suggest(word, names)
        place.fail(
            f"{word!r} không phải là nghĩa của cột{close[0]}; được phép: {', '.join(names)}",
            f"{word!r} is not what a column can be{close[1]}; allowed: {', '.join(names)}",
        )
    return IdentifierColumn(name, kind=word)


def _only(fields: Fields, allowed: tuple[str, ...], place: Place) -> None:
    for key, node in fields.items():
        if key not in allowed:
            Place(place.file, node.start_mark.line + 1, key).fail(
                f"khóa này không đi cùng {place.key!r} ở đây; được phép: {', '.join(allowed)}",
                f"this key does not go with the others here; allowed: {', '.join(allowed)}",
            )


def _identifier(name: str, fields: Fields, place: Place) -> IdentifierColumn:
    kind = fields.text("kind")
    if kind is not None and registry.find_kind(kind) is None:
        close = suggest(kind, registry.KINDS)
        fields.at("kind").fail(
            f"không có loại {kind!r}{close[0]}; các loại: {', '.join(registry.KINDS)}",
            f"there is no kind {kind!r}{close[1]}; kinds: {', '.join(registry.KINDS)}",
        )
    kind_column = fields.text("kind_column")
    if kind is None and kind_column is None:
        place.fail(
            "cần `kind` hoặc `kind_column`, hoặc nghĩa khác của cột",
            "`kind` or `kind_column` is needed, or another meaning of the column",
        )
    separator = fields.text("separator")
    if separator is not None and not 1 <= len(separator) <= _SEPARATOR_LIMIT:
        fields.at("separator").fail("cần 1-10 ký tự", "1 to 10 characters are needed")
    return IdentifierColumn(
        name,
        kind=kind,
        kind_column=kind_column,
        role=fields.choice("role", Role),
        role_column=fields.text("role_column"),
        bank=fields.text("bank"),
        bank_column=fields.text("bank_column"),
        system=_system(fields),
        many=fields.flag("many", default=separator is not None),
        separator=separator,
        otherwise=fields.choice("otherwise", Otherwise) or Otherwise.REJECT,
    )


def _system(fields: Fields) -> str | None:
    system = fields.text("system")
    if system is None:
        return None
    if not _SYSTEM.match(system):
        fields.at("system").fail(
            "cần chữ thường, chữ số và gạch nối", "lower-case letters, digits and hyphens only"
        )
    if "bank" in fields or "bank_column" in fields:
        fields.at("system").fail(
            "`system` không đi cùng `bank`", "`system` does not go with `bank`"
        )
    return system


def _date(name: str, fields: Fields) -> DateColumn:
    start = fields.text("start")
    day = None
    if start is not None:
        try:
            day = date.fromisoformat(start)
        except ValueError:
            fields.at("start").fail("cần ngày dạng 2017-01-01", "a date like 2017-01-01 is needed")
    field = fields.choice("date", DateField) or DateField.REPORTED
    return DateColumn(name, field, fields.choice("order", Order), day)


def _currency(fields: Fields, key: str) -> str:
    text = fields.text(key)
    if text is None:
        return VND
    if not is_currency(text):
        fields.at(key).fail("cần mã tiền tệ như VND", "a currency's code such as VND is needed")
    return text


def read_link(node: yaml.Node, place: Place) -> LinkRule:
    """Return one rule for links.

    Args:
        node: of the list `links`.
        place: of the node, for messages.

    Raises:
        InvalidMappingError: with the line and the key at fault.
    """
    fields = Fields(node, place, _LINK_KEYS)
    kind = fields.text("type")
    if kind is None:
        place.fail("cần `type`", "`type` is needed")
    amount = fields.fields("amount", ("column", "currency"))
    time = fields.fields("time", ("column", "order", "start"))
    return LinkRule(
        type=choose(kind, LinkType, fields.at("type")),
        source=_end(fields, "source"),
        target=_end(fields, "target"),
        amount_column=_needed_column(amount) if amount else None,
        currency=_currency(amount, "currency") if amount else VND,
        time=_date(_needed_column(time), time) if time else None,
    )


def _end(fields: Fields, key: str) -> IdentifierColumn:
    end = fields.fields(key, _END_KEYS)
    if end is None:
        fields.place.fail(f"cần `{key}`", f"`{key}` is needed")
    return _identifier(_needed_column(end), end, end.place)


def _needed_column(fields: Fields) -> str:
    column = fields.text("column")
    if not column:
        fields.place.fail("cần `column`", "`column` is needed")
    return column
