"""What detection wrote of identifiers that are now erased, taken out of every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.store.judgements.primitives.decisions import Tombstones
from graph.store.judgements.primitives.rows import MemberRow, Outline


def strip_rings(judging: Tombstones, keys: set[str]) -> None:
    """Take identifiers out of all rings and brokers of all runs.

    Args:
        judging: writes.
        keys: erased.
    """
    rows = judging.members_naming(keys)
    gone: dict[tuple[int, str], list[str]] = {}
    for row in rows:
        named = {row.member.unit, *row.member.keys} & keys
        gone.setdefault((row.run, row.ring), []).extend(named)
    left = {row: tuple(key for key in row.member.keys if key not in keys) for row in rows}
    judging.replace_members([_only(row, kept) for row, kept in left.items() if kept])
    judging.remove_members([row for row, kept in left.items() if not kept])
    outlines = judging.outlines(gone)
    judging.set_outlines([_less(outline, gone) for outline in outlines])
    judging.remove_brokers(keys)


def _only(row: MemberRow, keys: tuple[str, ...]) -> MemberRow:
    return replace(row, member=replace(row.member, unit=keys[0], keys=keys))


def _less(outline: Outline, gone: Mapping[tuple[int, str], Sequence[str]]) -> Outline:
    """Return an outline whose kinds no longer count what is gone."""
    kinds = dict(outline.kinds)
    for key in gone[outline.run, outline.ring]:
        kind = key.partition(":")[0]
        kinds[kind] = kinds.get(kind, 0) - 1
    return replace(outline, kinds={kind: count for kind, count in kinds.items() if count > 0})
