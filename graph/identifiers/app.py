"""Apps: an Android package name or an Apple store number."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from graph.identifiers.kind import Kind
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean

_PACKAGE = re.compile(r"^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$", re.A)
_APPLE = re.compile(r"^(?:id)?(\d{6,12})$")


def parse(raw: str) -> str:
    """Return `android:package` or `ios:number`; a store link gives the same.

    Raises:
        InvalidIdentifierError: neither.

    >>> parse("com.example.app"), parse("https://apps.apple.com/vn/app/x/id123456789")
    ('android:com.example.app', 'ios:123456789')
    """
    text = clean("app", raw)
    found = _from_store(text) or _from_name(text)
    if not found:
        raise refuse("app", raw, "not_an_app")
    return found


def _from_name(text: str) -> str | None:
    system, mark, name = text.partition(":")
    name = name if mark and system in {"android", "ios"} else text
    apple = _APPLE.match(name)
    if apple and system != "android":
        return f"ios:{apple.group(1)}"
    return f"android:{name}" if _PACKAGE.match(name) and system != "ios" else None


def _from_store(text: str) -> str | None:
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        ids = parse_qs(parts.query, max_num_fields=50).get("id", [])
    except ValueError:
        return None
    market = parts.scheme == "market" and parts.netloc == "details"
    if (market or parts.hostname == "play.google.com") and ids and _PACKAGE.match(ids[0]):
        return f"android:{ids[0]}"
    last = parts.path.rstrip("/").rpartition("/")[2]
    apple = _APPLE.match(last) if parts.hostname in {"apps.apple.com", "itunes.apple.com"} else None
    return f"ios:{apple.group(1)}" if apple else None


def caption(value: str) -> str:
    """Return the name with its system."""
    system, _, name = value.partition(":")
    return f"{name} ({system})"


def terms(value: str) -> tuple[str, ...]:
    """Return the name, and with its system."""
    return (value, value.partition(":")[2])


KIND = Kind("app", "App", parse, caption, terms)
