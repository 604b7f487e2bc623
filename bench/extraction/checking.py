"""Look for slips in labelled texts: `python -m bench.extraction.checking FILE…`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.extraction.reading import FORMS, Item, LabelError, LabelledText, read_texts
from graph.errors import InvalidIdentifierError
from graph.identifiers import registry


def slips(text: LabelledText) -> Iterator[str]:
    """Yield what is wrong with the labels of a text: keys that are not canonical, cut words."""
    for item in text.items:
        raw = text.text[item.start : item.end]
        if raw != raw.strip():
            yield f"{raw!r} begins or ends with a blank"
        for key in (f"{item.kind}:{item.value}", *item.alternatives) if item.kind else ():
            slip = _key_slip(key)
            if slip:
                yield f"{raw!r}: {slip}"
        yield from _digit_slips(raw, item)


def _key_slip(key: str) -> str | None:
    kind, _, value = key.partition(":")
    try:
        canonical = registry.KINDS[kind].parse(value)
    except KeyError:
        return f"{key}: no such kind"
    except InvalidIdentifierError as error:
        return f"{key}: {error.reason}"
    return None if canonical == value else f"{key}: canonical is {kind}:{canonical}"


def _digit_slips(raw: str, item: Item) -> Iterator[str]:
    """Compare plain digits of a number as written and of its key."""
    if item.kind not in {"phone", "hotline", "short_code", "bank_account"} or not raw.isascii():
        return
    digits = "".join(c for c in raw if c.isdigit())
    wanted = "".join(c for c in item.value.rpartition(":")[2] if c.isdigit())
    if digits and raw.replace(" ", "").isdigit() and digits[-6:] != wanted[-6:]:
        yield f"{raw!r}: its last digits are not those of {item.value}"


def main(paths: list[str]) -> int:
    """Print all slips and how many texts, items and forms there are; return the exit code."""
    wrong = 0
    forms: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    with_items = without = 0
    for path in paths:
        try:
            texts = list(read_texts(Path(path).read_text(encoding="utf-8")))
        except LabelError as error:
            print(f"{path}: {error}")
            return 1
        for text in texts:
            for slip in slips(text):
                wrong += 1
                print(f"{path}: {text.id}: {slip}")
            with_items, without = with_items + bool(text.items), without + (not text.items)
            forms.update(text.forms)
            kinds.update(item.kind or "optional" for item in text.items)
    print(f"{with_items} texts with identifiers, {without} without; {wrong} slips")
    print("kinds:", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    print("forms:", ", ".join(f"{form} {forms[form]}" for form in sorted(FORMS)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
