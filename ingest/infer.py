"""Infer a mapping from headers, confirmed by a sample of the values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from graph.identifiers import registry
from graph.identifiers.crypto_wallet import CHAINS
from graph.identifiers.social_handle import PLATFORMS
from ingest.infer_headers import Guess, Meaning, read_header
from ingest.infer_pairs import pair_columns
from ingest.infer_values import (
    MOST,
    are_amounts,
    are_dates,
    are_forms,
    are_platforms,
    are_texts,
    are_unique,
    find_strong_kind,
    share_of_kind,
)
from ingest.infer_whose import give_roles
from ingest.look import Look, without_header
from ingest.mapping import (
    Column,
    DateColumn,
    IdentifierColumn,
    LossColumn,
    Mapping,
    PlainColumn,
    Shape,
    Use,
)
from ingest.sources.options import Format, ReadOptions

_SAMPLE = 300
_MAX_ROWS_PER_ID = 20
"""On average; a column whose values repeat more often is a category, no id."""

_ACCOUNTS = frozenset({"bank_account"})
_ON_PLATFORMS = frozenset({"social_handle", "crypto_wallet"})
"""Whose platform or chain may stand in a column beside them."""

_PLAIN = {
    Meaning.FORM: Use.FORM,
    Meaning.POLICE_UNIT: Use.POLICE_UNIT,
    Meaning.TITLE: Use.TITLE,
    Meaning.TEXT: Use.TEXT,
}
_CONFIRM: dict[Meaning, Callable[[list[str]], bool]] = {
    Meaning.DATE: are_dates,
    Meaning.LOSS: are_amounts,
    Meaning.FORM: are_forms,
    Meaning.PLATFORM: are_platforms,
}


def infer_mapping(look: Look) -> Mapping:
    """Return the mapping that headers and values suggest.

    A column is taken for what its header names if most sampled values agree. Where none is
    confirmed, the headers are believed, so that rejects name column and value. Columns without
    a telling header are taken if nearly all their values are of one unmistakable kind; if there
    is still nothing, columns of sentences are read as free text. An id column whose values
    repeat makes a long table: its rows are one report. A table whose first row is of the same
    kinds as the others has no header.

    Args:
        look: at the source's beginning.
    """
    if _is_headless(look):
        inferred = _infer(without_header(look))
        return replace(inferred, read=ReadOptions(header=False))
    return _infer(look)


def _is_headless(look: Look) -> bool:
    """Say whether a table begins with data: a column's name is what its values are."""
    if look.format not in {Format.CSV, Format.TSV}:
        return False
    for name in look.columns:
        kind = find_strong_kind([name])
        if kind is not None and find_strong_kind(list(look.values(name))[:_SAMPLE]) == kind:
            return True
    return False


def _infer(look: Look) -> Mapping:
    sample = {name: list(look.values(name))[:_SAMPLE] for name in look.columns}
    guesses = _read_headers(look, sample)
    columns = _identifiers(guesses, sample)
    if not columns and not _has_text(guesses):
        columns = _by_values(guesses, sample) or _believed(guesses)
    columns = give_roles(columns, look.columns, guesses)
    taken = {column.column for column in columns}
    plain = _plain_columns(guesses, sample, taken)
    if not columns and not any(_is_text(column) for column in plain):
        plain += [PlainColumn(name, Use.TEXT) for name, v in sample.items() if are_texts(v)]
    order = {name: place for place, name in enumerate(look.columns)}
    found = sorted([*columns, *plain], key=lambda column: order[column.column])
    return _with_id(Mapping(columns=tuple(found)), guesses, look)


def _read_headers(look: Look, sample: dict[str, list[str]]) -> dict[str, Guess]:
    """Return what the headers say; a platform's column is told by its values too."""
    guesses: dict[str, Guess] = {}
    for name in look.columns:
        guess = read_header(name) or _read_last(name)
        social = guess is not None and guess.meaning is Meaning.IDENTIFIER
        if guess and social and are_platforms(sample[name]):
            guess = Guess(Meaning.PLATFORM, role=guess.role)
        if guess is not None:
            guesses[name] = guess
    return guesses


def _read_last(name: str) -> Guess | None:
    """Return what the last part of a path says; an inner object's id is not the record's."""
    guess = read_header(name.rpartition(".")[2]) if "." in name else None
    return None if guess and guess.meaning is Meaning.ID else guess


def _pairs(
    guesses: dict[str, Guess], names: Iterable[str], meaning: Meaning, kinds: frozenset[str]
) -> dict[str, str]:
    """Return the column of a meaning that stands beside each column of some kinds."""
    roles = {name: guesses[name].role if name in guesses else None for name in names}
    wanting = [
        name
        for name, guess in guesses.items()
        if guess.meaning is Meaning.IDENTIFIER and _canonical(guess.kind or "") in kinds
    ]
    offering = [name for name, guess in guesses.items() if guess.meaning is meaning]
    return pair_columns(wanting, offering, roles)


def _identifiers(guesses: dict[str, Guess], sample: dict[str, list[str]]) -> list[IdentifierColumn]:
    """Return the confirmed columns of identifiers, with the bank, platform and role beside."""
    confirmed = {
        name: guess
        for name, guess in guesses.items()
        if guess.meaning is not Meaning.PLATFORM or are_platforms(sample[name])
    }
    banks = _pairs(confirmed, sample, Meaning.BANK, _ACCOUNTS)
    platforms = _pairs(confirmed, sample, Meaning.PLATFORM, _ON_PLATFORMS)
    found = []
    for name, guess in confirmed.items():
        if guess.meaning is not Meaning.IDENTIFIER or guess.kind is None:
            continue
        column = _identifier(name, guess, sample[name], platforms.get(name))
        if column is not None:
            own = None if guess.role else _role_column(guess.kind, guesses)
            found.append(replace(column, role_column=own, bank_column=banks.get(name)))
    return found


def _identifier(
    name: str, guess: Guess, values: list[str], platform: str | None
) -> IdentifierColumn | None:
    column = IdentifierColumn(name, kind=_canonical(guess.kind or ""), role=guess.role)
    if platform:
        return replace(column, kind_column=platform)
    shares = share_of_kind(guess.kind or "", values)
    if not values or shares.best < MOST:
        return None
    return replace(column, many=shares.many)


def _role_column(kind: str | None, guesses: dict[str, Guess]) -> str | None:
    """Return the column that names the role of each row; `phone role` is that of phones."""
    wanted = registry.find_kind(kind or "")
    for name, guess in guesses.items():
        if guess.meaning is Meaning.ROLE and registry.find_kind(guess.kind or "") in {None, wanted}:
            return name
    return None


def _canonical(word: str) -> str:
    """Return a kind's name, or the word itself where it also names the platform or chain."""
    return word if word in PLATFORMS or word in CHAINS else registry.find_kind(word) or word


def _by_values(guesses: dict[str, Guess], sample: dict[str, list[str]]) -> list[IdentifierColumn]:
    kinds = {n: find_strong_kind(v) for n, v in sample.items() if n not in guesses}
    return [IdentifierColumn(name, kind=kind) for name, kind in kinds.items() if kind]


def _believed(guesses: dict[str, Guess]) -> list[IdentifierColumn]:
    return [
        IdentifierColumn(name, kind=_canonical(guess.kind), role=guess.role)
        for name, guess in guesses.items()
        if guess.meaning is Meaning.IDENTIFIER and guess.kind
    ]


def _has_text(guesses: dict[str, Guess]) -> bool:
    return any(guess.meaning is Meaning.TEXT for guess in guesses.values())


def _is_text(column: Column) -> bool:
    return isinstance(column, PlainColumn) and column.use is Use.TEXT


def _plain_columns(
    guesses: dict[str, Guess], sample: dict[str, list[str]], taken: set[str]
) -> list[Column]:
    found: list[Column] = []
    dates = set()
    for name, guess in guesses.items():
        confirm = _CONFIRM.get(guess.meaning)
        if name in taken or (confirm and not confirm(sample[name])):
            continue
        if guess.meaning is Meaning.DATE and guess.field not in dates:
            dates.add(guess.field)
            found.append(DateColumn(name, guess.field))
        elif guess.meaning is Meaning.LOSS:
            found.append(LossColumn(name))
        elif guess.meaning in _PLAIN:
            found.append(PlainColumn(name, _PLAIN[guess.meaning], guess.role))
    return found


def _with_id(mapping: Mapping, guesses: dict[str, Guess], look: Look) -> Mapping:
    for name, guess in guesses.items():
        if guess.meaning is not Meaning.ID:
            continue
        values = list(look.values(name))
        if are_unique(values, len(look.rows)):
            return replace(mapping, id_column=name)
        if len(values) == len(look.rows) <= _MAX_ROWS_PER_ID * len(set(values)):
            return replace(mapping, id_column=name, shape=Shape.LONG)
    return mapping
