"""TextStore: text as received, apart from the graph; every read is logged, erasing is physical."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.closing import Closing
from graph.errors import InvalidInputError, StoreUnavailableError
from graph.store.sqlite.connection import MEMORY, Connections
from graph.store.sqlite.migrate import migrate, prepare

_INITIAL = """
CREATE TABLE stored_text (
  num INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  column_name TEXT NOT NULL,
  body BLOB NOT NULL,
  erased INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX stored_text_key ON stored_text (report_id, content_hash, column_name);
CREATE TABLE text_read (
  num INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  report_id TEXT NOT NULL,
  who TEXT NOT NULL,
  purpose TEXT NOT NULL,
  case_id TEXT,
  text_count INTEGER NOT NULL
);
CREATE INDEX text_read_report ON text_read (report_id, num);
CREATE TRIGGER text_read_kept BEFORE DELETE ON text_read BEGIN
  SELECT RAISE (ABORT, 'the log of reads is append-only');
END;
CREATE TRIGGER text_read_fixed BEFORE UPDATE ON text_read BEGIN
  SELECT RAISE (ABORT, 'the log of reads is append-only');
END;
"""
MIGRATIONS: tuple[tuple[str, str], ...] = (("m001_initial", _INITIAL),)
"""Name and script, in order; a released one is never changed."""

APPLICATION_ID = 0x54525654
"""`TRVT` in the file's header: a store of texts, and not of the graph."""

_CODEC = ("utf-8", "surrogatepass")
"""Keeps even half a character, as JSON escapes can spell it, as it was received."""

_STILL_IN_LOG = (
    "nguyên văn đã xóa, nhưng chương trình khác đang đọc nên chưa dọn được nhật ký ghi trước; "
    "hãy đợi rồi xóa lại lần nữa",
    "the texts are erased, but another program's reading keeps the write-ahead log; "
    "wait, then erase once more",
)


@dataclass(frozen=True, slots=True)
class StoredText:
    """A free text of a report, exactly as received.

    Attributes:
        report_id: of the report.
        content_hash: of the report's version that the text belongs to.
        column: of the row, or `text`.
        text: as received.
    """

    report_id: str
    content_hash: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class TextRead:
    """Somebody has read a report's texts.

    Attributes:
        at: when, aware, UTC.
        report_id: whose texts.
        who, purpose: the person and what for.
        case: the case that it was for; None outside of one.
        text_count: texts that were there to be read.
    """

    at: datetime
    report_id: str
    who: str
    purpose: str
    case: str | None
    text_count: int


class TextStore(Closing):
    """Texts as received, in an SQLite file of their own.

    Every method raises StoreError children only, besides those that it names. Several threads
    and processes may use one file. `open_texts` is the way in.
    """

    def __init__(self, connections: Connections) -> None:
        """Take over connections to a prepared file."""
        self._connections = connections

    @property
    def address(self) -> str:
        """Where the store is: fit for a message."""
        return self._connections.address

    def close(self) -> None:
        """Release the store. Closing twice is no error."""
        self._connections.close()

    def put(self, items: Sequence[StoredText]) -> None:
        """Keep texts, all or nothing: once this returns, a crash loses none of them.

        The key is (report_id, content_hash, column); what is there under a key stays as it is,
        since the content hash vouches for it. What was erased stays erased: loading its source
        again does not bring it back.

        Args:
            items: any number; none is no error.
        """
        if not items:
            return
        rows = [
            (item.report_id, item.content_hash, item.column, item.text.encode(*_CODEC))
            for item in items
        ]
        with self._connections.transaction() as connection:
            connection.executemany(
                "INSERT INTO stored_text (report_id, content_hash, column_name, body)"
                " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                rows,
            )

    def read(
        self, report_id: str, *, who: str, purpose: str, case: str | None = None
    ) -> list[StoredText]:
        """Return a report's texts, of all its versions, in the order they were put.

        The read is logged in the same transaction, also where there is no text: if it can't
        be logged, nothing is read.

        Args:
            report_id: whose texts.
            who: the person who reads.
            purpose: what for.
            case: the case that it is for.

        Raises:
            InvalidInputError: who or purpose is blank.
        """
        if not who.strip() or not purpose.strip():
            raise InvalidInputError(
                what_vi="Muốn đọc nguyên văn phải ghi rõ ai đọc và đọc để làm gì.",
                what_en="Reading text as received needs who reads it and for what purpose.",
            )
        with self._connections.transaction() as connection:
            found = connection.execute(
                "SELECT report_id, content_hash, column_name, body FROM stored_text"
                " WHERE report_id = ? AND erased = 0 ORDER BY num",
                (report_id,),
            ).fetchall()
            connection.execute(
                "INSERT INTO text_read (at, report_id, who, purpose, case_id, text_count)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (datetime.now(UTC).isoformat(), report_id, who, purpose, case, len(found)),
            )
        return [StoredText(a, b, c, body.decode(*_CODEC)) for a, b, c, body in found]

    def reads(self, report_id: str | None = None) -> list[TextRead]:
        """Return who has read what, oldest first.

        Args:
            report_id: reads of this report only; None is all.
        """
        condition = "" if report_id is None else " WHERE report_id = ?"
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT at, report_id, who, purpose, case_id, text_count FROM text_read"
                + condition
                + " ORDER BY num",
                () if report_id is None else (report_id,),
            ).fetchall()
        return [TextRead(datetime.fromisoformat(at), *rest) for at, *rest in rows]

    def erase(self, report_id: str) -> int:
        """Destroy a report's texts, of all its versions, physically; return how many.

        Their bytes are overwritten where they stand, and have left the write-ahead log before
        this returns; what a file system or a disk keeps of blocks that were given back is
        beyond it. The log of reads stays. Erasing again returns 0, and finishes what an error
        left undone.

        Args:
            report_id: whose texts.

        Raises:
            StoreUnavailableError: among others, where another reader kept the write-ahead log
                from being emptied: the texts are gone for every reader then, but their bytes
                only once it is erased again.
        """
        with self._connections.transaction() as connection:
            # Deleting rows, even with secure_delete, moves their neighbours about and leaves
            # copies of these in the gaps of pages (9 of 12,560 texts were found again). A value
            # of the same type and length is overwritten in place, and nothing ever moves.
            changed = connection.execute(
                "UPDATE stored_text SET body = zeroblob (length (body)), erased = 1"
                " WHERE report_id = ? AND erased = 0",
                (report_id,),
            ).rowcount
        with self._connections.reading() as connection:
            busy = connection.execute("PRAGMA wal_checkpoint (TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreUnavailableError(self.address, *_STILL_IN_LOG)
        return changed


def open_texts(path: Path | str) -> TextStore:
    """Open the store of texts; a new file is created with the newest schema, mode 0600.

    Args:
        path: of the file, or `:memory:`.

    Raises:
        SchemaOutdatedError: an older schema: see `migrate_texts`.
        SchemaTooNewError: a newer program wrote the file.
        StoreUnavailableError: locked, damaged, or no store of texts.
    """
    connections = Connections(str(path))
    try:
        prepare(connections, MIGRATIONS, APPLICATION_ID)
        _close_to_others(path)
    except BaseException:
        connections.close()
        raise
    return TextStore(connections)


def migrate_texts(path: Path | str) -> list[str]:
    """Bring a store of texts to the newest schema; return the names of what was applied.

    Args:
        path: of the file.

    Raises:
        SchemaTooNewError, StoreUnavailableError: as `open_texts`.
    """
    connections = Connections(str(path))
    try:
        return migrate(connections, MIGRATIONS, APPLICATION_ID)
    finally:
        connections.close()


def _close_to_others(path: Path | str) -> None:
    # A file that was copied here may be open to others; only its owner can close it.
    if str(path) != MEMORY:
        with suppress(PermissionError):
            Path(path).chmod(0o600)
