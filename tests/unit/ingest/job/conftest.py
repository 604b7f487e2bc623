"""What the tests of the job share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.ingest.job.loading import Loader, open_loader


@pytest.fixture
def loader(tmp_path: Path) -> Iterator[Loader]:
    """Open stores in memory beside an empty folder."""
    with open_loader(tmp_path) as opened:
        yield opened
