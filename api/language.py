"""Texts in Vietnamese and English: catalogues read at start, and which language a request wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import cast

from babel.messages.pofile import read_po
from starlette.requests import HTTPConnection

from graph.errors import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"
COOKIE = "truyvet_lang"
_MOST_OFFERS = 20


@dataclass(frozen=True)
class Catalogue:
    """The texts of one language, by their English original.

    Attributes:
        language: which.
        texts: original -> translation.
        plurals: original -> its forms, singular first (Vietnamese has one form).
    """

    language: Language
    texts: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]

    def text(self, original: str) -> str:
        """Return the translation of a text; the original where there is none."""
        return self.texts.get(original, original)

    def count(self, singular: str, plural: str, number: int) -> str:
        """Return the form of a text that fits a number, with `{n}` filled in.

        Args:
            singular, plural: the English originals.
            number: how many.
        """
        forms = self.plurals.get(singular, (singular, plural))
        form = forms[0] if number == 1 or len(forms) == 1 else forms[1]
        return form.format(n=self.number(number))

    def number(self, value: int) -> str:
        """Return a number grouped as the language does.

        >>> Catalogue("vi", {}, {}).number(12345)
        '12.345'
        """
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if self.language == "vi" else grouped

    @cached_property
    def as_json(self) -> dict[str, str]:
        """Return all plain texts, as the pages' scripts read them."""
        return dict(self.texts)


def read_catalogues(folder: Path = LOCALE_FOLDER) -> Mapping[Language, Catalogue]:
    """Read the .po file of every language; nothing is compiled.

    Args:
        folder: holds `LANGUAGE/LC_MESSAGES/truyvet.po`.
    """
    return MappingProxyType({language: _read(folder, language) for language in LANGUAGES})


def _read(folder: Path, language: Language) -> Catalogue:
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    with (folder / language / "LC_MESSAGES" / "truyvet.po").open("rb") as file:
        for message in read_po(file, locale=language, abort_invalid=True):
            if not message.id:
                continue
            if isinstance(message.id, str):
                texts[message.id] = cast("str", message.string) or message.id
            else:
                plurals[message.id[0]] = tuple(form for form in message.string or () if form)
    return Catalogue(language, MappingProxyType(texts), MappingProxyType(plurals))


def language_of(connection: HTTPConnection, default: Language) -> Language:
    """Return the language that a request wants: its cookie's, else Accept-Language's in the API.

    Pages ignore Accept-Language: the default stands until a person chooses, and the choice is
    one click.

    Args:
        connection: the request.
        default: where nothing is said.
    """
    chosen = connection.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    if not connection.url.path.startswith("/api/"):
        return default
    return _accepted(connection.headers.get("accept-language", "")) or default


def _accepted(header: str) -> Language | None:
    """Return the first language of ours with the highest weight (RFC 9110, section 12.5.4)."""
    best: tuple[float, Language] | None = None
    for part in header.split(",")[:_MOST_OFFERS]:
        name, _, weight_text = part.partition(";")
        language: Language | None = None
        for known in LANGUAGES:
            if name.strip().lower().split("-")[0] == known:
                language = known
        weight = _weight(weight_text)
        if language and weight > 0 and (best is None or weight > best[0]):
            best = (weight, language)
    return best[1] if best else None


def _weight(text: str) -> float:
    key, _, value = text.strip().partition("=")
    if key.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
