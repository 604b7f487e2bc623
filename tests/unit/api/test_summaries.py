from __future__ import annotations

from datetime import UTC, datetime

from api.json_shapes import ring_summary_to_json, ring_to_json, state_to_json
from api.summaries import caption, describe_ring, describe_rings, describe_status, table, visible
from graph.model import Member, Ring
from graph.store.answers import Counts, RingSummary, StoreState

PHONE = "phone:+84912345678"
DAY = datetime(2026, 11, 23, 17, tzinfo=UTC)  # the beginning of the 24th in Vietnam


def _ring(members: int) -> Ring:
    units = [Member(f"phone:+849{number:08}", (f"phone:+849{number:08}",), 0.5, 2)
             for number in range(members)]  # fmt: skip
    return Ring("R-X", tuple(units), ("s:1", "s:2"), {"phone": members}, DAY, None, 1_234_567)


def test_a_terminal_is_not_steered() -> None:
    """Escape sequences and bidi controls are shown as what they are."""
    assert visible("a\x1b[31mb\u202ec\n") == "a\ufffd[31mb\ufffdc\ufffd"
    assert caption("social_handle:telegram:a\x1b[2J") == caption(
        "social_handle:telegram:a\ufffd[2J"
    )


def test_tables_stand_in_columns() -> None:
    """Each as wide as its widest cell, without blanks at the end."""
    assert table(["a", "bcd"], [["1234", "5"], ["1", "2"]]) == "a     bcd\n1234  5\n1     2"


def test_no_rings_is_said_to_be_an_answer() -> None:
    """Not an empty table."""
    assert "valid answer" in describe_rings([])


def test_beyond_the_last_ring_nothing_is_said_of_cross_links() -> None:
    """There are rings, only none so far down the list."""
    text = describe_rings([], 1000)

    assert "1,000" in text
    assert "valid answer" not in text


def test_rings_are_listed_with_their_facts() -> None:
    """Dates, loss and the strongest identifiers, as people read them."""
    ring = RingSummary("R-X", "run", 3, 1200, {"phone": 3}, DAY, None, 5_000_000, False, (PHONE,))
    text = describe_rings([ring])

    for part in ["R-X", "1,200", "2026-11-24", "5,000,000", "0912 345 678"]:
        assert part in text
    assert ring_summary_to_json(ring)["top_keys"] == [PHONE]


def test_a_ring_shows_thirty_members_and_says_how_many_more() -> None:
    """Nothing is left out silently."""
    text = describe_ring(_ring(33))

    assert text.count("0.50") == 30
    assert "… và 3 nữa/more" in text
    assert "nữa/more" not in describe_ring(_ring(30))
    assert len(ring_to_json(_ring(33))["members"]) == 33


def test_a_ring_on_one_report_says_so() -> None:
    """So that nobody takes it for more."""
    alone = Ring("R-X", (), ("s:1",), single_report=True)

    assert "one report alone" in describe_ring(alone)


EMPTY = Counts(0, 0, 0, 0, 0, 0, 0, {})


def test_status_counts_everything() -> None:
    """An empty store has no kinds."""
    state = StoreState("sqlite", "3.40.1", 2, 2)
    text = describe_status("sqlite:///x", state, Counts(1, 2, 3, 4, 5, 6, 7, {"phone": 1234}))

    for part in ["phone 1,234", "sqlite:///x", "sqlite 3.40.1", "schema: 2/2", "good"]:
        assert part in text
    assert "read-only" not in text
    assert describe_status("x", state, EMPTY).endswith("-")


def test_status_tells_every_problem() -> None:
    """In both languages; what a file's name holds does not steer the terminal."""
    problems = (("hỏng a", "broken a"), ("hỏng b", "broken \x1b[2Jb"))
    text = describe_status("x", StoreState("neo4j", "5.26.30", 1, 1, True, problems), EMPTY)

    for part in ["2 vấn đề/problems", "read-only", "hỏng a", "hỏng b", "broken a"]:
        assert part in text
    assert "good" not in text
    assert "\x1b" not in text


def test_a_state_in_json_has_both_languages() -> None:
    """And both numbers of the schema."""
    state = StoreState("neo4j", "5.26.30 community", 1, 2, False, (("hỏng", "broken"),))

    assert state_to_json(state) == {
        "kind": "neo4j",
        "version": "5.26.30 community",
        "schema": {"applied": 1, "wanted": 2},
        "read_only": False,
        "problems": [{"vi": "hỏng", "en": "broken"}],
    }
