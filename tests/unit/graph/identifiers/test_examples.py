"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

import graph.identifiers

MODULES = [module.name for module in iter_modules(graph.identifiers.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    """Each is run as it stands there."""
    assert doctest.testmod(import_module(f"graph.identifiers.{name}")).failed == 0
