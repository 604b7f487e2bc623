"""The examples in the docstrings of readers, values and streams are true."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = [
    "role_words", "sources.delimiter", "sources.table", "streams", "values_amounts",
    "values_dates", "values_forms", "visible",
]  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    """Each is run as it stands there."""
    assert doctest.testmod(import_module(f"ingest.{name}")).failed == 0
