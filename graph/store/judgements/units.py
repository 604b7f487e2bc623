"""Units: identifiers that are one, kept as each identifier's representative.

Joining is incremental; when a link or a judgement goes away, the component is built again from
what still holds. The representative carries the unit's degree and standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.identifiers import registry
from graph.store.judgements import standing
from graph.store.judgements.forest import Forest
from graph.store.judgements.primitives.rows import Pair, Union, UnitRow
from graph.store.judgements.primitives.units import Units


def join_ties(judging: Units, ties: Sequence[Pair]) -> None:
    """Make the ends of ties one, but for those whose target nothing may hang on."""
    if ties:
        on = judging.joining(target for _, target in ties)
        join(judging, [tie for tie in ties if tie[1] in on])


def join(judging: Units, pairs: Sequence[Pair]) -> None:
    """Make the units of each pair of identifiers one.

    What a person judged not to be the same is left apart: the whole component is then built
    anew, so that the outcome does not depend on what came first.
    """
    if not pairs:
        return
    units = judging.units_of(num for pair in pairs for num in pair)
    if _barred(judging, set(units.values())):
        rebuild(judging, units)
    else:
        _unite(judging, pairs, units, [])


def _barred(judging: Units, units: set[int]) -> list[Pair]:
    """Return those pairs of different units that hold what was judged not to be the same."""
    return [(a, b) for a, b in judging.apart_units() if a != b and {a, b} <= units]


def _unite(
    judging: Units, pairs: Sequence[Pair], units: dict[int, int], barred: Sequence[Pair]
) -> None:
    """Make the units of each pair one, in order, unless that unites what is barred.

    Args:
        judging: writes.
        pairs: of identifiers.
        units: of each of them.
        barred: pairs of units.
    """
    forest = Forest(units.values())
    for a, b in barred:
        forest.bar(a, b)
    for a, b in pairs:
        forest.unite(units[a], units[b])
    _merge(judging, forest.groups())


def _merge(judging: Units, groups: Sequence[Sequence[int]]) -> None:
    if not groups:
        return
    found = {row.num: row for row in judging.unit_rows(num for group in groups for num in group)}
    rows = [[found[num] for num in group] for group in groups]
    largest = [max(group, key=lambda row: (row.degree, row.num)) for group in rows]
    beside = judging.reports_beside([
        (most.num, [row.num for row in group if row is not most])
        for most, group in zip(largest, rows, strict=True)
    ])  # fmt: skip
    judging.unite([
        _union(group, most.degree + more)
        for group, most, more in zip(rows, largest, beside, strict=True)
    ])  # fmt: skip


def _union(rows: Sequence[UnitRow], degree: int) -> Union:
    keep = min(rows, key=lambda row: registry.order(registry.from_key(row.key))).num
    return Union(
        keep=keep,
        others=tuple(row.num for row in rows if row.num != keep),
        degree=degree,
        state=standing.combine(row.state for row in rows),
        confirmed=any(row.confirmed for row in rows),
    )


def rebuild(judging: Units, touched: Iterable[int]) -> None:
    """Find the units of these identifiers, and of all that hang together with them, anew."""
    everyone, pairs = _component(judging, touched)
    judging.part([standing.own_state(row) for row in judging.judged_identifiers(everyone)])
    alone = {num: num for num in everyone}
    _unite(judging, pairs, alone, _barred(judging, set(everyone)))


def _component(judging: Units, touched: Iterable[int]) -> tuple[list[int], list[Pair]]:
    """Return all identifiers that judgements and ties lead to from these, and the pairs.

    They may be more than one unit, where something was judged not to be the same. Judgements
    come before ties, so that a tie gives way.
    """
    same: dict[Pair, None] = {}
    ties: dict[Pair, None] = {}
    everyone: set[int] = set()
    fresh = set(touched)
    while fresh:
        old = set(judging.units_of(fresh).values())
        fresh = {num for nums in judging.members_of(old).values() for num in nums} - everyone
        everyone |= fresh
        near_same, near_ties = judging.same_pairs(fresh), judging.tie_pairs(fresh)
        same.update(dict.fromkeys(near_same))
        ties.update(dict.fromkeys(near_ties))
        fresh = {num for pair in (*near_same, *near_ties) for num in pair} - everyone
    keys = judging.keys_of(everyone)

    def order(pair: Pair) -> tuple[str, str]:
        return keys[pair[0]], keys[pair[1]]

    return sorted(everyone), [*sorted(same, key=order), *sorted(ties, key=order)]
