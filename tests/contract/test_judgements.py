"""What a person judges is applied for all readers, and undone exactly when it is revoked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import InvalidDecisionError
from graph.expand import Edge, ExpandQuery, Standing
from graph.model import DecisionKind, LinkType
from graph.store.port import GraphStore
from tests.contract.arrays import assert_same
from tests.contract.case import (
    JUDGEMENTS,
    MOVED,
    NOT_SAME,
    OTHER_SOURCE,
    SAME,
    SOURCE,
    everything,
    load_case,
)
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    PHONE,
    THIRD_ACCOUNT,
    ZALO,
    judge,
    later,
    load,
    make_report,
    revoke,
)


@pytest.mark.parametrize(("kind", "subject", "other"), JUDGEMENTS)
def test_what_is_revoked_is_undone_exactly(
    store: GraphStore, kind: DecisionKind, subject: str, other: str | None
) -> None:
    """Every answer is as before, and the judgement stays on record with its end."""
    load_case(store)
    before, facts_before = everything(store), store.facts()
    decision = judge(store, kind, subject, other, now=later(2))

    ended = revoke(store, decision, now=later(3))

    assert everything(store) == before
    assert_same(store.facts(), facts_before)
    assert ended == replace(decision, revoked_at=later(3), revoked_by="minh", revoked_why="nhầm")
    assert store.decisions() == [ended]


def test_all_decisions_can_be_undone_in_any_order(store: GraphStore) -> None:
    """What one undoing leaves to the others stays right until the last."""
    load_case(store)
    before, facts_before = everything(store), store.facts()
    made = [judge(store, *one, now=later(2)) for one in JUDGEMENTS if one[0] is not NOT_SAME]

    for decision in [*made[::2], *made[1::2]]:
        revoke(store, decision, now=later(3))

    assert everything(store) == before
    assert_same(store.facts(), facts_before)


def test_ignored_is_grey_in_expand_and_out_of_paths_and_rings(store: GraphStore) -> None:
    """Its degree stays; it doesn't join."""
    load(store, make_report("s:1", PHONE, ACCOUNT))
    judge(store, DecisionKind.IGNORE, ACCOUNT)

    unit = store.get_unit(ACCOUNT)
    assert (unit.standing, unit.degree) == (Standing.IGNORED, 1)


def test_a_victim_never_joins(store: GraphStore) -> None:
    """The whole unit of the phone is a victim's, its handle too."""
    load(store, make_report("s:1", ZALO, PHONE, links=[(ZALO, LinkType.KEYED_BY, PHONE)]))
    judge(store, DecisionKind.VICTIM, PHONE)

    assert store.get_unit(ZALO).standing is Standing.VICTIM


def test_confirmed_is_told_with_the_unit(store: GraphStore) -> None:
    """And changes nothing else."""
    load(store, make_report("s:1", PHONE, ACCOUNT))
    before = store.get_unit(PHONE)
    judge(store, DecisionKind.CONFIRMED, PHONE)

    assert store.get_unit(PHONE) == replace(before, confirmed=True)
    assert not store.get_unit(ACCOUNT).confirmed


def test_same_as_is_transitive(store: GraphStore) -> None:
    """Three judged the same in two steps are one unit, and two after one step is revoked."""
    load(store, make_report("s:1", PHONE, ACCOUNT), make_report("s:2", OTHER_ACCOUNT))
    judge(store, SAME, PHONE, ACCOUNT)
    second = judge(store, SAME, OTHER_ACCOUNT, ACCOUNT)

    assert store.get_unit(OTHER_ACCOUNT).keys == (PHONE, OTHER_ACCOUNT, ACCOUNT)
    assert store.get_unit(PHONE).degree == 2
    revoke(store, second)
    assert store.get_unit(OTHER_ACCOUNT).keys == (OTHER_ACCOUNT,)
    assert store.get_unit(ACCOUNT).keys == (PHONE, ACCOUNT)


def test_a_tie_judged_twice_holds_until_both_are_revoked(store: GraphStore) -> None:
    """A redundant judgement is a judgement of its own."""
    load(store, make_report("s:1", PHONE, ACCOUNT, DOMAIN))
    made = [judge(store, SAME, PHONE, ACCOUNT), judge(store, SAME, ACCOUNT, DOMAIN)]
    third = judge(store, SAME, DOMAIN, PHONE)

    revoke(store, made[0])
    assert store.get_unit(ACCOUNT).keys == (PHONE, ACCOUNT, DOMAIN)
    revoke(store, third)
    assert store.get_unit(PHONE).keys == (PHONE,)


def test_judging_a_contradiction_names_the_chain(store: GraphStore) -> None:
    """same_as, same_as, then not_same_as of the ends is refused, and nothing changes."""
    load(store, make_report("s:1", ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT, DOMAIN))
    judge(store, SAME, ACCOUNT, OTHER_ACCOUNT)
    judge(store, SAME, OTHER_ACCOUNT, THIRD_ACCOUNT)

    with pytest.raises(InvalidDecisionError) as caught:
        judge(store, NOT_SAME, THIRD_ACCOUNT, ACCOUNT)

    assert caught.value.chain in {
        (ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT), (THIRD_ACCOUNT, OTHER_ACCOUNT, ACCOUNT),
    }  # fmt: skip
    assert all(key in caught.value.message("vi") for key in (ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT))
    assert len(store.decisions()) == 2
    assert len(store.get_unit(ACCOUNT).keys) == 3


def test_joining_what_was_judged_apart_names_the_chain(store: GraphStore) -> None:
    """The step that would close the chain is refused; after a revocation it is allowed."""
    load(store, make_report("s:1", ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT))
    apart = judge(store, NOT_SAME, ACCOUNT, THIRD_ACCOUNT)
    judge(store, SAME, ACCOUNT, OTHER_ACCOUNT)

    with pytest.raises(InvalidDecisionError) as caught:
        judge(store, SAME, OTHER_ACCOUNT, THIRD_ACCOUNT)

    assert set(caught.value.chain) == {ACCOUNT, OTHER_ACCOUNT, THIRD_ACCOUNT}
    assert store.get_unit(THIRD_ACCOUNT).keys == (THIRD_ACCOUNT,)
    revoke(store, apart)
    judge(store, SAME, OTHER_ACCOUNT, THIRD_ACCOUNT)
    assert len(store.get_unit(ACCOUNT).keys) == 3


@pytest.mark.parametrize(("first", "second"), [(SAME, NOT_SAME), (NOT_SAME, SAME)])
def test_the_direct_contradiction_is_refused(
    store: GraphStore, first: DecisionKind, second: DecisionKind
) -> None:
    """Whichever way round the two are named."""
    load(store, make_report("s:1", ACCOUNT, OTHER_ACCOUNT))
    judge(store, first, ACCOUNT, OTHER_ACCOUNT)

    with pytest.raises(InvalidDecisionError) as caught:
        judge(store, second, OTHER_ACCOUNT, ACCOUNT)
    assert set(caught.value.chain) == {ACCOUNT, OTHER_ACCOUNT}


def test_a_duplicate_counts_once(store: GraphStore) -> None:
    """In degrees, expansion, connections and counts; it stays readable."""
    load_case(store)
    assert store.get_unit(ACCOUNT).degree == 2
    judge(store, DecisionKind.DUPLICATE_OF, "t:1", "s:1")

    assert store.get_unit(ACCOUNT).degree == 1
    found = store.expand(ExpandQuery(ACCOUNT))
    assert [(one.unit.key, one.shared_report_count) for one in found.neighbours] == [(PHONE, 1)]
    assert found.matching_report_count == 1
    assert store.connections([PHONE, ACCOUNT]).edges[0].report_count == 1
    assert store.counts().reports == 4
    assert store.get_report("t:1").id == "t:1"
    assert "t:1" not in list(store.report_ids())


def test_a_duplicate_brings_along_what_only_it_says(store: GraphStore) -> None:
    """The two are one report that mentions all; a link that both state is one link."""
    link = (ACCOUNT, MOVED, OTHER_ACCOUNT, 5)
    load(
        store,
        make_report("s:1", PHONE, links=[link]),
        make_report("t:1", DOMAIN, links=[link], loss=5),
    )
    made = judge(store, DecisionKind.DUPLICATE_OF, "t:1", "s:1")

    assert store.reports_of([PHONE, DOMAIN]) == (1, ["s:1"])
    assert store.connections([PHONE, DOMAIN]).edges == (Edge(DOMAIN, PHONE, 1),)
    facts = store.facts()
    assert (facts.report_ids, facts.loss_vnd.tolist()) == (["s:1"], [5])
    assert facts.link_type == [MOVED]
    revoke(store, made)
    assert store.reports_of([PHONE, DOMAIN]) == (0, [])


def test_duplicates_of_duplicates_are_one_report(store: GraphStore) -> None:
    """Over any number of steps; a circle is refused, and a rejected one frees its copies."""
    load(store, *[make_report(f"s:{number}", PHONE) for number in (1, 2, 3)])
    judge(store, DecisionKind.DUPLICATE_OF, "s:1", "s:2")
    judge(store, DecisionKind.DUPLICATE_OF, "s:2", "s:3")

    assert list(store.report_ids()) == ["s:3"]
    assert store.get_unit(PHONE).degree == 1
    with pytest.raises(InvalidDecisionError):
        judge(store, DecisionKind.DUPLICATE_OF, "s:3", "s:1")
    judge(store, DecisionKind.REJECTED, "s:3")
    assert list(store.report_ids()) == ["s:2"]


def test_a_withdrawn_source_leaves_what_another_one_carried(store: GraphStore) -> None:
    """A report is out once every source that carried it is withdrawn."""
    report = make_report("s:1", PHONE)
    load(store, report, source=SOURCE)
    load(store, report, source=OTHER_SOURCE, now=later(1))
    judge(store, DecisionKind.WITHDRAW, SOURCE.sha256)
    assert store.get_unit(PHONE).degree == 1

    judge(store, DecisionKind.WITHDRAW, OTHER_SOURCE.sha256)
    assert store.get_unit(PHONE).degree == 0
    assert list(store.report_ids()) == []


def test_a_rejected_report_is_out_everywhere_and_readable(store: GraphStore) -> None:
    """Also its sightings."""
    load_case(store)
    judge(store, DecisionKind.REJECTED, "s:1")

    assert store.get_unit(ACCOUNT).degree == 1
    assert store.counts().reports == 4
    assert store.get_report("s:1").loss_vnd == 5
    assert [report.id for report in store.get_reports(["s:1"])] == ["s:1"]
    assert [sighting.source.name for sighting in store.sightings("s:1")] == ["a.csv"]


def test_a_withdrawn_source_takes_its_reports_along(store: GraphStore) -> None:
    """Its facts are out, still readable, and other sources' facts stay."""
    load_case(store)
    judge(store, DecisionKind.WITHDRAW, SOURCE.sha256)

    assert list(store.report_ids()) == ["t:1", "t:2"]
    assert store.get_unit(PHONE).degree == 1
    assert store.get_unit(PHONE).keys == (PHONE,)
    assert store.get_report("s:1").id == "s:1"


def test_facts_that_arrive_after_a_judgement_obey_it(store: GraphStore) -> None:
    """A new report of an ignored phone doesn't make it join; a rejected report stays out."""
    load_case(store)
    judge(store, DecisionKind.IGNORE, PHONE)
    judge(store, DecisionKind.REJECTED, "s:3")
    judge(store, SAME, OTHER_ACCOUNT, THIRD_ACCOUNT)
    load(store, make_report("s:9", PHONE, THIRD_ACCOUNT), make_report("s:3", DOMAIN), now=later(4))

    assert store.get_unit(PHONE).standing is Standing.IGNORED
    assert "s:3" not in list(store.report_ids())
    assert store.get_unit(OTHER_ACCOUNT).degree == 2
