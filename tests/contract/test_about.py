"""A store says what it is and what is wrong with it."""

from __future__ import annotations

import re

import pytest

from graph.errors import StoreError
from graph.model import DecisionKind, Source
from graph.store.port import GraphStore
from tests.contract.facts import PHONE, judge, load, make_report, make_source, revoke
from tests.contract.stores import Place

A, OTHER = make_source("a.csv"), make_source("b.csv", stream="t")


def complete(store: GraphStore, source: Source) -> None:
    """Say that all of a source was loaded."""
    store.complete_source(source.sha256, source.fingerprint, 1)


def test_a_new_store_is_well(place: Place, store: GraphStore) -> None:
    """Its kind, a version with a number, the newest schema; nothing to mend."""
    state = store.about()

    assert state.kind == place.address.partition(":")[0]
    assert re.match(r"\d+\.\d+", state.version)
    assert state.schema == state.wanted > 0
    assert not state.read_only
    assert state.problems == ()


def test_a_store_in_use_is_well(store: GraphStore) -> None:
    """Completed loads, judgements, an erasure: none of it is a problem."""
    load(store, make_report("s:1", PHONE), make_report("s:2", PHONE), source=A)
    complete(store, A)
    judge(store, DecisionKind.ERASE, "s:2")

    assert store.about().problems == ()


def test_a_load_that_was_not_completed_is_told(store: GraphStore) -> None:
    """By the file's name, in two languages, until it is loaded to its end."""
    load(store, make_report("s:1", PHONE), source=A)
    load(store, make_report("t:1", PHONE), source=OTHER)
    complete(store, OTHER)

    ((vi, en),) = store.about().problems
    assert vi != en
    for text in (vi, en):
        assert "a.csv" in text
        assert "b.csv" not in text

    complete(store, A)
    assert store.about().problems == ()


def test_an_older_reading_of_a_file_is_not_missed(store: GraphStore) -> None:
    """Whichever reading was loaded last, the file is there."""
    again = make_source("a.csv", fingerprint="f2")
    for source in (A, again, A):
        load(store, make_report("s:1", PHONE), source=source)
        complete(store, source)

    assert len(store.sources()) == 2
    assert store.about().problems == ()


def test_a_reading_that_replaces_another_must_be_completed(store: GraphStore) -> None:
    """Half of it may be loaded while the other half is still as read before."""
    load(store, make_report("s:1", PHONE), source=A)
    complete(store, A)
    store.begin_source(make_source("a.csv", fingerprint="f2"))

    assert len(store.about().problems) == 1


def test_a_withdrawn_load_is_not_missed(store: GraphStore) -> None:
    """Unless it is taken back."""
    load(store, make_report("s:1", PHONE), source=A)
    withdrawal = judge(store, DecisionKind.WITHDRAW, A.sha256)
    assert store.about().problems == ()

    revoke(store, withdrawal)
    assert len(store.about().problems) == 1


def test_a_closed_store_says_nothing(place: Place) -> None:
    """But that it is closed."""
    store = place.open()
    store.close()

    with pytest.raises(StoreError):
        store.about()
