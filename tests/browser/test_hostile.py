"""What strangers write stays text, wherever it is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import world
from tests.browser.conftest import Guard
from tests.browser.picture import node_of, open_picture, places

pytestmark = pytest.mark.browser


def test_hostile_names_are_shown_as_text(page: Page) -> None:
    """In the list, on the canvas and in the panel; nothing runs, nothing is loaded."""
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    open_picture(page, world.HOSTILE_HUB_TEXT)
    names = page.locator("#list li").all_inner_texts()

    assert len(places(page)) == 1 + len(world.HOSTILE)
    assert any("<img src=x onerror=alert(1)>" in name for name in names)
    assert any("</script><script>alert(1)</script>" in name for name in names)
    assert not any("\u202e" in name for name in names)
    assert max(map(len, names)) < 300
    expect(page.locator("#list img")).to_have_count(0)


def test_hostile_texts_in_reports_are_shown_as_text(page: Page) -> None:
    """Titles and raw texts too; bidi controls are made visible."""
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    open_picture(page, world.HOSTILE_HUB_TEXT)
    page.locator(f"#list li[data-id={node_of(page, world.HOSTILE_HUB_TEXT)}]").click()
    panel = page.locator("#panel")
    expect(panel.locator(".report")).to_have_count(len(world.HOSTILE))
    text = panel.inner_text()

    assert "<img src=x onerror=alert(1)>" in text
    assert "javascript:alert(1)" in text
    assert "\u202e" not in text
    assert "\ufffd" in text
    assert panel.locator("img").count() == panel.locator("script").count() == 0
    assert panel.locator("a[href^=javascript]").count() == 0


def test_long_texts_do_not_break_the_page(page: Page) -> None:
    """Nothing is wider than the window."""
    open_picture(page, world.HOSTILE_HUB_TEXT)
    page.locator(f"#list li[data-id={node_of(page, world.HOSTILE_HUB_TEXT)}]").click()
    expect(page.locator("#panel .report").first).to_be_visible()
    wide, narrow = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")

    assert wide <= narrow


def test_markup_typed_into_the_search_is_text(page: Page) -> None:
    """It finds the handle of that name, or nothing."""
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page.goto("/")
    page.get_by_role("combobox").fill("<img src=x onerror=alert(1)>")
    page.wait_for_timeout(500)

    expect(page.locator("#hits img")).to_have_count(0)


def test_the_policy_holds_on_the_page(page: Page, guard: Guard) -> None:
    """Markup and code from text are refused by the browser itself, should we ever slip."""
    guard.expected.extend(["Trusted", "policy:", "Content Security"])
    open_picture(page, world.HOSTILE_HUB_TEXT)
    refused = page.evaluate(
        """() => {
          const tries = [
            () => { document.body.innerHTML = "<b>x</b>"; },
            () => { document.createElement("script").textContent = "1"; },
            () => setTimeout("1"),
          ];
          return tries.map((attempt) => {
            try { attempt(); return ""; } catch (error) { return error.name; }
          });
        }"""
    )

    assert refused == ["TypeError"] * 3
    assert page.locator("body b").filter(has_text="x").count() == 0
