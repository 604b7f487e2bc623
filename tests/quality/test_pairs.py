"""Ten thousand hard pairs: one thing gets one key, two things get two."""

from __future__ import annotations

from collections import Counter

from bench.extraction.pairs import Pair, make_pairs
from ingest.text.extract import extract

PAIRS = 10_000


def _keys(text: str) -> list[str]:
    return [found.identifier.key for found in extract(text)]


def _is_right(pair: Pair) -> bool:
    one, other = _keys(pair.one), _keys(pair.other)
    return len(one) == len(other) == 1 and (one == other) is pair.same


def test_two_inputs_get_one_key_only_if_they_are_the_same_thing() -> None:
    """Written differently it merges, looking alike it does not: no error."""
    pairs = list(make_pairs(PAIRS))
    wrong = [pair for pair in pairs if not _is_right(pair)]

    assert Counter(pair.same for pair in pairs)[True] > PAIRS * 0.45
    assert [(pair, _keys(pair.one), _keys(pair.other)) for pair in wrong[:20]] == []
