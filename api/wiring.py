"""The one place that puts an installation's parts together."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from api.settings import Settings
from casework.views import ViewStore
from graph.closing import Closing
from graph.errors import StoreUnavailableError
from graph.store.open import migrate_store, open_store
from graph.store.port import GraphStore
from graph.store.texts import TextStore, migrate_texts, open_texts

TEXTS_FILE = "texts.sqlite"
VIEWS_FILE = "views.sqlite"


@dataclass(frozen=True, slots=True)
class Services(Closing):
    """What commands and routes work with.

    Attributes:
        store: the graph.
        texts: text as received.
        views: saved states of network pictures.
    """

    store: GraphStore
    texts: TextStore
    views: ViewStore

    def close(self) -> None:
        """Release everything. Closing twice is no error."""
        with ExitStack() as stack:
            for part in (self.store, self.texts, self.views):
                stack.callback(part.close)


def open_services(settings: Settings) -> Services:
    """Open an installation's stores; what is missing is created.

    Args:
        settings: say where they are.

    Raises:
        InvalidInputError: the graph store's address is none that we know.
        SchemaOutdatedError, SchemaTooNewError: a store has another schema.
        StoreUnavailableError: a store can't be used.
    """
    make_home(settings.home)
    with ExitStack() as stack:
        store = open_store(settings.store, settings.neo4j_ca)
        stack.callback(store.close)
        texts = open_texts(settings.home / TEXTS_FILE)
        stack.callback(texts.close)
        views = _open_views(settings.home / VIEWS_FILE)
        stack.pop_all()
    return Services(store, texts, views)


def migrate_all(settings: Settings) -> list[str]:
    """Bring all stores to this program's schema.

    Args:
        settings: say where they are.

    Returns:
        What was applied, such as `graph: m001_initial`.

    Raises:
        InvalidInputError, SchemaTooNewError, StoreUnavailableError: as open_services.
    """
    make_home(settings.home)
    migrated = migrate_store(settings.store, settings.neo4j_ca)
    applied = [f"graph: {name}" for name in migrated]
    return applied + [f"texts: {name}" for name in migrate_texts(settings.home / TEXTS_FILE)]


def make_home(home: Path) -> None:
    """Make the folder of everything that is kept, readable by its owner only.

    Args:
        home: where; one that is there already stays as it is.

    Raises:
        StoreUnavailableError: it can't be made.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unusable(home, error) from error


def _open_views(path: Path) -> ViewStore:
    try:
        return ViewStore(path)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> StoreUnavailableError:
    reason = error.strerror or type(error).__name__
    return StoreUnavailableError(
        str(path),
        f"không tạo được ({reason}). Hãy đặt TRUYVET_HOME là một thư mục ghi được.",
        f"it cannot be made ({reason}). Set TRUYVET_HOME to a folder that can be written.",
    )
