"""Apps: an Android package name, an Apple store number, or the link of a package's file."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from graph.errors import InvalidIdentifierError
from graph.identifiers import url
from graph.identifiers.kind import Kind, Tie
from graph.identifiers.reasons import refuse
from graph.identifiers.text_guard import clean

_PACKAGE = re.compile(r"^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$", re.A)
_APPLE = re.compile(r"^(?:id)?(\d{6,12})$")


def parse(raw: str) -> str:
    """Return `android:package` or `ios:number`; a store link gives the same.

    A link to an .apk is the link itself, as url has it: who installs it never sees a name.

    Raises:
        InvalidIdentifierError: neither.

    >>> parse("com.example.app"), parse("https://apps.apple.com/vn/app/x/id123456789")
    ('android:com.example.app', 'ios:123456789')
    """
    text = clean("app", raw)
    found = _from_store(text) or _from_name(text) or _from_file(text)
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


def _from_file(text: str) -> str | None:
    if "/" not in text or ".apk" not in text.lower():
        return None
    try:
        link = url.parse(text)
    except InvalidIdentifierError:
        return None
    return link if is_file(link) else None


def is_file(value: str) -> bool:
    """Say whether a canonical link leads to an Android package's file."""
    return "/" in value and value.partition("?")[0].lower().endswith(".apk")


def caption(value: str) -> str:
    """Return the name with its system; of a file its link."""
    if is_file(value):
        return value
    system, _, name = value.partition(":")
    return f"{name} ({system})"


def terms(value: str) -> tuple[str, ...]:
    """Return the name, and with its system."""
    return (value,) if is_file(value) else (value, value.partition(":")[2])


def tie(value: str) -> Tie | None:
    """Return the domain that hosts a package's file."""
    return url.tie(value) if is_file(value) else None


def joins(value: str) -> bool:
    """Say whether the app may join reports: as url has it for a package's file."""
    return url.joins(value) if is_file(value) else True


KIND = Kind("app", "App", parse, caption, terms, tie, joins)
