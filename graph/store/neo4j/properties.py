"""What nodes and relationships say, as properties: of what is written online, and of files.

Half characters, as escapes can spell them, can't be stored; all but bodies, which keep them
escaped, show them as `?`. A list that holds no text is left out, as files can't tell it from
none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from graph.model import Identifier, Link, Mention, Report, Role, Run
from graph.store.answers import NO_MOMENT
from graph.store.body import from_seconds
from graph.store.judgements.facts import link_seconds, moment_seconds, search_terms
from graph.store.ring_bodies import dump_run

TERM = "\n\n"
"""Stands before each search term, so that even one character that a term begins with makes three
with it: what the trigram index finds at once."""


def storable(text: str) -> str:
    """Return a text whose half characters, as escapes can spell them, are shown as `?`."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def terms_of(identifier: Identifier) -> str:
    """Return an identifier's search terms as one text."""
    return "".join(TERM + term for term in search_terms(identifier))


def roles_of_group(reports: Sequence[Report]) -> dict[tuple[str, Role], Mention]:
    """Return the mentions of a group, of each identifier and role the first one."""
    found: dict[tuple[str, Role], Mention] = {}
    for report in reports:
        for mention in report.mentions:
            found.setdefault((mention.identifier.key, mention.role), mention)
    return found


def mention_says(mention: Mention) -> tuple[list[str] | None, list[str] | None, str, float]:
    """Return raws, places, extractor and confidence: for people with Neo4j's tools."""
    raws = [storable(span.raw) for span in mention.spans]
    places = [
        storable(span.column)
        + ("" if span.start is None else f"[{span.start}:{'' if span.end is None else span.end}]")
        for span in mention.spans
    ]
    return texts(raws), texts(places), storable(mention.extractor), mention.confidence


def link_says(link: Link) -> tuple[int | None, int | None, str | None, str | None]:
    """Return amount in VND, moment in seconds, amount as told, and raw text."""
    seconds = link_seconds(link)
    raw = None if link.raw is None else storable(link.raw)
    amount = None if link.amount is None else storable(link.amount)
    return link.amount_vnd, None if seconds == NO_MOMENT else seconds, amount, raw


def report_says(report: Report) -> tuple[str, str | None, list[int] | None, str | None]:
    """Return stream, title, forms and police unit: for queries and Neo4j's own tools."""
    return (
        storable(report.stream),
        None if report.title is None else storable(report.title),
        list(report.forms) or None,
        None if report.police_unit is None else storable(report.police_unit),
    )


def moment_at(report: Report) -> datetime | None:
    """Return the second that windows go by, None where there is none."""
    seconds = moment_seconds(report)
    return None if seconds == NO_MOMENT else from_seconds(seconds)


def run_says(run: Run) -> dict[str, Any]:
    """Return what a run says, but for its id and number."""
    return {
        "method": run.method,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "ring_count": run.ring_count,
        "body": dump_run(run).decode(),
    }


def texts(values: Iterable[str]) -> list[str] | None:
    """Return a list as it is kept: None where it holds no text."""
    found = list(values)
    return found if any(found) else None
