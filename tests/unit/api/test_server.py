from __future__ import annotations

from pathlib import Path

import pytest

from api.errors import PortTakenError
from api.server import link_of, listen
from api.settings import Settings


@pytest.mark.parametrize(("host", "link"), [
    ("127.0.0.1", "http://127.0.0.1:81/sign-in#T"),
    ("0.0.0.0", "http://127.0.0.1:81/sign-in#T"),
    ("::", "http://[::1]:81/sign-in#T"),
    ("::1", "http://[::1]:81/sign-in#T"),
    ("localhost", "http://localhost:81/sign-in#T"),
])  # fmt: skip
def test_the_link_can_be_opened(host: str, link: str) -> None:
    """Listening everywhere is no place to go to."""
    assert link_of(Settings(home=Path("/h"), store="s", host=host, port=81), "T") == link


def test_the_system_chooses_port_0() -> None:
    """The true port is known once it listens."""
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "x" * 300, "\u202e"])
def test_a_place_that_is_not_ours_is_said(host: str) -> None:
    """With another port to try."""
    with pytest.raises(PortTakenError, match="8001"):
        listen(host, 0)


def test_a_taken_port_is_said() -> None:
    """Two servers can't share it."""
    with listen("127.0.0.1", 0) as first, pytest.raises(PortTakenError):
        listen("127.0.0.1", first.getsockname()[1])
