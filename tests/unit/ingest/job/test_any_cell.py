"""Whatever stands in a cell: its row is a report or a reject, and the rows beside it are loaded."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.unit.ingest.job.loading import open_loader

MAPPING = """\
version: 1
id: id
columns:
  phone: {kind: phone, role_column: role, many: true}
  account: {kind: bank_account, bank_column: bank}
  thing: {kind_column: kind}
  own: {kind: bank_account, system: amlsim}
  wallet: {kind: crypto_wallet, otherwise: title}
  reported: {date: reported}
  occurred: {date: occurred, order: month-day}
  day: {date: occurred, start: 2017-01-01}
  loss: {loss: VND}
  loss2: {loss: VND}
  form: form
  unit: police_unit
  title: title
  text: text
links:
  - type: TRANSFERRED_TO
    source: {column: from, kind: bank_account, system: amlsim}
    target: {column: to, kind: phone}
    amount: {column: amount, currency: VND}
    time: {column: at, order: day-month}
"""
COLUMNS = (
    "id", "phone", "role", "account", "bank", "thing", "kind", "own", "wallet", "reported",
    "occurred", "day", "loss", "loss2", "form", "unit", "title", "text", "from", "to", "amount",
    "at",
)  # fmt: skip
VALID = {
    "phone": "0912345678", "role": "suspect", "account": "0123456789", "bank": "VCB",
    "from": "1", "to": "0912345679", "loss2": "1000000000000000", "occurred": "12/31/2025",
}  # fmt: skip
HOSTILE = (
    "", " ", "\x00", "\ud800", "\u202e", "9" * 18, "9" * 60, "9223372036854775808", "-1", "1e400",
    "NaN", "inf", "4.48E+11", "999999 tỷ", "999999tỷ999", "0000-00-00", "9999-12-31", "0001-01-01",
    "31/02/2026", "12345678901234", "99999999999", "2026-11-24T25:61:61+99:99",
    "2026-01-01T00:00:00+24:00", "٣٤٥", "²", "à" * 300, "=cmd|' /C calc'!A0", "x" * 5000,
    "phone:+84912345678", ":", "::::", "suspect", "bank_account", "0" * 400, "1" * 5000,
)  # fmt: skip
cells = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.from_regex(r"[-+.,0-9eE/: ]*"))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(COLUMNS), cells, max_size=6))
@example({"loss": "9223372036854775808", "amount": "9" * 18})
@example({"occurred": "9999-12-31", "at": "0001-01-01", "day": "999999"})
def test_no_cell_stops_a_file(changed: dict[str, str]) -> None:
    """In any column; the row before and the one after are loaded as ever."""
    good = {**VALID, "id": "1"}
    _check([good, {**VALID, "id": "2", **changed}, {**VALID, "id": "3"}], {"1", "3"})


@pytest.mark.parametrize("column", COLUMNS)
def test_every_hostile_value_in_every_column_is_answered(column: str) -> None:
    """All of them in one file, each in a row of its own."""
    rows = [{**VALID, "id": f"r{n}", column: value} for n, value in enumerate(HOSTILE)]
    _check([{**VALID, "id": "first"}, *rows, {**VALID, "id": "last"}], {"first", "last"})


def _check(rows: list[dict[str, str]], expected: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_loader(Path(folder)) as loader:
        content = "".join(json.dumps(row) + "\n" for row in rows)

        summary = loader.load(loader.write("a.jsonl", content), mapping=MAPPING)

        [file] = summary.files
        assert file.rows == len(rows)
        assert file.reports.total + file.rejected_rows == len(rows)
        found = {report.id.partition(":")[2] for report in loader.reports()}
        assert expected <= found
        again = loader.load(Path(folder) / "a.jsonl", mapping=MAPPING, stream="other")
        assert again.reports.new == summary.reports.new
