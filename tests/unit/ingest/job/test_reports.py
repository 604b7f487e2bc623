"""Every row ends as a report, as a part of one, or as a reject."""

from __future__ import annotations

import pytest

from ingest import reports
from ingest.mapping import Mapping
from ingest.mapping_file import parse_mapping
from ingest.rejects import Reason, Reject, reject_row
from ingest.reports import Made, Making
from ingest.sources.row import Row

BY_ID = "version: 1\nid: id\ncolumns: {sđt: phone, nội dung: text, mất: loss}\n"
BY_CONTENT = BY_ID.replace("id: id\n", "")
LONG = "version: 1\nshape: long\nid: id\ncolumns: {sđt: phone, nội dung: text, mất: loss}\n"
ONE, OTHER = "0912345678", "0987654321"


def _mapping(text: str) -> Mapping:
    return parse_mapping(text, "test.yaml").mappings[0]


def _make(mapping: str, *rows: dict[str, str] | Reject) -> tuple[list[Made], list[Reject]]:
    numbered = (
        row if isinstance(row, Reject) else Row(number, f"row {number}", row)
        for number, row in enumerate(rows, start=1)
    )
    found = list(Making(_mapping(mapping), {}, "tin", "a.csv").make(numbered))
    made = [item for item in found if isinstance(item, Made)]
    return made, [item for item in found if isinstance(item, Reject)]


@pytest.mark.parametrize("mapping", [BY_ID, BY_CONTENT, LONG])
def test_rows_and_rejects_add_up(mapping: str) -> None:
    """Whatever the shape, no row is lost without a word."""
    broken = reject_row("a.csv", "line 9", Reason.UNPARSABLE)
    made, rejects = _make(
        mapping,
        {"id": "1", "sđt": ONE},
        {"id": "2", "sđt": "4.48E+11"},
        {"id": "3", "sđt": ""},
        broken,
        {"id": "4", "sđt": OTHER, "mất": "nhiều"},
    )

    assert [report.rows for report in made] == [1, 1]
    assert {(r.reason, r.whole) for r in rejects} == {
        (Reason.EXCEL_DAMAGE, True),
        (Reason.NO_IDENTIFIER, True),
        (Reason.UNPARSABLE, True),
        (Reason.BAD_AMOUNT, False),
    }


def test_ids_name_stream_and_row() -> None:
    """`stream:own-id`, and without one the fingerprint and the number among equal rows."""
    by_id, _ = _make(BY_ID, {"id": "TB-1", "sđt": ONE})
    by_content, _ = _make(BY_CONTENT, {"sđt": ONE}, {"sđt": ONE})

    assert by_id[0].report.id == "tin:TB-1"
    first, second = (made.report.id for made in by_content)
    assert first.endswith(":1")
    assert second == first[:-1] + "2"
    assert first.startswith("tin:")


def test_a_refused_row_keeps_its_number_among_equal_ones() -> None:
    """Once a mapping is mended, the rows that were good before keep their ids."""
    rows = ({"sđt": "x", "mất": "1"}, {"sđt": "x", "mất": "1"}, {"sđt": ONE})

    made, rejects = _make(BY_CONTENT, *rows)

    assert [reject.row for reject in rejects] == ["row 1", "row 2"]
    assert [item.report.id[-2:] for item in made] == [":1"]


def test_a_story_without_identifiers_is_kept() -> None:
    """Its text may be searched later."""
    made, rejects = _make(BY_ID, {"id": "1", "nội dung": "Tôi bị lừa."})

    assert rejects == []
    assert [(text.report_id, text.column, text.text) for text in made[0].texts] == [
        ("tin:1", "nội dung", "Tôi bị lừa.")
    ]
    assert made[0].texts[0].content_hash == made[0].report.content_hash
    assert made[0].report.mentions == ()


def test_a_second_row_with_one_id_is_rejected_unless_it_says_the_same() -> None:
    """Taking the last one would lose the accounts of the first, silently."""
    made, rejects = _make(
        BY_ID, {"id": "1", "sđt": ONE}, {"id": "1", "sđt": ONE}, {"id": "1", "sđt": OTHER}
    )

    assert [item.report.locator for item in made] == ["row 1", "row 2"]
    assert made[0].report.content_hash == made[1].report.content_hash
    assert [(r.reason, r.row, r.column, r.whole) for r in rejects] == [
        (Reason.REPEATED_ID, "row 3", "id", True)
    ]


def test_scattered_rows_of_a_long_table_are_one_report() -> None:
    """They need not be neighbours; what they say is put together."""
    made, _ = _make(
        LONG,
        {"id": "A", "sđt": ONE, "mất": "1 triệu"},
        {"id": "B", "sđt": ONE},
        {"id": "A", "sđt": OTHER, "mất": "2 triệu", "nội dung": "x"},
    )

    found = {item.report.id: item for item in made}
    assert [m.identifier.value for m in found["tin:A"].report.mentions] == [
        "+84912345678", "+84987654321",
    ]  # fmt: skip
    assert (found["tin:A"].report.loss_vnd, found["tin:A"].rows) == (2_000_000, 2)
    assert found["tin:B"].rows == 1


def test_a_report_of_too_many_rows_keeps_what_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows beyond the limit are rejected, each by itself."""
    monkeypatch.setattr(reports, "MAX_ROWS_PER_REPORT", 3)
    rows = [{"id": "A", "sđt": f"091234567{n}"} for n in range(5)]

    made, rejects = _make(LONG, *rows)

    assert [len(item.report.mentions) for item in made] == [3]
    assert [(r.reason, r.row) for r in rejects] == [
        (Reason.TOO_LONG, "row 4"), (Reason.TOO_LONG, "row 5"),
    ]  # fmt: skip
