"""The file of pictures says what is wrong with it, and keeps what it has."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import casework.views
from casework.views import ViewNotFoundError, ViewState, ViewStore
from graph.errors import StoreFullError, StoreUnavailableError
from viz.picture import Picture, PictureNode

LARGE = ViewState(
    Picture(tuple(PictureNode(f"n{n}", f"{n * 7919:032}", "phone") for n in range(2000)), ()), {}
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file is."""
    return tmp_path / "views.sqlite"


def test_a_state_comes_back_as_it_was_kept(path: Path) -> None:
    """Also after the file was closed; an id that was never given is none."""
    store = ViewStore(path)
    kept = store.add(LARGE)
    store.close()
    again = ViewStore(path)

    assert again.get(kept.id) == kept
    with pytest.raises(ViewNotFoundError):
        again.get("A" * 22)
    again.close()


def test_a_held_file_is_told_soon_and_not_called_damaged(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading goes on meanwhile."""
    monkeypatch.setattr(casework.views, "BUSY_SECONDS", 0.05)
    store = ViewStore(path)
    kept = store.add(LARGE)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailableError, match="another program holds") as error:
        store.add(LARGE)
    assert "hỏng" not in error.value.message("vi")
    assert store.get(kept.id) == kept
    holder.close()
    assert store.add(LARGE).id != kept.id
    store.close()


def test_a_full_disk_is_told_and_loses_nothing(path: Path) -> None:
    """What was kept before stays."""
    store = ViewStore(path)
    kept = store.add(LARGE)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreFullError):
        store.add(LARGE)
    assert store.get(kept.id) == kept
    store.close()


def test_many_large_states_do_not_fill_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest go; the newest is always kept."""
    store = ViewStore(path)
    first = store.add(LARGE)
    size = path.stat().st_size + path.with_name("views.sqlite-wal").stat().st_size
    monkeypatch.setattr(casework.views, "MOST_BYTES", 5 * size)
    newest = [store.add(LARGE) for _ in range(40)][-1]

    assert store.get(newest.id) == newest
    with pytest.raises(ViewNotFoundError):
        store.get(first.id)
    store.close()
    assert path.stat().st_size < 12 * size


def test_only_so_many_states_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go first."""
    monkeypatch.setattr(casework.views, "MOST_STATES", 3)
    store = ViewStore(path)
    kept = [store.add(ViewState(Picture((), ()), {})) for _ in range(5)]

    assert [store.get(each.id).id for each in kept[2:]] == [each.id for each in kept[2:]]
    with pytest.raises(ViewNotFoundError):
        store.get(kept[1].id)
    store.close()
