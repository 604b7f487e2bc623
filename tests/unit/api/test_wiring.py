from __future__ import annotations

import stat
from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import TEXTS_FILE, VIEWS_FILE, migrate_all, open_services
from graph.errors import InvalidInputError, StoreUnavailableError


def _settings(home: Path) -> Settings:
    return Settings(home=home, store=f"sqlite:///{home / 'graph.sqlite'}")


def test_a_new_home_is_made_and_closed_to_others(tmp_path: Path) -> None:
    """The folder 0700, its files 0600."""
    home = tmp_path / "a" / "home"
    open_services(_settings(home)).close()

    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    for name in ("graph.sqlite", TEXTS_FILE, VIEWS_FILE):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600


def test_services_close_twice(tmp_path: Path) -> None:
    """Within `with` and after it."""
    with open_services(_settings(tmp_path)) as services:
        assert services.store.counts().reports == 0
    services.close()

    with pytest.raises(StoreUnavailableError):
        services.store.counts()


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A file in its place, with what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailableError, match="TRUYVET_HOME"):
        open_services(_settings(tmp_path / "file" / "home"))


def test_a_folder_in_the_place_of_the_pictures_is_said(tmp_path: Path) -> None:
    """What was opened before it is closed again."""
    (tmp_path / VIEWS_FILE).mkdir()
    with pytest.raises(StoreUnavailableError):
        open_services(_settings(tmp_path))


def test_an_unknown_address_is_said(tmp_path: Path) -> None:
    """Before anything else is opened."""
    with pytest.raises(InvalidInputError):
        open_services(Settings(home=tmp_path, store="mysql://x"))

    assert not (tmp_path / TEXTS_FILE).exists()


def test_the_authority_reaches_the_store(tmp_path: Path) -> None:
    """When it is opened, and when it is migrated: a missing file is told before any connection."""
    settings = Settings(
        home=tmp_path, store="neo4j://lan:bimat@127.0.0.1:1", neo4j_ca=tmp_path / "gone.pem"
    )

    for use in (open_services, migrate_all):
        with pytest.raises(StoreUnavailableError, match="TRUYVET_NEO4J_CA"):
            use(settings)


def test_migrating_names_what_was_applied(tmp_path: Path) -> None:
    """Once; afterwards nothing is pending."""
    settings = _settings(tmp_path)
    first = migrate_all(settings)

    assert "texts: m001_initial" in first
    assert first[0].startswith("graph: m001")
    assert migrate_all(settings) == []
    open_services(settings).close()
