"""Reports are named so that tomorrow's export names today's rows as today did."""

from __future__ import annotations

import pytest

from ingest.mapping import Mapping
from ingest.rejects import Reason, Reject
from ingest.report_ids import Fingerprints, OwnIds, fingerprint, naming_of
from ingest.sources.row import Row


def _row(**cells: str) -> Row:
    return Row(1, "row 1", cells)


def test_a_fingerprint_does_not_know_the_order_of_columns() -> None:
    """The same cells under the same names are the same row."""
    assert fingerprint(_row(a="1", b="2")) == fingerprint(_row(b="2", a="1"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "1"}, {"a": " 1 "}),
        ({"a": "1"}, {"a": "1", "b": ""}),
        ({"a": "tiền"}, {"a": "tiê\u0300n"}),
    ],
)
def test_blanks_and_ways_to_write_a_diacritic_make_no_difference(
    one: dict[str, str], other: dict[str, str]
) -> None:
    """An export that trims, or gains an empty column, holds the same rows."""
    assert fingerprint(_row(**one)) == fingerprint(_row(**other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "1", "b": "2"}, {"a": "2", "b": "1"}),
        ({"a": "1"}, {"b": "1"}),
        ({"a": "x', 'y"}, {"a": "x", "b": "y"}),
        ({"a": "1"}, {"a": "01"}),
    ],
)
def test_other_content_is_another_fingerprint(one: dict[str, str], other: dict[str, str]) -> None:
    """No two rows that say different things meet."""
    assert fingerprint(_row(**one)) != fingerprint(_row(**other))


def test_lists_count_too() -> None:
    """The values of a list are part of the row, in their order."""
    rows = [Row(1, "[0]", {"a": "1"}, {"b": values}) for values in (("x", "y"), ("y", "x"))]

    assert fingerprint(rows[0]) != fingerprint(rows[1])


def test_only_the_columns_of_the_identity_count_where_there_are_some() -> None:
    """A feed's changing remarks don't make a new report."""
    one, other = _row(id="1", seen="today"), _row(id="1", seen="yesterday")

    assert fingerprint(one, ("id",)) == fingerprint(other, ("id",))


def test_equal_rows_are_numbered() -> None:
    """Three equal rows are three reports, and others don't count among them."""
    with Fingerprints((), "a.csv") as naming:
        names = [naming.name(_row(a=text)) for text in ("x", "x", "y", "x")]

    assert [name.rpartition(":")[2] for name in names] == ["1", "2", "1", "3"]
    assert len({name.rpartition(":")[0] for name in names}) == 2


def test_an_own_id_is_taken_as_it_stands() -> None:
    """Outer blanks are no part of it."""
    assert OwnIds("mã", "a.csv").name(_row(mã=" TB-1 ")) == "TB-1"


def test_an_own_id_shows_what_is_hidden_in_it() -> None:
    """An id is read by people: a character that reorders text becomes visible."""
    assert OwnIds("id", "a.csv").name(_row(id="T\u202eB")) == "T\\u202eB"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("", Reason.MISSING_ID), ("  ", Reason.MISSING_ID), ("x" * 201, Reason.TOO_LONG)],
)
def test_a_row_without_a_usable_id_is_rejected(cell: str, reason: Reason) -> None:
    """The reject names row and column, and the row is lost."""
    answer = OwnIds("id", "a.csv").name(_row(id=cell))

    assert isinstance(answer, Reject)
    assert (answer.reason, answer.column, answer.row, answer.whole) == (reason, "id", "row 1", True)


def test_a_mapping_with_an_id_column_names_by_it() -> None:
    """Without one, rows are named by what they say."""
    assert isinstance(naming_of(Mapping(id_column="id"), "a.csv"), OwnIds)
    assert isinstance(naming_of(Mapping(), "a.csv"), Fingerprints)
