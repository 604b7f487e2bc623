"""Erasing a report or an identifier: mentions, bodies and traces go, a tombstone stays."""

from __future__ import annotations

from collections.abc import Iterable

from graph.store.chunks import chunks
from graph.store.judgements import units
from graph.store.judgements.erased_keys import hash_of, without
from graph.store.judgements.erased_rings import strip_rings
from graph.store.judgements.facts import keys_named
from graph.store.judgements.indexing import reindex
from graph.store.judgements.judging import Judging
from graph.store.judgements.primitives.rows import KnownReport, Numbered


def erase(judging: Judging, decision: int, subject: str) -> None:
    """Erase within the caller's transaction.

    What the adapter's files still hold of deleted rows is its own matter.

    Args:
        judging: writes.
        decision: its number, for the tombstone.
        subject: a report's id or an identifier's key.
    """
    report = judging.known_reports([subject]).get(subject)
    if report:
        _erase_report(judging, decision, report)
    else:
        _erase_identifier(judging, decision, subject)


def _erase_report(judging: Judging, decision: int, known: KnownReport) -> None:
    versions = judging.versions_of(known.num)
    most = max((len(version.mentions) for version in versions), default=0)
    judging.bury(decision, known.content_hash, most)
    judging.erase_report(known.num)
    reindex(judging, [known.num])
    _forget_identifiers(judging, _unnamed(judging, {k for v in versions for k in keys_named(v)}))


def _unnamed(judging: Judging, keys: set[str]) -> set[str]:
    """Return those that no version of any report, and no judgement in force, names any more."""
    free = judging.unnamed(judging.numbers_of(keys))
    if free:
        for _, report in judging.unindexed_versions():
            free -= keys_named(report)
    return free


def _forget_identifiers(judging: Judging, keys: set[str]) -> None:
    nums = judging.numbers_of(keys)
    if nums:
        units.rebuild(judging, nums.values())
        strip_rings(judging, set(nums))
        judging.delete_identifiers(nums.values())


def _erase_identifier(judging: Judging, decision: int, key: str) -> None:
    hidden = hash_of(key)
    changed = _strip_reports(judging, key)
    judging.bury(decision, hidden, len(changed))
    judging.rename_subject(key, hidden)
    reindex(judging, changed)
    _forget_identifiers(judging, {key})


def _strip_reports(judging: Judging, key: str) -> set[int]:
    """Take an identifier out of every version of every report; return these reports."""
    changed: set[int] = set()
    hosts = [
        host for num in judging.numbers_of([key]).values() for host in judging.hosts_naming(num)
    ]
    # Few at a time: a hub's reports would not fit into memory.
    for chunk in chunks(hosts):
        changed |= _strip_versions(judging, key, judging.hosted_reports(chunk))
    return changed | _strip_versions(judging, key, judging.unindexed_versions())


def _strip_versions(judging: Judging, key: str, versions: Iterable[Numbered]) -> set[int]:
    found = [(num, report) for num, report in versions if key in keys_named(report)]
    judging.rewrite_versions([(num, without(report, {key})) for num, report in found])
    return {num for num, _ in found}
