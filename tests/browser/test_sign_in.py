"""Signing in with the printed link, and out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import Guard, NewPage, Server

pytestmark = pytest.mark.browser


def test_the_printed_link_signs_in_and_leaves_no_token_behind(
    page: Page, session_state: StorageState
) -> None:
    """The session was made by the link; the address holds nothing of it."""
    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn đang tìm định danh nào?")
    assert "#" not in page.url
    assert all(cookie["httpOnly"] for cookie in session_state["cookies"])


def test_a_used_link_is_refused_and_a_new_one_can_be_had(
    new_page: NewPage, server: Server, session_state: StorageState, guard: Guard
) -> None:
    """The page says why, and has a new link printed that works, until one signs out."""
    guard.expected.append("Failed to load resource")
    page = new_page()
    page.goto(server.link())
    expect(page.get_by_role("button", name="In liên kết mới")).to_be_visible()
    assert "#" not in page.url
    before = len(server.links())
    page.get_by_role("button", name="In liên kết mới").click()
    expect(page.get_by_role("status")).to_contain_text("Đã in một liên kết mới")
    page.goto(server.link(before + 1))
    page.wait_for_url(f"{server.origin}/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.get_by_role("button", name="Đăng xuất").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn chưa đăng nhập")


@pytest.mark.parametrize("path", ["/", "/rings", "/views/AAAAAAAAAAAAAAAAAAAAAA"])
def test_without_a_session_every_page_says_how_to_get_in(
    new_page: NewPage, guard: Guard, path: str
) -> None:
    """And shows nothing else."""
    guard.expected.append("401")
    page = new_page()
    page.goto(path)

    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn chưa đăng nhập")
    expect(page.get_by_role("navigation")).to_have_count(0)
