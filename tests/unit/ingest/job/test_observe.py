"""A mapping is compiled once and says of each row what its columns mean."""

from __future__ import annotations

import tracemalloc

from graph.model import Identifier, LinkType, Precision, Role, Span
from ingest.mapping import Mapping
from ingest.mapping_file import parse_mapping
from ingest.observe import Observer
from ingest.observe_draft import Draft, Seen
from ingest.rejects import Reason
from ingest.sources.row import Row
from ingest.values_dates import Order

TRANSFERS = """
version: 1
links:
  - type: TRANSFERRED_TO
    source: {column: từ, kind: bank_account, bank: Vietcombank}
    target: {column: đến, kind: bank_account, bank_column: nh đến}
    amount: {column: số tiền}
    time: {column: lúc}
"""


def _mapping(text: str) -> Mapping:
    return parse_mapping(text, "test.yaml").mappings[0]


def _observe(mapping: str, cells: dict[str, str], order: Order | None = None) -> Draft:
    compiled = _mapping(mapping)
    orders = dict.fromkeys(compiled.named_columns(), order)
    return Observer(compiled, orders, "a.csv").observe(Row(1, "row 1", cells))


def _keys(draft: Draft) -> list[tuple[str, Role]]:
    return [(identifier.key, role) for identifier, role in draft.mentions]


def test_each_column_is_read_as_the_mapping_says() -> None:
    """Identifiers with role and bank, dates, loss, forms, unit and title."""
    draft = _observe(
        """
version: 1
columns:
  sđt: {kind: phone, role: suspect}
  stk: {kind: bank_account, bank_column: nh, role: suspect}
  của ai: {kind: phone, role: victim}
  ngày: reported
  xảy ra: occurred
  mất: loss
  kiểu: form
  nơi nhận: police_unit
  tên: title
""",
        {
            "sđt": "0912 345 678", "stk": "0123456789", "nh": "Vietcombank", "của ai": "0987654321",
            "ngày": "03/04/2026", "xảy ra": "2026-03", "mất": "5 triệu", "kiểu": "9; 14",
            "nơi nhận": " PA05 ", "tên": "Vụ A",
        },
        Order.DAY_MONTH,
    )  # fmt: skip

    assert _keys(draft) == [
        ("phone:+84912345678", Role.SUSPECT),
        ("bank_account:970436:0123456789", Role.SUSPECT),
        ("phone:+84987654321", Role.VICTIM),
    ]
    assert draft.reported is not None
    assert draft.reported.at.isoformat() == "2026-04-02T17:00:00+00:00"
    assert draft.occurred is not None
    assert draft.occurred.precision is Precision.MONTH
    assert (draft.loss_vnd, draft.forms) == (5_000_000, {9, 14})
    assert (draft.police_unit, draft.title) == ("PA05", "Vụ A")
    assert draft.rejects == []


def test_a_bank_and_a_kind_beside_one_column_are_both_read() -> None:
    """The same cell beside another kind is another identifier, whatever was read before."""
    mapping = _mapping("version: 1\ncolumns:\n  giá trị: {kind_column: loại, bank_column: nh}\n")
    observer = Observer(mapping, {}, "a.csv")
    rows = [("stk", "ACB"), ("sđt", "ACB"), ("stk", "MB Bank")]

    found = [
        _keys(
            observer.observe(Row(1, "row 1", {"giá trị": "0912345678", "loại": kind, "nh": bank}))
        )
        for kind, bank in rows
    ]

    assert [keys[0][0] for keys in found] == [
        "bank_account:970416:0912345678", "phone:+84912345678", "bank_account:970422:0912345678",
    ]  # fmt: skip


def test_a_transfer_is_a_link_and_no_mention() -> None:
    """The sender is often the victim: a transfer joins nobody by itself."""
    draft = _observe(
        TRANSFERS,
        {"từ": "0011223344", "đến": "99887766", "nh đến": "ACB", "số tiền": "1.500.000",
         "lúc": "2026-11-23 14:05"},
    )  # fmt: skip

    [link] = draft.links
    assert (link.source.key, link.target.key) == (
        "bank_account:970436:0011223344", "bank_account:970416:99887766",
    )  # fmt: skip
    assert (link.type, link.amount_vnd) == (LinkType.TRANSFERRED_TO, 1_500_000)
    assert link.at is not None
    assert draft.occurred == link.at
    assert draft.mentions == {}


def test_a_link_with_one_end_is_rejected_by_its_missing_cell() -> None:
    """The reject names the column that is blank."""
    draft = _observe(TRANSFERS, {"từ": "0011223344", "đến": ""})

    assert [(r.reason, r.column) for r in draft.rejects] == [(Reason.BAD_LINK, "đến")]
    assert draft.links == []


def test_a_link_without_ends_is_no_reject() -> None:
    """Most rows of some tables have no transfer."""
    draft = _observe(TRANSFERS, {"từ": "", "đến": " "})

    assert (draft.links, draft.rejects) == ([], [])


def test_a_bad_end_and_a_bad_amount_are_told_apart() -> None:
    """A bad amount costs itself; a bad end costs the link."""
    bad_end = _observe(TRANSFERS, {"từ": "<img onerror>", "đến": "0011223344"})
    bad_amount = _observe(TRANSFERS, {"từ": "0011223344", "đến": "55667788", "số tiền": "nhiều"})

    assert [(r.reason, r.column) for r in bad_end.rejects] == [(Reason.BAD_LINK, "từ")]
    assert bad_end.links == []
    assert [(r.reason, r.column) for r in bad_amount.rejects] == [(Reason.BAD_AMOUNT, "số tiền")]
    assert [link.amount for link in bad_amount.links] == [None]


def test_merging_rows_keeps_every_text_under_a_name_of_its_own() -> None:
    """Two texts of one column are two texts; the same one twice is one."""
    one, other, again = Draft(), Draft(), Draft()
    one.texts, other.texts, again.texts = [("note", "a")], [("note", "b")], [("note", "b")]

    one.merge(other)
    one.merge(again)

    assert one.texts == [("note", "a"), ("note (2)", "b")]
    assert one.rows == 3


TOLD = """
version: 1
columns: {nội dung: text, của tôi: {kind: phone, role: reporter}}
"""


def test_a_story_gives_mentions_with_their_places() -> None:
    """Spans count code points of the text as received; the text itself is kept."""
    text = "Kẻ gian dùng STK 0011223344 ngân hàng ACB."
    draft = _observe(TOLD, {"nội dung": text})

    [(identifier, _)] = draft.mentions
    [span] = draft.mentions[identifier, Role.SUSPECT].spans
    assert identifier.key == "bank_account:970416:0011223344"
    assert (span.column, text[span.start : span.end]) == ("nội dung", span.raw)
    assert draft.texts == [("nội dung", text)]


def test_the_reporters_number_stays_the_reporters_in_the_story() -> None:
    """Also as the handle that is keyed by it, and wherever its column stands."""
    draft = _observe(
        TOLD, {"nội dung": "Số 0912345678, Zalo 0912345678.", "của tôi": "0912.345.678"}
    )

    assert dict(_keys(draft)) == {
        "phone:+84912345678": Role.REPORTER,
        "social_handle:zalo:+84912345678": Role.REPORTER,
    }


def test_a_text_of_very_many_identifiers_takes_time_in_proportion() -> None:
    """Each found one is compared with the roles of columns, not with all others."""
    draft = Draft()
    for number in range(100_000):
        identifier = Identifier("phone", f"+{number}")
        draft.add_found(identifier, Seen([Span("x", "text", 0, 1)]), Role.UNCLEAR)

    assert len(draft.mentions) == 100_000


def test_long_cells_are_not_remembered() -> None:
    """Each is read and let go: memory stays what it was, however many differ."""
    mapping = parse_mapping(
        "version: 1\ncolumns:\n"
        "  thing: {kind_column: kind, role_column: role}\n"
        "  account: {kind: bank_account, bank_column: bank}\n"
        "  day: reported\n  loss: loss\n  form: form\n",
        "m.yaml",
    ).mappings[0]
    observer = Observer(mapping, {}, "a.csv")
    names = ("kind", "role", "bank", "day", "loss", "form")
    tracemalloc.start()
    for number in range(100):
        long = dict.fromkeys(names, f"{number}" + "x" * 100000)
        row = Row(number, "row 1", {"thing": "0912345678", "account": "0123456789", **long})
        observer.observe(row)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 5_000_000
