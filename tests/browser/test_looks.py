"""Dark and light, narrow and wide, and what a screen reader is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser import world
from tests.browser.conftest import Guard, NewPage
from tests.browser.picture import open_picture

pytestmark = pytest.mark.browser


def _colours(page: Page) -> set[tuple[int, ...]]:
    """Return the colours on the canvas, sampled."""
    found = page.evaluate(
        """() => {
          const canvas = document.querySelector("#graph canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] === 255) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
          }
          return [...seen];
        }"""
    )
    return {tuple(map(int, colour.split(","))) for colour in found}


def test_the_canvas_shows_the_kinds_colours(page: Page) -> None:
    """Blue phones, orange accounts, green domains: the page's table, drawn."""
    open_picture(page, "secure-vcb")
    page.wait_for_timeout(200)
    colours = _colours(page)

    assert {(0, 114, 178), (230, 159, 0), (0, 158, 115)} <= colours


def test_dark_mode_is_followed_at_once(page: Page, tmp_path: Path, guard: Guard) -> None:
    """Page and canvas turn together; texts are light then."""
    guard.expected.append("willReadFrequently")  # the test reads the canvas, the page never does
    open_picture(page, "secure-vcb")
    page.wait_for_timeout(200)
    assert (22, 32, 42) in _colours(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(200)
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.screenshot(path=tmp_path / "dark.png")

    assert ground == "rgb(18, 23, 29)"
    assert (232, 237, 242) in _colours(page)
    assert (tmp_path / "dark.png").stat().st_size > 10_000


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_every_page_fits_the_window(
    new_page: NewPage, session_state: StorageState, width: int
) -> None:
    """No page scrolls sideways; the picture stays visible."""
    page = new_page(session_state, viewport={"width": width, "height": 800})
    for path in ("/", "/rings", "/sign-in"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    open_picture(page, world.HUB_TEXT)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#graph canvas").bounding_box()
    assert box is not None
    assert box["width"] > 200
    assert box["height"] > 200


def test_a_screen_reader_is_told_what_is_where(page: Page) -> None:
    """Landmarks, names and a live status line."""
    open_picture(page, "secure-vcb")

    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("toolbar", name="Hình")).to_be_visible()
    expect(page.get_by_role("application", name="Hình mạng lưới")).to_be_visible()
    expect(page.get_by_role("region", name="Chi tiết")).to_be_visible()
    expect(page.locator("#status")).to_have_role("status")
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=hidden]), a")]
          .filter((e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.title))
          .map((e) => e.outerHTML)"""
    )
    assert unnamed == []
