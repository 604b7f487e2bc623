"""How well the engine reads labelled texts: `python -m bench.extraction`."""

from __future__ import annotations

import time

from bench.extraction.reading import LABELLED, read_folder
from bench.extraction.scoring import Counts, Score, score
from bench.extraction.tools import ours

LENGTH = 300
"""Characters of the texts whose reading is timed."""


def main() -> None:
    """Print both halves by kind, the development half by hard form, and the speed."""
    for half in ("frozen", "development"):
        found = score(read_folder(LABELLED / half), ours)
        _print_kinds(half, found)
        if half == "development":
            _print_forms(found)
    print(f"\n{_speed():,.0f} texts of {LENGTH} characters a second, one core")


def _print_kinds(half: str, found: Score) -> None:
    print(f"\n| {half} | items | precision | recall | F1 | span F1 |\n|---|---|---|---|---|---|")
    rows = [*sorted(found.values.items()), ("all", found.overall)]
    for kind, counts in rows:
        spans = found.overall_spans if kind == "all" else found.spans[kind]
        print(f"| {kind} | {counts.found + counts.missed} | {_shares(counts)} | {spans.f1:.3f} |")
    print(
        f"\nFalse alarms: {found.alarms} of {found.texts_without} texts without identifiers. "
        f"Roles as marked: {found.roles_right} of {found.roles}."
    )


def _print_forms(found: Score) -> None:
    print("\n| hard form | items | precision | recall | F1 |\n|---|---|---|---|---|")
    for form, counts in sorted(found.forms.items()):
        print(f"| {form} | {counts.found + counts.missed} | {_shares(counts)} |")


def _shares(counts: Counts) -> str:
    return f"{counts.precision:.3f} | {counts.recall:.3f} | {counts.f1:.3f}"


def _speed() -> float:
    whole = " ".join(text.text for text in read_folder(LABELLED / "development"))
    texts = [whole[at : at + LENGTH] for at in range(0, len(whole) - LENGTH, LENGTH)]
    for text in texts[:200]:
        ours(text)
    began = time.process_time()
    for text in texts:
        ours(text)
    return len(texts) / (time.process_time() - began)


if __name__ == "__main__":
    main()
