"""`make secrets` makes a password that nobody else knows, once."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.meta.containers import compose


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with what `make secrets` needs, and nothing else."""
    for name in ("Makefile", ".env.example"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def _make_secrets(folder: Path) -> None:
    subprocess.run(["make", "secrets"], cwd=folder, check=True, timeout=60)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_secrets_fit_the_services(folder: Path) -> None:
    """48 hexadecimal digits, the same for both; every file that compose names is there."""
    _make_secrets(folder)
    password = (folder / ".secrets" / "neo4j_password").read_text(encoding="utf-8")

    assert re.fullmatch(r"[0-9a-f]{48}", password)
    assert (folder / ".secrets" / "neo4j_auth").read_text(encoding="utf-8") == f"neo4j/{password}"
    assert [s for s in compose()["secrets"].values() if not (folder / s["file"]).is_file()] == []


def test_others_on_the_machine_can_not_read_them(folder: Path) -> None:
    """The folder keeps them out; the containers' users read the files that are mounted."""
    _make_secrets(folder)

    assert _mode(folder / ".env") == 0o600
    assert _mode(folder / ".secrets") == 0o700
    assert {_mode(path) for path in (folder / ".secrets").iterdir()} == {0o444}


def test_a_second_call_changes_nothing(folder: Path) -> None:
    """Neo4j keeps the first password in its data; what was edited stays too."""
    _make_secrets(folder)
    (folder / ".env").write_text("TRUYVET_PORT=9000\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (folder / ".secrets").iterdir()}
    _make_secrets(folder)

    assert {path: path.read_bytes() for path in (folder / ".secrets").iterdir()} == before
    assert (folder / ".env").read_text(encoding="utf-8") == "TRUYVET_PORT=9000\n"


def test_every_folder_has_its_own(tmp_path: Path) -> None:
    """No two installations share a password."""
    passwords = set()
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        for file in ("Makefile", ".env.example"):
            shutil.copy(ROOT / file, folder)
        _make_secrets(folder)
        passwords.add((folder / ".secrets" / "neo4j_password").read_bytes())

    assert len(passwords) == 2


def test_git_keeps_away_from_them() -> None:
    """Neither can be committed by mistake."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "check-ignore", ".env", ".secrets/neo4j_password"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split() == [".env", ".secrets/neo4j_password"]


def test_they_are_made_where_the_services_look_for_them(folder: Path) -> None:
    """The folder is a setting; compose takes it from the same file."""
    (folder / ".env").write_text("TRUYVET_SECRETS=./kin\n", encoding="utf-8")
    _make_secrets(folder)

    assert {path.name for path in (folder / "kin").iterdir()} == {"neo4j_auth", "neo4j_password"}
    assert not (folder / ".secrets").exists()
