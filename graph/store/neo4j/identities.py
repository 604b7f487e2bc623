"""Keys, numbers and units of identifiers, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from graph.store.neo4j.numbers import find_numbers
from graph.store.neo4j.transaction import Transaction

_KEYS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
RETURN collect(i.num), collect(i.key)"""
_UNITS = """UNWIND $items AS n MATCH (i:Identifier {num: n})
RETURN collect(i.num), collect(i.unit)"""
_MEMBERS = """UNWIND $items AS n MATCH (i:Identifier {unit: n}) WHERE i.num <> n
WITH n, i ORDER BY i.key RETURN n, collect(i.num)"""


class NodeIdentities:
    """Keys to numbers, and numbers to units: see graph.store.identities.Identities.

    Args:
        reading: the transaction.
    """

    def __init__(self, reading: Transaction) -> None:
        """Keep the transaction."""
        self._reading = reading

    def numbers_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the keys that are known."""
        return find_numbers(self._reading, keys)

    def keys_of(self, nums: Iterable[int]) -> dict[int, str]:
        """Return the keys of identifiers."""
        return dict(self._reading.pairs(_KEYS, list(dict.fromkeys(nums))))

    def units_of(self, nums: Iterable[int]) -> dict[int, int]:
        """Return the number of each identifier's representative."""
        return dict(self._reading.pairs(_UNITS, list(dict.fromkeys(nums))))

    def members_of(self, units: Iterable[int]) -> dict[int, list[int]]:
        """Return the identifiers of each unit: its representative first, then by key."""
        found = {unit: [unit] for unit in units}
        for unit, others in self._reading.each(_MEMBERS, list(found)):
            found[unit].extend(others)
        return found
