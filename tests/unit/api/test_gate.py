from __future__ import annotations

import pytest

from api.middleware.gate import hosts_of


def test_the_names_of_this_machine_are_ours() -> None:
    """With the port, and with it only."""
    assert hosts_of("127.0.0.1", 8000) == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}


@pytest.mark.parametrize(
    ("host", "name"), [("192.0.2.1", "192.0.2.1:9"), ("Fe80::1", "[Fe80::1]:9")]
)
def test_where_it_listens_is_ours(host: str, name: str) -> None:
    """IPv6 stands in brackets."""
    assert name in hosts_of(host, 9)


def test_browsers_leave_out_port_80() -> None:
    """There the bare name is ours too."""
    assert "localhost" in hosts_of("127.0.0.1", 80)
    assert "localhost" not in hosts_of("127.0.0.1", 8000)


def test_further_names_are_ours() -> None:
    """As the setting says, whatever their case."""
    assert "truyvet.local:443" in hosts_of("127.0.0.1", 8000, ["TruyVet.local:443"])
