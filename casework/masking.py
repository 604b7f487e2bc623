"""Who is protected: victims and reporters, whose identifiers are shown masked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from graph.expand import Standing, Unit
from graph.identifiers import registry
from graph.model import Report, Role
from graph.store.port import GraphStore
from viz.caption import masked, visible
from viz.picture import Picture

PROTECTED_ROLES = frozenset({Role.VICTIM, Role.REPORTER})

BATCH_KEYS = 500
"""Identifiers looked up at a time."""

_SHORTEST, _LONGEST = 5, 200
"""Letters and digits of what is looked for in titles: less may be anything, more is no name."""

MOST_REPORTS = 50
"""Newest reports that tell in which roles an identifier stands."""


def is_protected(store: GraphStore, unit: Unit) -> bool:
    """Say whether a unit was judged a victim, or is only ever mentioned as victim or reporter.

    Args:
        store: knows the reports.
        unit: as the store returned it.
    """
    if unit.standing is Standing.VICTIM:
        return True
    if unit.degree > 0:
        return False
    _, report_ids = store.reports_of([unit.key], limit=MOST_REPORTS)
    keys = frozenset(unit.keys)
    roles = {
        mention.role
        for report in store.get_reports(report_ids)
        for mention in report.mentions
        if mention.identifier.key in keys
    }
    return bool(roles) and roles <= PROTECTED_ROLES


def protected_keys(store: GraphStore, keys: Iterable[str]) -> frozenset[str]:
    """Return all keys of those units among these that are protected.

    Args:
        store: knows the units.
        keys: of identifiers; unknown ones are left out.
    """
    asked = sorted(set(keys))
    found: set[str] = set()
    for start in range(0, len(asked), BATCH_KEYS):
        for unit in store.get_units(asked[start : start + BATCH_KEYS]):
            if is_protected(store, unit):
                found.update(unit.keys)
    return frozenset(found)


def with_masks(store: GraphStore, picture: Picture) -> Picture:
    """Return a picture whose nodes name nobody who is protected.

    Judged victims are masked where pictures are built. Those who are protected by their roles
    have no joining mention: they are drawn only where somebody asks for them by a key, and then
    the unit's other keys must not show.

    Args:
        store: knows the units.
        picture: as it was drawn or saved.
    """
    asked = [node.key for node in picture.nodes if node.key is not None and node.degree == 0]
    hidden = protected_keys(store, asked)
    nodes = tuple(
        replace(node, label=masked(node.label), key=None) if node.key in hidden else node
        for node in picture.nodes
    )
    return Picture(nodes, picture.edges)


def hidden_in(store: GraphStore, reports: Iterable[Report]) -> frozenset[str]:
    """Return the identifiers that reports name and that nobody may read in them.

    Args:
        store: knows the units.
        reports: whose mentions are meant.
    """
    mentions = [mention for report in reports for mention in report.mentions]
    by_role = {each.identifier.key for each in mentions if each.role in PROTECTED_ROLES}
    others = {each.identifier.key for each in mentions} - by_role
    return protected_keys(store, others) | by_role


def shown_title(report: Report, hidden: Collection[str]) -> str | None:
    """Return a report's title with the hidden identifiers in it dotted out.

    People write titles, and put the number of who was robbed into them.

    Args:
        report: whose mentions say how an identifier was written.
        hidden: keys of identifiers.
    """
    title = report.title
    if not title:
        return title
    for mention in report.mentions:
        if mention.identifier.key in hidden:
            written = {mention.identifier.value, shown_caption(mention.identifier.key, hide=False)}
            written.update(span.raw for span in mention.spans)
            for text in sorted(written, key=lambda each: (-len(each), each)):
                title = _without(title, text)
    return title


def _without(title: str, text: str) -> str:
    letters = [re.escape(letter) for letter in text if letter.isalnum()]
    if len(letters) < _SHORTEST or len(letters) > _LONGEST:
        return title
    spelled = re.compile(r"[\W_]{0,2}".join(letters), re.IGNORECASE)
    return spelled.sub(lambda found: masked(found[0]), title)


def shown_caption(key: str, *, hide: bool) -> str:
    """Return a key's text for people, without hidden characters.

    Args:
        key: of an identifier.
        hide: dot out all but the last two letters or digits.
    """
    caption = visible(registry.caption(registry.from_key(key)))
    return masked(caption) if hide else caption
