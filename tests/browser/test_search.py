"""Finding identifiers: type-ahead, keys, many at once, language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import world
from tests.browser.picture import ready

pytestmark = pytest.mark.browser


def test_hits_come_while_typing_and_the_keys_choose(page: Page) -> None:
    """Down and Enter open the chosen one; its picture's address names nobody."""
    page.clock.install()
    page.goto("/")
    box = page.get_by_role("combobox")
    page.clock.pause_at("2100-01-01")
    box.press_sequentially("0913 000", delay=15)
    page.clock.resume()
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "hit-1")
    caption = options.nth(1).locator(".caption").inner_text()
    box.press("Enter")
    ready(page)

    assert "913" not in page.url
    expect(page.locator("#list")).to_contain_text(caption)


def test_who_types_on_keeps_what_was_chosen(page: Page) -> None:
    """What is chosen while more hits are on their way stays chosen, wherever it then stands."""
    page.clock.install()
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("0913")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_be_visible()
    page.clock.pause_at("2100-01-01")
    box.press_sequentially(" 000")
    box.press("ArrowUp")
    caption = page.locator("[aria-selected=true] .caption").inner_text()
    options.first.evaluate("item => item.classList.add('before')")
    page.clock.resume()

    expect(page.locator(".before")).to_have_count(0)
    expect(page.locator("[aria-selected=true] .caption")).to_have_text(caption)
    box.press("Enter")
    ready(page)
    expect(page.locator("#list")).to_contain_text(caption)


def test_a_click_opens_a_hit_and_back_brings_the_hits_again(page: Page) -> None:
    """What was typed is kept with the tab, not in the address."""
    page.goto("/")
    page.get_by_role("combobox").fill("secure-vcb")
    page.get_by_role("option").first.click()
    ready(page)
    page.go_back()

    expect(page.get_by_role("combobox")).to_have_value("secure-vcb")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.url.endswith("/")


def test_back_brings_all_that_was_typed_before_a_hit_of_less_was_chosen(page: Page) -> None:
    """Who types on and chooses before the hits have followed finds it all again."""
    page.clock.install()
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("0913")
    expect(page.get_by_role("option").first).to_be_visible()
    page.clock.pause_at("2100-01-01")
    box.press_sequentially(" 000")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/views/**")
    page.clock.resume()
    ready(page)
    page.go_back()

    expect(page.get_by_role("combobox")).to_have_value("0913 000")


def test_what_is_typed_before_the_script_is_there_is_looked_for(page: Page) -> None:
    """People type as soon as they see the box."""
    held: list[Route] = []
    page.route("**/search.js", lambda route: held.append(route))  # noqa: PLW0108 (a built-in method can't be a handler)
    page.goto("/", wait_until="commit")
    page.get_by_role("combobox").fill("0913 000")
    page.wait_for_timeout(300)
    expect(page.get_by_role("option")).to_have_count(0)
    held[0].continue_()

    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_value("0913 000")


def test_a_protected_person_is_found_by_the_whole_number_only(page: Page) -> None:
    """And is called what they are."""
    page.goto("/")
    box = page.get_by_role("combobox")
    box.fill(world.VICTIM_TEXT[:-1])
    expect(page.locator("#search-status")).to_contain_text("Không tìm thấy gì")
    box.fill(world.VICTIM_TEXT)

    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option")).to_contain_text("nạn nhân hoặc người báo")


def test_nothing_found_is_said(page: Page) -> None:
    """And how to go on."""
    page.goto("/")
    page.get_by_role("combobox").fill("zzzzqqqq")

    expect(page.locator("#search-status")).to_contain_text("Không tìm thấy gì")
    expect(page.get_by_role("option")).to_have_count(0)


def test_escape_closes_the_hits(page: Page) -> None:
    """The text stays."""
    page.goto("/")
    page.get_by_role("combobox").fill("0913")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("combobox").press("Escape")

    expect(page.get_by_role("option")).to_have_count(0)


def test_many_are_looked_up_at_once_and_drawn_together(page: Page) -> None:
    """What isn't found is named too."""
    page.goto("/")
    page.get_by_text("Tra cứu nhiều mục một lúc").click()
    page.locator("#texts-in").fill(f"0913 000 000\n{world.HUB_TEXT}\n<b>không có</b>\n")
    page.get_by_role("button", name="Tra cứu", exact=True).click()
    expect(page.locator("#lookup-status")).to_have_text("Tìm thấy: 2 trên 3")
    expect(page.locator("#found")).to_contain_text("<b>không có</b>")
    page.get_by_role("button", name="Vẽ chung những mục đã chọn").click()
    ready(page)

    expect(page.locator("#list li[data-id]")).to_have_count(2)


def test_the_way_between_two_is_drawn(page: Page) -> None:
    """From a member of the hub's crowd to a member of the ring."""
    page.goto("/")
    page.get_by_text("Tra cứu nhiều mục một lúc").click()
    page.locator("#texts-in").fill("0913 000 101\n0913 000 000")
    page.get_by_role("button", name="Tra cứu", exact=True).click()
    page.get_by_role("button", name="Tìm đường nối giữa hai mục").click()
    ready(page)

    expect(page.locator("#list")).to_contain_text(world.HUB_TEXT)
    expect(page.locator("#list li[data-id]")).to_have_count(3)


def test_the_language_is_one_click_away_and_stays(page: Page) -> None:
    """Vietnamese first; English on this page and the next ones; and back."""
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Which identifier are you looking for?"
    )
    page.get_by_role("combobox").fill("zzzzqqqq")
    expect(page.locator("#search-status")).to_contain_text("Nothing was found.")
    page.get_by_role("link", name="Rings").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Tiếng Việt").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nhóm")
    assert page.url.endswith("/rings")
