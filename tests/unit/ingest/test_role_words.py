"""Words for roles: the fake thing is suspect, what it imitates is impersonated."""

from __future__ import annotations

import pytest

from graph.identifiers.folding import fold
from graph.model import Role
from ingest.role_words import ROLE_WORDS, find_role


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("suspect", Role.SUSPECT), ("Nghi vấn", Role.SUSPECT), ("giả mạo", Role.SUSPECT),
        ("bị giả mạo", Role.IMPERSONATED), ("Mạo danh", Role.IMPERSONATED),
        ("NẠN NHÂN", Role.VICTIM), ("bị_hại", Role.VICTIM), ("người trình báo", Role.REPORTER),
        ("caller_id", Role.DISPLAYED), ("không rõ", Role.UNCLEAR),
        ("nhân chứng", Role.REPORTER), ("Khách hàng", Role.VICTIM), ("thợ điện", None), ("", None),
    ],
)  # fmt: skip
def test_roles_are_known_in_both_languages(word: str, role: Role | None) -> None:
    """Case, diacritics and underscores do not matter."""
    assert find_role(word) is role


def test_every_role_has_its_own_name_and_every_word_is_folded() -> None:
    """The table can be reached by folding what was written."""
    assert all(find_role(role.value) is role for role in Role)
    assert all(fold(word) == word for word in ROLE_WORDS)
