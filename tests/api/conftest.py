"""An application on a real store with a small, hostile case and its rings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from api.signin import SignIn
from api.wiring import Services, open_services
from tests.api.case import load_case
from tests.api.client import TestClient
from tests.contract.stores import ADAPTERS, EACH

BASE = "http://127.0.0.1:8000"
API = {"X-Truyvet": "1"}


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        """Start somewhere."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@dataclass
class World:
    """An application and what a test may look at beside it."""

    app: FastAPI
    settings: Settings
    services: Services
    sign_in: SignIn
    clock: Clock
    announced: list[str]

    def stranger(self) -> TestClient:
        """Return a client that has not signed in."""
        return TestClient(self.app, base_url=BASE, headers=API, raise_server_exceptions=False)

    def person(self) -> TestClient:
        """Return a client that has signed in."""
        client = self.stranger()
        answer = client.post("/api/v1/session", json={"token": self.sign_in.issue()})
        assert answer.status_code == 204
        return client


def build_world(home: Path, store: str, *, show_protected: bool = False) -> World:
    """Open an installation and build its application.

    Args:
        home: of the installation.
        store: address of the graph.
        show_protected: the setting.
    """
    settings = Settings(home=home, store=store, show_protected=show_protected)
    services = open_services(settings)
    clock, announced = Clock(), list[str]()
    sign_in = SignIn(clock, announced.append)
    return World(
        create_app(settings, services, sign_in), settings, services, sign_in, clock, announced
    )


@pytest.fixture(params=EACH)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where each adapter in turn may keep a new store."""
    return ADAPTERS[str(request.param)](tmp_path)


@pytest.fixture
def world(tmp_path: Path, address: str) -> Iterator[World]:
    """Return an application with the case loaded."""
    built = build_world(tmp_path / "installation", address)
    load_case(built.services)
    yield built
    built.services.close()


@pytest.fixture
def empty_world(tmp_path: Path, address: str) -> Iterator[World]:
    """Return an application whose store is empty."""
    built = build_world(tmp_path / "installation", address)
    yield built
    built.services.close()


@pytest.fixture
def open_eyed_world(tmp_path: Path, address: str) -> Iterator[World]:
    """Return an application whose person sees the protected."""
    built = build_world(tmp_path / "installation", address, show_protected=True)
    load_case(built.services)
    yield built
    built.services.close()


@pytest.fixture
def client(world: World) -> TestClient:
    """Return a client that has signed in."""
    return world.person()


@pytest.fixture
def stranger(world: World) -> TestClient:
    """Return a client that has not."""
    return world.stranger()
