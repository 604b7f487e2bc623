"""Load small files into stores in memory, and look at what became of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.model import Report
from graph.store.open import open_store
from graph.store.port import GraphStore
from graph.store.texts import TextStore, open_texts
from ingest.job import ingest
from ingest.mapping_file import parse_mapping
from ingest.summary import Summary

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Loader:
    """Stores of one test, and its folder."""

    folder: Path
    store: GraphStore
    texts: TextStore

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def load(
        self,
        *paths: Path | str,
        mapping: str | None = None,
        stream: str | None = None,
        dry_run: bool = False,
        on_progress: Callable[[str, int, float], None] | None = None,
        on_new_reports: Callable[[tuple[str, ...]], None] | None = None,
    ) -> Summary:
        """Load files; a mapping is given as YAML."""
        return ingest(
            [str(path) for path in paths],
            store=self.store,
            texts=self.texts,
            mapping=parse_mapping(mapping, "test.yaml") if mapping else None,
            stream=stream,
            dry_run=dry_run,
            rejects_path=self.folder / "out.rejects.jsonl",
            now=NOW,
            on_progress=on_progress,
            on_new_reports=on_new_reports,
        )

    def rejects(self) -> list[dict[str, Any]]:
        """Return what the rejects file holds."""
        path = self.folder / "out.rejects.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    def reports(self) -> list[Report]:
        """Return all reports, by id."""
        return self.store.get_reports(list(self.store.report_ids()))


@contextmanager
def open_loader(folder: Path) -> Iterator[Loader]:
    """Open stores in memory."""
    store = open_store("sqlite::memory:")
    try:
        with open_texts(Path(":memory:")) as texts:
            yield Loader(folder, store, texts)
    finally:
        store.close()


def keys_of(report: Report) -> list[tuple[str, str]]:
    """Return (key, role) of every mention, sorted."""
    return sorted((mention.identifier.key, mention.role.value) for mention in report.mentions)
