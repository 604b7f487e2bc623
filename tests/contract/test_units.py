"""What linking counts as one: a phone and its handles, a domain and its links, a judgement."""

from __future__ import annotations

from graph.expand import Standing
from graph.model import DecisionKind, LinkType, Role
from graph.store.port import GraphStore
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_ACCOUNT,
    OTHER_PHONE,
    OTHER_URL,
    PHONE,
    SHORT_URL,
    SHORTENER,
    URL,
    ZALO,
    judge,
    later,
    load,
    make_report,
    revoke,
)

KEYED, HOSTED = LinkType.KEYED_BY, LinkType.HOSTED_ON


def test_an_identifier_alone_is_its_own_unit(store: GraphStore) -> None:
    """It joins, and has its own key only."""
    load(store, make_report("s:1", PHONE, ACCOUNT))

    unit = store.get_unit(ACCOUNT)
    assert (unit.key, unit.keys, unit.kind) == (ACCOUNT, (ACCOUNT,), "bank_account")
    assert (unit.degree, unit.standing) == (1, Standing.JOINING)


def test_a_handle_is_one_with_the_phone_it_is_keyed_by(store: GraphStore) -> None:
    """Either key gives the unit; the phone represents it; reports of both count once."""
    load(
        store,
        make_report("s:1", ZALO, PHONE, links=[(ZALO, KEYED, PHONE)]),
        make_report("s:2", ZALO),
        make_report("s:3", PHONE),
    )

    unit = store.get_unit(ZALO)
    assert unit == store.get_unit(PHONE)
    assert (unit.key, unit.keys, unit.degree) == (PHONE, (PHONE, ZALO), 3)


def test_a_phone_that_only_a_link_names_is_known(store: GraphStore) -> None:
    """It represents its unit although no report mentions it."""
    load(store, make_report("s:1", ZALO, links=[(ZALO, KEYED, PHONE)]))

    assert store.get_unit(PHONE).keys == (PHONE, ZALO)
    assert store.get_unit(PHONE).degree == 1


def test_the_links_of_a_domain_are_one_with_it(store: GraphStore) -> None:
    """Also those that other reports state, and the representative comes first."""
    load(store, make_report("s:1", URL, links=[(URL, HOSTED, DOMAIN)]))
    load(store, make_report("s:2", OTHER_URL, links=[(OTHER_URL, HOSTED, DOMAIN)]), now=later(1))

    unit = store.get_unit(OTHER_URL)
    assert (unit.key, unit.keys, unit.degree) == (DOMAIN, (DOMAIN, URL, OTHER_URL), 2)


def test_a_shared_host_joins_nothing(store: GraphStore) -> None:
    """A link on a shortener is its own unit, and the shortener stands apart, as shared."""
    load(
        store,
        make_report("s:1", SHORT_URL, PHONE, links=[(SHORT_URL, HOSTED, SHORTENER)]),
        make_report("s:2", SHORTENER, PHONE),
    )

    assert store.get_unit(SHORT_URL).keys == (SHORT_URL,)
    assert store.get_unit(SHORT_URL).standing is Standing.JOINING
    shared = store.get_unit(SHORTENER)
    assert (shared.keys, shared.standing, shared.degree) == ((SHORTENER,), Standing.SHARED, 1)


def test_an_account_too_short_to_prove_anything_never_joins(store: GraphStore) -> None:
    """A kind's own word makes it shared: under nine digits at an unknown bank."""
    load(store, make_report("s:1", "bank_account:?:12345678", "bank_account:?:123456789"))

    assert store.get_unit("bank_account:?:12345678").standing is Standing.SHARED
    assert store.get_unit("bank_account:?:123456789").standing is Standing.JOINING


def test_other_links_make_no_unit(store: GraphStore) -> None:
    """A transfer connects two accounts and leaves them two."""
    for number, link_type in enumerate(sorted(set(LinkType) - {KEYED, HOSTED})):
        load(store, make_report(f"s:{number}", links=[(ACCOUNT, link_type, OTHER_ACCOUNT)]))

    assert store.get_unit(ACCOUNT).keys == (ACCOUNT,)
    assert store.get_unit(OTHER_ACCOUNT).keys == (OTHER_ACCOUNT,)
    assert store.get_unit(ACCOUNT).degree == 0


def test_only_joining_roles_count(store: GraphStore) -> None:
    """A victim's phone has degree 0 where it was only a victim's; unclear counts."""
    roles = [role for role in Role if role not in {Role.SUSPECT, Role.UNCLEAR}]
    load(store, *[make_report(f"s:{role}", (PHONE, role)) for role in roles])
    assert store.get_unit(PHONE).degree == 0
    assert store.get_unit(PHONE).first_at is None

    load(store, make_report("s:u", (PHONE, Role.UNCLEAR)))
    assert store.get_unit(PHONE).degree == 1


def test_units_merge_through_ties_and_judgements(store: GraphStore) -> None:
    """Two phones judged the same bring their handles along; undone, each has its own again."""
    other_zalo = "social_handle:zalo:+84987654321"
    load(
        store,
        make_report("s:1", ZALO, links=[(ZALO, KEYED, PHONE)]),
        make_report("s:2", other_zalo, links=[(other_zalo, KEYED, OTHER_PHONE)]),
    )
    decision = judge(store, DecisionKind.SAME_AS, OTHER_PHONE, PHONE)

    joined = store.get_unit(other_zalo)
    assert joined.keys == (PHONE, OTHER_PHONE, ZALO, other_zalo)
    assert joined.degree == 2
    revoke(store, decision)
    assert store.get_unit(ZALO).keys == (PHONE, ZALO)
    assert store.get_unit(other_zalo).keys == (OTHER_PHONE, other_zalo)


def test_a_unit_is_represented_by_the_first_kind_in_the_registry(store: GraphStore) -> None:
    """Among accounts and handles judged the same: the account, whatever the order said."""
    handle = "social_handle:facebook:kengua"
    load(store, make_report("s:1", handle, OTHER_ACCOUNT, ACCOUNT))
    judge(store, DecisionKind.SAME_AS, handle, OTHER_ACCOUNT)
    judge(store, DecisionKind.SAME_AS, ACCOUNT, handle, now=later(1))

    assert store.get_unit(handle).keys == (OTHER_ACCOUNT, ACCOUNT, handle)


def test_units_of_many_keys_are_distinct_and_in_order(store: GraphStore) -> None:
    """Keys of one unit give it once; unknown keys are left out."""
    load(store, make_report("s:1", ZALO, ACCOUNT, links=[(ZALO, KEYED, PHONE)]))

    found = store.get_units([ACCOUNT, ZALO, "phone:+84999999999", PHONE, ACCOUNT])

    assert [unit.key for unit in found] == [ACCOUNT, PHONE]
    assert store.get_units([]) == []


def test_many_units_can_be_asked_for_at_once(store: GraphStore) -> None:
    """More keys than a statement has room for are no problem."""
    load(store, make_report("s:1", PHONE))
    keys = [f"phone:+849{number:08}" for number in range(40_000)]

    assert [unit.key for unit in store.get_units([*keys, PHONE])] == [PHONE]


def test_a_rejected_report_ties_nothing(store: GraphStore) -> None:
    """What only it stated falls apart, and comes back with the revocation."""
    load(
        store,
        make_report("s:1", ZALO, PHONE, links=[(ZALO, KEYED, PHONE)]),
        make_report("s:2", ZALO, PHONE),
    )
    decision = judge(store, DecisionKind.REJECTED, "s:1")

    assert store.get_unit(PHONE).keys == (PHONE,)
    revoke(store, decision)
    assert store.get_unit(PHONE).keys == (PHONE, ZALO)


def test_a_tie_that_two_reports_state_holds_while_one_does(store: GraphStore) -> None:
    """Rejecting one of them leaves the unit whole."""
    for number in (1, 2):
        load(store, make_report(f"s:{number}", ZALO, links=[(ZALO, KEYED, PHONE)]))
    judge(store, DecisionKind.REJECTED, "s:1")

    assert store.get_unit(ZALO).keys == (PHONE, ZALO)
    assert store.get_unit(ZALO).degree == 1
