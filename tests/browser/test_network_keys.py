"""The network page without a mouse: the canvas's keys, and the list that does the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import world
from tests.browser.picture import drawn, node_of, open_picture, places, ready, said, selected

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


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(80):
        if page.evaluate("(it) => document.activeElement.matches(it)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {selector}")


def test_from_the_search_to_a_reports_source_and_back_without_a_mouse(page: Page) -> None:
    """Typing, arrows, Enter and Tab are enough."""
    page.goto("/")
    page.keyboard.type("0913 000 000")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ready(page)
    _tab_to(page, "#list")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#panel .report").first).to_be_visible()
    _tab_to(page, "#panel .report summary")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .report").first).to_contain_text("SHA-256")
    page.go_back()

    expect(page.get_by_role("combobox")).to_have_value("0913 000 000")


def test_the_list_tells_who_cannot_see_what_the_picture_shows(page: Page) -> None:
    """Name, kind, reports and what is hidden; and which one is chosen."""
    open_picture(page, "0913 000 000")
    told = re.compile(r"0913 000 000\s*Số điện thoại · Báo cáo: \d+")
    option = page.get_by_role("listbox", name="Các định danh trong hình").get_by_role(
        "option", name=told
    )
    expect(option).to_have_attribute("aria-selected", "false")
    option.click()

    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.locator("#list [aria-selected=true]")).to_have_count(1)
    expect(page.locator("#list")).to_have_attribute(
        "aria-activedescendant", str(option.get_attribute("id"))
    )


def test_the_first_drawing_is_noted_in_the_timeline(page: Page) -> None:
    """So that bench.page measures what a person waits for."""
    open_picture(page, "0913 000 000")

    assert page.evaluate("performance.getEntriesByName('network-drawn').length") == 1


@pytest.mark.parametrize("width", [683, 320])
def test_pages_fit_when_they_are_enlarged(page: Page, width: int) -> None:
    """At 200 and 400 percent nothing has to be read sideways but tables in their own frames."""
    open_picture(page, "0913 000 000")
    page.set_viewport_size({"width": width, "height": 410})
    for path in [page.url, "/", "/rings"]:
        page.goto(path)
        page.locator("main").wait_for()

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_nothing_turns_where_motion_is_unwanted(page: Page) -> None:
    """The sign of waiting stands still."""
    page.emulate_media(reduced_motion="reduce")
    open_picture(page, "0913 000 000")
    page.evaluate("document.getElementById('status').classList.add('working')")
    style = "getComputedStyle(document.getElementById('status'), '::before').animationName"

    assert page.evaluate(style) == "none"
