"""Starlette's test client, imported where its wish for another HTTP library is no error."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # It works with httpx, which the schema tests need as well.
    warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
    from starlette.testclient import TestClient

__all__ = ["TestClient"]
