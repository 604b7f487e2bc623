"""What a person may see of victims and reporters: masked, unless a permission says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.door import door_of
from api.errors import NotAllowedError
from api.permissions import Permission, person_of
from casework.masking import PROTECTED_ROLES, hidden_in, protected_keys, shown_caption
from graph.model import Report, Role
from graph.store.port import GraphStore


@dataclass(frozen=True, slots=True)
class Sight:
    """One person's sight of what a store knows.

    Attributes:
        store: what is known.
        unmasked: the person may see the protected.
    """

    store: GraphStore
    unmasked: bool

    def protected(self, keys: Iterable[str]) -> frozenset[str]:
        """Return which identifiers to mask for this person.

        Args:
            keys: of any identifiers.
        """
        return frozenset() if self.unmasked else protected_keys(self.store, keys)

    def hidden_in(self, reports: Iterable[Report]) -> frozenset[str]:
        """Return which identifiers to mask in what reports say.

        Args:
            reports: whose mentions are meant.
        """
        return frozenset() if self.unmasked else hidden_in(self.store, reports)

    def hides(self, role: Role) -> bool:
        """Say whether mentions in a role are masked for this person."""
        return role in PROTECTED_ROLES and not self.unmasked

    def check_roles(self, roles: Iterable[Role]) -> None:
        """Let nobody follow victims and reporters who may not see them.

        Raises:
            NotAllowedError: a role is protected, and the person lacks the permission.
        """
        if any(self.hides(role) for role in roles):
            raise NotAllowedError(Permission.SEE_PROTECTED.value)

    def caption(self, key: str, hidden: frozenset[str]) -> str:
        """Return a key's text for people, masked where it is among the hidden."""
        return shown_caption(key, hide=key in hidden)


def sight_of(request: Request) -> Sight:
    """Return the sight of who sent a request."""
    unmasked = person_of(request).may(Permission.SEE_PROTECTED)
    return Sight(door_of(request).services.store, unmasked)


WithSight = Annotated[Sight, Depends(sight_of)]
