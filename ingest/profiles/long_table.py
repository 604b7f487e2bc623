"""The long table: `report_id,kind,value[,role,date]`, one row per mention."""

from __future__ import annotations

from graph.identifiers.folding import fold
from ingest.look import Look
from ingest.mapping import Column, DateColumn, IdentifierColumn, Mapping, Shape

NAME = "long-table"

_IDS = ("report id", "report", "ma bao cao", "ma tin", "ma tin bao")
_KINDS = ("kind", "loai", "loai dinh danh")
_VALUES = ("value", "identifier", "gia tri", "dinh danh")
_ROLES = ("role", "vai tro")
_DATES = ("date", "reported", "ngay", "ngay trinh bao", "ngay bao")


def recognise(look: Look) -> Mapping | None:
    """Return the mapping of a long table, or None where the source is none."""
    names = {fold(name.replace("_", " ")): name for name in look.columns}
    id_column, kind, value, role, date = (
        next((names[word] for word in words if word in names), None)
        for words in (_IDS, _KINDS, _VALUES, _ROLES, _DATES)
    )
    if not (id_column and kind and value):
        return None
    columns: list[Column] = [IdentifierColumn(value, kind_column=kind, role_column=role)]
    if date:
        columns.append(DateColumn(date))
    return Mapping(columns=tuple(columns), shape=Shape.LONG, id_column=id_column)
