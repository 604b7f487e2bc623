"""Whatever the cells hold, every row ends as a report, as a part of one, or as a reject."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mapping_file import parse_mapping
from ingest.rejects import Reject
from ingest.reports import Made, Making
from ingest.sources.row import Row

_COLUMNS = """
  id: title
  sđt: {kind: phone, many: true}
  loại: {kind_column: k, bank_column: b, role_column: r, otherwise: title}
  ngày: reported
  mất: loss
  kiểu: form
  chuyện: text
links:
  - type: TRANSFERRED_TO
    source: {column: từ, kind: bank_account, bank_column: b}
    target: {column: đến, kind: bank_account, system: nhà}
    amount: {column: mất}
    time: {column: ngày}
""".replace("system: nhà", "system: home")
MAPPINGS = {
    "row": f"version: 1\ncolumns:{_COLUMNS}",
    "own-id": f"version: 1\nid: id\ncolumns:{_COLUMNS}",
    "long": f"version: 1\nshape: long\nid: id\ncolumns:{_COLUMNS}",
}
_CELL = st.one_of(
    st.sampled_from([
        "", " ", "0912345678", "0912345678; x", "4.48E+11", "phone", "stk", "ACB", "suspect", "1",
        "evil[.]com", "23/11/2026", "03/04/2026", "5 triệu", "-5", "9; 14", "STK 0011223344 ACB",
        "<img onerror=x>", "\u202e", "970436:0123456789", "telegram:some_name", "btc",
    ]),
    st.text(max_size=30),
)  # fmt: skip
_NAMES = ("id", "sđt", "loại", "k", "b", "r", "ngày", "mất", "kiểu", "chuyện", "từ", "đến")
_ROW = st.fixed_dictionaries({}, optional=dict.fromkeys(_NAMES, _CELL))


def _make(name: str, rows: list[dict[str, str]]) -> tuple[list[Made], list[Reject]]:
    mapping = parse_mapping(MAPPINGS[name], "test.yaml").mappings[0]
    numbered = [Row(n, f"row {n}", cells) for n, cells in enumerate(rows, start=1)]
    found = list(Making(mapping, {}, "tin", "a.csv").make(numbered))
    made = [item for item in found if isinstance(item, Made)]
    return made, [item for item in found if isinstance(item, Reject)]


@pytest.mark.parametrize("name", sorted(MAPPINGS))
@given(rows=st.lists(_ROW, max_size=12))
@settings(deadline=None, max_examples=80)
def test_rows_and_rejects_always_add_up(name: str, rows: list[dict[str, str]]) -> None:
    """No exception, no row lost without a word, no row counted twice."""
    made, rejects = _make(name, rows)

    assert sum(item.rows for item in made) + sum(r.whole for r in rejects) == len(rows)
    assert all(item.report.mentions or item.report.links or item.texts for item in made)
    for item in made:
        assert item.report.id.startswith("tin:")
        assert len({text.column for text in item.texts}) == len(item.texts)


@pytest.mark.parametrize("name", ["own-id", "long"])
@given(rows=st.lists(_ROW, max_size=8), data=st.data())
@settings(deadline=None, max_examples=50)
def test_reading_again_gives_the_same_reports(
    name: str, rows: list[dict[str, str]], data: st.DataObject
) -> None:
    """Whatever the order of columns: the same ids with the same content."""
    turned = [
        {column: row[column] for column in data.draw(st.permutations(sorted(row)))} for row in rows
    ]

    reports = [
        [(item.report.id, item.report.content_hash) for item in _make(name, some)[0]]
        for some in (rows, turned)
    ]
    assert reports[0] == reports[1]
