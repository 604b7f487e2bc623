"""Looks of kinds: complete, distinct, readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.identifiers import registry
from viz.glyphs import GLYPHS
from viz.sprite import build_sprite
from viz.style import (
    DARK_PAGE,
    LIGHT_PAGE,
    LOOKS,
    contrast,
    look_of,
    radius_of,
    to_table,
    width_of,
)

STATIC = Path(__file__).parents[3] / "viz" / "static"
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def _palettes() -> list[dict[str, str]]:
    """Return the colours of the light and of the dark page, by name."""
    text = (STATIC / "app.css").read_text(encoding="utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)", 1)
    return [dict(_COLOUR.findall(light)), dict(_COLOUR.findall(dark.split("* {", 1)[0]))]


def test_every_kind_of_the_registry_has_a_look_of_its_own() -> None:
    """Told by shape, sign and colour together; no two are alike."""
    assert set(registry.KINDS) <= LOOKS.keys()
    assert len({look.glyph for look in LOOKS.values()}) == len(LOOKS)
    assert GLYPHS.keys() == LOOKS.keys()


def test_signs_are_readable_on_their_faces() -> None:
    """3:1 at least (WCAG 2.2, 1.4.11)."""
    for look in LOOKS.values():
        assert contrast(look.ink, look.colour) >= 3.0, look.kind


@pytest.mark.parametrize("palette", _palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "page"), ("ink", "raised"), ("ink", "chosen"), ("faint", "page"),
        ("faint", "raised"), ("faint", "chosen"), ("accent", "page"), ("accent", "raised"),
        ("accent-ink", "accent"), ("bar-ink", "bar"), ("bar-faint", "bar"),
        ("badge-ink", "badge"), ("warn", "warn-page"),
    ],
)  # fmt: skip
def test_texts_have_enough_contrast(palette: dict[str, str], text: str, ground: str) -> None:
    """4.5:1 at least (WCAG 2.2, 1.4.3)."""
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", _palettes(), ids=["light", "dark"])
@pytest.mark.parametrize("name", ["line-strong", "accent", "good", "badge"])
def test_marks_have_enough_contrast(palette: dict[str, str], name: str) -> None:
    """3:1 at least (WCAG 2.2, 1.4.11)."""
    assert contrast(palette[name], palette["page"]) >= 3.0


def test_the_canvas_and_the_documents_mean_the_same_page() -> None:
    """The outlines are reckoned for the colours that the pages have."""
    light, dark = _palettes()

    assert (light["page"].upper(), dark["page"].upper()) == (LIGHT_PAGE, DARK_PAGE)


def test_pale_faces_get_an_outline() -> None:
    """Orange, sky blue and yellow on white; near-black on the dark page."""
    assert LOOKS["bank_account"].needs_outline(LIGHT_PAGE)
    assert LOOKS["crypto_wallet"].needs_outline(LIGHT_PAGE)
    assert not LOOKS["phone"].needs_outline(LIGHT_PAGE)
    assert LOOKS["ip_address"].needs_outline(DARK_PAGE)


def test_sizes_grow_slowly_and_end() -> None:
    """A hub is seen, not overwhelming."""
    assert [radius_of(n) for n in (0, 1, 2, 4, 10**9)] == [12.0, 12.0, 14.0, 16.0, 24.0]
    assert [width_of(n) for n in (0, 1, 2, 10**9)] == [1.0, 1.0, 1.8, 5.0]


def test_the_table_is_named_in_one_language() -> None:
    """Names differ, all else is equal."""
    vi, en = to_table("vi"), to_table("en")

    assert vi["phone"]["name"] == "Số điện thoại"
    assert en["phone"]["name"] == "Phone"
    assert look_of("nothing known").kind == "other"


def test_the_sprite_on_disk_is_the_one_that_the_table_gives() -> None:
    """After a change of the table: `python -m viz.sprite > viz/static/kinds.svg`."""
    assert (STATIC / "kinds.svg").read_text(encoding="utf-8") == build_sprite()
