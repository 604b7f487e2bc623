"""Where the API stands."""

from __future__ import annotations

API = "/api/v1"
"""Every router of api/routes begins with it, so that logs tell a page from an operation."""
