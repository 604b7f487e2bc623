"""A server whose certificate an authority of the unit's own has signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.store.open import migrate_store, open_store
from tests.servers.certificates import TLS, make_authority, sign_server
from tests.servers.neo4j_server import Neo4jServer
from tests.servers.shared import empty_neo4j

HOST = "localhost"


@dataclass(frozen=True)
class Secured:
    """A server that speaks TLS, the authority that signed for it, and one that did not."""

    server: Neo4jServer
    authority: Path
    stranger: Path

    def address(self, scheme: str, host: str = HOST) -> str:
        """Return its address, as TRUYVET_STORE takes it."""
        return f"{scheme}://neo4j:{self.server.password}@{host}:{self.server.port}"


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """Start a server whose certificate is for `localhost`."""
    folder = tmp_path_factory.mktemp("authorities")
    authority, stranger = (make_authority(folder, name) for name in ("unit", "stranger"))
    with Neo4jServer(configuration=TLS) as started:
        sign_server(started.home, authority, HOST)
        started.start()
        yield Secured(started, authority, stranger)


@pytest.mark.own_neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc"])
def test_the_units_own_authority_is_trusted(secured: Secured, scheme: str) -> None:
    """Once its certificate is named; then every scheme means TLS."""
    with closing(open_store(secured.address(scheme), secured.authority)) as store:
        assert store.about().kind == "neo4j"
        assert store.address == f"{scheme}://{HOST}:{secured.server.port}"
    assert migrate_store(secured.address(scheme), secured.authority) == []


@pytest.mark.own_neo4j
@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "bolt+ssc"])
def test_another_authority_is_not(secured: Secured, scheme: str) -> None:
    """Not even where the scheme asks for no check: who names an authority wants one."""
    assert_untrusted(secured.address(scheme), secured.stranger)


@pytest.mark.own_neo4j
@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_the_systems_authorities_do_not_know_the_units(secured: Secured, scheme: str) -> None:
    """Without TRUYVET_NEO4J_CA."""
    assert_untrusted(secured.address(scheme), None)


@pytest.mark.own_neo4j
def test_a_certificate_for_another_host_is_refused(secured: Secured) -> None:
    """Whoever holds it may be anybody."""
    assert_untrusted(secured.address("bolt", "127.0.0.1"), secured.authority)


@pytest.mark.own_neo4j
@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_a_certificate_that_nobody_vouches_for_can_be_accepted(
    secured: Secured, scheme: str
) -> None:
    """By the scheme, on purpose."""
    with closing(open_store(secured.address(scheme))) as store:
        assert store.about().kind == "neo4j"


@pytest.mark.own_neo4j
def test_a_server_without_tls_gets_no_password(secured: Secured) -> None:
    """Who names an authority is not connected in the clear."""
    address = empty_neo4j()
    with pytest.raises(StoreUnavailableError):
        open_store(address, secured.authority)


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_file_without_a_certificate_is_told(tmp_path: Path, content: bytes | None) -> None:
    """Before anybody connects."""
    file = tmp_path / "unit.pem"
    if content is not None:
        file.write_bytes(content)

    assert_untrusted("neo4j://lan:bimat@127.0.0.1:1", file)


def assert_untrusted(address: str, certificates: Path | None) -> None:
    """Check that opening fails, with a text that names what to set, and no password."""
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(address, certificates)
    for text in (caught.value.message("vi"), caught.value.message("en")):
        assert "TRUYVET_NEO4J_CA" in text
        assert "bimat" not in text
