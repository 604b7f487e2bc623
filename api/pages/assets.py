"""The address of the static files: it changes with their content, so browsers may keep them.

It is made when the server starts: whoever edits a script starts the server again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

STATIC_PREFIX = "/static/"
KEPT_PREFIX = f"{STATIC_PREFIX}v-"
"""Under it the same address is always the same bytes."""

_DIGITS = 12


def version_of(folder: Path) -> str:
    """Return a name for all that a folder holds.

    Args:
        folder: of the static files; read whole.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:_DIGITS]


def kept_address(folder: Path) -> str:
    """Return where these files are served for good, such as `/static/v-0123456789ab`."""
    return f"{KEPT_PREFIX}{version_of(folder)}"
