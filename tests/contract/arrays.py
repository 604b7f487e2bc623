"""The arrays of Facts, as what they mean."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from graph.store.answers import Facts


def mentions(facts: Facts) -> list[tuple[str, str, int]]:
    """Return (report id, key, role mask) of each mention."""
    rows = zip(facts.mention_report, facts.mention_identifier, facts.mention_roles, strict=True)
    return [(facts.report_ids[r], facts.keys[i], int(mask)) for r, i, mask in rows]


def units(facts: Facts) -> dict[str, str]:
    """Return the unit's key of each key."""
    return {key: facts.keys[number] for key, number in zip(facts.keys, facts.unit, strict=True)}


def joining(facts: Facts) -> dict[str, bool]:
    """Return of each key whether it joins."""
    return {key: bool(joins) for key, joins in zip(facts.keys, facts.joins, strict=True)}


def arrays(facts: Facts) -> list[npt.NDArray[Any]]:
    """Return all arrays of numbers."""
    return [
        facts.unit, facts.moment, facts.loss_vnd, facts.mention_report, facts.mention_identifier,
        facts.mention_roles, facts.link_report, facts.link_source, facts.link_target,
        facts.link_amount_vnd, facts.link_at,
    ]  # fmt: skip


def assert_same(one: Facts, other: Facts) -> None:
    """Compare two answers, array by array."""
    assert (one.keys, one.report_ids, one.link_type) == (
        other.keys, other.report_ids, other.link_type,
    )  # fmt: skip
    for left, right in zip([*arrays(one), one.joins], [*arrays(other), other.joins], strict=True):
        np.testing.assert_array_equal(left, right)
