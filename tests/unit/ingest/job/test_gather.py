"""Rows of one report come together, wherever they stand."""

from __future__ import annotations

import random

from ingest.gather import gather_rows
from ingest.rejects import Reason, Reject, reject_row
from ingest.report_ids import OwnIds
from ingest.sources.row import Row


def _gather(rows: list[Row | Reject]) -> list[tuple[str, Row] | Reject]:
    return list(gather_rows(rows, OwnIds("id", "a.csv"), "a.csv"))


def test_scattered_rows_of_one_report_follow_each_other_in_their_order() -> None:
    """However many rows stand between them, and whatever they hold."""
    rows: list[Row | Reject] = [
        Row(number, f"row {number}", {"id": f"R{number % 1500}", "value": f"v{number}\n'é"})
        for number in range(1, 4001)
    ]

    found = [item for item in _gather(rows) if not isinstance(item, Reject)]

    expected = sorted(
        ((row.cells["id"], row) for row in rows if isinstance(row, Row)),
        key=lambda item: (item[0], item[1].number),
    )
    assert found == expected


def test_lists_survive() -> None:
    """A record of JSON keeps its lists."""
    row = Row(1, "[0]", {"id": "1"}, {"values": ("a", "b")})

    assert _gather([row]) == [("1", row)]


def test_rejects_pass_and_rows_without_an_id_become_some() -> None:
    """Nothing is lost on the way."""
    broken = reject_row("a.csv", "line 2", Reason.UNPARSABLE)
    rows: list[Row | Reject] = [Row(1, "row 1", {"id": ""}), broken, Row(3, "row 3", {"id": "x"})]
    random.Random(1).shuffle(rows)

    found = _gather(rows)

    rejects = [item for item in found if isinstance(item, Reject)]
    assert broken in rejects
    assert {reject.reason for reject in rejects} == {Reason.UNPARSABLE, Reason.MISSING_ID}
    assert [item[0] for item in found if not isinstance(item, Reject)] == ["x"]
