"""Whether a unit may join reports, as a number in the representative's row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import orjson

from graph.expand import Standing
from graph.model import DecisionKind

JOINING, IGNORED, VICTIM, SHARED = range(4)
STANDINGS = (Standing.JOINING, Standing.IGNORED, Standing.VICTIM, Standing.SHARED)
"""By number."""

_STATES: dict[str, int] = {DecisionKind.IGNORE: IGNORED, DecisionKind.VICTIM: VICTIM}
_PERSONAL = (DecisionKind.IGNORE, DecisionKind.VICTIM, DecisionKind.CONFIRMED)


def combine(states: Iterable[int]) -> int:
    """Return a unit's state from its members': one victim or ignored one is enough.

    It is shared only where all members are: what a person judged to be the same as an
    identifier that joins, joins.
    """
    found = set(states)
    for state in (VICTIM, IGNORED):
        if state in found:
            return state
    return SHARED if found == {SHARED} else JOINING


def judge(connection: sqlite3.Connection, nums: Sequence[int]) -> None:
    """Give identifiers that are alone the state that decisions in force give them."""
    own = own_states(connection, nums)
    connection.executemany(
        "UPDATE identifier SET state = ?, confirmed = ? WHERE num = ?",
        [(state, confirmed, num) for num, (state, confirmed) in own.items()],
    )


def judge_unit(connection: sqlite3.Connection, unit: int, members: Sequence[int]) -> None:
    """Give a unit the state that decisions in force about its identifiers give it."""
    own = own_states(connection, members).values()
    connection.execute(
        "UPDATE identifier SET state = ?, confirmed = ? WHERE num = ?",
        (combine(state for state, _ in own), any(confirmed for _, confirmed in own), unit),
    )


def own_states(connection: sqlite3.Connection, nums: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """Return each identifier's own state, and whether it is confirmed."""
    rows = connection.execute(
        """SELECT i.num, joins, d.kind FROM (SELECT value FROM json_each(?))
           CROSS JOIN identifier i ON i.num = value
           LEFT JOIN decision d INDEXED BY decision_subject
             ON d.subject = i.key AND d.kind IN (?, ?, ?) AND d.revoked_at IS NULL""",
        (orjson.dumps(list(nums)).decode(), *_PERSONAL),
    ).fetchall()
    kinds: dict[int, set[str]] = {}
    joins: dict[int, bool] = {}
    for num, joining, kind in rows:
        joins[num] = bool(joining)
        kinds.setdefault(num, set()).add(kind)
    return {
        num: (
            combine([*(_STATES[k] for k in kinds[num] if k in _STATES),
                     JOINING if joining else SHARED]),
            DecisionKind.CONFIRMED in kinds[num],
        )
        for num, joining in joins.items()
    }  # fmt: skip
