"""Loads that were begun and never completed, as a store tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Decision, Source
from graph.store.answers import Told

_NAMED = 5


def find_unfinished(sources: Sequence[Source], withdrawals: Iterable[Decision]) -> list[Source]:
    """Return the files of which no reading was loaded to its end.

    Of several readings of a file in a stream at most the one loaded last is complete: that the
    others aren't, nobody misses. Nor what was withdrawn.

    Args:
        sources: all of a store, oldest first; files that have no incomplete reading may be left
            out.
        withdrawals: judgements of the kind `withdraw`, revoked ones too.

    Returns:
        The newest reading of each, the oldest file first.
    """
    withdrawn = {decision.subject for decision in withdrawals if decision.revoked_at is None}
    whole = {(source.sha256, source.stream) for source in sources if source.complete}
    newest = {(source.sha256, source.stream): source for source in sources}
    return [
        source
        for file, source in newest.items()
        if file not in whole and source.sha256 not in withdrawn
    ]


def tell_unfinished(sources: Sequence[Source], withdrawals: Iterable[Decision]) -> list[Told]:
    """Return what to say of the files that `find_unfinished` finds: one problem, or none."""
    found = find_unfinished(sources, withdrawals)
    if not found:
        return []
    names = ", ".join(source.name[:80] for source in found[:_NAMED])
    named = names + (", …" if len(found) > _NAMED else "")
    return [
        (
            f"{len(found):,} tệp chưa nạp xong ({named}); nếu không có lệnh nào đang nạp, hãy nạp "
            "lại: không gì bị ghi hai lần",
            f"loads not completed: {len(found):,} ({named}); unless a command is at it, load the "
            "files again: nothing is stored twice",
        )
    ]
