"""Templates, scripts and styles: nothing inline, no markup from text, no other server, short."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import pytest

VIZ = Path(__file__).parents[3] / "viz"
TEMPLATES = sorted((VIZ / "templates").glob("*.html"))
SCRIPTS = sorted(p for p in (VIZ / "static").rglob("*.js") if "vendor" not in p.parts)
STYLES = sorted((VIZ / "static").rglob("*.css"))
OURS = [*TEMPLATES, *SCRIPTS, *STYLES]

MARKUP_FROM_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|"
    r"DOMParser|\beval\b|new Function|srcdoc|setAttribute\(\"on|\.setHTML"
)


def _name(path: object) -> str:
    return path.name if isinstance(path, Path) else ""


@pytest.mark.parametrize("path", OURS, ids=_name)
def test_no_address_of_another_server(path: Path) -> None:
    """Only the name space of SVG is written like an address."""
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"https?:|[\"'(]//\w|url\(|@import", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=_name)
def test_no_script_makes_markup_or_code_of_text(path: Path) -> None:
    """Elements are created, text is set as text."""
    assert not MARKUP_FROM_TEXT.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=_name)
def test_no_script_sets_styles(path: Path) -> None:
    """How things look is the style sheets' matter."""
    assert not re.search(r"\.style\b|cssText|[\"']style[\"']", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_nothing_is_inline_in_a_template(path: Path) -> None:
    """No style, no handler, no script but data; nothing is marked as safe."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\son\w+\s*=|\sstyle\s*=|<style|\|\s*safe\b|autoescape|javascript:", text)
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes


def test_scripts_are_short_and_have_one_concern() -> None:
    """Median below 60 lines, none above 300, each says first what it is for."""
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in SCRIPTS]

    assert statistics.median(lengths) < 60
    assert max(lengths) <= 300
    assert [p.name for p in SCRIPTS if not p.read_text(encoding="utf-8").startswith("// ")] == []
