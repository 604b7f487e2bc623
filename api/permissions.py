"""What a session may do; every route names one permission through `Requires`."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.errors import NotAllowedError, NotSignedInError


class Permission(enum.StrEnum):
    """One thing that a person may do. `public` needs no session."""

    PUBLIC = "public"
    SEARCH = "search"
    READ = "read"
    DRAW = "draw"
    READ_TEXT = "read-text"
    SEE_PROTECTED = "see-protected"


ORDINARY = frozenset(Permission) - {Permission.SEE_PROTECTED}
"""All but the one that unmasks victims and reporters: a setting gives that."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, and what they may do."""

    name: str
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Say whether the person has a permission."""
        return permission in self.permissions


NOBODY = Person("", frozenset({Permission.PUBLIC}))


def person_of(request: Request) -> Person:
    """Return who sent a request: see `api.middleware.sessions`."""
    person: Person = request.scope.get("truyvet.person", NOBODY)
    return person


@dataclass(frozen=True, slots=True)
class Requires:
    """A dependency that lets only a person with one permission in.

    Args:
        permission: the one that the route needs.
    """

    permission: Permission

    async def __call__(self, request: Request) -> Person:
        """Return who sent the request.

        Raises:
            NotSignedInError: nobody is signed in.
            NotAllowedError: they lack the permission.
        """
        person = person_of(request)
        if self.permission is Permission.PUBLIC or person.may(self.permission):
            return person
        if person is NOBODY:
            raise NotSignedInError
        raise NotAllowedError(self.permission.value)


Anyone = Annotated[Person, Depends(Requires(Permission.PUBLIC))]
Searcher = Annotated[Person, Depends(Requires(Permission.SEARCH))]
Reader = Annotated[Person, Depends(Requires(Permission.READ))]
Drawer = Annotated[Person, Depends(Requires(Permission.DRAW))]
TextReader = Annotated[Person, Depends(Requires(Permission.READ_TEXT))]
