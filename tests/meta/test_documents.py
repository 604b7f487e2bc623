"""The documents are true: commands, options, settings, links, and the README's own tour."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from api.app import create_app
from api.cli import truyvet
from api.openapi import describe
from api.settings import read_settings
from api.signin import SignIn
from api.wiring import open_services
from ingest.mapping_file import parse_mapping
from tests.conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _commands() -> dict[str, click.Command]:
    context = click.Context(truyvet)
    names = truyvet.list_commands(context)
    return {name: command for name in names if (command := truyvet.get_command(context, name))}


def test_every_command_and_option_is_documented() -> None:
    """docs/commands.md has a section per command that names each of its options."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"## `truyvet ([a-z-]+)`\n(.*?)(?=\n## |\Z)", text, re.S))

    assert list(sections) == list(_commands())
    missing = [
        f"{name} {option}"
        for name, command in _commands().items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and f"`{option}" not in sections[name]
    ]
    assert missing == []


def test_every_setting_is_documented() -> None:
    """docs/settings.md names each variable that the code reads."""
    code = (ROOT / "api" / "settings.py").read_text(encoding="utf-8")
    names = {f"TRUYVET_{name}" for name in re.findall(r'value\("([A-Z_]+)"\)', code)}
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert names
    assert {name for name in names if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    """Links within the repository point at files that are there."""
    targets = _LINK.findall(document.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]

    assert [target for target in local if not (document.parent / target).exists()] == []


def _tour() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_tour_of_the_readme_runs_as_written(tmp_path: Path) -> None:
    """Every `$ truyvet …` line works, in order, in an empty folder; `R-…` is a ring just found."""
    program = Path(sys.executable).parent / "truyvet"
    environment = {**os.environ, "TRUYVET_HOME": str(tmp_path / "home")}
    ring = ""
    steps = [step for step in _tour() if step.startswith("truyvet ") and " serve" not in step]
    for step in steps:
        words = [re.sub(r"^R-\S+$", ring or "R-", word) for word in shlex.split(step)]
        done = subprocess.run(
            [str(program), *words[1:]],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{step}: {done.stderr}"
        found = re.search(r"R-[A-Z2-7]{10}", done.stdout)
        ring = found[0] if found else ring

    assert len(steps) >= 5
    assert ring


def test_the_example_of_a_mapping_is_a_mapping() -> None:
    """What docs/mapping.md shows can be saved and used."""
    text = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", text, re.S)

    assert parse_mapping(example, "mapping.yaml").mappings[0].links


def test_every_request_of_the_api_is_documented() -> None:
    """docs/api.md names each method and path of the OpenAPI document, and no other."""
    settings = read_settings()
    with open_services(settings) as services:
        paths = describe(create_app(settings, services, SignIn()))["paths"]
    known = {f"{method.upper()} {path}" for path in paths for method in paths[path]}
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `((?:GET|POST|DELETE|PUT|PATCH) [^`]+)`", text, re.M)) == known
