"""docker-compose.yml keeps its promises: this machine only, no secret in it, nothing too much."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.meta.containers import (
    BOLT,
    COMPOSE,
    VARIABLE,
    MissingVariableError,
    compose,
    example,
    filled,
    service,
    settings_in_code,
)

SERVICES = ["neo4j", "app"]
FILES = pytest.mark.parametrize("path", [COMPOSE, BOLT], ids=lambda path: path.name)


def _judge_by_schema(folder: Path, files: list[Path]) -> list[str]:
    for path in files:
        (folder / path.name).write_text(yaml.safe_dump(compose(path)), encoding="utf-8")
    names = [path.name for path in files]
    schema = ["--builtin-schema", "vendor.compose-spec"]
    return [sys.executable, "-m", "check_jsonschema", *schema, *names]


def _judge_by_docker_compose(folder: Path, files: list[Path]) -> list[str]:
    for path in files:
        shutil.copy(path, folder)
    shutil.copy(ROOT / ".env.example", folder / ".env")
    named = [word for path in files for word in ("--file", path.name)]
    return ["docker-compose", *named, "config", "--quiet"]


# The schema of the compose specification always; the program too where this machine has it.
JUDGES = [_judge_by_schema, *([_judge_by_docker_compose] if shutil.which("docker-compose") else [])]


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("files", [[COMPOSE], [COMPOSE, BOLT]], ids=["alone", "with bolt"])
def test_compose_takes_it(
    judge: Callable[[Path, list[Path]], list[str]], files: list[Path], tmp_path: Path
) -> None:
    """By the schema of its specification, and by a program that reads it; no engine is needed."""
    done = subprocess.run(
        judge(tmp_path, files),
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@FILES
def test_only_this_machine_reaches_a_port(path: Path) -> None:
    """Every published port names the loopback interface."""
    ports = [p for s in compose(path)["services"].values() for p in s.get("ports", [])]

    assert ports
    assert [port for port in ports if not str(port).startswith("127.0.0.1:")] == []


def test_only_the_app_reaches_neo4j() -> None:
    """It stands on a network without a way out, and publishes nothing."""
    neo4j = service("neo4j")

    assert "ports" not in neo4j
    assert neo4j["networks"] == ["inside"]
    assert compose()["networks"]["inside"] == {"internal": True}
    assert service("app")["networks"] == ["inside", "door"]
    assert service("app")["environment"]["TRUYVET_STORE"] == "neo4j://neo4j:7687"


def test_nobody_outside_can_answer() -> None:
    """A published port needs a network that is not internal: that one translates nothing out."""
    options = compose()["networks"]["door"]["driver_opts"]

    assert options == {"com.docker.network.bridge.enable_ip_masquerade": "false"}
    assert set(compose()["networks"]) == {"inside", "door"}


def test_bolt_is_opened_on_request_only() -> None:
    """The second file adds one port, and .env.example names it in a comment."""
    assert service("neo4j", BOLT) == {
        "networks": ["inside", "door"], "ports": ["127.0.0.1:7687:7687"],
    }  # fmt: skip
    assert "COMPOSE_FILE" not in example()
    assert f"\n#COMPOSE_FILE={COMPOSE.name}:{BOLT.name}\n" in (ROOT / ".env.example").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_no_more_than_it_must(name: str) -> None:
    """A user with a number, no capability, none to be gained."""
    found = service(name)
    user, group = found["user"].split(":")

    assert int(user) > 0
    assert int(group) > 0
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & set(found)


def test_the_disk_of_the_app_is_read_only() -> None:
    """But for its home, the import folder and a /tmp in memory."""
    app = service("app")

    assert app["read_only"] is True
    assert app["tmpfs"] == ["/tmp"]
    assert [volume.split(":")[1] for volume in app["volumes"]] == ["/var/lib/truyvet", "/import"]


def test_what_is_kept_has_a_named_volume() -> None:
    """Data, logs, home and import folder; no folder of the machine is mounted."""
    mounted = {
        volume["source"] if isinstance(volume, dict) else volume.split(":")[0]
        for name in SERVICES for volume in service(name)["volumes"]
    }  # fmt: skip

    assert mounted == {"neo4j-data", "neo4j-logs", "neo4j-import", "truyvet-home"}
    assert mounted == set(compose()["volumes"])


def test_the_app_waits_until_neo4j_answers() -> None:
    """Its health is asked over Bolt."""
    assert service("app")["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert service("neo4j")["healthcheck"]["retries"] > 1


def _ask_health(port: int) -> int:
    command = [word.replace("$$", "$") for word in service("neo4j")["healthcheck"]["test"]]
    assert command[0] == "CMD"
    asked = [word.replace("127.0.0.1/7687", f"127.0.0.1/{port}") for word in command[1:]]
    return subprocess.run(asked, check=False, capture_output=True, timeout=10).returncode


def test_health_is_an_answer_to_the_handshake_of_bolt() -> None:
    """A server that takes the greeting and agrees on 5.4 is well; one that hangs up is not."""
    greetings: list[bytes] = []

    def answer(listener: socket.socket) -> None:
        for reply in (b"\0\0\4\5", b""):
            connection, _ = listener.accept()
            with connection:
                greetings.append(connection.recv(20, socket.MSG_WAITALL))
                connection.sendall(reply)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        answering = threading.Thread(target=answer, args=(listener,))
        answering.start()
        codes = [_ask_health(port), _ask_health(port)]
        answering.join()

    assert codes == [0, 1]
    assert greetings[0] == b"\x60\x60\xb0\x17" + b"\0\0\4\5" + b"\0\0\0\4" + bytes(8)
    assert _ask_health(port) != 0


@FILES
def test_no_secret_stands_in_it(path: Path) -> None:
    """What signs in comes from files, and no variable of .env.example is one."""
    given = [
        (key, value)
        for found in compose(path)["services"].values()
        for key, value in found.get("environment", {}).items()
        if any(word in key.upper() for word in ("PASSWORD", "AUTH", "SECRET", "TOKEN", "KEY"))
    ]

    assert [pair for pair in given if not pair[1].startswith("/run/secrets/")] == []
    assert [name for name in example() if "PASSWORD" in name] == []


def test_every_secret_is_a_file_of_the_folder_of_secrets() -> None:
    """Each service gets the one that it needs."""
    files = {name: secret["file"] for name, secret in compose()["secrets"].items()}

    assert files == {name: f"./.secrets/{name}" for name in ("neo4j_auth", "neo4j_password")}
    assert service("neo4j")["secrets"] == ["neo4j_auth"]
    assert service("app")["secrets"] == ["neo4j_password"]


def test_nothing_starts_without_secrets_of_ones_own() -> None:
    """There is no default, and the message says what to do."""
    text = COMPOSE.read_text(encoding="utf-8")
    ways = {found["how"] for found in VARIABLE.finditer(text) if found["name"] == "TRUYVET_SECRETS"}

    assert ways == {"?"}
    with pytest.raises(MissingVariableError, match="run make secrets first"):
        filled(text, {})


def test_every_variable_stands_in_the_example_with_its_default() -> None:
    """And nothing else does."""
    text = "".join(path.read_text(encoding="utf-8") for path in (COMPOSE, BOLT))
    used = {found["name"]: found for found in VARIABLE.finditer(text)}

    assert set(used) == set(example())
    assert {n: f["rest"] for n, f in used.items() if f["how"] == "-"} == {
        name: value for name, value in example().items() if name != "TRUYVET_SECRETS"
    }


def test_the_app_is_given_settings_that_it_reads() -> None:
    """A misspelt variable would be silence."""
    assert set(service("app")["environment"]) <= settings_in_code()


def test_memory_is_set_by_variables() -> None:
    """A heap that neither grows nor shrinks, and the page cache."""
    variables = {**example(), "TRUYVET_NEO4J_HEAP": "4G", "TRUYVET_NEO4J_PAGECACHE": "3G"}
    content = yaml.safe_load(filled(COMPOSE.read_text(encoding="utf-8"), variables))
    environment = content["services"]["neo4j"]["environment"]

    assert environment["NEO4J_server_memory_heap_initial__size"] == "4G"
    assert environment["NEO4J_server_memory_heap_max__size"] == "4G"
    assert environment["NEO4J_server_memory_pagecache_size"] == "3G"
    assert service("neo4j")["environment"]["NEO4J_server_memory_heap_max__size"] == "1G"
