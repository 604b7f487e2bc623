"""A path is a shortest chain of reports between two units that leads through no innocents."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.errors import LimitError, PathTooWideError
from graph.expand import Path, Step
from graph.model import HUB_THRESHOLD, DecisionKind, LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    SHORTENER,
    THIRD_ACCOUNT,
    ZALO,
    judge,
    load,
    make_report,
    many_reports,
    numbered_account,
    revoke,
)


def chain(store: GraphStore, *keys: str, stream: str = "s") -> None:
    """Load one report for each two keys that follow each other: s:0, s:1, …."""
    load(store, *[make_report(f"{stream}:{i}", *pair) for i, pair in enumerate(pairwise(keys))])


def test_a_path_names_each_report_and_the_unit_it_leads_to(store: GraphStore) -> None:
    """From the start, which no step repeats, to the target; and the same way back."""
    chain(store, PHONE, ACCOUNT, DOMAIN)

    assert store.path(PHONE, DOMAIN) == Path(PHONE, (Step("s:0", ACCOUNT), Step("s:1", DOMAIN)))
    assert store.path(DOMAIN, PHONE) == Path(DOMAIN, (Step("s:1", ACCOUNT), Step("s:0", PHONE)))
    assert store.path(PHONE, ACCOUNT) == Path(PHONE, (Step("s:0", ACCOUNT),))


def test_the_shortest_path_wins(store: GraphStore) -> None:
    """However early in the alphabet the longer one is."""
    chain(store, PHONE, ACCOUNT, OTHER_ACCOUNT, DOMAIN, stream="a")
    chain(store, PHONE, THIRD_ACCOUNT, DOMAIN, stream="z")

    assert store.path(PHONE, DOMAIN) == Path(
        PHONE, (Step("z:0", THIRD_ACCOUNT), Step("z:1", DOMAIN))
    )


def test_among_shortest_paths_the_first_is_taken(store: GraphStore) -> None:
    """By the sequence of (report id, unit key), whatever the order of loading."""
    load(
        store,
        make_report("s:9", OTHER_ACCOUNT, DOMAIN),
        make_report("s:3", PHONE, OTHER_ACCOUNT),
        make_report("s:2", PHONE, THIRD_ACCOUNT, ACCOUNT),
        make_report("s:5", THIRD_ACCOUNT, DOMAIN),
        make_report("s:6", ACCOUNT, DOMAIN),
        make_report("s:4", ACCOUNT, DOMAIN),
    )

    # s:2 is the first report, and in it the third account's key is the smaller one.
    assert store.path(PHONE, DOMAIN) == Path(
        PHONE, (Step("s:2", THIRD_ACCOUNT), Step("s:5", DOMAIN))
    )


def test_a_unit_is_no_step_from_itself(store: GraphStore) -> None:
    """Both ends one unit: a path without steps, also by another key of it."""
    load(store, make_report("s:1", ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE)]))

    assert store.path(PHONE, PHONE) == Path(PHONE, ())
    assert store.path(ZALO, PHONE) == Path(PHONE, ())


def test_a_path_steps_over_units(store: GraphStore) -> None:
    """In by the handle, out by its phone; ends are given by any key and named by their unit's."""
    load(
        store,
        make_report("s:1", ACCOUNT, ZALO, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:2", PHONE, DOMAIN),
    )

    assert store.path(ACCOUNT, DOMAIN) == Path(ACCOUNT, (Step("s:1", PHONE), Step("s:2", DOMAIN)))
    assert store.path(ZALO, DOMAIN) == Path(PHONE, (Step("s:2", DOMAIN),))


def test_there_may_be_no_path(store: GraphStore) -> None:
    """Nothing leads there, or only a stated link does."""
    load(store, make_report("s:1", PHONE, ACCOUNT), make_report("s:2", DOMAIN))
    load(store, make_report("s:3", links=[(ACCOUNT, LinkType.TRANSFERRED_TO, OTHER_ACCOUNT)]))

    assert store.path(PHONE, DOMAIN) is None
    assert store.path(PHONE, OTHER_ACCOUNT) is None


def test_only_joining_roles_lead_on(store: GraphStore) -> None:
    """A number that is only displayed leads nowhere."""
    load(
        store,
        make_report("s:1", PHONE, (ACCOUNT, Role.DISPLAYED)),
        make_report("s:2", ACCOUNT, DOMAIN),
        make_report("s:3", (PHONE, Role.UNCLEAR), (OTHER_PHONE, Role.UNCLEAR)),
    )

    assert store.path(PHONE, DOMAIN) is None
    assert store.path(PHONE, OTHER_PHONE) == Path(PHONE, (Step("s:3", OTHER_PHONE),))


def test_a_path_has_no_more_reports_than_asked_for(store: GraphStore) -> None:
    """Six by default."""
    keys = [numbered_account(number) for number in range(9)]
    chain(store, *keys)

    six = store.path(keys[0], keys[6])
    assert six is not None
    assert [step.unit for step in six.steps] == keys[1:7]
    assert store.path(keys[0], keys[7]) is None
    assert store.path(keys[0], keys[7], max_reports=7) is not None
    assert store.path(keys[0], keys[2], max_reports=1) is None
    assert store.path(keys[0], keys[0], max_reports=0) == Path(keys[0], ())


@pytest.mark.parametrize("kind", [DecisionKind.IGNORE, DecisionKind.VICTIM])
def test_what_may_not_join_is_not_passed(store: GraphStore, kind: DecisionKind) -> None:
    """A detour is taken, and without one there is no path, until the judgement is revoked."""
    chain(store, PHONE, ACCOUNT, DOMAIN)
    straight = store.path(PHONE, DOMAIN)
    decision = judge(store, kind, ACCOUNT)

    assert store.path(PHONE, DOMAIN) is None
    chain(store, PHONE, OTHER_ACCOUNT, THIRD_ACCOUNT, DOMAIN, stream="t")
    around = store.path(PHONE, DOMAIN)
    assert around is not None
    assert [step.unit for step in around.steps] == [OTHER_ACCOUNT, THIRD_ACCOUNT, DOMAIN]
    revoke(store, decision)
    assert store.path(PHONE, DOMAIN) == straight


def test_a_shared_host_is_not_passed(store: GraphStore) -> None:
    """Two who use the same shortener have nothing to do with each other."""
    chain(store, PHONE, SHORTENER, ACCOUNT)

    assert store.path(PHONE, ACCOUNT) is None
    assert store.path(PHONE, SHORTENER) == Path(PHONE, (Step("s:0", SHORTENER),))


def test_a_hub_is_not_passed(store: GraphStore) -> None:
    """More than a thousand reports make a hub; a thousand don't. An end may be one."""
    chain(store, PHONE, DOMAIN, ACCOUNT)
    load(store, *many_reports(HUB_THRESHOLD - 2, DOMAIN))
    assert store.get_unit(DOMAIN).degree == HUB_THRESHOLD
    assert store.path(PHONE, ACCOUNT) == Path(PHONE, (Step("s:0", DOMAIN), Step("s:1", ACCOUNT)))

    load(store, make_report("s:one-more", DOMAIN))

    assert store.path(PHONE, ACCOUNT) is None
    assert store.path(PHONE, DOMAIN) == Path(PHONE, (Step("s:0", DOMAIN),))
    assert store.path(DOMAIN, ACCOUNT) == Path(DOMAIN, (Step("s:1", ACCOUNT),))


def test_a_rejected_report_leads_nowhere(store: GraphStore) -> None:
    """The path goes with it and comes back with it."""
    chain(store, PHONE, ACCOUNT)
    decision = judge(store, DecisionKind.REJECTED, "s:0")

    assert store.path(PHONE, ACCOUNT) is None
    revoke(store, decision)
    assert store.path(PHONE, ACCOUNT) is not None


def test_judging_two_the_same_shortens_the_path(store: GraphStore) -> None:
    """One unit, one step fewer."""
    load(store, make_report("s:1", PHONE, ACCOUNT), make_report("s:2", OTHER_ACCOUNT, DOMAIN))
    assert store.path(PHONE, DOMAIN) is None

    judge(store, DecisionKind.SAME_AS, ACCOUNT, OTHER_ACCOUNT)

    merged = min(ACCOUNT, OTHER_ACCOUNT)
    assert store.path(PHONE, DOMAIN) == Path(PHONE, (Step("s:1", merged), Step("s:2", DOMAIN)))


def hubs(store: GraphStore, *together: str) -> None:
    """Load two identifiers in forty reports each, and reports that name both."""
    load(store, *many_reports(40, PHONE, DOMAIN, stream="a"))
    load(store, *many_reports(40, OTHER_PHONE, THIRD_ACCOUNT, stream="b"))
    load(store, *[make_report(report_id, PHONE, OTHER_PHONE) for report_id in together])


def test_a_search_that_would_read_too_much_is_refused(store: GraphStore) -> None:
    """In both languages, with the limit; not told as if there were no path."""
    hubs(store)

    with pytest.raises(PathTooWideError) as caught:
        store.path(PHONE, OTHER_PHONE, cap=39)
    assert isinstance(caught.value, LimitError)
    assert all("39" in caught.value.message(language) for language in ("vi", "en"))
    assert store.path(PHONE, OTHER_PHONE) is None


def test_one_report_between_two_hubs_is_found_all_the_same(store: GraphStore) -> None:
    """The first of those that name both, from either side; beyond it nothing is followed."""
    hubs(store, "z:2", "z:1")

    assert store.path(PHONE, OTHER_PHONE, cap=1) == Path(PHONE, (Step("z:1", OTHER_PHONE),))
    assert store.path(OTHER_PHONE, PHONE, cap=1) == Path(OTHER_PHONE, (Step("z:1", PHONE),))
    with pytest.raises(PathTooWideError):
        store.path(DOMAIN, THIRD_ACCOUNT, cap=1)


def test_the_narrow_side_is_searched_first(store: GraphStore) -> None:
    """What leads nowhere has no path to a hub either, and little is read to tell."""
    hubs(store)
    load(store, make_report("s:1", ACCOUNT, OTHER_ACCOUNT))

    assert store.path(ACCOUNT, PHONE, cap=5) is None
    assert store.path(PHONE, ACCOUNT, cap=5) is None
