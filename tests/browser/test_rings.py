"""From the list of rings to a ring to its picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import world
from tests.browser.picture import ready

pytestmark = pytest.mark.browser


def test_a_ring_is_reached_and_drawn(page: Page) -> None:
    """List, facts, members, reports, picture: all by clicking."""
    page.goto("/")
    page.get_by_role("link", name="Nhóm").click()
    row = page.get_by_role("row").filter(has_text="R").nth(1)
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Thành viên")).to_be_visible()
    members = page.get_by_role("region", name="Thành viên").locator("tbody tr")
    count = members.count()
    page.get_by_role("button", name="Vẽ mạng lưới").click()
    ready(page)

    assert count >= 2
    assert page.locator("#list li[data-id^=n]:not([data-id*=more])").count() == count


def test_what_rests_on_one_report_is_shown_on_request(page: Page) -> None:
    """Not before."""
    page.goto("/rings")
    before = page.locator("tbody tr").count()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Áp dụng").click()
    page.wait_for_url("**include_single=true*")

    assert page.locator("tbody tr").count() >= before
    expect(page.get_by_role("checkbox")).to_be_checked()


def test_a_members_own_picture_is_one_click_away(page: Page) -> None:
    """Named after the member for those who don't see the row."""
    page.goto("/rings")
    page.locator("tbody a").first.click()
    page.locator("button[data-key]").first.click()
    ready(page)

    expect(page.locator("#graph canvas")).to_be_visible()


def test_victims_are_masked_everywhere(page: Page) -> None:
    """The reports of the transfer name one."""
    page.goto("/")
    page.get_by_role("combobox").fill("0011000001")
    page.get_by_role("option").first.click()
    ready(page)
    page.locator("#list li").first.click()
    expect(page.locator(".report").first).to_be_visible()

    assert world.VICTIM.value[3:] not in page.content()
    assert "987 654 321" not in page.content()


@pytest.mark.parametrize("name", ["rings.csv", "brokers.csv", "graph.csv"])
def test_tables_are_downloaded_with_a_click(page: Page, name: str) -> None:
    """As files, not as pages."""
    page.goto("/rings")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()

    assert "," in waiting.value.path().read_text(encoding="utf-8").splitlines()[0]
