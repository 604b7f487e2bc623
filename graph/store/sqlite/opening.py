"""Open an SQLite store by its address: a file, or memory."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from graph.errors import InvalidInputError, StoreUnavailableError
from graph.store.sqlite.connection import MEMORY, Connections
from graph.store.sqlite.migrate import migrate, prepare
from graph.store.sqlite.schema import APPLICATION_ID, MIGRATIONS
from graph.store.sqlite.scrubbing import is_pending, scrub
from graph.store.sqlite.store import SqliteStore

_SCHEME = "sqlite:"
_BARE_PATH = re.compile(r"[^:@]+\.(?:sqlite3?|db)", re.I | re.S)
"""A path alone looks like one: `neo4j//user:password@host` is a slip, no new file's name."""


def open_file(address: str) -> SqliteStore:
    """Open a file, or make a new one: see graph.store.open."""
    connections = Connections(_path_of(address))
    try:
        prepare(connections, MIGRATIONS, APPLICATION_ID)
        if is_pending(connections):
            # What an erasure left in the file is destroyed as soon as nobody else reads it.
            with suppress(StoreUnavailableError):
                scrub(connections)
    except BaseException:
        connections.close()
        raise
    return SqliteStore(connections)


def migrate_file(address: str) -> list[str]:
    """Bring a file to the newest schema: see graph.store.open."""
    connections = Connections(_path_of(address))
    try:
        return migrate(connections, MIGRATIONS, APPLICATION_ID)
    finally:
        connections.close()


def _path_of(address: str) -> str:
    if address in {"sqlite://", "sqlite:", f"{_SCHEME}{MEMORY}", f"sqlite:///{MEMORY}", MEMORY}:
        return MEMORY
    if address.startswith("sqlite:///"):
        return _absolute(address.removeprefix("sqlite:///"))
    scheme, mark, _ = address.partition("://")
    if mark and scheme != "sqlite":
        raise _refuse(scheme)
    if address.startswith(_SCHEME) or not _BARE_PATH.fullmatch(address):
        raise _refuse_path()
    return _absolute(address)


def _absolute(path: str) -> str:
    """Return a path that means the same file in whatever folder the program goes on."""
    try:
        return str(Path(path).expanduser().absolute())
    except RuntimeError as error:
        raise InvalidInputError(
            what_vi=f"Không biết thư mục của {path[:200]!r}. Hãy đặt TRUYVET_STORE là đường dẫn "
            "đầy đủ.",
            what_en=f"The home folder in {path[:200]!r} is not known. Set TRUYVET_STORE to a "
            "full path.",
        ) from error


def _refuse_path() -> InvalidInputError:
    # Nothing of it is repeated: a server's address with a slip holds a password.
    return InvalidInputError(
        what_vi="Địa chỉ kho không đúng. Hãy đặt TRUYVET_STORE là một tệp SQLite, ví dụ "
        "sqlite:////đường/dẫn/graph.sqlite (tên tệp không có sqlite:/// phải kết thúc bằng "
        ".sqlite hoặc .db), hoặc máy chủ Neo4j: neo4j://máy:7687.",
        what_en="The address of the store is wrong. Set TRUYVET_STORE to an SQLite file, such as "
        "sqlite:////path/to/graph.sqlite (a path without sqlite:/// must end in .sqlite or .db), "
        "or to a Neo4j server: neo4j://host:7687.",
    )


def _refuse(scheme: str) -> InvalidInputError:
    return InvalidInputError(
        what_vi=f"Không có loại kho {scheme!r}. Hãy đặt TRUYVET_STORE là một tệp SQLite, ví dụ "
        "sqlite:////đường/dẫn/graph.sqlite, hoặc máy chủ Neo4j: neo4j://máy:7687.",
        what_en=f"There is no kind of store {scheme!r}. Set TRUYVET_STORE to an SQLite file, "
        "such as sqlite:////path/to/graph.sqlite, or to a Neo4j server: neo4j://host:7687.",
    )
