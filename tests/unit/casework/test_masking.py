from __future__ import annotations

import pytest

from casework.masking import protected_keys, shown_caption
from graph.model import DecisionKind, LinkType, Role
from graph.store.open import open_store
from tests.contract.facts import (
    ACCOUNT,
    DOMAIN,
    OTHER_PHONE,
    PHONE,
    THIRD_ACCOUNT,
    ZALO,
    judge,
    load,
    make_report,
    revoke,
)

ALL = (PHONE, ZALO, OTHER_PHONE, ACCOUNT, THIRD_ACCOUNT, DOMAIN, "phone:+84900000000")


def test_victims_and_reporters_are_protected_by_role_and_by_judgement() -> None:
    """Whoever is also a suspect is not, nor who is only shown or named by a link."""
    store = open_store("sqlite::memory:")
    load(
        store,
        make_report("s:1", (PHONE, Role.VICTIM), DOMAIN, links=[(ZALO, LinkType.KEYED_BY, PHONE)]),
        make_report("s:2", (PHONE, Role.REPORTER), (OTHER_PHONE, Role.DISPLAYED)),
        make_report("s:3", (ACCOUNT, Role.VICTIM)),
        make_report("s:4", ACCOUNT),
        make_report("s:5", DOMAIN, links=[(THIRD_ACCOUNT, LinkType.TRANSFERRED_TO, DOMAIN)]),
    )

    assert protected_keys(store, ALL) == {PHONE, ZALO}
    decision = judge(store, DecisionKind.VICTIM, ACCOUNT)
    assert protected_keys(store, ALL) == {PHONE, ZALO, ACCOUNT}
    revoke(store, decision)
    assert protected_keys(store, ALL) == {PHONE, ZALO}
    store.close()


@pytest.mark.parametrize(("key", "caption", "masked"), [
    (PHONE, "0912 345 678", "•••• ••• •78"),
    ("social_handle:telegram:a\u202eb", "Telegram a\ufffdb", "•••••••• a\ufffdb"),
])  # fmt: skip
def test_captions_are_visible_or_dotted_out(key: str, caption: str, masked: str) -> None:
    """All but the last two letters and digits."""
    assert shown_caption(key, hide=False) == caption
    assert shown_caption(key, hide=True) == masked
