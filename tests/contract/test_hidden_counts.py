"""What is not on the screen is counted for many units at once, as expanding each would count."""

from __future__ import annotations

from graph.expand import ExpandQuery, HiddenCounts
from graph.model import DecisionKind, LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    PHONE,
    ZALO,
    judge,
    load,
    make_list,
    make_report,
    numbered_account,
)

KEYS = [PHONE, ACCOUNT, DOMAIN, OTHER_PHONE, OTHER_ACCOUNT]


def load_crowd(store: GraphStore) -> None:
    """Load reports with a united phone, a victim, a list and a report that is rejected."""
    load(
        store,
        make_report("s:1", PHONE, ACCOUNT, (OTHER_PHONE, Role.VICTIM)),
        make_report("s:2", ZALO, DOMAIN, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:3", DOMAIN, OTHER_PHONE, OTHER_ACCOUNT),
        make_report("s:4", ACCOUNT, OTHER_ACCOUNT),
        make_list("s:list", ACCOUNT, DOMAIN),
    )
    judge(store, DecisionKind.REJECTED, "s:4")


def test_each_count_is_that_of_expanding(store: GraphStore) -> None:
    """Units, roles, lists and judgements count as there; unknown keys are left out."""
    load_crowd(store)
    exclude = [ZALO, OTHER_ACCOUNT, "phone:+84900000000"]

    found = store.hidden_counts([*KEYS, "phone:+84900000000"], exclude)

    for key in KEYS:
        one = store.expand(ExpandQuery(key, limit=0, exclude=frozenset(exclude)))
        assert found[key] == HiddenCounts(one.hidden_by_kind, one.exact)
    assert found.keys() == set(KEYS)
    assert found[PHONE].by_kind == {"bank_account": 1, "domain": 1}


def test_a_key_of_a_unit_is_as_good_as_another(store: GraphStore) -> None:
    """The answer stands under the key that was asked with; asking twice is asking once."""
    load_crowd(store)

    found = store.hidden_counts([ZALO, PHONE, ZALO], [])

    assert list(found) == [ZALO, PHONE]
    assert found[ZALO] == found[PHONE]


def test_above_the_cap_they_are_at_least(store: GraphStore) -> None:
    """Of the newest reports only; at the cap itself they are exact."""
    load(store, *(make_report(f"s:{n}", PHONE, numbered_account(n)) for n in range(5)))
    every = store.expand(ExpandQuery(PHONE, limit=0)).hidden_by_kind

    assert store.hidden_counts([PHONE], [], cap=5)[PHONE] == HiddenCounts(every, exact=True)
    some = store.hidden_counts([PHONE], [], cap=4)[PHONE]
    assert not some.exact
    assert 0 < sum(some.by_kind.values()) < sum(every.values())
    assert store.hidden_counts([PHONE], [], cap=0)[PHONE] == HiddenCounts({}, exact=False)
    assert store.hidden_counts([PHONE], [], cap=10**30)[PHONE].exact


def test_nothing_asked_is_nothing_answered(store: GraphStore) -> None:
    """No keys, or none that is known."""
    assert store.hidden_counts([], []) == {}
    assert store.hidden_counts([PHONE], [PHONE]) == {}
