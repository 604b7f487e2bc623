"""Draws the HTML pages: Jinja with autoescape, and the words that every template has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import viz
from api.language import Catalogue, language_of
from api.permissions import person_of
from api.wire.sound import sound
from graph.errors import Language
from graph.identifiers import registry
from graph.model import VIETNAM, Moment, Precision
from viz.caption import visible

TEMPLATES = Path(viz.__file__).parent / "templates"
STATIC = Path(viz.__file__).parent / "static"

_KNOWN_PARTS = {Precision.YEAR: 1, Precision.MONTH: 2}


class Pages:
    """Draws templates in a person's language.

    Args:
        catalogues: texts by language.
        default: the language until a person chooses.
        static: address of the static files.
        folder: of the templates.
    """

    def __init__(
        self,
        catalogues: Mapping[Language, Catalogue],
        default: Language,
        static: str,
        folder: Path = TEMPLATES,
    ) -> None:
        """Prepare the environment; templates are read when they are drawn first."""
        self._catalogues = catalogues
        self._default: Language = default
        self._static = static
        self._environment = Environment(
            loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
        )
        # By default tojson sorts the keys of every node and writes blanks between them.
        self._environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> HTMLResponse:
        """Return a drawn page.

        Args:
            request: decides language and person.
            template: name of its file.
            status: of the answer.
            context: what the template needs besides the words of all.
        """
        language = language_of(request, self._default)
        words = _words(self._catalogues[language], request, self._static)
        text = self._environment.get_template(template).render(**words, **context)
        return HTMLResponse(sound(text), status_code=status, headers={"Content-Language": language})


def _words(catalogue: Catalogue, request: Request, static: str) -> dict[str, Any]:
    language = catalogue.language
    return {
        "lang": language,
        "t": catalogue.text,
        "n": catalogue.count,
        "number": catalogue.number,
        "date": lambda moment: format_date(moment, language),
        "money": lambda dong: format_money(dong, catalogue),
        "caption": caption_of,
        "person": person_of(request).name,
        "path": request.url.path,
        "static": lambda name: f"{static}/{name}",
    }


def format_date(moment: datetime | Moment | None, language: Language) -> str:
    """Return a day in Vietnam as people write it, as far as it is known.

    >>> format_date(datetime(2026, 11, 23, 20, tzinfo=VIETNAM), "vi")
    '23/11/2026'
    """
    if moment is None:
        return "–"
    at, parts = (moment, 3) if isinstance(moment, datetime) else _known(moment)
    written = at.astimezone(VIETNAM).strftime("%Y-%m-%d").split("-")[:parts]
    return "/".join(reversed(written)) if language == "vi" else "-".join(written)


def _known(moment: Moment) -> tuple[datetime, int]:
    return moment.at, _KNOWN_PARTS.get(moment.precision, 3)


def format_money(dong: int, catalogue: Catalogue) -> str:
    """Return an amount as people write it."""
    number = catalogue.number(dong)
    return f"{number} ₫" if catalogue.language == "vi" else f"VND {number}"


def caption_of(key: str) -> str:
    """Return a key's text for people, without hidden characters."""
    return visible(registry.caption(registry.from_key(key)))
