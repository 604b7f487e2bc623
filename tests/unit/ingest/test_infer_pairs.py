"""A bank is never given to another's account: that would be an account which nobody has."""

from __future__ import annotations

import pytest

from graph.model import Role
from ingest.infer import infer_mapping
from ingest.infer_pairs import pair_columns
from ingest.look import look_at
from ingest.mapping import IdentifierColumn
from tests.unit.ingest.sources.reading import opened

S, V = Role.SUSPECT, Role.VICTIM


@pytest.mark.parametrize(
    ("columns", "pairs"),
    [
        ("a1 b1", "a1-b1"), ("b1 a1", "a1-b1"), ("a1 b1 a2 b2", "a1-b1 a2-b2"),
        ("b1 a1 b2 a2", "a1-b1 a2-b2"), ("a1 a2 b1 b2", "a1-b1 a2-b2"), ("a1 a2 b1", "a2-b1"),
        ("b1 a1 a2", "a1-b1"), ("a1 x b1 x x a2", "a1-b1"), ("a1 b1 b2", "a1-b1"),
        ("aV bS aS", "aS-bS"), ("aV bV aS bS", "aV-bV aS-bS"), ("aV aS bS bV", "aV-bV aS-bS"),
        ("aV bS", ""), ("a1 bS aS", "aS-bS"), ("aV b1 aS", "aV-b1"), ("x", ""), ("a1", ""),
    ],
)  # fmt: skip
def test_columns_are_paired_by_order_role_or_place(columns: str, pairs: str) -> None:
    """In doubt a column stays alone."""
    names = [f"{name}@{place}" for place, name in enumerate(columns.split())]
    roles = {name: {"S": S, "V": V}.get(name[1:2]) for name in names}

    found = pair_columns(
        [name for name in names if name[0] == "a"],
        [name for name in names if name[0] == "b"],
        roles,
    )

    told = {f"{one.split('@')[0]}-{other.split('@')[0]}" for one, other in found.items()}
    assert told == set(pairs.split())


def _inferred(text: str) -> dict[str, IdentifierColumn]:
    with opened(text, "a.csv") as source:
        columns = infer_mapping(look_at(source)).columns
    return {column.column: column for column in columns if isinstance(column, IdentifierColumn)}


def test_the_receivers_bank_is_not_the_senders() -> None:
    """Told by the words for sending and receiving, whatever stands nearer."""
    found = _inferred("STK chuyển;STK nhận;Ngân hàng nhận\n0123456789;0123456788;MB\n")

    assert {name: (column.role, column.bank_column) for name, column in found.items()} == {
        "STK chuyển": (V, None), "STK nhận": (S, "Ngân hàng nhận"),
    }  # fmt: skip


def test_the_role_column_of_one_kind_is_not_anothers() -> None:
    """A plain one is everybody's."""
    found = _inferred("phone,phone_role,email\n0912345678,victim,a@b.com\n")
    plain = _inferred("phone,vai trò,email\n0912345678,victim,a@b.com\n")

    assert [column.role_column for column in found.values()] == ["phone_role", None]
    assert [column.role_column for column in plain.values()] == ["vai trò", "vai trò"]
