"""Detection for notebooks."""

from __future__ import annotations

import pandas as pd
import pytest

from graph.errors import InvalidInputError
from graph.rings.frame import COLUMNS, detect_frame

ROWS = [
    ("r1", "phone:1", "suspect", "2026-01-02"),
    ("r1", "domain:a.vn", "", "2026-01-01"),
    ("r2", "domain:a.vn", None, None),
    ("r2", "phone:2", "unclear", None),
    ("r2", "phone:3", "victim", None),
    ("r3", "phone:3", "suspect", None),
    (None, "phone:4", "suspect", None),
    ("r3", " ", "suspect", None),
]


def _frame() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["report", "identifier", "role", "date"])


@pytest.mark.parametrize("method", ["louvain", "map-equation"])
def test_a_frame_gives_rings_and_a_graph(method: str) -> None:
    """Roles are heeded, blanks are left out, dates without a zone are Vietnamese."""
    rings, graph = detect_frame(_frame(), method)

    assert list(rings.columns) == COLUMNS
    assert rings["identifier"].tolist() == ["domain:a.vn", "phone:1", "phone:2"]
    assert rings["report_count"].tolist() == [2, 1, 1]
    assert {str(at) for at in rings["first_at"]} == {"2025-12-31 17:00:00+00:00"}
    assert set(graph.nodes) == {"domain:a.vn", "phone:1", "phone:2", "phone:3"}
    assert graph.nodes["phone:3"] == {"ring_id": None, "degree": 1}
    assert graph.nodes["phone:1"]["ring_id"] == rings["ring_id"][0]
    assert graph.number_of_edges() == 2


def test_the_order_of_rows_makes_no_difference() -> None:
    """Shuffled, the frame of rings is equal."""
    pd.testing.assert_frame_equal(
        detect_frame(_frame().sample(frac=1, random_state=4))[0], detect_frame(_frame())[0]
    )


def test_an_empty_frame_gives_an_empty_frame() -> None:
    """With its columns."""
    rings, graph = detect_frame(_frame().head(0))

    assert list(rings.columns) == COLUMNS
    assert (len(rings), len(graph)) == (0, 0)


def test_a_list_is_a_node_of_its_own() -> None:
    """It is told apart from identifiers by being a pair."""
    rows = [("l", f"domain:{n}.vn") for n in range(60)] + [("r1", "domain:1.vn")]
    _, graph = detect_frame(pd.DataFrame(rows, columns=["report", "identifier"]))

    assert graph.degree(("list", "l")) == 60


@pytest.mark.parametrize(
    ("column", "value"),
    [("role", "boss"), ("date", "yesterday"), ("date", "31/12/2026"), ("report", None)],
)
def test_what_cannot_be_read_is_refused(column: str, value: str | None) -> None:
    """A role or date that isn't one, or a missing column: in both languages, never guessed."""
    frame = _frame()
    if value is None:
        frame = frame.drop(columns=column)
    else:
        frame.loc[0, column] = value
    with pytest.raises(InvalidInputError) as caught:
        detect_frame(frame)

    assert column in caught.value.message("en") or str(value) in caught.value.message("en")
    assert caught.value.message("vi").startswith("Bảng không hợp lệ")


@pytest.mark.parametrize("dates", [["2026-01-01T00:00:00+07:00", "2026-01-01"], [pd.NaT, pd.NaT]])
def test_odd_columns_of_dates_are_read_or_refused(dates: list[object]) -> None:
    """Mixed zones are refused, a column without any date is no error."""
    frame = pd.DataFrame({"report": ["a", "b"], "identifier": ["x:1", "x:1"], "date": dates})
    if dates[0] is pd.NaT:
        assert detect_frame(frame)[0].empty
    else:
        with pytest.raises(InvalidInputError):
            detect_frame(frame)
