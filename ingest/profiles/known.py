"""The built-in profiles: files that are known by their shape need no mapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.look import Look
from ingest.mapping import Mapping
from ingest.profiles import indicators, long_table, markdown, plain_text, site_wallets, tag_pack

PROFILES: tuple[tuple[str, Callable[[Look], Mapping | None]], ...] = (
    (long_table.NAME, long_table.recognise),
    (indicators.NAME, indicators.recognise),
    (tag_pack.NAME, tag_pack.recognise),
    (site_wallets.NAME, site_wallets.recognise),
    (markdown.NAME, markdown.recognise),
    (plain_text.NAME, plain_text.recognise),
)
"""Name, and what gives the mapping of a source of that shape; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A known shape of files, and the mapping that it stands for."""

    name: str
    mapping: Mapping


def find_profile(look: Look) -> Profile | None:
    """Return the profile of a source, or None.

    Args:
        look: at its beginning.
    """
    for name, recognise in PROFILES:
        mapping = recognise(look)
        if mapping is not None:
            return Profile(name, mapping)
    return None
