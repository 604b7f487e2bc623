"""The network page: expanding moves nothing; every action can be undone, and has an address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import world
from tests.browser.conftest import Guard
from tests.browser.picture import (
    Places,
    drawn,
    module,
    node_of,
    open_picture,
    places,
    said,
    selected,
    spot,
)

pytestmark = pytest.mark.browser

START = "0913 000 100"
"""Reported once, with the hub and one other."""


def _same(before: Places, after: Places) -> bool:
    """Say whether all that was there is where it was, to the bit."""
    return all(after.get(node) == place for node, place in before.items())


def test_double_click_expands_in_place(page: Page) -> None:
    """What is shown keeps its place to the bit, in the state and on the canvas."""
    open_picture(page, START)
    before, on_canvas, address = places(page), drawn(page), page.url
    page.mouse.dblclick(*spot(page, node_of(page, world.HUB_TEXT)))
    said(page, "Mới trong hình")
    after = places(page)

    assert before == on_canvas
    assert len(after) > len(before)
    assert _same(before, after)
    assert drawn(page) == after
    assert page.url != address
    assert re.fullmatch(r".*/views/[\w-]{22}", page.url)


def test_a_stub_opens_one_kind_and_counts_down(page: Page) -> None:
    """The hub leaves out more than one expansion shows; its stub brings the rest."""
    open_picture(page, world.HUB_TEXT)
    stub = f"{node_of(page, world.HUB_TEXT)}~more~phone"
    before = places(page)
    assert stub in before
    page.mouse.dblclick(*spot(page, stub))
    said(page, "Mới trong hình")
    after = places(page)

    assert stub not in after
    assert _same({node: place for node, place in before.items() if node != stub}, after)
    assert sum(node.startswith("n") and "~" not in node for node in after) > world.BULK


def test_a_click_fills_the_panel_with_facts_reports_and_sources(page: Page) -> None:
    """What it is, how often, when, and where each report came from."""
    open_picture(page, START)
    page.mouse.click(*spot(page, node_of(page, world.HUB_TEXT)))
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", level=2)).to_have_text(re.compile(world.HUB_TEXT))
    expect(panel).to_contain_text("Số điện thoại")
    report = panel.locator(".report").first
    report.get_by_text("Nguồn", exact=True).click()

    expect(report).to_contain_text("thu_2026.csv")
    expect(report).to_contain_text("SHA-256 abababababababab…")
    expect(panel).to_contain_text(re.compile(r"\d\d/\d\d/2026 – \d\d/\d\d/2026"))


def test_a_line_shows_the_reports_behind_it(page: Page) -> None:
    """And a stated link beside it says what is stated."""
    open_picture(page, "0011000001")
    state = module(page, "state.js")
    edges = page.evaluate(
        f"import('{state}').then((m) =>"
        " [...m.picture().edges.values()].map((e) => [e.id, e.from, e.to, e.kind]))"
    )
    stated = [edge for edge in edges if edge[3] == "stated"]
    parallel = [edge for edge in edges if set(edge[1:3]) == set(stated[0][1:3])]
    assert len(parallel) == 2
    page.evaluate(
        f"(id) => import('{state}').then((m) => m.select({{type: 'edge', id}}))",
        stated[0][0],
    )
    panel = page.locator("#panel")

    expect(panel).to_contain_text("Báo cáo nêu rõ: chuyển tiền.")
    expect(panel.locator(".report")).to_have_count(1)
    expect(panel.locator(".report")).to_contain_text("25.000.000 ₫")


def test_the_text_is_shown_for_a_purpose_only(page: Page) -> None:
    """As received and as text; without a purpose the browser doesn't even ask."""
    open_picture(page, "0011000001")
    page.locator("#list li").filter(has_text="0011000001").click()
    report = page.locator("[data-report='thu:transfer']")
    report.get_by_text("Nguồn", exact=True).click()
    report.get_by_role("button", name="Đọc văn bản").click()
    expect(report.locator("blockquote")).to_have_count(0)
    report.get_by_label("Mục đích đọc văn bản").fill("vụ án thử")
    report.get_by_role("button", name="Đọc văn bản").click()

    expect(report.locator("blockquote")).to_have_text(world.TOLD.replace("\u202e", "\ufffd"))
    expect(report.locator("blockquote b")).to_have_count(0)


def test_another_language_keeps_the_picture_that_is_on_the_screen(page: Page) -> None:
    """Not the one with which the page was loaded."""
    open_picture(page, START)
    page.mouse.dblclick(*spot(page, node_of(page, world.HUB_TEXT)))
    said(page, "Mới trong hình")
    shown, address = places(page), page.url
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en] body[data-ready]").wait_for()

    assert page.url == address
    assert places(page) == shown
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator("#legend")).to_contain_text("Phone")


def test_a_click_on_a_line_chooses_it(page: Page) -> None:
    """Half way between its ends."""
    open_picture(page, "0913 000 101")
    ends = [spot(page, node) for node in places(page) if "~" not in node][:2]
    page.mouse.click((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)

    assert "~" in str(selected(page))
    expect(page.locator("#panel .report")).to_have_count(1)


def test_undo_redo_back_and_forward_are_one(page: Page) -> None:
    """Each shows just what was there, under its own address."""
    open_picture(page, START)
    first, address = places(page), page.url
    page.mouse.click(*spot(page, node_of(page, world.HUB_TEXT)))
    page.get_by_role("button", name="Mở rộng").first.click()
    said(page, "Mới trong hình")
    second = places(page)
    page.get_by_role("button", name="Hoàn tác").click()
    page.wait_for_url(address)
    assert places(page) == drawn(page) == first
    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_role("button", name="Làm lại")).to_be_disabled()
    assert places(page) == second
    page.go_back()
    page.wait_for_url(address)
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_disabled()
    assert places(page) == first
    page.go_forward()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_enabled()

    assert places(page) == drawn(page) == second


def test_a_dragged_node_stays_to_the_bit_through_the_next_action_and_a_reload(page: Page) -> None:
    """vis-network would round it; the server keeps the very number."""
    open_picture(page, START)
    node = node_of(page, world.HUB_TEXT)
    before = places(page)
    x, y = spot(page, node)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 41.5, y + 33.25, steps=5)
    page.mouse.up()
    expect(page.get_by_role("button", name="Hoàn tác")).to_be_enabled()
    dragged = places(page)
    assert {n for n in before if dragged[n] != before[n]} == {node}
    page.locator("#graph").press("Enter")
    said(page, "Mới trong hình")
    assert places(page)[node] == drawn(page)[node] == dragged[node]
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert _same(dragged, places(page))
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("button", name="Làm lại")).to_be_enabled()

    assert places(page) == dragged


def test_hiding_takes_a_node_off_and_undo_brings_it_back(page: Page) -> None:
    """A reload shows the picture as it was left."""
    open_picture(page, START)
    before = places(page)
    node = node_of(page, world.HUB_TEXT)
    page.mouse.click(*spot(page, node))
    page.get_by_role("button", name="Ẩn").first.click()
    said(page, "Đã ẩn")
    assert node not in places(page)
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert node not in places(page)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("button", name="Làm lại")).to_be_enabled()

    assert places(page) == before


def test_filters_limit_the_next_expansion(page: Page) -> None:
    """Only kinds that are ticked; reset gives all again."""
    open_picture(page, "0913 000 101")
    page.get_by_text("Bộ lọc khi mở rộng").click()
    for box in page.locator("#filter-form input[name=kinds]").all():
        box.set_checked(str(box.get_attribute("value")) == "domain")
    hub = node_of(page, world.HUB_TEXT)
    page.mouse.click(*spot(page, hub))
    page.locator("#graph").press("Enter")
    said(page, "Không còn nút lân cận nào khớp bộ lọc.")
    page.get_by_role("button", name="Đặt lại bộ lọc").click()
    page.get_by_label("Số nút lân cận tối đa").fill("5")
    shown = len([node for node in places(page) if "~" not in node])
    page.locator("#graph").press("Enter")
    said(page, "Mới trong hình: 5.")

    assert len([node for node in places(page) if "~" not in node]) == shown + 5


def test_dates_limit_the_next_expansion(page: Page) -> None:
    """Both days are inside."""
    open_picture(page, "0913 000 101")
    page.get_by_text("Bộ lọc khi mở rộng").click()
    page.get_by_label("Từ").fill("2026-01-21")
    page.get_by_label("Đến").fill("2026-01-21")
    page.mouse.click(*spot(page, node_of(page, world.HUB_TEXT)))
    page.locator("#graph").press("Enter")

    said(page, "Mới trong hình: 2.")


def test_a_picture_that_is_gone_says_so(page: Page, guard: Guard) -> None:
    """With the way back."""
    guard.expected.append("404")
    page.goto("/views/AAAAAAAAAAAAAAAAAAAAAA")

    expect(page.get_by_role("link", name="Về trang tìm kiếm")).to_be_visible()


def test_a_server_that_is_gone_is_said_and_nothing_is_lost(page: Page, guard: Guard) -> None:
    """The picture stays as it is."""
    guard.expected.append("ERR_FAILED")
    open_picture(page, START)
    before = places(page)
    page.route("**/expand", lambda route: route.abort())
    page.mouse.dblclick(*spot(page, node_of(page, world.HUB_TEXT)))
    said(page, "Không kết nối được máy chủ.")

    assert places(page) == before


def test_a_victims_panel_tells_the_report_and_not_the_number(page: Page) -> None:
    """Who looks for a victim's whole number sees where it stands, and no count of zero."""
    open_picture(page, world.VICTIM_TEXT)
    page.locator("#list li").first.click()
    panel = page.locator("#panel")

    expect(panel.get_by_role("heading", level=2)).to_have_text("•••• ••• •21")
    expect(panel.locator(".report")).to_have_count(1)
    expect(panel.locator(".facts dt").filter(has_text="Báo cáo")).to_have_count(0)
    assert "654 321" not in page.content()
