"""Texts of templates and scripts: each in both catalogues, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.language import LANGUAGES, read_catalogues
from graph.errors import Language
from viz.page import LINK_NAMES
from viz.style import LOOKS

VIZ = Path(__file__).parents[3] / "viz"
TEMPLATES = sorted((VIZ / "templates").glob("*.html"))
SCRIPTS = sorted(p for p in (VIZ / "static").rglob("*.js") if "vendor" not in p.parts)
_LITERAL = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_T = re.compile(r"(?<![\w.])t\(\s*" + _LITERAL)
_N = re.compile(r"(?<![\w.])n\(\s*" + _LITERAL + r"\s*,\s*" + _LITERAL)
_LISTED = re.compile(r"script_texts\(\[(.*?)\]\)", re.DOTALL)
_IMPORT = re.compile(r'^import (?:.* from )?"(\.[^"]+)";', re.MULTILINE)
_ENTRY = re.compile(r"static\('([^']+\.js)'\)")
_SLOT = re.compile(r"\{\w+\}")


def _literals(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for found in pattern.findall(text):
        yield next(filter(None, found))


def _listed(template: Path) -> set[str]:
    """Return the texts that a template hands to its scripts."""
    lists = _LISTED.findall(template.read_text(encoding="utf-8"))
    return {text for each in lists for text in _literals(re.compile(_LITERAL), each)}


def _said_by(script: Path, seen: set[Path] | None = None) -> set[str]:
    """Return the texts of a script and of all that it imports."""
    known = seen if seen is not None else set()
    if script in known:
        return set()
    known.add(script)
    text = script.read_text(encoding="utf-8")
    said = set(_literals(_T, text))
    for name in _IMPORT.findall(text):
        said |= _said_by((script.parent / name).resolve(), known)
    return said


def _used() -> set[str]:
    said = {text for p in SCRIPTS for text in _literals(_T, p.read_text(encoding="utf-8"))}
    written = {text for p in TEMPLATES for text in _literals(_T, p.read_text(encoding="utf-8"))}
    return said | written


def _counted() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for template in TEMPLATES:
        for one, one_, more, more_ in _N.findall(template.read_text(encoding="utf-8")):
            found.add((one or one_, more or more_))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue_and_none_is_left_over(language: Language) -> None:
    """What is added or removed in a page is added or removed in both files."""
    assert set(read_catalogues()[language].texts) == _used()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_text_has_its_forms(language: Language) -> None:
    """Vietnamese has one, English two."""
    plurals = read_catalogues()[language].plurals

    assert set(plurals) == {one for one, _ in _counted()}
    assert {len(forms) for forms in plurals.values()} == {1 if language == "vi" else 2}
    for one, more in _counted():
        assert all("{n}" in form for form in plurals[one])
        assert language == "vi" or plurals[one] == (one, more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_the_same_values(language: Language) -> None:
    """A slot that is lost in translation loses a fact."""
    for original, translation in read_catalogues()[language].texts.items():
        assert sorted(_SLOT.findall(translation)) == sorted(_SLOT.findall(original)), original


def test_vietnamese_is_translated_throughout_and_english_is_as_written() -> None:
    """The default language has no English left in it."""
    catalogues = read_catalogues()

    assert [text for text, vi in catalogues["vi"].texts.items() if text == vi] == []
    assert all(text == en for text, en in catalogues["en"].texts.items())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_a_page_hands_its_scripts_exactly_what_they_say(template: Path) -> None:
    """The network page hands over everything; the others name their texts."""
    entries = _ENTRY.findall(template.read_text(encoding="utf-8"))
    if template.name in {"base.html", "network.html"} or not entries:
        assert _listed(template) == set()
        return
    said: set[str] = set()
    for entry in entries:
        said |= _said_by(VIZ / "static" / entry)

    assert _listed(template) == said


def test_links_are_named_in_reports_as_on_lines() -> None:
    """One name for one thing, in either language."""
    script = (VIZ / "static" / "network" / "report.js").read_text(encoding="utf-8")
    named = dict(re.findall(r'^  ([A-Z_]+): t\("([^"]+)"\)', script, re.MULTILINE))
    vietnamese = read_catalogues()["vi"]

    assert {kind: (vietnamese.text(name), name) for kind, name in named.items()} == LINK_NAMES


def test_kinds_are_named_on_pages_as_in_the_table() -> None:
    """One name for one thing, in either language."""
    catalogues = read_catalogues()
    page = (VIZ / "templates" / "kinds.html").read_text(encoding="utf-8")
    named = dict(re.findall(r'"(\w+)": t\("([^"]+)"\)', page))

    assert named.keys() == LOOKS.keys() - {"list", "ring", "other"}
    for kind, name in named.items():
        assert name == LOOKS[kind].en
        assert catalogues["vi"].text(name) == LOOKS[kind].vi
