from __future__ import annotations

import io

import pytest

from api.progress import ProgressLine, format_duration


class Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        """Return so."""
        return True


class Clock:
    """Seconds that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.mark.parametrize(("seconds", "text"), [
    (0, "0:00"), (59.6, "1:00"), (75, "1:15"), (3600, "1:00:00"), (90061, "25:01:01"), (-5, "0:00"),
])  # fmt: skip
def test_durations_read_as_people_write_them(seconds: float, text: str) -> None:
    """Minutes and seconds; hours where there are any."""
    assert format_duration(seconds) == text


def test_nothing_is_drawn_before_two_seconds() -> None:
    """Short work stays silent, and clearing it too."""
    clock, terminal = Clock(), Terminal()
    line = ProgressLine("rows", terminal, clock)
    clock.now = 1.9
    line.update("a.csv", 10, 0.1)
    line.clear()

    assert terminal.getvalue() == ""


def test_the_line_has_share_rate_and_remaining_time() -> None:
    """From what was done in the time since the start."""
    clock, terminal = Clock(), Terminal()
    line = ProgressLine("rows", terminal, clock)
    clock.now = 10.0
    line.update("a.csv", 5000, 0.25)

    assert terminal.getvalue() == "\ra.csv   25%  5,000 rows  500/s  còn lại/left 0:30"


def test_an_unknown_share_has_no_remaining_time() -> None:
    """A question mark says so."""
    clock, terminal = Clock(), Terminal()
    line = ProgressLine("rows", terminal, clock)
    clock.now = 10.0
    line.update("-", 5000, 0.0)

    assert terminal.getvalue().endswith("còn lại/left ?")


def test_redrawing_is_rare_and_clearing_wipes() -> None:
    """At most five times a second; afterwards the line is blank."""
    clock, terminal = Clock(), Terminal()
    line = ProgressLine("rows", terminal, clock)
    for tenth in range(20, 31):
        clock.now = tenth / 10
        line.update("a.csv", tenth, 0.5)
    drawn = terminal.getvalue()
    line.clear()

    assert 4 <= drawn.count("\r") <= 6
    assert terminal.getvalue().endswith(" \r")


def test_a_file_gets_no_progress() -> None:
    """Only a terminal does."""
    clock, file = Clock(), io.StringIO()
    line = ProgressLine("rows", file, clock)
    clock.now = 10.0
    line.update("a.csv", 5000, 0.25)

    assert file.getvalue() == ""


def test_a_step_without_parts_is_named_at_once() -> None:
    """On a terminal its name stands until the next one; elsewhere nothing is written."""
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        line = ProgressLine("", stream, Clock())
        line.begin("1/2 reading")
        line.begin("2/2 writing")
        line.clear()

    assert terminal.getvalue().split("\r")[1:3] == ["1/2 reading …", "2/2 writing …"]
    assert file.getvalue() == ""
