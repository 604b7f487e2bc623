"""Primitives about identifiers, their units and their facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from graph.model import Identifier
from graph.store.identities import Identities
from graph.store.judgements.primitives.rows import (
    Hosted,
    JudgedIdentifier,
    Pair,
    StateRow,
    Union,
    UnitRow,
)


class Units(Identities, Protocol):
    """Identifiers and their units. Unknown numbers are left out of every answer."""

    def register(self, identifiers: Iterable[Identifier]) -> None:
        """Make identifiers known: new ones get the next numbers, and are alone.

        New ones are numbered in the order of their keys. A new one's `joins` is the registry's
        word, its state `standing.alone(joins)`; its search terms are `facts.search_terms`.

        Raises:
            ValueError: a kind is not in the registry.
        """
        ...

    def unit_rows(self, units: Iterable[int]) -> list[UnitRow]:
        """Return the rows of these representatives, in any order."""
        ...

    def reports_beside(self, groups: Sequence[tuple[int, Sequence[int]]]) -> list[int]:
        """Count the reports that some units add to another one.

        Args:
            groups: a unit, and other units; all of them different.

        Returns:
            For each group, in order: how many distinct reports mention a member of the others,
            and none of the unit, in joining roles.
        """
        ...

    def unite(self, unions: Sequence[Union]) -> None:
        """Make units one: see Union. No unit is in two of them."""
        ...

    def part(self, alone: Sequence[StateRow]) -> None:
        """Make each of these identifiers a unit of its own, of its own degree, in this state.

        They are all the members of the units that they were in.
        """
        ...

    def set_states(self, units: Sequence[StateRow]) -> None:
        """Set the state of units, at their representatives."""
        ...

    def judged_identifiers(self, nums: Iterable[int]) -> list[JudgedIdentifier]:
        """Return what persons judged about each of these identifiers by itself, in any order.

        An identifier about which nothing is in force has a row as well.
        """
        ...

    def joining(self, nums: Iterable[int]) -> set[int]:
        """Return those identifiers that the registry lets join, and be tied to (`joins`)."""
        ...

    def tie_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the ties (source, target) of which one end is among these identifiers.

        Ties are links of TIES whose target joins (`joining`), stated by reports in force. Each
        once, in any order.
        """
        ...

    def same_pairs(self, nums: Iterable[int]) -> list[Pair]:
        """Return the judgements same_as in force, one end of which is among these identifiers.

        Returns:
            (subject, other), each once, in any order.
        """
        ...

    def apart_units(self) -> list[Pair]:
        """Return the units of both ends of every judgement not_same_as in force.

        In any order; they may be one unit. Where an end is no longer known there is no row.
        """
        ...


class Facts(Protocol):
    """What reports in force state, where questions look for it: mentions, links, degrees."""

    def write_facts(self, groups: Sequence[Hosted]) -> list[Pair]:
        """Write the mentions and links of groups of reports, at their hosts.

        What a group states is said by graph.store.judgements.facts (`group_masks`,
        `group_links`). Identifiers that are new are registered. The degree of each identifier
        that a group mentions in a joining role rises by one, and so does that of each unit of
        several.

        Args:
            groups: whose hosts have no facts yet.

        Returns:
            The distinct (source, target) of links of TIES, in order; joining targets or not.
        """
        ...

    def clear_facts(self, hosts: Sequence[int]) -> list[Pair]:
        """Delete the mentions and links that stand at these reports; degrees fall accordingly.

        Returns:
            The distinct (source, target) of the links of TIES that went, in any order.
        """
        ...
