"""A server that is none, or lets us in for nothing, is told apart; nobody waits long for it."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from graph.errors import StoreUnavailableError
from graph.store.neo4j.database import Database
from graph.store.open import migrate_store, open_store
from tests.contract.faults.neo4j.telling import assert_told
from tests.servers.shared import new_neo4j_store

SECRET = "bí-mật-4711"
LONGEST_SECONDS = 15.0
HTTP = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
SSH = b"SSH-2.0-OpenSSH_9.2\r\n" * 10


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Listen on a port; who connects is kept waiting."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening
        listening.shutdown(socket.SHUT_RDWR)


def refusal(address: str) -> StoreUnavailableError:
    """Return the error that opening an address ends with, in good time."""
    started = time.monotonic()
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(address)
    assert time.monotonic() - started < LONGEST_SECONDS
    return caught.value


def answer(listening: socket.socket, said: bytes) -> None:
    """Say the same to everybody who connects."""
    while True:
        try:
            client, _ = listening.accept()
        except OSError:
            return
        with client:
            client.sendall(said)
            client.recv(1024)


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize("user", ["neo4j", "lan"])
def test_a_wrong_password_is_told_and_never_repeated(
    caplog: pytest.LogCaptureFixture, scheme: str, user: str
) -> None:
    """In no text, cause, repr or log, however much is logged."""
    caplog.set_level(logging.DEBUG)
    place = new_neo4j_store().rpartition("@")[2]

    error = refusal(f"{scheme}://{user}:{SECRET}@{place}")

    assert_told(error, "sai tên hoặc mật khẩu", "wrong user or password", SECRET)
    assert SECRET not in caplog.text


@pytest.mark.neo4j
def test_no_password_where_one_is_wanted_is_told() -> None:
    """As a wrong one is."""
    place = new_neo4j_store().rpartition("@")[2]

    assert_told(refusal(f"neo4j://{place}"), "TRUYVET_NEO4J_PASSWORD", "wrong user or password")


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize("database", ["nowhere", "no-where.2", "system"])
def test_a_wrong_database_is_told(scheme: str, database: str) -> None:
    """Also the one that the server keeps for itself."""
    address = new_neo4j_store().replace("neo4j://", f"{scheme}://", 1)

    error = refusal(f"{address}/{database}")

    assert_told(error, "không có cơ sở dữ liệu này", "no such database", address.split(":")[2][:16])
    assert database in error.message("vi")


@pytest.mark.neo4j
@pytest.mark.parametrize("version", ["Neo4j/5.25.1", "Neo4j/4.4.0", "Memgraph/2.0", ""])
def test_a_server_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Before anything is read or written there."""
    address = new_neo4j_store()
    monkeypatch.setattr(Database, "server_version", lambda _: version)

    for ask in (open_store, migrate_store):
        with pytest.raises(StoreUnavailableError) as caught:
            ask(address)
        assert_told(caught.value, "không phải Neo4j 5.26 trở lên", "not Neo4j 5.26 or newer")


@pytest.mark.neo4j
@pytest.mark.parametrize("version", ["Neo4j/5.26.30", "Neo4j/5.27-aura", "Neo4j/2026.10.1"])
def test_a_newer_server_is_let_in(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Calendar versions come after 5.26."""
    address = new_neo4j_store()
    monkeypatch.setattr(Database, "server_version", lambda _: version)

    open_store(address).close()


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize("said", [HTTP, SSH])
def test_a_server_of_another_kind_is_told(
    listener: socket.socket, scheme: str, said: bytes
) -> None:
    """A browser's port, or a shell's."""
    thread = threading.Thread(target=answer, args=(listener, said), daemon=True)
    thread.start()

    error = refusal(f"{scheme}://lan:{SECRET}@127.0.0.1:{listener.getsockname()[1]}")

    assert_told(error, "không phải Neo4j 5.26 trở lên", "check the port (7687", SECRET)


def test_a_server_that_says_nothing_is_left(
    listener: socket.socket, capfd: pytest.CaptureFixture[str]
) -> None:
    """Soon, although its port takes whoever comes; and nothing is said beside the error."""
    error = refusal(f"neo4j://lan:{SECRET}@127.0.0.1:{listener.getsockname()[1]}")

    assert_told(error, "không kết nối được máy chủ", "can't be reached", SECRET)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+ssc"])
def test_a_server_without_tls_is_told(listener: socket.socket, scheme: str) -> None:
    """It answers something else than TLS."""
    thread = threading.Thread(target=answer, args=(listener, SSH), daemon=True)
    thread.start()

    error = refusal(f"{scheme}://lan:{SECRET}@127.0.0.1:{listener.getsockname()[1]}")

    assert_told(error, "kết nối TLS", "TLS connection", SECRET)
