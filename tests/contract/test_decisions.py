"""Judgements are kept with who, when and why; what lacks one of them is refused."""

from __future__ import annotations

import pytest

from graph.errors import InvalidDecisionError
from graph.expand import Standing
from graph.model import Decision, DecisionKind
from graph.store.port import GraphStore
from tests.contract.case import (
    JUDGEMENTS,
    NOT_SAME,
    SAME,
    everything,
    load_case,
)
from tests.contract.facts import (
    NOW,
    OTHER_PHONE,
    PHONE,
    judge,
    later,
    revoke,
)
from tests.contract.stores import Place


@pytest.mark.parametrize(("kind", "subject", "other"), JUDGEMENTS)
def test_a_decision_is_recorded_with_who_when_and_why(
    store: GraphStore, kind: DecisionKind, subject: str, other: str | None
) -> None:
    """It comes back with an id and its time."""
    load_case(store)

    made = judge(store, kind, subject, other, now=later(2))

    assert made == Decision(
        kind, subject, "lan", "đã xác minh", other, id=made.id, decided_at=later(2)
    )
    assert made.id.startswith("D")
    assert store.decisions() == [made]
    assert store.counts().decisions == 1


@pytest.mark.parametrize(
    "decision",
    [
        Decision(DecisionKind.IGNORE, PHONE, "", "vì sao"),
        Decision(DecisionKind.IGNORE, PHONE, "  \t", "vì sao"),
        Decision(DecisionKind.IGNORE, PHONE, "lan", ""),
        Decision(DecisionKind.IGNORE, PHONE, "lan", " \n"),
        Decision(SAME, PHONE, "lan", "vì sao"),
        Decision(NOT_SAME, PHONE, "lan", "vì sao"),
        Decision(DecisionKind.DUPLICATE_OF, "s:1", "lan", "vì sao"),
        Decision(SAME, PHONE, "lan", "vì sao", "phone:+84999999999"),
        Decision(DecisionKind.DUPLICATE_OF, "s:1", "lan", "vì sao", "s:99"),
        Decision(DecisionKind.IGNORE, "phone:+84999999999", "lan", "vì sao"),
        Decision(DecisionKind.VICTIM, "s:1", "lan", "vì sao"),
        Decision(DecisionKind.CONFIRMED, "R9", "lan", "vì sao"),
        Decision(DecisionKind.REJECTED, PHONE, "lan", "vì sao"),
        Decision(DecisionKind.WITHDRAW, "0" * 64, "lan", "vì sao"),
        Decision(DecisionKind.ERASE, "s:99", "lan", "vì sao"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(store: GraphStore, decision: Decision) -> None:
    """Who, why, the other one, or a subject that the store knows; nothing is recorded."""
    load_case(store)

    with pytest.raises(InvalidDecisionError):
        store.add_decision(decision, later(2))

    assert store.decisions() == []
    assert store.counts().decisions == 0


@pytest.mark.parametrize(
    ("who", "why"), [("", "nhầm"), ("minh", ""), (" ", "nhầm"), ("minh", "\t")]
)
def test_revoking_without_a_name_or_a_reason_is_refused(
    store: GraphStore, who: str, why: str
) -> None:
    """The judgement stays in force."""
    load_case(store)
    decision = judge(store, DecisionKind.IGNORE, PHONE)

    with pytest.raises(InvalidDecisionError):
        store.revoke_decision(decision.id, who, why, later(3))
    assert store.get_unit(PHONE).standing is Standing.IGNORED


def test_what_is_not_in_force_cannot_be_revoked(store: GraphStore) -> None:
    """Neither an unknown judgement nor one that was revoked already."""
    load_case(store)
    decision = judge(store, DecisionKind.IGNORE, PHONE)
    ended = revoke(store, decision)

    for decision_id in (decision.id, "D99", "", "9", "D1' OR 1=1"):
        with pytest.raises(InvalidDecisionError):
            store.revoke_decision(decision_id, "minh", "nhầm", later(40))
    assert store.decisions() == [ended]


def test_a_judgement_can_be_made_again(store: GraphStore) -> None:
    """After its revocation, as a new one."""
    load_case(store)
    first = judge(store, DecisionKind.IGNORE, PHONE)
    revoke(store, first)

    second = judge(store, DecisionKind.IGNORE, PHONE, now=later(40))

    assert second.id != first.id
    assert store.get_unit(PHONE).standing is Standing.IGNORED
    revoke(store, second, now=later(41))
    assert store.get_unit(PHONE).standing is Standing.JOINING


def test_decisions_are_listed_oldest_first(store: GraphStore) -> None:
    """By subject, by kind, and by the time at which they were in force."""
    load_case(store)
    first = judge(store, DecisionKind.IGNORE, PHONE, now=later(1))
    second = judge(store, DecisionKind.REJECTED, "s:1", now=later(2))
    third = judge(store, DecisionKind.CONFIRMED, PHONE, now=later(3))
    first = revoke(store, first, now=later(4))

    assert store.decisions() == [first, second, third]
    assert store.decisions(subject=PHONE) == [first, third]
    assert store.decisions(kind=DecisionKind.REJECTED) == [second]
    assert store.decisions(subject=PHONE, kind=DecisionKind.IGNORE) == [first]
    assert store.decisions(subject="s:9") == []
    assert store.decisions(in_force_at=NOW) == []
    assert store.decisions(in_force_at=later(1)) == [first]
    assert store.decisions(in_force_at=later(3.5)) == [first, second, third]
    assert store.decisions(in_force_at=later(5)) == [second, third]


def test_decisions_survive_closing(place: Place) -> None:
    """And are applied in the next opening, where they can be revoked."""
    first = place.open()
    load_case(first)
    before = everything(first)
    decision = judge(first, SAME, PHONE, OTHER_PHONE)
    after = everything(first)
    first.close()

    second = place.open()
    assert everything(second) == after
    assert second.decisions() == [decision]
    revoke(second, decision)
    assert everything(second) == before
    second.close()
