"""Facts for tests, written as a few literals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graph.model import Role
from graph.store.answers import NO_MOMENT, Facts

Row = tuple[str, str] | tuple[str, str, Role]


def make_facts(
    rows: Iterable[Row],
    *,
    units: Mapping[str, str] | None = None,
    out: Iterable[str] = (),
    moments: Mapping[str, int] | None = None,
    losses: Mapping[str, int] | None = None,
    extra_keys: Iterable[str] = (),
    links: Sequence[tuple[str, str, str, str]] = (),
) -> Facts:
    """Build facts as a store would return them.

    Args:
        rows: (report, key[, role]); the role is `unclear` by default.
        units: key -> key of its unit's representative.
        out: keys that are ignored, victims or shared.
        moments: report -> seconds since 1970 UTC.
        losses: report -> dong.
        extra_keys: identifiers that no report mentions.
        links: (report, source key, target key, type).
    """
    units = units or {}
    masks: dict[tuple[str, str], int] = {}
    for report, key, *role in rows:
        bit = role[0].bit if role else Role.UNCLEAR.bit
        masks[report, key] = masks.get((report, key), 0) | bit
    ends = {key for _, source, target, _ in links for key in (source, target)}
    keys = sorted({key for _, key in masks} | set(units) | set(units.values()) | ends
                  | set(extra_keys))  # fmt: skip
    reports = sorted({report for report, _ in masks} | {link[0] for link in links})
    key_number = {key: i for i, key in enumerate(keys)}
    report_number = {report: i for i, report in enumerate(reports)}
    pairs = sorted((report_number[r], key_number[k], mask) for (r, k), mask in masks.items())
    columns = np.array(pairs, np.int64).reshape(-1, 3)
    out = set(out)
    return Facts(
        keys=keys,
        unit=np.array([key_number[units.get(key, key)] for key in keys], np.int64),
        joins=np.array([key not in out for key in keys], np.bool_),
        report_ids=reports,
        moment=np.array([(moments or {}).get(r, NO_MOMENT) for r in reports], np.int64),
        loss_vnd=np.array([(losses or {}).get(r, 0) for r in reports], np.int64),
        mention_report=columns[:, 0],
        mention_identifier=columns[:, 1],
        mention_roles=columns[:, 2],
        link_report=np.array([report_number[link[0]] for link in links], np.int64),
        link_source=np.array([key_number[link[1]] for link in links], np.int64),
        link_target=np.array([key_number[link[2]] for link in links], np.int64),
        link_type=[link[3] for link in links],
        link_amount_vnd=np.full(len(links), -1, np.int64),
        link_at=np.full(len(links), NO_MOMENT, np.int64),
    )


def edge_facts(edges: Iterable[tuple[object, object]]) -> Facts:
    """Build facts in which each edge of a graph is one report of two identifiers."""
    rows: list[Row] = []
    for number, ends in enumerate(edges):
        rows += [(f"r:{number:06}", f"phone:{end:>08}") for end in ends]
    return make_facts(rows)
