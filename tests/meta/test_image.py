"""The Dockerfile keeps its promises: the Makefile's steps, no root, nothing of this machine."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.meta.containers import (
    image_environment,
    instructions,
    last_stage,
    service,
    settings_in_code,
)

PACKAGES = ("graph", "ingest", "viz", "casework", "api")
TESTED = ROOT / "tests" / "servers" / "pom.xml"


def _commands() -> list[list[str]]:
    runs = [rest for word, rest in instructions() if word == "RUN"]
    return [shlex.split(step) for run in runs for step in run.split("&&")]


def _targets() -> set[str]:
    """Return what the Makefile can make, its variables put in."""
    done = subprocess.run(
        ["make", "--print-data-base", "--question", "--no-builtin-rules", "help"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return set(re.findall(r"^([\w./-]+):(?!=)", done.stdout, re.M))


def test_what_is_built_are_targets_of_the_makefile() -> None:
    """Packages and the pages' script come by its rules, checksums and all."""
    made = {target for command in _commands() if command[0] == "make" for target in command[1:]}

    assert made == {"install", "viz/static/vendor/vis-network.min.js"}
    assert made <= _targets()


def test_nothing_is_fetched_past_the_makefile() -> None:
    """But for make itself, from Debian's packages."""
    programs = {command[0] for command in _commands()}

    assert programs == {"apt-get", "rm", "make", "groupadd", "useradd", "install"}
    assert [c[-1] for c in _commands() if c[:2] == ["apt-get", "install"]] == ["make"]
    assert "ADD" not in {word for word, _ in instructions()}


def test_the_image_itself_runs_no_installer() -> None:
    """Neither npm nor a compiler is in it: its stage takes over what others built."""
    assert not any("make" in rest or "apt-get" in rest for w, rest in last_stage() if w == "RUN")
    assert [rest for word, rest in last_stage() if word == "COPY"] == [
        "--from=program /opt/truyvet /opt/truyvet",
        "--from=script /opt/truyvet/viz/static/vendor /opt/truyvet/viz/static/vendor",
    ]


def test_the_program_runs_as_a_user_with_a_number() -> None:
    """The one of compose and of Neo4j's image: they share the import folder."""
    users = [rest for word, rest in last_stage() if word == "USER"]

    assert users == ["7474:7474"]
    assert users == [service("app")["user"]]
    assert users == [service("neo4j")["user"]]


def test_the_image_serves() -> None:
    """Without a shell in between, so that it hears that it is to stop."""
    by_word = dict(last_stage())

    assert json.loads(by_word["ENTRYPOINT"]) == ["truyvet"]
    assert json.loads(by_word["CMD"]) == ["serve"]


def test_the_image_sets_settings_that_are_read() -> None:
    """Listening everywhere inside, said to be opened on this machine."""
    given = {k: v for k, v in image_environment().items() if k.startswith("TRUYVET_")}

    assert set(given) <= settings_in_code()
    assert given["TRUYVET_HOST"] == "0.0.0.0"
    assert given["TRUYVET_URL"] == f"http://127.0.0.1:{given['TRUYVET_PORT']}"
    assert given["TRUYVET_HOME"] in dict(last_stage())["VOLUME"]


@contextmanager
def _serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Serve as the image does, but on this machine's loopback interface and a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    image = {k: v for k, v in image_environment().items() if k != "PATH"}
    environment = {
        **os.environ, **image, "TRUYVET_HOST": "127.0.0.1", "TRUYVET_PORT": str(port),
        "TRUYVET_HOME": str(home), "TRUYVET_URL": "http://127.0.0.1:9",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip
    server = subprocess.Popen(
        ["truyvet", "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    try:
        yield server, environment
    finally:
        server.terminate()
        server.communicate(timeout=30)


def _ask_health(environment: dict[str, str]) -> int:
    options, command = dict(last_stage())["HEALTHCHECK"].split("CMD", 1)
    assert "--timeout=5s" in options
    done = subprocess.run(
        json.loads(command), env=environment, capture_output=True, check=False, timeout=10
    )
    return done.returncode


def test_health_is_a_page_that_is_served(tmp_path: Path) -> None:
    """Well once the link is printed, which leads to the published port; not once it has stopped."""
    with _serving(tmp_path / "home") as (server, environment):
        assert server.stdout is not None
        server.stdout.readline()
        link = server.stdout.readline().strip()
        deadline = time.monotonic() + 10
        # The link is printed just before the first request is answered.
        while (code := _ask_health(environment)) and time.monotonic() < deadline:
            time.sleep(0.1)

    assert link.startswith("http://127.0.0.1:9/sign-in#")
    assert code == 0
    assert server.returncode == 0
    assert _ask_health(environment) != 0


def _patterns() -> list[tuple[bool, re.Pattern[str]]]:
    """Return the lines of .dockerignore as docker reads them: keeps out or not, and what."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        parts = re.split(r"(\*\*/|\*)", line.removeprefix("!"))
        known = {"**/": "(?:.*/)?", "*": "[^/]*"}
        text = "".join(known.get(part, re.escape(part)) for part in parts)
        found.append((not line.startswith("!"), re.compile(f"{text}(?:/.*)?")))
    return found


def _is_sent(name: str) -> bool:
    matching = [out for out, pattern in _patterns() if pattern.fullmatch(name)]
    return not matching or not matching[-1]


@pytest.mark.parametrize("name", [
    ".git/config", ".venv/bin/python", ".env", ".secrets/neo4j_password", "graph.sqlite",
    "api/graph.sqlite", "graph/store/graph.sqlite-wal", "home/texts.sqlite", "mau/trinh-bao.csv",
    "data/feed.csv", "shared/data/feed.csv", "demo/graph.sqlite", "tests/conftest.py",
    "docs/settings.md", "bench/rows.py", "node_modules/x.js", "graph/__pycache__/model.pyc",
    "viz/static/vendor/vis-network.min.js", "requirements-dev.lock", "docker-compose.yml",
])  # fmt: skip
def test_what_is_not_the_program_stays_here(name: str) -> None:
    """Neither history nor stores, secrets and data reach a builder or an image."""
    assert not _is_sent(name)


def test_the_whole_program_is_sent() -> None:
    """Each file of the packages that git knows, and what the Makefile's steps read."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", *PACKAGES],
        capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    read = ["Makefile", "pyproject.toml", "README.md", "requirements.lock",
            "requirements-build.lock", "requirements-assets.lock", "package.json",
            "package-lock.json"]  # fmt: skip

    assert [name for name in [*listed, *read] if name and not _is_sent(name)] == []


def test_every_file_that_a_stage_copies_is_there() -> None:
    """And is sent to the builder."""
    copies = [rest.split()[:-1] for word, rest in instructions() if word == "COPY"]
    names = [n for copy in copies if not copy[0].startswith("--from") for n in copy if n != "."]

    assert names
    assert [name for name in names if not (ROOT / name).is_file() or not _is_sent(name)] == []


def test_versions_agree() -> None:
    """Python's with the locks and the project; the image's with the project; Neo4j's is tested."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = dict(instructions())["ARG"].removeprefix("PYTHON=")
    neo4j = service("neo4j")["image"].removeprefix("neo4j:").removesuffix("-community")

    assert project["requires-python"] == f">={python}"
    assert all(
        f"--python-version {python} " in lock.read_text(encoding="utf-8")[:300]
        for lock in ROOT.glob("requirements*.lock")
    )
    assert service("app")["image"] == f"truyvet:{project['version']}"
    assert neo4j == "5.26"
    assert f"<neo4j.version>{neo4j}." in TESTED.read_text(encoding="utf-8")


def test_the_makefile_compiles_what_the_image_can_not() -> None:
    """`make install` leaves the packages compiled, since the image's disk is read-only."""
    planned = subprocess.run(
        ["make", "--dry-run", "install"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    [compiled] = [shlex.split(line) for line in planned.splitlines() if "compileall" in line]

    assert compiled[1:3] == ["-m", "compileall"]
    assert compiled[-len(PACKAGES) :] == list(PACKAGES)
