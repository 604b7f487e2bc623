"""The store of texts: kept once, read only with a reason, erased to the last byte."""

from __future__ import annotations

import random
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import (
    InvalidInputError,
    SchemaOutdatedError,
    SchemaTooNewError,
    StoreUnavailableError,
)
from graph.store import texts as texts_module
from graph.store.texts import StoredText, TextStore, migrate_texts, open_texts

ONE = StoredText("dtf:1", "aa", "noi_dung", "Tôi bị lừa 20 triệu.\r\n\t“Gọi 0912…”")
OTHER_COLUMN = StoredText("dtf:1", "aa", "ghi_chu", "gấp")
NEWER = StoredText("dtf:1", "bb", "noi_dung", "Tôi bị lừa 25 triệu.")
STRANGER = StoredText("dtf:2", "cc", "text", "khác")


def _open(tmp_path: Path) -> TextStore:
    return open_texts(tmp_path / "home" / "texts.db")


def _file_bytes(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((tmp_path / "home").iterdir()))


def test_what_was_put_is_read_exactly_as_received(tmp_path: Path) -> None:
    """All versions and columns of a report come back, in the order put, and no other's."""
    with _open(tmp_path) as store:
        store.put([ONE, STRANGER, OTHER_COLUMN])
        store.put([NEWER])

        assert store.read("dtf:1", who="lan", purpose="xác minh") == [ONE, OTHER_COLUMN, NEWER]


def test_putting_again_changes_nothing(tmp_path: Path) -> None:
    """The first text under a key stays, within one call and over several."""
    with _open(tmp_path) as store:
        store.put([ONE, ONE])
        store.put([StoredText(ONE.report_id, ONE.content_hash, ONE.column, "khác")])
        store.put([])

        assert store.read("dtf:1", who="lan", purpose="xác minh") == [ONE]


def test_texts_survive_reopening(tmp_path: Path) -> None:
    """A second opening finds what the first one put."""
    with _open(tmp_path) as store:
        store.put([ONE])

    with _open(tmp_path) as store:
        assert store.read("dtf:1", who="lan", purpose="xác minh") == [ONE]


def test_every_read_is_logged_also_of_nothing(tmp_path: Path) -> None:
    """Who, what for, which case and when are kept, oldest first."""
    before = datetime.now(UTC) - timedelta(seconds=1)
    with _open(tmp_path) as store:
        store.put([ONE, OTHER_COLUMN])
        store.read("dtf:1", who="lan", purpose="xác minh", case="C-7")
        store.read("dtf:9", who="minh", purpose="thử")
        log = store.reads()

        assert [(r.report_id, r.who, r.purpose, r.case, r.text_count) for r in log] == [
            ("dtf:1", "lan", "xác minh", "C-7", 2),
            ("dtf:9", "minh", "thử", None, 0),
        ]
        assert before <= log[0].at <= log[1].at <= datetime.now(UTC)
        assert store.reads("dtf:9") == log[1:]
        assert store.reads("dtf:3") == []


@pytest.mark.parametrize(("who", "purpose"), [("", "x"), ("lan", ""), (" \t", "x"), ("lan", "\n")])
def test_reading_without_a_name_or_a_purpose_is_refused(
    tmp_path: Path, who: str, purpose: str
) -> None:
    """Nothing is read and nothing is logged."""
    with _open(tmp_path) as store:
        store.put([ONE])
        with pytest.raises(InvalidInputError, match="purpose"):
            store.read("dtf:1", who=who, purpose=purpose)

        assert store.reads() == []


@pytest.mark.parametrize("statement", ["DELETE FROM text_read", "UPDATE text_read SET who = 'x'"])
def test_the_log_of_reads_cannot_be_changed(tmp_path: Path, statement: str) -> None:
    """The database itself refuses to drop or rewrite an entry."""
    with _open(tmp_path) as store:
        store.read("dtf:1", who="lan", purpose="xác minh")
    connection = sqlite3.connect(tmp_path / "home" / "texts.db")

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


def test_erased_texts_are_gone_for_good(tmp_path: Path) -> None:
    """All versions of the report go, others stay, and loading again brings nothing back."""
    with _open(tmp_path) as store:
        store.put([ONE, OTHER_COLUMN, NEWER, STRANGER])

        assert store.erase("dtf:1") == 3
        assert store.erase("dtf:1") == 0
        store.put([ONE])
        assert store.read("dtf:1", who="lan", purpose="kiểm tra") == []
        assert store.read("dtf:2", who="lan", purpose="kiểm tra") == [STRANGER]


def test_no_byte_of_an_erased_text_stays_in_any_file(tmp_path: Path) -> None:
    """Short and long texts, put and erased in any order, leave no trace in store or log."""
    chance = random.Random(4)
    alive: dict[str, str] = {}
    erased: list[str] = []
    with _open(tmp_path) as store:
        for number in range(600):
            mark, report_id = f"MARK{number:06d}END", f"dtf:{chance.random()}"
            body = mark * chance.choice([1, 3, 20, 100, 700])
            store.put([StoredText(report_id, "aa", "text", body)])
            alive[report_id] = mark
            if number % 2:
                victim = chance.choice(list(alive))
                assert store.erase(victim) == 1
                erased.append(alive.pop(victim))
        left = _file_bytes(tmp_path)

        assert [mark for mark in erased if mark.encode() in left] == []
        assert all(mark.encode() in left for mark in alive.values())


def test_erasing_says_when_a_reader_keeps_the_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts are gone for readers, the error says to erase again, and then that works."""
    monkeypatch.setattr("graph.store.sqlite.connection.BUSY_TIMEOUT_MS", 50)
    with _open(tmp_path) as store:
        store.put([ONE])
        reader = sqlite3.connect(tmp_path / "home" / "texts.db", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM stored_text").fetchone()

        with pytest.raises(StoreUnavailableError, match="erase once more"):
            store.erase("dtf:1")
        assert store.read("dtf:1", who="lan", purpose="kiểm tra") == []
        reader.close()
        assert store.erase("dtf:1") == 0
        assert ONE.text.encode() not in _file_bytes(tmp_path)


def test_all_files_are_for_the_owner_alone(tmp_path: Path) -> None:
    """The store, its write-ahead log and its index have mode 0600, also after a loose copy."""
    path = tmp_path / "home" / "texts.db"
    with _open(tmp_path) as store:
        store.put([ONE])
        modes = {stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()}
        assert modes == {0o600}
    path.chmod(0o644)
    with _open(tmp_path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "\x00\x01", "half \ud83d", "😀", "x" * 3_000_000])
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    """Empty, with NUL, with half a character, outside the basic plane, and very long."""
    with _open(tmp_path) as store:
        store.put([StoredText("dtf:3", "aa", "text", text)])

        assert [t.text for t in store.read("dtf:3", who="lan", purpose="thử")] == [text]


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\1" * 99]
)
def test_a_damaged_file_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    """No driver's exception leaves the store."""
    path = tmp_path / "texts.db"
    path.write_bytes(content)

    with pytest.raises(StoreUnavailableError):
        open_texts(path)


def test_a_locked_file_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's write lock is named, and nothing is half-written."""
    monkeypatch.setattr("graph.store.sqlite.connection.BUSY_TIMEOUT_MS", 50)
    with _open(tmp_path) as store:
        other = sqlite3.connect(tmp_path / "home" / "texts.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError, match="another program"):
            store.put([ONE])
        other.close()

        store.put([ONE])
        assert store.read("dtf:1", who="lan", purpose="kiểm tra") == [ONE]


def test_a_graph_store_is_no_store_of_texts(tmp_path: Path) -> None:
    """A database of another program is refused; it gets no table and keeps its mode."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    path.chmod(0o640)

    with pytest.raises(StoreUnavailableError, match="another program"):
        open_texts(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("t",)]
    connection.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_older_schema_waits_for_migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused until it is migrated; a newer one than ours is refused for good."""
    path = tmp_path / "texts.db"
    with open_texts(path) as store:
        store.put([ONE])
    more = (*texts_module.MIGRATIONS, ("m002_more", "CREATE TABLE more (x INTEGER);\n"))
    monkeypatch.setattr(texts_module, "MIGRATIONS", more)

    with pytest.raises(SchemaOutdatedError):
        open_texts(path)
    assert migrate_texts(path) == ["m002_more"]
    assert migrate_texts(path) == []
    with open_texts(path) as store:
        assert store.read("dtf:1", who="lan", purpose="kiểm tra") == [ONE]
    monkeypatch.setattr(texts_module, "MIGRATIONS", more[:1])
    with pytest.raises(SchemaTooNewError):
        open_texts(path)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """Closing twice is no error; using it afterwards is one of ours."""
    store = _open(tmp_path)
    store.close()
    store.close()

    with pytest.raises(StoreUnavailableError, match="closed"):
        store.put([ONE])


def test_a_store_in_memory_serves_tests() -> None:
    """`:memory:` keeps, reads and erases as a file does."""
    with open_texts(":memory:") as store:
        store.put([ONE])

        assert store.read("dtf:1", who="lan", purpose="kiểm tra") == [ONE]
        assert store.erase("dtf:1") == 1
