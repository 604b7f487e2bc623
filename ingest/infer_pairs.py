"""Which column of banks or platforms belongs to which column of accounts or handles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model import Role


def pair_columns(
    wanting: Sequence[str], offering: Sequence[str], roles: Mapping[str, Role | None]
) -> dict[str, str]:
    """Return the column that stands beside each: better none than another's.

    As many of both are paired in their order. Else each offered column goes to the one of its
    own role, or to the nearest; and to nobody where that one is served.

    Args:
        wanting: names of the columns that are incomplete, in the order of the table.
        offering: names of the columns that complete them, in that order.
        roles: by name of column, all columns of the table in their order.
    """
    if len(wanting) == len(offering) and all(
        _fit(roles[one], roles[other]) for one, other in zip(wanting, offering, strict=True)
    ):
        return dict(zip(wanting, offering, strict=True))
    places = {name: place for place, name in enumerate(roles)}
    found: dict[str, str] = {}
    for other in offering:
        fitting = [one for one in wanting if _fit(roles[one], roles[other])]
        if not fitting:
            continue
        # A bank stands behind its account rather than before it.
        nearest = min(
            fitting,
            key=lambda one: (
                roles[one] != roles[other] and roles[other] is not None,
                abs(places[one] - places[other] + 0.25),
            ),
        )
        found.setdefault(nearest, other)
    return found


def _fit(one: Role | None, other: Role | None) -> bool:
    return one is None or other is None or one is other
