"""The network page without a mouse: the canvas's keys, and the list that does the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import world
from tests.browser.picture import drawn, node_of, open_picture, places, said, selected

pytestmark = pytest.mark.browser


def _scale(page: Page) -> int:
    found = re.search(r"\d+", page.locator("#status").inner_text())
    assert found
    return int(found[0])


def test_arrows_choose_the_nearest_and_enter_expands(page: Page) -> None:
    """Nothing that is there moves."""
    open_picture(page, "0913 000 101")
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    first = selected(page)
    page.keyboard.press("ArrowLeft")
    second = selected(page)
    hub = node_of(page, world.HUB_TEXT)
    assert None not in {first, second}
    if selected(page) != hub:
        page.keyboard.press("ArrowRight")
    assert selected(page) == hub
    before = places(page)
    page.keyboard.press("Enter")
    said(page, "Mới trong hình")
    after = places(page)

    assert all(after[node] == place for node, place in before.items())
    assert drawn(page) == after
    expect(page.locator("#graph")).to_be_focused()


def test_delete_escape_undo_and_redo(page: Page) -> None:
    """Hide, bring back, hide again; Escape chooses nothing."""
    open_picture(page, "0913 000 101")
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    node = selected(page)
    page.keyboard.press("Delete")
    said(page, "Đã ẩn")
    assert node not in places(page)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_disabled()
    assert node in places(page)
    page.keyboard.press("Control+y")
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_enabled()
    assert node not in places(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")

    assert selected(page) is None
    expect(page.locator("#panel")).to_contain_text("Trong hình")


def test_zoom_fit_and_help(page: Page) -> None:
    """Plus, minus, 0 and ?; Escape closes the help."""
    open_picture(page, world.HUB_TEXT)
    page.locator("#graph").focus()
    page.keyboard.press("+")
    near = _scale(page)
    page.keyboard.press("-")
    page.keyboard.press("-")
    far = _scale(page)
    page.keyboard.press("0")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    assert near > far
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_list_does_the_same(page: Page) -> None:
    """Find by name without accents, choose, expand and hide from the list alone."""
    open_picture(page, "0913 000 101")
    page.get_by_label("Tìm trong hình").fill("912 000")
    page.keyboard.press("Enter")
    listbox = page.get_by_role("listbox", name="Các định danh trong hình")
    expect(listbox).to_be_focused()
    assert selected(page) == node_of(page, world.HUB_TEXT)
    page.keyboard.press("Enter")
    said(page, "Mới trong hình")
    page.get_by_label("Tìm trong hình").fill("")
    listbox.focus()
    page.keyboard.press("End")
    last = listbox.get_by_role("option").last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(listbox).to_have_attribute("aria-activedescendant", str(last.get_attribute("id")))
    page.keyboard.press("Home")
    gone = selected(page)
    page.keyboard.press("Delete")
    said(page, "Đã ẩn")

    assert gone not in places(page)


def test_everything_is_reached_with_the_tab_key(page: Page) -> None:
    """The picture, the list, the filters and the help, in this page's order."""
    open_picture(page, "0913 000 101")
    page.keyboard.press("Control+Home")
    seen: list[str] = []
    for _ in range(24):
        page.keyboard.press("Tab")
        seen.append(
            str(page.evaluate("document.activeElement.id || document.activeElement.className"))
        )

    assert {"skip", "fit", "open-help", "find", "list", "graph"} <= set(seen)
    assert seen.index("find") < seen.index("list") < seen.index("graph")
