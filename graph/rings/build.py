"""From the labels of a partition to Ring values."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np

from graph.model import Member, Ring
from graph.rings.evidence import EvidenceGraph
from graph.rings.grouping import assign_reports, number_rings, unit_keys, unit_strengths
from graph.rings.joining import Joining
from graph.store.answers import NO_MOMENT, Facts, Int64

ID_LENGTH = 10
"""Characters of base32 in a ring's id: 50 bits."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_INT64 = int(np.iinfo(np.int64).max)


def build_rings(facts: Facts, joining: Joining, graph: EvidenceGraph, labels: Int64) -> list[Ring]:
    """Return the rings of a partition, those with most reports first, then by id.

    Args:
        facts: that were searched.
        joining: which units each report of them joins.
        graph: the evidence.
        labels: the community of each node of the graph.
    """
    ring = number_rings(joining, labels)
    reports = assign_reports(joining, ring)
    strength = unit_strengths(graph, labels).tolist()
    in_home = reports.home[joining.report] == ring[joining.node]
    counts = np.bincount(joining.node[in_home], minlength=joining.node_count).tolist()
    keys = unit_keys(facts, joining)
    units = [facts.keys[number] for number in joining.unit.tolist()]
    taken: set[str] = set()
    rings = []
    groups = zip(_groups(ring), _groups(reports.home, len(reports.tying)), strict=True)
    for number, (nodes, held) in enumerate(groups):
        members = sorted(
            (Member(units[n], keys[n], strength[n], counts[n]) for n in nodes),
            key=lambda member: (-member.strength, -member.report_count, member.unit),
        )
        rings.append(_ring(facts, members, held, taken, int(reports.tying[number])))
    return sorted(rings, key=lambda found: (-len(found.report_ids), found.id))


def _groups(label: Int64, count: int | None = None) -> Iterator[list[int]]:
    """Yield the positions of each label 0, 1, …, ascending; negative labels are left out."""
    count = int(label.max(initial=-1)) + 1 if count is None else count
    order = np.argsort(label, kind="stable")
    bounds = np.searchsorted(label[order], np.arange(count + 1)).tolist()
    for start, end in pairwise(bounds):
        yield order[start:end].tolist()


def _ring(
    facts: Facts, members: list[Member], held: list[int], taken: set[str], tying: int
) -> Ring:
    keys = sorted(key for member in members for key in member.keys)
    moments = [at for at in facts.moment[held].tolist() if at != NO_MOMENT]
    return Ring(
        id=_free_id(keys, taken),
        members=tuple(members),
        report_ids=tuple(facts.report_ids[number] for number in held),
        kinds=count_kinds(keys),
        first_at=_at(min(moments)) if moments else None,
        last_at=_at(max(moments)) if moments else None,
        loss_vnd=min(sum(facts.loss_vnd[held].tolist()), _MAX_INT64),
        single_report=tying <= 1,
    )


def count_kinds(keys: Iterable[str]) -> dict[str, int]:
    """Return how many keys there are of each kind, kinds in alphabetical order.

    >>> count_kinds(["phone:+84912345678", "domain:a.vn", "domain:b.vn"])
    {'domain': 2, 'phone': 1}
    """
    return dict(sorted(Counter(key.partition(":")[0] for key in keys).items()))


def ring_id(keys: Iterable[str], length: int = ID_LENGTH) -> str:
    """Return the id of a ring by its content: the same keys, the same id, in every run.

    Args:
        keys: of all members, in any order.
        length: characters after `R-`.

    >>> ring_id(["phone:+84912345678", "domain:a.vn"])
    'R-YP6HRQXCLE'
    """
    # NUL stands in no key, so that two lists of keys never read alike.
    digest = hashlib.sha256("\0".join(sorted(keys)).encode()).digest()
    return f"R-{base64.b32encode(digest).decode()[:length]}"


def _free_id(keys: list[str], taken: set[str]) -> str:
    """Return the ring's id, longer where 50 bits have met by chance, and note it as taken."""
    length = ID_LENGTH
    while (found := ring_id(keys, length)) in taken:
        length += 1
    taken.add(found)
    return found


def _at(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)
