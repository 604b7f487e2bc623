"""How tests open pictures and read what the network page has."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Page, expect

Places = dict[str, tuple[float, float]]


def open_picture(page: Page, text: str) -> None:
    """Open the picture of the first hit for a text, as a person does."""
    page.goto("/")
    page.get_by_role("combobox").fill(text)
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("combobox").press("Enter")
    ready(page)


def ready(page: Page) -> None:
    """Wait until a network page is drawn."""
    page.wait_for_url("**/views/*")
    page.locator("body[data-ready]").wait_for()


def places(page: Page) -> Places:
    """Return where the page's own state has the nodes, to the bit."""
    return _asked(page, "state.js", "places")


def drawn(page: Page) -> Places:
    """Return where the canvas has the nodes, to the bit."""
    return _asked(page, "canvas.js", "drawnPlaces")


def module(page: Page, name: str) -> str:
    """Return the address from which the page has one of its network modules."""
    script = "document.querySelector('script[src*=\"network/main\"]').getAttribute('src')"
    return str(page.evaluate(script)).replace("main.js", name)


def _asked(page: Page, file: str, name: str) -> Places:
    found = page.evaluate(f"import('{module(page, file)}').then((m) => m.{name}())")
    return {node: (x, y) for node, (x, y) in found.items()}


def selected(page: Page) -> str | None:
    """Return the id of what is chosen."""
    script = f"import('{module(page, 'state.js')}').then((m) => m.selected()?.id ?? null)"
    return cast("str | None", page.evaluate(script))


def spot(page: Page, node: str) -> tuple[float, float]:
    """Return where a node is on the page, in pixels."""
    script = f"import('{module(page, 'canvas.js')}').then((m) => m.onPage('{node}'))"
    x, y = page.evaluate(script)
    return x, y


def node_of(page: Page, caption: str) -> str:
    """Return the id of the node with a caption."""
    row = page.locator("#list li").filter(has=page.get_by_text(caption, exact=True)).first
    return str(row.get_attribute("data-id"))


def said(page: Page, text: str) -> None:
    """Wait until the status line holds a text."""
    expect(page.locator("#status")).to_contain_text(text)
