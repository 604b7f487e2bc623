"""Units as questions read them: by key, ranked, and with all that is shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.store.answers import NO_MOMENT
from graph.store.chunks import chunks
from graph.store.questions.rows import Profile, Rank, Weight
from graph.store.sqlite.identities import IdentityRows
from graph.store.sqlite.numbers import marks, packed

_RANKS = """SELECT num, key, kind, coalesce(united, degree)
  FROM (SELECT value FROM json_each(?)) CROSS JOIN identifier ON num = value"""
_WEIGHTS = """SELECT num, coalesce(united, degree), state
  FROM (SELECT value FROM json_each(?)) CROSS JOIN identifier ON num = value"""
_ROWS = """SELECT num, kind, key, coalesce(united, degree), state, confirmed, united IS NOT NULL
  FROM (SELECT value FROM json_each(?)) CROSS JOIN identifier ON num = value"""
_MEMBERS = """SELECT unit, num, key FROM (SELECT value FROM json_each(?))
  CROSS JOIN identifier ON unit = value
  WHERE unit <> num ORDER BY key"""
_PERIODS = f"""SELECT value,
    (SELECT moment FROM mention WHERE identifier = value AND moment > {NO_MOMENT} AND roles & 33
     ORDER BY moment LIMIT 1),
    (SELECT moment FROM mention WHERE identifier = value AND moment > {NO_MOMENT} AND roles & 33
     ORDER BY moment DESC LIMIT 1)
  FROM (SELECT value FROM json_each(?))"""

_Period = tuple[int | None, int | None]
_Row = tuple[int, str, str, int, int, int, int]


class ProfileRows(IdentityRows):
    """Fulfils graph.store.questions.reading.UnitReading."""

    def units_by_key(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the unit's number of each key that is known."""
        found: dict[str, int] = {}
        for chunk in chunks(list(keys)):
            found.update(
                self.connection.execute(
                    f"SELECT key, unit FROM identifier WHERE key IN ({marks(chunk)})", chunk
                ).fetchall()
            )
        return found

    def ranks(self, units: Iterable[int]) -> Iterable[Rank]:
        """Return what ranks these units."""
        return self.connection.execute(_RANKS, (packed(units),))

    def weights(self, units: Iterable[int]) -> Iterable[Weight]:
        """Return what says whether paths lead through these units."""
        return self.connection.execute(_WEIGHTS, (packed(units),))

    def profiles(self, units: Iterable[int]) -> list[Profile]:
        """Return all that is shown of these units."""
        rows: list[_Row] = self.connection.execute(_ROWS, (packed(units),)).fetchall()
        members = {row[0]: [(row[0], row[2])] for row in rows}
        several = [row[0] for row in rows if row[6]]
        if several:
            for unit, num, key in self.connection.execute(_MEMBERS, (packed(several),)):
                members[unit].append((num, key))
        periods = self._periods(num for pairs in members.values() for num, _ in pairs)
        return [_profile(row, members[row[0]], periods) for row in rows]

    def _periods(self, nums: Iterable[int]) -> dict[int, _Period]:
        rows = self.connection.execute(_PERIODS, (packed(nums),))
        return {num: (first, last) for num, first, last in rows}


def _profile(row: _Row, members: Sequence[tuple[int, str]], periods: dict[int, _Period]) -> Profile:
    num, kind, key, degree, state, confirmed, several = row
    first, last = periods[num]
    keys: tuple[str, ...] = (key,)
    if several:
        keys = tuple(key for _, key in members)
        mine = [periods[member] for member, _ in members]
        first = min((moment for moment, _ in mine if moment is not None), default=None)
        last = max((moment for _, moment in mine if moment is not None), default=None)
    return Profile(num, kind, keys, degree, state, bool(confirmed), first, last)
