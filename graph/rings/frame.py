"""Detection for notebooks: a pandas frame of mentions in, rings and a networkx graph out."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from graph.errors import InvalidInputError
from graph.model import Role
from graph.rings.detect import DEFAULT_METHOD, Found, find_rings
from graph.store.answers import NO_MOMENT, Facts, Int64

COLUMNS = ["ring_id", "identifier", "strength", "report_count", "ring_report_count",
           "single_report", "first_at", "last_at"]  # fmt: skip

ZONE = "Asia/Ho_Chi_Minh"
"""Dates without a zone are Vietnamese."""

_EPOCH = pd.Timestamp(0, tz="UTC")


def detect_frame(
    frame: pd.DataFrame, method: str = DEFAULT_METHOD
) -> tuple[pd.DataFrame, nx.Graph[object]]:
    """Find rings in a frame of mentions; its order of rows doesn't matter.

    Each identifier is a unit of its own; nothing is parsed. Rows without a report or an
    identifier are left out: blanks never link.

    Args:
        frame: columns `report` and `identifier`; optional `date` (a datetime or ISO 8601
            text; without a zone it is Vietnamese time) and `role` (a value of Role; empty is
            `unclear`; only `suspect` and `unclear` join).
        method: a name of graph.rings.detect.METHODS.

    Returns:
        A frame of COLUMNS, one row per identifier that is in a ring, most reports first; and
        the evidence graph: nodes are identifiers with `ring_id` (or None) and `degree`, edges
        have `weight`. A list of more than 50 identifiers that holds a star is the node
        `("list", report)`.

    Raises:
        InvalidInputError: a column is missing, a date or role can't be read, or there is no
            such method.

    >>> frame = pd.DataFrame(
    ...     [("r1", "phone:+84912345678"), ("r1", "domain:a.vn"), ("r2", "domain:a.vn"),
    ...      ("r2", "bank_account:970436:0123456789"), ("r3", "phone:+84987654321")],
    ...     columns=["report", "identifier"],
    ... )
    >>> rings, graph = detect_frame(frame)
    >>> rings[["identifier", "strength", "report_count"]].values.tolist()
    [['bank_account:970436:0123456789', 1.0, 1], ['domain:a.vn', 1.0, 2], \
['phone:+84912345678', 1.0, 1]]
    >>> graph.edges["domain:a.vn", "phone:+84912345678"]["weight"]
    1.0
    """
    facts = facts_of_frame(frame)
    found = find_rings(facts, method)
    rows = [
        (ring.id, member.unit, member.strength, member.report_count, len(ring.report_ids),
         ring.single_report, ring.first_at, ring.last_at)
        for ring in found.rings
        for member in ring.members
    ]  # fmt: skip
    rings = pd.DataFrame.from_records(rows, columns=COLUMNS)
    return rings, _to_networkx(facts, found)


def facts_of_frame(frame: pd.DataFrame) -> Facts:
    """Return the rows of a frame as facts: see detect_frame."""
    for column in ("report", "identifier"):
        if column not in frame.columns:
            raise _refuse(f"thiếu cột {column!r}", f"the column {column!r} is missing")
    blank = frame["report"].isna() | frame["identifier"].isna()
    rows = frame[~blank]
    rows = rows.assign(report=_texts(rows["report"]), identifier=_texts(rows["identifier"]))
    rows = rows[(rows["report"] != "") & (rows["identifier"] != "")]
    report_ids, report = np.unique(rows["report"].to_numpy(object), return_inverse=True)
    keys, identifier = np.unique(rows["identifier"].to_numpy(object), return_inverse=True)
    code = report.astype(np.int64) * max(len(keys), 1) + identifier
    pairs, position = np.unique(code, return_inverse=True)
    roles = np.zeros(len(pairs), np.int64)
    np.bitwise_or.at(roles, position, _role_bits(rows))
    moment = np.full(len(report_ids), NO_MOMENT, np.int64)
    if "date" in rows.columns:
        _earliest(moment, report.astype(np.int64), _seconds(rows["date"]))
    none = np.zeros(0, np.int64)
    return Facts(
        keys=keys.tolist(), unit=np.arange(len(keys), dtype=np.int64),
        joins=np.ones(len(keys), np.bool_), report_ids=report_ids.tolist(), moment=moment,
        loss_vnd=np.zeros(len(report_ids), np.int64), mention_report=pairs // max(len(keys), 1),
        mention_identifier=pairs % max(len(keys), 1), mention_roles=roles, link_report=none,
        link_source=none, link_target=none, link_type=[], link_amount_vnd=none, link_at=none,
    )  # fmt: skip


def _refuse(what_vi: str, what_en: str) -> InvalidInputError:
    return InvalidInputError(what_vi=f"Bảng không hợp lệ: {what_vi}.",
                             what_en=f"The frame is not valid: {what_en}.")  # fmt: skip


def _texts(column: pd.Series[Any]) -> list[str]:
    return [str(value).strip() for value in column.tolist()]


def _role_bits(rows: pd.DataFrame) -> Int64:
    if "role" not in rows.columns:
        return np.full(len(rows), Role.UNCLEAR.bit, np.int64)
    bits = {role.value: role.bit for role in Role}
    bits[""] = Role.UNCLEAR.bit
    words = ["" if pd.isna(value) else str(value) for value in rows["role"].tolist()]
    unknown = sorted(set(words) - set(bits))
    if unknown:
        name = unknown[0][:50]
        raise _refuse(f"không có vai trò {name!r}", f"there is no role {name!r}")
    return np.fromiter((bits[word] for word in words), np.int64, len(words))


def _seconds(column: pd.Series[Any]) -> Int64:
    """Return seconds since 1970 UTC of each date, NO_MOMENT where it is empty."""
    try:
        dates = pd.to_datetime(column, format="ISO8601")
    except (ValueError, TypeError, OverflowError) as error:
        reason = str(error)[:200]
        raise _refuse(f"cột date: {reason}", f"the column date: {reason}") from error
    aware = dates.dt.tz_localize(ZONE) if dates.dt.tz is None else dates
    seconds = (aware - _EPOCH) // pd.Timedelta(seconds=1)
    return np.asarray(seconds.fillna(NO_MOMENT), np.int64)


def _earliest(moment: Int64, report: Int64, seconds: Int64) -> None:
    """Fill in the earliest date of each report."""
    known = seconds != NO_MOMENT
    latest = np.iinfo(np.int64).max
    found = np.full(len(moment), latest, np.int64)
    np.minimum.at(found, report[known], seconds[known])
    moment[found != latest] = found[found != latest]


def _to_networkx(facts: Facts, found: Found) -> nx.Graph[object]:
    ring_of = {member.unit: ring.id for ring in found.rings for member in ring.members}
    names: list[object] = [facts.keys[number] for number in found.joining.unit.tolist()]
    result: nx.Graph[object] = nx.Graph()
    for name, degree in zip(names, found.joining.degrees.tolist(), strict=True):
        result.add_node(name, ring_id=ring_of.get(str(name)), degree=degree)
    lists = [("list", facts.report_ids[number]) for number in found.graph.list_report.tolist()]
    names.extend(lists)
    result.add_nodes_from(lists)
    graph = found.graph
    ends = zip(graph.u.tolist(), graph.v.tolist(), graph.weight.tolist(), strict=True)
    result.add_weighted_edges_from((names[u], names[v], weight) for u, v, weight in ends)
    return result
