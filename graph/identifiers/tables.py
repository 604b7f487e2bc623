"""The tables beside this module, read once, when first asked for."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.identifiers.folding import fold


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files("graph.identifiers").joinpath("tables", name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank by its BIN (NAPAS member list)."""

    bin: str
    code: str
    name: str


@cache
def banks() -> dict[str, Bank]:
    """Return banks by BIN."""
    return {row["bin"]: Bank(row["bin"], row["code"], row["name"]) for row in _read("banks.csv")}


def squeeze(text: str) -> str:
    """Return a folded text without blanks and signs, for comparing names of banks."""
    return "".join(c for c in fold(text) if c.isalnum())


@cache
def bank_names() -> dict[str, frozenset[str]]:
    """Return the BINs that each name, code or alias may mean, by squeezed text."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _read("banks.csv"):
        for word in (row["bin"], row["code"], row["name"], *row["aliases"].split("|")):
            if word.strip():
                found[squeeze(word)].add(row["bin"])
    return {word: frozenset(bins) for word, bins in found.items()}


@cache
def mobile_migrations() -> dict[str, str]:
    """Return new mobile prefixes by old ones (the change from 11 to 10 digits of 2018)."""
    rows = _read("phone_migrations.csv")
    return {row["old_prefix"]: row["new_prefix"] for row in rows if row["kind"] == "mobile"}


@cache
def shared_hosts() -> dict[str, str]:
    """Return hosts that many unrelated people use, with why: `shortener`, `hosting`, ….

    `official` are authorities: scammers name them, they never are the scammers'.
    """
    return {row["host"]: row["why"] for row in _read("shared_hosts.csv")}


def sharing(host: str) -> str | None:
    """Return why a host is shared (itself or a parent of it that is listed), or None."""
    table = shared_hosts()
    labels = host.split(".")
    for start in range(len(labels) - 1):
        why = table.get(".".join(labels[start:]))
        # A name below a hosting service is one customer's own; below all others it is not.
        if why and (start == 0 or why != "hosting"):
            return why
    return None
