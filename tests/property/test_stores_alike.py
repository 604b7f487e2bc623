"""After any history, every store answers every question as the embedded one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from graph.errors import TruyvetError
from graph.model import Decision, DecisionKind, LinkType
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.arrays import assert_same
from tests.contract.facts import later
from tests.contract.stores import ADAPTERS, EACH
from tests.property.operations import (
    JUDGED,
    JUDGED_IDS,
    KEYS,
    REPORT_IDS,
    SOURCES,
    TEXTS,
    Batch,
    Operation,
    Questions,
    histories,
    questions,
)

EMBEDDED = "sqlite"

erasures = st.builds(
    Decision,
    st.just(DecisionKind.ERASE),
    st.sampled_from((*JUDGED, *JUDGED_IDS)),
    st.just("lan"),
    st.just("theo luật"),
)
courses: st.SearchStrategy[Sequence[Operation]] = st.builds(
    lambda first, erased, second: [*first, *erased, *second],
    histories,
    st.lists(erasures, max_size=2),
    histories,
)


def outcome(ask: Callable[[], object]) -> object:
    """Return the answer, or which error of ours there was and what it says."""
    try:
        return ask()
    except TruyvetError as error:
        return type(error), error.message("vi")


def done(store: GraphStore, operation: Operation, number: int) -> object:
    """Do one thing; return what the store says of it."""
    now = later(number)
    if isinstance(operation, Batch):
        source = SOURCES[operation.source]
        store.begin_source(source)
        return store.add_reports(source.sha256, operation.reports, now)
    if isinstance(operation, Decision):
        return outcome(lambda: store.add_decision(operation, now))
    made = store.decisions()
    if not made:
        return None
    chosen = made[operation.number % len(made)].id
    return outcome(lambda: store.revoke_decision(chosen, "minh", "nhầm", now))


def answers(store: GraphStore, asked: Sequence[Questions]) -> Iterator[object]:
    """Yield what the store answers, question by question."""
    yield store.counts()
    yield [(source.sha256, source.complete) for source in store.sources()]
    yield store.decisions()
    yield store.decisions(in_force_at=later(3))
    yield list(store.report_ids())
    yield store.get_reports(REPORT_IDS)
    for report_id in REPORT_IDS:
        yield outcome(lambda: store.get_report(report_id, later(2)))  # noqa: B023 - asked at once
        yield [(one.source.sha256, one.locator) for one in store.sightings(report_id)]
    yield [outcome(lambda: store.get_unit(key)) for key in KEYS]  # noqa: B023 - asked at once
    yield [store.search(text) for text in TEXTS]
    yield store.hidden_counts(KEYS, KEYS[:3], 3)
    connected = store.connections(KEYS)
    yield connected
    for link in connected.links:
        yield store.reports_stating(link.source, link.target, link.type)
        yield store.reports_stating(link.target, link.source, link.type)
    for one in asked:
        yield outcome(lambda: store.expand(one.query))  # noqa: B023 - asked at once
        yield store.connections(one.units, one.query.cap)
        yield store.reports_of(one.units)
        start = KEYS[one.start % len(KEYS)]
        yield [store.reports_stating(start, end, LinkType.KEYED_BY) for end in KEYS]
        yield [outcome(lambda: store.path(start, end)) for end in KEYS]  # noqa: B023 - asked at once


@pytest.mark.parametrize("adapter", EACH[1:])
@settings(
    max_examples=30,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(course=courses, asked=st.lists(questions, min_size=2, max_size=2))
def test_stores_answer_alike(
    adapter: str, course: Sequence[Operation], asked: Sequence[Questions]
) -> None:
    """Every result of every operation, every answer, and every array of the facts."""
    with TemporaryDirectory() as folder:
        embedded = open_store(ADAPTERS[EMBEDDED](FilePath(folder)))
        other = open_store(ADAPTERS[adapter](FilePath(folder)))
        for number, operation in enumerate(course):
            note(repr(operation))
            assert done(other, operation, number) == done(embedded, operation, number)
        for mine, theirs in zip(answers(embedded, asked), answers(other, asked), strict=True):
            assert theirs == mine
        assert_same(embedded.facts(), other.facts())
        other.close()
        embedded.close()
