"""Reads the files of the containers: variables of compose put in, steps of the Dockerfile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

COMPOSE = ROOT / "docker-compose.yml"
BOLT = ROOT / "docker-compose.bolt.yml"
EXAMPLE = ROOT / ".env.example"
DOCKERFILE = ROOT / "Dockerfile"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<how>[-?])(?P<rest>[^}]*))?\}")


class MissingVariableError(Exception):
    """Compose stops here: a variable that must be set is not."""


def example() -> dict[str, str]:
    """Return the variables of .env.example, without what is commented out."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    return {pair[0]: pair[1] for pair in pairs}


def filled(text: str, variables: Mapping[str, str]) -> str:
    """Return a compose file with its variables put in, as compose does it.

    Args:
        text: the file.
        variables: by name.

    Raises:
        MissingVariableError: one that has no default is not there.
    """

    def value(found: re.Match[str]) -> str:
        given = variables.get(found["name"], "")
        if not given and found["how"] == "?":
            raise MissingVariableError(found["name"], found["rest"])
        return given or (found["rest"] or "")

    return VARIABLE.sub(value, text)


def compose(path: Path = COMPOSE) -> dict[str, Any]:
    """Return a compose file with the values of .env.example."""
    content = yaml.safe_load(filled(path.read_text(encoding="utf-8"), example()))
    assert isinstance(content, dict)
    return content


def service(name: str, path: Path = COMPOSE) -> dict[str, Any]:
    """Return one service of a compose file."""
    found = compose(path)["services"][name]
    assert isinstance(found, dict)
    return found


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions in order: the word in capitals, and what follows."""
    text = DOCKERFILE.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    split = [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]
    return [(word, " ".join(rest.split())) for word, rest in split]


def last_stage() -> list[tuple[str, str]]:
    """Return the instructions of the stage that becomes the image."""
    all_of_them = instructions()
    begin = max(n for n, (word, _) in enumerate(all_of_them) if word == "FROM")
    return all_of_them[begin:]


def image_environment() -> dict[str, str]:
    """Return the variables that the image sets."""
    pairs = [pair.split("=", 1) for word, rest in last_stage() if word == "ENV"
             for pair in rest.split()]  # fmt: skip
    return {pair[0]: pair[1] for pair in pairs}


def settings_in_code() -> frozenset[str]:
    """Return the variables that api/settings.py reads."""
    code = (ROOT / "api" / "settings.py").read_text(encoding="utf-8")
    return frozenset(f"TRUYVET_{name}" for name in re.findall(r'value\("([A-Z0-9_]+)"\)', code))
