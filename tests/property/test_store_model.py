"""After any history, a store answers every question as the plain model does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from graph.errors import TruyvetError
from graph.expand import Standing
from graph.model import Decision, Mention
from graph.store.answers import NO_MOMENT, Facts
from graph.store.open import open_store
from graph.store.port import GraphStore
from tests.contract.facts import later
from tests.contract.stores import ADAPTERS, EACH
from tests.property import model_answers
from tests.property.model_store import ModelStore
from tests.property.operations import (
    KEYS,
    REPORT_IDS,
    SOURCES,
    Batch,
    Operation,
    Questions,
    histories,
    questions,
)


def outcome(ask: Callable[[], object]) -> object:
    """Return the answer, or which error of ours there was."""
    try:
        return ask()
    except TruyvetError as error:
        return type(error)


def apply(store: GraphStore, model: ModelStore, operation: Operation, number: int) -> None:
    """Do one thing to both, and compare what they say of it."""
    now = later(number)
    if isinstance(operation, Batch):
        source = SOURCES[operation.source]
        store.begin_source(source)
        added = store.add_reports(source.sha256, operation.reports, now)
        assert added == model.add_reports(source.sha256, operation.reports, now)
    elif isinstance(operation, Decision):
        made = outcome(lambda: store.add_decision(operation, now))
        expected = outcome(lambda: model.add_decision(operation, now))
        if isinstance(made, Decision) and isinstance(expected, Decision):
            # Ids are the store's own.
            model.made[-1] = expected = replace(expected, id=made.id)
        assert made == expected
    elif model.made:
        place = operation.number % len(model.made)
        decision_id = model.made[place].id
        ended = outcome(lambda: store.revoke_decision(decision_id, "minh", "nhầm", now))
        assert ended == outcome(lambda: model.revoke_decision(place, now))


def check_units(store: GraphStore, model: ModelStore) -> None:
    """Compare each identifier's unit."""
    for key in KEYS:
        assert outcome(lambda: store.get_unit(key)) == outcome(lambda: model.get_unit(key))  # noqa: B023 - asked at once
    known = [key for key in KEYS if key in model.known()]
    distinct = dict.fromkeys(model.get_unit(key) for key in known)
    assert store.get_units(KEYS) == list(distinct)


def check_reports(store: GraphStore, model: ModelStore) -> None:
    """Compare each report's newest version, its carriers, and who is in force."""
    newest = [model.versions[key][-1] for key in REPORT_IDS if key in model.versions]
    assert store.get_reports(REPORT_IDS) == newest
    for report_id, versions in model.versions.items():
        for version in versions:
            assert version.recorded_at is not None
            then = [v for v in versions if v.recorded_at and v.recorded_at <= version.recorded_at]
            assert store.get_report(report_id, version.recorded_at) == then[-1]
        carriers = [sighting.source.sha256 for sighting in store.sightings(report_id)]
        assert carriers == sorted(model.carried_by[report_id], key=model.sources.index)
    assert list(store.report_ids()) == [report.id for report in model.reports()]


def check_counts(store: GraphStore, model: ModelStore) -> None:
    """Compare what is counted."""
    counts, reports = store.counts(), model.reports()
    assert counts.sources == len(model.sources)
    assert counts.reports == len(reports)
    assert counts.versions == sum(map(len, model.versions.values()))
    assert counts.mentions == sum(len(report.mentions) for report in reports)
    assert counts.links == sum(len(report.links) for report in reports)


def check_facts(facts: Facts, model: ModelStore) -> None:
    """Compare the arrays, as what they mean."""
    reports = model.reports()
    assert facts.keys == sorted(facts.keys)
    assert facts.report_ids == [report.id for report in reports]
    assert facts.loss_vnd.tolist() == [report.loss_vnd or 0 for report in reports]
    assert facts.moment.tolist() == [
        int(report.moment.at.timestamp()) if report.moment else NO_MOMENT for report in reports
    ]
    for number, key in enumerate(facts.keys):
        assert facts.keys[facts.unit[number]] == model.unit_key(key)
        joins = model.standing(model.members(key)) is Standing.JOINING
        assert bool(facts.joins[number]) == joins
    rows = [(r, k, m) for r, report in enumerate(reports) for k, m in masks(report.mentions)]
    expected = sorted((r, facts.keys.index(key), mask) for r, key, mask in rows)
    columns = (facts.mention_report, facts.mention_identifier, facts.mention_roles)
    assert np.column_stack(columns).tolist() == [list(row) for row in expected]
    assert stated_links(facts) == Counter(
        (report.id, link.source.key, str(link.type), link.target.key, link.amount_vnd or -1)
        for report in reports
        for link in report.links
    )


def masks(mentions: Sequence[Mention]) -> list[tuple[str, int]]:
    """Return each identifier with the mask of its roles."""
    found: dict[str, int] = {}
    for mention in mentions:
        key = mention.identifier.key
        found[key] = found.get(key, 0) | mention.role.bit
    return list(found.items())


def stated_links(facts: Facts) -> Counter[tuple[str, str, str, str, int]]:
    """Return the links, each as often as it is stated."""
    return Counter(
        (facts.report_ids[r], facts.keys[a], link_type, facts.keys[b], int(amount))
        for r, a, link_type, b, amount in zip(
            facts.link_report, facts.link_source, facts.link_type, facts.link_target,
            facts.link_amount_vnd, strict=True,
        )
    )  # fmt: skip


def check_questions(store: GraphStore, model: ModelStore, asked: Questions) -> None:
    """Compare what a person sees."""
    expansion = outcome(lambda: store.expand(asked.query))
    assert expansion == outcome(lambda: model_answers.expand(model, asked.query))
    assert store.connections(asked.units) == model_answers.connections(model, asked.units)
    found = model_answers.reports_of(model, asked.units)
    assert store.reports_of(asked.units, 3, 1) == (len(found), found[1:4])
    hits = store.search(asked.text, asked.limit)
    assert [(hit.identifier.key, hit.unit, hit.degree) for hit in hits] == model_answers.search(
        model, asked.text, asked.limit
    )


def check_paths(store: GraphStore, model: ModelStore, place: int, longest: int) -> None:
    """Compare the ways from one identifier to all others."""
    known = [key for key in KEYS if key in model.known()]
    for end in known:
        start = known[place % len(known)]
        assert store.path(start, end, longest) == model_answers.path(model, start, end, longest)


@pytest.mark.timeout(900)  # minutes on a server that other tests keep busy
@pytest.mark.parametrize("adapter", EACH)
@settings(
    max_examples=100,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(history=histories, asked=st.lists(questions, min_size=6, max_size=6))
def test_a_store_answers_as_the_model_does(
    adapter: str, history: Sequence[Operation], asked: Sequence[Questions]
) -> None:
    """Whatever was added, judged and revoked."""
    with TemporaryDirectory() as folder:
        store, model = open_store(ADAPTERS[adapter](FilePath(folder))), ModelStore()
        for number, operation in enumerate(history):
            note(repr(operation))
            apply(store, model, operation, number)
        check_reports(store, model)
        check_units(store, model)
        check_counts(store, model)
        check_facts(store.facts(), model)
        assert store.decisions() == model.made
        for number, one in enumerate(asked):
            check_questions(store, model, one)
            check_paths(store, model, one.start, 1 + number)
        store.close()
