"""Primitives about judgements, and about what stays of what was erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from graph.model import Decision, DecisionKind
from graph.store.judgements.primitives.rows import MemberRow, Outline, Subject


class DecisionList(Protocol):
    """Judgements as they are listed."""

    def select_decisions(
        self,
        subjects: Sequence[str] | None,
        kind: DecisionKind | None,
        in_force_at: datetime | None,
    ) -> list[Decision]:
        """Return judgements, oldest first.

        Args:
            subjects: only those whose subject is one of these; None: all.
            kind: only of this kind; None: all.
            in_force_at: only those decided by then, and not revoked by then; None: all.
        """
        ...


class Decisions(DecisionList, Protocol):
    """Judgements, numbered from 1 in order of recording: number 5 has the id `D5`."""

    def insert_decision(self, decision: Decision, at: datetime) -> int:
        """Record a judgement as in force from now on; return its number.

        Args:
            decision: kind, subject, other, who and why are kept of it.
            at: when it was decided.
        """
        ...

    def get_decision(self, number: int) -> Decision | None:
        """Return a judgement with its id, or None where there is none."""
        ...

    def mark_revoked(self, number: int, who: str, why: str, at: datetime) -> None:
        """Record that a judgement was revoked."""
        ...

    def is_any_in_force(self, kind: DecisionKind) -> bool:
        """Say whether some judgement of a kind is in force now."""
        ...

    def pairs_in_force(self, kind: DecisionKind) -> list[tuple[str, str]]:
        """Return (subject, other) of the judgements of a kind in force, oldest first."""
        ...

    def is_known(self, subject: Subject, name: str) -> bool:
        """Say whether there is an identifier, report, ring (of any run) or source of a name.

        A name is a key, an id of a report or ring, or a source's SHA-256.
        """
        ...

    def rename_subject(self, name: str, new: str) -> None:
        """Replace a name in subject and other of all judgements, revoked ones too."""
        ...


class Tombstones(Protocol):
    """What stays of what was erased, and what has to go elsewhere."""

    def is_anything_erased(self) -> bool:
        """Say whether there is any tombstone."""
        ...

    def erased_of(self, hashes: Iterable[str]) -> set[str]:
        """Return those of these hashes that a tombstone has."""
        ...

    def bury(self, decision: int, hash_: str, mention_count: int) -> None:
        """Write the tombstone of an erasure."""
        ...

    def unnamed(self, nums: Mapping[str, int]) -> set[str]:
        """Return those identifiers that no facts, and no judgement in force, name any more.

        Args:
            nums: numbers by key.

        Returns:
            Keys.
        """
        ...

    def delete_identifiers(self, nums: Iterable[int]) -> None:
        """Delete identifiers, with their search terms, and forget their numbers.

        Each is alone in its unit, and neither facts nor rings name it any more.
        """
        ...

    def members_naming(self, keys: set[str]) -> list[MemberRow]:
        """Return the members of rings of all runs whose unit or keys are among these.

        In any order.
        """
        ...

    def replace_members(self, rows: Sequence[MemberRow]) -> None:
        """Replace members of rings, each at the place (run, ring, ordinal) of its row."""
        ...

    def remove_members(self, rows: Sequence[MemberRow]) -> None:
        """Delete members of rings at the places of these rows; the others keep theirs."""
        ...

    def outlines(self, rings: Iterable[tuple[int, str]]) -> list[Outline]:
        """Return the outlines of rings (run, id), in any order.

        `unit_count` and `top_keys` (the units of the first TOP_KEYS members) are of the members
        that there are now; `kinds` is as it is kept.
        """
        ...

    def set_outlines(self, outlines: Sequence[Outline]) -> None:
        """Write the outlines of rings."""
        ...

    def remove_brokers(self, keys: set[str]) -> None:
        """Delete the brokers of all runs with these keys."""
        ...
