"""Saved states of network pictures: each change makes a new one.

So an address shows what it showed. Ids are random: neither an address nor a log tells whom
somebody looked at.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.errors import NotFoundError, StoreFullError, StoreUnavailableError
from graph.expand import Standing
from viz.picture import EdgeKind, NodeRole, Picture, PictureEdge, PictureNode

APPLICATION_ID = 0x54525657
"""`TRVW` in the file's header: tells our files from others."""

MOST_STATES = 20_000
"""States kept; beyond them the oldest are dropped."""

MOST_BYTES = 1024**3
"""What they may take on the disk; beyond it the oldest tenth is dropped."""

BUSY_SECONDS = 3.0
"""How long another program may hold the file while a person waits."""

_ID_BYTES = 16
_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_FORMAT = 1
_LARGEST_BODY_BYTES = 64 * 1024 * 1024
_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (
  num INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  parent TEXT,
  action TEXT NOT NULL,
  made_at TEXT NOT NULL,
  body BLOB NOT NULL
)"""


class ViewNotFoundError(NotFoundError):
    """There is no saved picture with this id. Attribute: view_id."""

    vi = "Không có hình nào ở địa chỉ này. Hãy mở lại từ trang tìm kiếm."
    en = "There is no picture at this address. Open it again from the search page."

    def __init__(self, view_id: str) -> None:
        """Keep the id that was looked for."""
        super().__init__(view_id=view_id[:64])
        self.view_id = view_id


class NodeNotFoundError(NotFoundError):
    """A picture has no node or edge with this id. Attribute: node_id."""

    vi = "Hình này không có {node_id}."
    en = "This picture has no {node_id}."

    def __init__(self, node_id: str) -> None:
        """Keep the id that was looked for."""
        super().__init__(node_id=node_id[:64])
        self.node_id = node_id


@dataclass(frozen=True, slots=True)
class ViewState:
    """A picture at one moment of somebody's work.

    Attributes:
        picture: nodes with places, edges.
        units: key of each node that is a unit, by the node's id.
        lists: report id of each node that is a list, by the node's id.
        expanded: ids of the nodes that were opened.
        removed: ids of nodes that a person took off the picture.
        action: what made this state: `open`, `expand`, `arrange`.
        id, parent, made_at: set by the store; the parent is the state before.
    """

    picture: Picture
    units: Mapping[str, str]
    lists: Mapping[str, str] = field(default_factory=dict)
    expanded: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    action: str = "open"
    id: str = ""
    parent: str | None = None
    made_at: datetime | None = None

    def key_of(self, node_id: str) -> str:
        """Return the key of the unit that a node is.

        Raises:
            NodeNotFoundError: no node that is a unit has this id.
        """
        if node_id not in self.units:
            raise NodeNotFoundError(node_id)
        return self.units[node_id]

    def names(self) -> dict[str, str]:
        """Return the id of each unit's node, by key."""
        return {key: node_id for node_id, key in self.units.items()}

    def next_number(self) -> int:
        """Return the first number that no node's id of this lineage has."""
        return 1 + len(self.units) + len(self.lists)


class ViewStore:
    """Keeps states in one SQLite file, readable by its owner only.

    Args:
        path: of the file; made where it is missing. `:memory:` keeps them in memory.

    Raises:
        StoreUnavailableError: the file can't be used.
    """

    def __init__(self, path: Path | str) -> None:
        """Open or create the file."""
        self._address = f"sqlite:///{path}"
        self._lock = threading.Lock()
        if str(path) != ":memory:" and not Path(path).exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with self._translated():
            self._connection = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
            )
            self._prepare()

    def _prepare(self) -> None:
        found = self._connection.execute("PRAGMA application_id").fetchone()[0]
        if found not in {0, APPLICATION_ID}:
            raise sqlite3.DatabaseError("another program's file")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._connection.execute(_SCHEMA)

    def close(self) -> None:
        """Close the file. Closing twice is no error."""
        self._connection.close()

    def add(self, state: ViewState, now: datetime | None = None) -> ViewState:
        """Keep a state and return it with its id and time.

        Args:
            state: what to keep; its `parent` names the state before.
            now: default: the clock.
        """
        made_at = now or datetime.now(UTC)
        view_id = secrets.token_urlsafe(_ID_BYTES)
        body = zlib.compress(json.dumps(_to_json(state), separators=(",", ":")).encode())
        row = (view_id, state.parent, state.action, made_at.isoformat(), body)
        with self._lock, self._translated():
            cursor = self._connection.execute(
                "INSERT INTO state (id, parent, action, made_at, body) VALUES (?, ?, ?, ?, ?)", row
            )
            self._drop_oldest(cursor.lastrowid or 0)
        return _with_row(state, row)

    def _drop_oldest(self, newest: int) -> None:
        last = newest - MOST_STATES
        pages, free, size = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > MOST_BYTES:
            first = self._connection.execute("SELECT min(num) FROM state").fetchone()[0]
            last = max(last, min(first + (newest - first) // 10, newest - 1))
        self._connection.execute("DELETE FROM state WHERE num <= ?", (last,))

    def get(self, view_id: str) -> ViewState:
        """Return a state.

        Raises:
            ViewNotFoundError: there is none with this id.
        """
        if not _ID.fullmatch(view_id):
            raise ViewNotFoundError(view_id)
        with self._lock, self._translated():
            row = self._connection.execute(
                "SELECT id, parent, action, made_at, body FROM state WHERE id = ?", (view_id,)
            ).fetchone()
        if row is None:
            raise ViewNotFoundError(view_id)
        try:
            body = zlib.decompressobj().decompress(row[4], _LARGEST_BODY_BYTES)
            return _with_row(_from_json(json.loads(body)), row)
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            raise self._damaged(error) from error

    def history(self, view_id: str, limit: int = 100) -> list[tuple[str, str, datetime]]:
        """Return id, action and time of the states that led to one, the newest first.

        Args:
            view_id: where to start; itself included.
            limit: states at most.
        """
        found: list[tuple[str, str, datetime]] = []
        next_id: str | None = view_id
        while next_id is not None and len(found) < limit:
            with self._lock, self._translated():
                row = self._connection.execute(
                    "SELECT id, action, made_at, parent FROM state WHERE id = ?", (next_id,)
                ).fetchone()
            if row is None:
                break
            found.append((row[0], row[1], datetime.fromisoformat(row[2])))
            next_id = row[3]
        return found

    def _damaged(self, error: Exception) -> StoreUnavailableError:
        return StoreUnavailableError(
            self._address,
            f"tệp hình bị hỏng ({error})",
            f"the file of pictures is damaged ({error})",
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_FULL:
                raise StoreFullError(
                    self._address, "đĩa đầy, không lưu được hình", "the disk is full"
                ) from error
            if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise StoreUnavailableError(
                    self._address,
                    "một chương trình khác đang giữ tệp hình; hãy thử lại",
                    "another program holds the file of pictures; try again",
                ) from error
            raise self._damaged(error) from error


def _to_json(state: ViewState) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "nodes": [asdict(node) for node in state.picture.nodes],
        "edges": [asdict(edge) for edge in state.picture.edges],
        "units": dict(state.units),
        "lists": dict(state.lists),
        "expanded": sorted(state.expanded),
        "removed": sorted(state.removed),
    }


def _from_json(body: dict[str, Any]) -> ViewState:
    return ViewState(
        picture=Picture(
            tuple(_node(values) for values in body["nodes"]),
            tuple(_edge(values) for values in body["edges"]),
        ),
        units=body["units"],
        lists=body["lists"],
        expanded=frozenset(body["expanded"]),
        removed=frozenset(body["removed"]),
    )


def _node(values: dict[str, Any]) -> PictureNode:
    typed = {"role": NodeRole(values["role"]), "standing": Standing(values["standing"])}
    return PictureNode(**{**values, **typed})


def _edge(values: dict[str, Any]) -> PictureEdge:
    return PictureEdge(**{**values, "kind": EdgeKind(values["kind"])})


def _with_row(state: ViewState, row: tuple[Any, ...]) -> ViewState:
    return ViewState(
        picture=state.picture,
        units=state.units,
        lists=state.lists,
        expanded=state.expanded,
        removed=state.removed,
        id=row[0],
        parent=row[1],
        action=row[2],
        made_at=datetime.fromisoformat(row[3]),
    )
