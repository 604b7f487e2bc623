from __future__ import annotations

from pathlib import Path

import pytest

from api.errors import PortTakenError
from api.server import is_local, is_private, link_of, listen, warn_of_network
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


def test_the_link_leads_to_where_the_server_is_published() -> None:
    """A container's own port may be another."""
    settings = Settings(home=Path("/h"), store="s", host="0.0.0.0", url="http://127.0.0.1:9000")

    assert link_of(settings, "T") == "http://127.0.0.1:9000/sign-in#T"


@pytest.mark.parametrize(("url", "address", "private"), [
    ("", "127.0.0.1", True), ("", "0.0.0.0", False),
    ("http://127.0.0.1:8000", "0.0.0.0", True), ("http://localhost:8000", "0.0.0.0", True),
    ("http://[::1]:8000", "::", True), ("https://truyvet.example", "0.0.0.0", True),
    ("http://truyvet.example", "0.0.0.0", False), ("http://192.0.2.7:8000", "127.0.0.1", False),
])  # fmt: skip
def test_where_it_is_opened_says_who_can_read_along(
    url: str, address: str, *, private: bool
) -> None:
    """A container published on this machine, or an HTTPS proxy, deserves no warning."""
    settings = Settings(home=Path("/h"), store="s", url=url)

    assert is_private(settings, address) is private


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


@pytest.mark.parametrize(
    ("address", "local"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("0.0.0.0", False), ("::", False),
     ("192.0.2.7", False), ("fe80::1%eth0", False)],
)  # fmt: skip
def test_who_else_may_reach_the_server_is_known(address: str, *, local: bool) -> None:
    """So that nobody opens it to a network unaware."""
    assert is_local(address) is local


def test_the_warning_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages, and not among the results."""
    warn_of_network()
    told = capsys.readouterr()

    assert "không mã hóa" in told.err
    assert "HTTPS proxy" in told.err
    assert told.out == ""
