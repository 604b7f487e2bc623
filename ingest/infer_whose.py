"""Give columns without a role the one of the person whose name stands before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.identifiers import registry
from graph.model import Role
from ingest.infer_headers import Guess, Meaning, fold_header
from ingest.infer_roles import is_contact, is_name, role_in
from ingest.mapping import IdentifierColumn

_REACHES = frozenset({"phone", "email"})
"""How a victim or reporter is reached; an account behind their name may be the suspect's."""

_CONTINUES = frozenset({Meaning.IDENTIFIER, Meaning.BANK, Meaning.PLATFORM})
_PEOPLE = frozenset({Role.VICTIM, Role.REPORTER, Role.SUSPECT})
_NOTES = frozenset({"ghi chu", "note", "notes", "comment", "comments", "remark", "remarks"})


def give_roles(
    columns: list[IdentifierColumn], names: Iterable[str], guesses: dict[str, Guess]
) -> list[IdentifierColumn]:
    """Return the columns, with roles where neighbours tell them.

    `Người trình báo | SĐT` is the reporter's phone. So is a phone behind a mere name where the
    suspects stand in columns of their own or in a story, and a phone `to contact` where they
    have columns; else nobody can tell whose they are, and they stay without a role.

    Args:
        columns: of identifiers.
        names: of all columns of the table, in order.
        guesses: what the headers say.
    """
    apart = any(column.role is Role.SUSPECT for column in columns)
    own = Role.REPORTER if apart or _tells_story(columns, guesses) else None
    contact = Role.REPORTER if apart else None
    by_name = {column.column: column for column in columns}
    found: dict[str, IdentifierColumn] = {}
    person: Role | None = None
    for name in names:
        column, text = by_name.get(name), fold_header(name)
        told = role_in(text.split()) if name not in guesses else None
        person = _next_person(text, told or guesses.get(name), person, own)
        if column is None:
            continue
        role = column.role or told or _role(column, text, person, contact)
        found[name] = column if column.role_column else replace(column, role=role)
        if column.role or not (_reaches(column) or person is Role.SUSPECT):
            person = None
    return [found[column.column] for column in columns]


def _next_person(
    text: str, said: Role | Guess | None, person: Role | None, own: Role | None
) -> Role | None:
    """Return whose the columns behind a header are."""
    if isinstance(said, Role):
        return said if said in _PEOPLE else None
    if said is None:
        return own if own and is_name(text) else person
    return person if said.meaning in _CONTINUES else None


def _role(
    column: IdentifierColumn, text: str, person: Role | None, contact: Role | None
) -> Role | None:
    if person is Role.SUSPECT or (person and _reaches(column)):
        return person
    return contact if is_contact(text) and _reaches(column) else None


def _reaches(column: IdentifierColumn) -> bool:
    return registry.find_kind(column.kind or "") in _REACHES


def _tells_story(columns: list[IdentifierColumn], guesses: dict[str, Guess]) -> bool:
    story = any(
        guess.meaning is Meaning.TEXT and fold_header(name) not in _NOTES
        for name, guess in guesses.items()
    )
    return story and all(map(_reaches, columns))
