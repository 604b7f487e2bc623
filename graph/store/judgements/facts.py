"""What reports state, as questions look for it: roles, links, moments and search terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.identifiers import registry
from graph.identifiers.folding import fold
from graph.model import Identifier, Link, Report
from graph.store.answers import NO_MOMENT
from graph.store.body import to_seconds

MAX_TERM = 2000
"""Characters: Neo4j indexes 32,766 bytes of an identifier's terms, which are four at most."""


def moment_seconds(report: Report) -> int:
    """Return the second that windows go by, NO_MOMENT where there is none."""
    return to_seconds(report.moment.at) if report.moment else NO_MOMENT


def group_moment(reports: Sequence[Report]) -> int:
    """Return the moment of a group's host, the first one, or else the earliest of its copies'."""
    moments = [moment_seconds(report) for report in reports]
    known = [moment for moment in moments if moment != NO_MOMENT]
    return moments[0] if moments[0] != NO_MOMENT else min(known, default=NO_MOMENT)


def role_masks(report: Report) -> dict[str, int]:
    """Return the roles of each identifier in a report, as masks by key."""
    masks: dict[str, int] = {}
    for mention in report.mentions:
        key = mention.identifier.key
        masks[key] = masks.get(key, 0) | mention.role.bit
    return masks


def group_masks(reports: Sequence[Report]) -> dict[str, int]:
    """Return the roles of each identifier in a group of reports, as masks by key."""
    masks = role_masks(reports[0])
    for report in reports[1:]:
        for key, mask in role_masks(report).items():
            masks[key] = masks.get(key, 0) | mask
    return masks


def group_links(reports: Sequence[Report]) -> Sequence[Link]:
    """Return the links of a group: what several of its reports state, once."""
    if len(reports) == 1:
        return reports[0].links
    links = list(reports[0].links)
    for report in reports[1:]:
        stated = {_told(link) for link in links}
        links.extend(link for link in report.links if _told(link) not in stated)
    return links


def _told(link: Link) -> tuple[str, str, str, int, int]:
    return link.source.key, link.target.key, link.type.value, amount_of(link), link_seconds(link)


def amount_of(link: Link) -> int:
    """Return a link's amount in VND, -1 where it is unknown."""
    return -1 if link.amount_vnd is None else link.amount_vnd


def link_seconds(link: Link) -> int:
    """Return the second at which a link was made, NO_MOMENT where it is unknown."""
    return to_seconds(link.at.at) if link.at else NO_MOMENT


def named(reports: Iterable[Report]) -> Iterable[Identifier]:
    """Return the identifiers that reports name, in mentions or links, each once."""
    found: dict[str, Identifier] = {}
    for report in reports:
        for mention in report.mentions:
            found[mention.identifier.key] = mention.identifier
        for link in report.links:
            found[link.source.key], found[link.target.key] = link.source, link.target
    return found.values()


def keys_named(report: Report) -> set[str]:
    """Return the keys of all identifiers that a report names."""
    return {identifier.key for identifier in named([report])}


def search_terms(identifier: Identifier) -> list[str]:
    """Return an identifier's folded terms, each once and of a length that indexes take."""
    return list(dict.fromkeys(fold(term)[:MAX_TERM] for term in registry.terms(identifier)))
