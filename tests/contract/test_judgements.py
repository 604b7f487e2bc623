"""What a person judges is applied for all readers, and undone exactly when it is revoked."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

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
    OTHER_PHONE,
    PHONE,
    THIRD_ACCOUNT,
    ZALO,
    judge,
    later,
    load,
    make_moment,
    make_report,
    numbered_account,
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


def test_a_copy_fills_in_a_missing_date(store: GraphStore) -> None:
    """With the earliest of the copies' dates; the report's own date is never replaced."""
    link = (ACCOUNT, MOVED, OTHER_ACCOUNT)
    load(
        store,
        make_report("s:1", PHONE, links=[link]),
        make_report("s:2", PHONE, at="2019-05-01", links=[link]),
        make_report("t:1", ACCOUNT, at="2019-08-01"),
        make_report("t:2", ACCOUNT, at="2019-06-01"),
    )
    made = [judge(store, DecisionKind.DUPLICATE_OF, f"t:{n}", "s:1") for n in (1, 2)]

    june = make_moment("2019-06-01").at
    assert (store.get_unit(PHONE).first_at, store.get_unit(ACCOUNT).first_at) == (
        make_moment("2019-05-01").at, june,
    )  # fmt: skip
    assert store.facts().moment.tolist() == [int(june.timestamp()), 1_556_668_800]
    assert store.expand(ExpandQuery(ACCOUNT, since=june)).matching_report_count == 1
    assert store.reports_of([PHONE]) == (2, ["s:1", "s:2"])
    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, MOVED) == (2, ["s:1", "s:2"])
    for one in made:
        revoke(store, one)
    assert store.reports_stating(ACCOUNT, OTHER_ACCOUNT, MOVED) == (2, ["s:2", "s:1"])


def test_copies_of_a_rejected_report_are_still_one(store: GraphStore) -> None:
    """That the report between them is out doesn't make them two complaints."""
    load(store, *[make_report(f"s:{number}", PHONE) for number in (1, 2, 3)])
    judge(store, DecisionKind.DUPLICATE_OF, "s:1", "s:2")
    judge(store, DecisionKind.DUPLICATE_OF, "s:2", "s:3")
    judge(store, DecisionKind.REJECTED, "s:2")

    assert list(store.report_ids()) == ["s:3"]


def test_a_long_chain_of_copies_is_one_report(store: GraphStore) -> None:
    """The one at its end."""
    load(store, *[make_report(f"s:{number:03}", PHONE) for number in range(60)])
    for number in range(59):
        judge(store, DecisionKind.DUPLICATE_OF, f"s:{number:03}", f"s:{number + 1:03}")

    assert list(store.report_ids()) == ["s:059"]
    assert store.get_unit(PHONE).degree == 1


def test_a_short_account_joins_once_it_is_known_whose_it_is(store: GraphStore) -> None:
    """A person judged it the same as one that joins; alone it never does."""
    short = "bank_account:?:12345678"
    load(store, make_report("s:1", ACCOUNT, PHONE), make_report("s:2", short))
    made = judge(store, SAME, short, ACCOUNT)

    unit = store.get_unit(short)
    assert (unit.key, unit.degree, unit.standing) == (ACCOUNT, 2, Standing.JOINING)
    ignored = judge(store, DecisionKind.IGNORE, short)
    assert store.get_unit(ACCOUNT).standing is Standing.IGNORED
    revoke(store, ignored)
    revoke(store, made)
    assert store.get_unit(short).standing is Standing.SHARED


@pytest.mark.parametrize("first", [0, 1])
def test_what_was_judged_apart_does_not_depend_on_what_came_first(
    store: GraphStore, first: int
) -> None:
    """Ties give way in the order of their keys, whichever was loaded before."""
    ties = [(ZALO, LinkType.KEYED_BY, PHONE), (ZALO, LinkType.KEYED_BY, OTHER_PHONE)]
    load(store, make_report("s:0", PHONE, OTHER_PHONE, ZALO, ACCOUNT))
    judge(store, NOT_SAME, PHONE, OTHER_PHONE)
    for number in (first, 1 - first):
        load(store, make_report(f"s:{number + 1}", links=[ties[number]]))

    keys = (PHONE, OTHER_PHONE, ACCOUNT)
    before = store.get_units(keys)
    assert before[0].keys == (PHONE, ZALO)
    for kind in (SAME, NOT_SAME):
        revoke(store, judge(store, kind, ZALO, ACCOUNT))
        assert store.get_units(keys) == before


def test_ten_can_be_the_same_one_after_the_other(store: GraphStore) -> None:
    """Whichever way the chain is built, and undone from its middle."""
    keys = [numbered_account(number) for number in range(10)]
    load(store, make_report("s:1", *keys), *[make_report(f"t:{key}", key) for key in keys])
    made = [judge(store, SAME, b, a) for a, b in pairwise(reversed(keys))]

    assert (store.get_unit(keys[9]).key, store.get_unit(keys[9]).degree) == (keys[0], 11)
    revoke(store, made[4])
    assert [store.get_unit(key).key for key in keys] == [keys[0]] * 5 + [keys[5]] * 5
